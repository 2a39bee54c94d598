"""The report's 34 recommendations and the actions that answer them, linked many-to-many, as data."""

from __future__ import annotations

from pipeline.partnership.recommendations.model import Action, Kind, Recommendation
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


__all__ = [
    "ACTIONS",
    "RECOMMENDATIONS",
    "Action",
    "Kind",
    "Recommendation",
    "actions_of",
    "recommendation",
    "without_action",
]
