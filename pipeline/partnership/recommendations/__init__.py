"""The report's 34 recommendations and the actions that answer them, linked many-to-many, as data."""

from __future__ import annotations

from pipeline.errors import DefinitionError
from pipeline.partnership.agencies import agency
from pipeline.partnership.recommendations.model import THEMES, Action, Kind, Recommendation
from pipeline.partnership.recommendations.planned import PLANNED
from pipeline.partnership.recommendations.recommended import RECOMMENDATIONS
from pipeline.partnership.recommendations.taken import TAKEN

ACTIONS: tuple[Action, ...] = (*TAKEN, *PLANNED)

_BY_ID = {each.id: each for each in RECOMMENDATIONS}


def recommendation(recommendation_id: str) -> Recommendation:
    """The recommendation with this id. Raises: KeyError -- if there is none."""
    return _BY_ID[recommendation_id]


def actions_of(recommendation_id: str) -> tuple[Action, ...]:
    """The actions that answer a recommendation, those taken first."""
    return tuple(each for each in ACTIONS if recommendation_id in each.recommendations)


def without_action() -> tuple[Recommendation, ...]:
    """The recommendations that no action answers: a finding in itself."""
    return tuple(each for each in RECOMMENDATIONS if not actions_of(each.id))


def _check() -> None:
    for action in ACTIONS:
        for linked in action.recommendations:
            if linked not in _BY_ID:
                raise DefinitionError(f"action {action.id}: there is no recommendation {linked}; mend the link.")
    leads = {code for each in RECOMMENDATIONS for code in each.leads}
    for code in leads | {code for action in ACTIONS for code in action.leads}:
        if agency(code) is None:
            raise DefinitionError(f"recommendations: lead {code} is not in the register of agencies.")


_check()

__all__ = [
    "ACTIONS",
    "RECOMMENDATIONS",
    "THEMES",
    "Action",
    "Kind",
    "Recommendation",
    "actions_of",
    "recommendation",
    "without_action",
]
