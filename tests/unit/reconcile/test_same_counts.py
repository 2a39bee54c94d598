"""A number that two agencies both count: how the two stand to each other, and what each is asked of its own."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audits.mash import MASH
from pipeline.definition import View
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP
from pipeline.page.reconciled import side_by_side
from pipeline.reconcile.same_counts import State, asked_of_counts, same_counts, state_of
from pipeline.results.same_counts import counted_twice
from pipeline.template.layout import times_of
from pipeline.validate.validated import Accepted, Identity, Tally
from tests.unit.reconcile.two_sides import NOW
from tests.unit.results.built import audit

NUMBERS = st.integers(0, 5_000)


def returned(view: View, agency: str, column: str, numbers: dict[str, int]) -> Accepted:
    """A return whose Volumes sheet says the same of every month: a number for each code (none: '')."""
    form = MASH.form(view, NOW)
    lines = [
        {"month": month, **({"per": code} if code else {}), column: number}
        for month in times_of(form)
        for code, number in numbers.items()
    ]
    volumes = pd.DataFrame(lines).astype({column: "Int64"})
    who = Identity(form, agency, "")
    return Accepted("", agency, Tally(0, 0), (), who, rows=pd.DataFrame(), volumes=volumes)


def police(number: int) -> Accepted:
    return returned(MASH.referrer, "HC", "sent_children", {"": number})


def hub(number: int) -> Accepted:
    return returned(MASH.mash, "SCC-CF", "contacts", {"6": number, "2A": 77_777})


@pytest.mark.parametrize(
    ("first", "second", "state"),
    [
        (100, 105, State.WITHIN),
        (100, 106, State.MORE),
        (106, 100, State.FEWER),
        (2, 5, State.WITHIN),
        (2, 6, State.MORE),
        (0, 0, State.NIL),
        (0, 3, State.WITHIN),
        (None, 4, State.NOT_GIVEN),
        (4, None, State.NOT_GIVEN),
    ],
)
def test_two_numbers_are_alike_within_five_per_cent_or_three(
    first: int | None, second: int | None, state: State
) -> None:
    assert state_of(first, second) is state


@given(NUMBERS, NUMBERS)
def test_it_is_the_same_from_either_side(first: int, second: int) -> None:
    turned = {State.MORE: State.FEWER, State.FEWER: State.MORE}
    state = state_of(first, second)
    assert state_of(second, first) is turned.get(state, state)


def test_a_line_s_number_is_held_against_the_agency_that_it_comes_from() -> None:
    ((_, numbers),) = same_counts(MASH, [police(100), hub(120)])
    theirs = [each for each in numbers if each.agencies == ("HC",)]
    assert [(each.first, each.second, each.state) for each in theirs] == [(100, 120, State.MORE)] * 3
    assert {each.state for each in numbers if each.agencies != ("HC",)} == {State.NOT_GIVEN}


@given(st.integers(10_000, 50_000), st.integers(10_000, 50_000))
def test_each_is_asked_about_its_own_number_and_told_none(first: int, second: int) -> None:
    told = asked_of_counts(MASH, [police(first), hub(second)])
    differ = state_of(first, second) in (State.MORE, State.FEWER)
    assert set(told) == ({"HC", "SCC-CF"} if differ else set())
    for line in (line for lines in told.values() for line in lines):
        assert str(first) not in line
        assert str(second) not in line


@given(NUMBERS, NUMBERS)
def test_whoever_is_asked_reads_the_same_whatever_the_other_s_number_is_and_not_that_there_is_one(
    first: int, second: int
) -> None:
    """The police are the only agency of their type: what they are asked says nothing of MASH's number."""
    asked = asked_of_counts(MASH, [police(100), hub(first)]), asked_of_counts(MASH, [police(100), hub(second)])
    lines = {line for told in asked for line in told.get("HC", ())}
    assert len(lines) <= 1
    for line in lines:
        assert line.startswith("Volumes, 2019-07, 2019-08 and 2019-09: check your number “")
        assert not any(word in line for word in ("MASH", "differ", "another", "other return", "more", "fewer"))


def test_no_return_of_one_side_asks_nothing() -> None:
    assert asked_of_counts(MASH, [police(100)]) == {}
    assert asked_of_counts(MASH, [hub(100)]) == {}


def test_named_readers_see_a_line_for_each_agency_and_others_at_most_how_many_agree() -> None:
    returns = [police(100), hub(120)]
    (shown,) = counted_twice(MASH, returns, SUBGROUP)
    assert (shown.agree, shown.of) == (0, 3)
    assert [(each.first, each.second) for each in shown.lines if each.given] == [(300, 360)]
    page = side_by_side(audit(same_counts=(shown,)))
    assert "in 0 of 3 months of an agency the two are alike" in page.plain
    assert page.tables[0].rows[0][1:] == [300, 360, 60, "0 of 3"]
    for edition in (BOARD, PUBLIC):
        (other,) = counted_twice(MASH, returns, edition)
        assert (other.agree, other.of, other.lines) == (None, None, ())
        assert not side_by_side(audit(same_counts=(other,))).tables
