"""
How good a piece of evidence is: its step on the ladder, its line of assurance, and whether it is still fresh.

The ladder: 0 none; 1 stated; 2 a document exists and is current; 3 it reached the people; 4 practice was tested; 5 it
is sustained, or families confirm it. The lines, by who has tested it: 1 nobody but those who do the work, 2 others in
the same chain, 3 another agency or somebody independent.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from pipeline.results.followed.reported import ReportedEvidence

NONE, STATED, DOCUMENT, REACHED, TESTED, SUSTAINED = range(6)
RUNGS: Mapping[int, str] = MappingProxyType(
    {
        NONE: "nothing is shown",
        STATED: "somebody says so",
        DOCUMENT: "a document exists and is current",
        REACHED: "it reached the people whom it is for",
        TESTED: "practice was tested",
        SUSTAINED: "practice was tested twice, half a year apart, and is above target; or families confirm it",
    }
)
LINES: Mapping[int, str] = MappingProxyType(  # who has tested it
    {1: "nobody but those who do the work", 2: "others in the same chain", 3: "another agency or somebody independent"}
)
OF_AN_AUDIT = 2  # the line of a record audit: agencies look at their own records, and the sub-group at all of them
_LINE_OF = {"OTHER_TEAM": 2, "OTHER_AGENCY": 3, "INDEPENDENT": 3}
_SEEN = ("SHOWN", "PARTLY")  # outcomes of a test that saw at least some of it in practice


def is_stale(each: ReportedEvidence, day: date) -> bool:
    """Whether it is past its date on ``day``; evidence that names none never is."""
    return bool(each.valid_until) and date.fromisoformat(each.valid_until) < day


def whole_level(each: ReportedEvidence) -> int:
    """Its step on the ladder while it is fresh."""
    if not each.title or not each.dated:
        return STATED if each.claim else NONE
    tested = bool(each.tested_on) and bool(each.tested_n) and each.outcome in _SEEN
    if tested:
        return SUSTAINED if each.families_confirm else TESTED
    return REACHED if each.reach and each.eligible else DOCUMENT


def level(each: ReportedEvidence, day: date) -> int:
    """Its step on the ladder on ``day``: one less than it had, where it is past its date."""
    return max(NONE, whole_level(each) - is_stale(each, day))


def line(each: ReportedEvidence) -> int:
    """Whose eyes have tested it, 1 to 3; whoever wrote it is the first, by whatever name they verify it."""
    return 1 if by_its_author(each) else _LINE_OF.get(each.tested_by, 1)


def by_its_author(each: ReportedEvidence) -> bool:
    """Whether whoever verified it is whoever wrote it."""
    verifier = " ".join(each.verifier_role.casefold().split())
    return bool(verifier) and verifier == " ".join(each.owner_role.casefold().split())
