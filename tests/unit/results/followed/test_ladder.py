"""The ladder of evidence: each rung needs what it says, age takes one away, and nobody is their own judge."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.results.followed.ladder import by_its_author, is_stale, level, line, whole_level
from tests.unit.results.followed.told import evidence

DAY = date(2019, 9, 30)
TESTED = {"tested_by": "OTHER_AGENCY", "tested_on": "2019-09-02", "tested_n": 12, "outcome": "SHOWN"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"title": "", "claim": ""}, 0),
        ({"title": ""}, 1),
        ({"dated": ""}, 1),
        ({"reach": None}, 2),
        ({"reach": 0}, 2),
        ({"eligible": None}, 2),
        ({}, 3),
        (TESTED, 4),
        ({**TESTED, "outcome": "PARTLY"}, 4),
        ({**TESTED, "outcome": "NOT_SHOWN"}, 3),
        ({**TESTED, "tested_n": None}, 3),
        ({**TESTED, "tested_n": 0}, 3),
        ({**TESTED, "tested_on": ""}, 3),
        ({**TESTED, "families_confirm": True}, 5),
        ({"families_confirm": True}, 3),
    ],
)
def test_evidence_stands_on_the_rung_that_it_has_all_of(changes: dict[str, object], expected: int) -> None:
    assert whole_level(evidence(**changes)) == expected


def test_evidence_loses_a_rung_on_the_day_after_its_last() -> None:
    last = evidence(valid_until="2019-09-30")

    assert (level(last, DAY), is_stale(last, DAY)) == (3, False)
    assert (level(last, DAY + timedelta(days=1)), is_stale(last, DAY + timedelta(days=1))) == (2, True)


def test_evidence_without_a_last_day_stays_fresh() -> None:
    assert not is_stale(evidence(valid_until=""), date(2099, 1, 1))


@given(st.integers(0, 400), st.sampled_from(["", "2019-09-30", "2020-01-01"]), st.booleans())
def test_no_day_takes_more_than_one_rung_or_below_the_ladder(days: int, until: str, titled: bool) -> None:
    given_ = evidence(valid_until=until, title="Guide" if titled else "", claim="")

    assert max(0, whole_level(given_) - 1) <= level(given_, DAY + timedelta(days=days)) <= whole_level(given_)


@pytest.mark.parametrize(
    ("tested_by", "expected"), [("NONE", 1), ("SELF", 1), ("OTHER_TEAM", 2), ("OTHER_AGENCY", 3), ("INDEPENDENT", 3)]
)
def test_the_line_of_assurance_is_whose_eyes_tested_it(tested_by: str, expected: int) -> None:
    assert line(evidence(**{**TESTED, "tested_by": tested_by})) == expected


@pytest.mark.parametrize("verifier", ["Named nurse", "named  NURSE ", "NAMED NURSE"])
def test_who_verifies_their_own_evidence_is_the_first_line_however_they_write_it(verifier: str) -> None:
    own = evidence(**TESTED, verifier_role=verifier)

    assert by_its_author(own)
    assert line(own) == 1


def test_nobody_is_no_author() -> None:
    assert not by_its_author(evidence(owner_role="", verifier_role=""))
