"""Cases of two sides paired: by their reference, or else by the child and the nearest date, and never by a guess."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from pipeline.definition import MOST_DAYS
from pipeline.reconcile.matching import Case, Matching, Pair, matching

CASES = st.lists(
    st.builds(
        Case,
        key=st.none() | st.sampled_from("PQRS"),
        weak=st.none() | st.sampled_from("abc"),
        day=st.none() | st.integers(0, 14),
    ),
    max_size=12,
)
DAYS = st.integers(0, MOST_DAYS)


def in_other_order(cases: list[Case], order: list[int]) -> list[Case]:
    return [cases[place] for place in order]


def shape(result: Matching, first: list[int], second: list[int]) -> tuple[object, ...]:
    """A matching by what each record was before both sides were put in another order."""
    return (
        {Pair(first[each.first], second[each.second], each.apart, each.by_key) for each in result.pairs},
        {first[place] for place in result.duplicates[0]},
        {second[place] for place in result.duplicates[1]},
        {first[place]: apart for place, apart in result.ambiguous[0].items()},
        {second[place]: apart for place, apart in result.ambiguous[1].items()},
    )


def test_a_reference_pairs_whatever_else_the_records_say() -> None:
    result = matching([Case("P", "a", 1)], [Case("P", "b", 9)])
    assert result.pairs == (Pair(0, 0, 8, by_key=True),)
    assert result.pairs_within(0) == result.pairs


def test_without_a_reference_the_nearest_date_of_the_same_child_pairs() -> None:
    first, second = [Case("P", "a", 4)], [Case(None, "a", 9), Case("Q", "a", 5), Case(None, "b", 4)]
    result = matching(first, second)
    assert result.pairs == (Pair(0, 1, 1, by_key=False),)
    assert result.pairs_within(0) == ()


def test_of_two_dates_as_near_none_is_chosen() -> None:
    result = matching([Case(None, "a", 4)], [Case(None, "a", 3), Case(None, "a", 5)])
    assert not result.pairs
    assert result.ambiguous == ({0: 1}, {0: 1, 1: 1})
    assert result.ambiguous_within(0, 0) == frozenset()
    assert result.ambiguous_within(1, 1) == {0, 1}


def test_a_reference_that_a_side_gives_twice_pairs_with_nothing() -> None:
    result = matching([Case("P", "a", 4), Case("P", "a", 4)], [Case("P", "a", 4)])
    assert not result.pairs
    assert result.duplicates == ({0, 1}, frozenset())
    assert result.ambiguous == ({}, {0: 0})


def test_a_record_without_a_date_or_of_another_child_is_not_told_by_them() -> None:
    assert not matching([Case(None, "a", None), Case(None, None, 3)], [Case(None, "a", 3), Case("P", None, 3)]).pairs


@given(CASES, CASES)
def test_which_side_is_the_first_does_not_matter(first: list[Case], second: list[Case]) -> None:
    one, other = matching(first, second), matching(second, first)
    assert {(each.first, each.second, each.apart) for each in one.pairs} == {
        (each.second, each.first, each.apart) for each in other.pairs
    }
    assert (one.duplicates, one.ambiguous) == (other.duplicates[::-1], other.ambiguous[::-1])


@given(CASES, CASES, st.data())
def test_the_order_of_rows_does_not_matter(first: list[Case], second: list[Case], data: st.DataObject) -> None:
    orders = [data.draw(st.permutations(range(len(each)))) for each in (first, second)]
    shuffled = matching(in_other_order(first, orders[0]), in_other_order(second, orders[1]))
    as_written = [list(range(len(each))) for each in (first, second)]
    assert shape(shuffled, *orders) == shape(matching(first, second), *as_written)


@given(CASES, CASES, DAYS)
def test_a_record_has_one_partner_at_most_and_is_then_neither_a_duplicate_nor_ambiguous(
    first: list[Case], second: list[Case], within: int
) -> None:
    result = matching(first, second)
    for side, name in enumerate(("first", "second")):
        paired = [getattr(each, name) for each in result.pairs_within(within)]
        assert len(paired) == len(set(paired))
        assert not set(paired) & (result.duplicates[side] | result.ambiguous_within(side, within))


@given(CASES, CASES, DAYS, DAYS)
def test_more_days_never_lose_a_pair(first: list[Case], second: list[Case], days: int, more: int) -> None:
    result = matching(first, second)
    assert set(result.pairs_within(days)) <= set(result.pairs_within(days + more))


@given(CASES, CASES)
def test_pairs_by_reference_are_those_that_pandas_merges_one_to_one(first: list[Case], second: list[Case]) -> None:
    sides = [
        pd.DataFrame({"key": pd.Series([each.key for each in side], dtype=object), "place": range(len(side))})
        for side in (first, second)
    ]
    once = [each.dropna().drop_duplicates("key", keep=False) for each in sides]
    merged = once[0].merge(once[1], on="key", validate="one_to_one")
    assert {(each.first, each.second) for each in matching(first, second).pairs if each.by_key} == set(
        zip(merged["place_x"], merged["place_y"], strict=True)
    )


@given(CASES, CASES)
def test_of_two_left_over_records_of_one_child_no_two_are_near_and_alone(first: list[Case], second: list[Case]) -> None:
    """Whatever could have been paired without a guess has been: every near pair left has a record that was settled."""
    result = matching(first, second)
    settled = (
        {each.first for each in result.pairs} | result.duplicates[0] | result.ambiguous[0].keys(),
        {each.second for each in result.pairs} | result.duplicates[1] | result.ambiguous[1].keys(),
    )
    for place, one in enumerate(first):
        for other_place, other in enumerate(second):
            near = one.day is not None and other.day is not None and abs(one.day - other.day) <= MOST_DAYS
            if one.weak is not None and one.weak == other.weak and near:
                assert place in settled[0] or other_place in settled[1]
