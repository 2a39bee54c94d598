"""What concerns one agency of all that is followed: its actions, what its own returns lack, what meetings ask of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.results.followed import findings
from pipeline.results.followed.values import ActionLine, DecisionLine, FollowFinding, RecommendationResult

# What lies in its own hands; what its standards say beside it may rest on other agencies' records.
_ITS_OWN = (
    findings.NO_MEASURE,
    findings.OVERDUE,
    findings.NO_EVIDENCE,
    findings.LOST_EVIDENCE,
    findings.STALE,
    findings.BY_ITS_AUTHOR,
    findings.LOWER_RATING,
)


@dataclass(frozen=True)
class OfAgency:
    """What one agency leads, lacks and is asked, each once, for however many recommendations it is."""

    actions: tuple[ActionLine, ...] = ()
    findings: tuple[FollowFinding, ...] = ()
    asked: tuple[DecisionLine, ...] = ()


NOTHING_FOLLOWED = OfAgency()


def of_agency(
    recommendations: Iterable[RecommendationResult], decisions: Iterable[DecisionLine], code: str, name: str
) -> OfAgency:
    """What concerns the agency with this ``code`` and ``name``; of ``decisions`` those that are open."""
    followed = list(recommendations)
    actions = {each.id: each for one in followed for each in one.actions if each.agency == code}
    found = dict.fromkeys(
        each for one in followed for each in one.findings if each.agency_name == name and each.kind in _ITS_OWN
    )
    asked = [each for each in decisions if each.agency_name == name and each.closes and not each.closed]
    return OfAgency(tuple(actions.values()), tuple(found), tuple(asked))
