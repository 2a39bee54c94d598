"""A number that two sides count cannot be misdescribed: the definition fails, and says what to mend."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.audits.mash import MASH
from pipeline.definition import Count, Counter, SameCount, Volumes
from pipeline.errors import DefinitionError
from pipeline.partnership.agencies import AgencyType
from tests.small_audit import changed

COUNT, OTHER = Count("Sent", name="sent"), Count("Received", name="received")
SENDERS = Counter("senders", Volumes(MASH.referrer, (COUNT,)), COUNT)
RECEIVERS = Counter("receivers", Volumes(MASH.mash, (OTHER,), per=MASH.source), OTHER)


def same(**changes: object) -> SameCount:
    """A number that senders and receivers count, some of what is said of it changed."""
    all_of_it = {"title": "Letters", "units": "letters", "first": SENDERS, "second": RECEIVERS, **changes}
    return SameCount(**all_of_it)  # type: ignore[arg-type]


def test_what_makes_sense_is_taken_as_it_is() -> None:
    assert same(lines={AgencyType.POLICE: ("6",)}).sides == (SENDERS, RECEIVERS)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"second": Counter("others", SENDERS.volumes, COUNT)}, "both counts are of referrer; name two views."),
        (
            {"second": replace(RECEIVERS, volumes=replace(RECEIVERS.volumes, monthly=False))},
            "one count is of months and the other of a whole period; ask both alike (monthly=).",
        ),
        ({"first": replace(SENDERS, count=OTHER)}, "received is not a count of the Volumes sheet of senders."),
        ({"second": replace(RECEIVERS, count=COUNT)}, "sent is not a count of the Volumes sheet of receivers."),
        (
            {"lines": {AgencyType.POLICE: ("99",)}},
            "lines= names 99, which is no line of the Volumes sheet of receivers.",
        ),
        (
            {"lines": {AgencyType.POLICE: ("6",), AgencyType.HOUSING: ("6",)}},
            "lines= names 6 twice; a line belongs to one type of agency.",
        ),
        (
            {
                "second": replace(RECEIVERS, volumes=replace(RECEIVERS.volumes, per=None)),
                "lines": {AgencyType.POLICE: ("6",)},
            },
            "lines= names 6, which is no line of the Volumes sheet of receivers.",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(changes: dict[str, object], problem: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        same(**changes)
    assert str(refused.value) == f"same count 'Letters': {problem}"


def test_an_audit_that_lacks_one_of_the_two_sheets_is_refused() -> None:
    with pytest.raises(DefinitionError, match="the Volumes sheet of senders is not one of this audit's; add it"):
        changed(MASH, same_counts=(same(),))
