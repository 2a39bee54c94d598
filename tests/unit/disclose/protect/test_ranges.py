"""What is possible of counts that add up over time, and what is wide enough to protect a small one."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.disclose.protect.ranges import (
    ANY,
    Range,
    Span,
    between,
    both,
    exactly,
    leaves_open,
    over_time,
    parts_of,
    protected,
)

MOST = 4
COUNTS = st.integers(0, MOST)


def around(count: int, most: int = MOST) -> st.SearchStrategy[Range]:
    """A range in which a count lies."""
    return st.builds(Range, st.integers(0, count), st.integers(count, most))


@pytest.mark.parametrize(
    ("low", "high", "safe"),
    [
        (0, 5, True),
        (1, 6, True),
        (0, 30, True),
        (1, 5, False),  # known to be small
        (0, 4, False),  # known to be less than it may be
        (2, 9, False),  # known not to be one
        (5, 5, False),
    ],
)
def test_a_count_of_1_to_5_is_protected_where_it_may_be_1_or_less_and_5_or_more_and_need_not_be_small(
    low: int, high: int, safe: bool
) -> None:
    assert leaves_open(Range(low, high), 5) is safe
    assert protected(3, Range(low, high), 5) is safe
    assert protected(0, Range(low, high), 5)
    assert protected(6, Range(low, high), 5)


@given(st.data(), st.lists(COUNTS, min_size=1, max_size=4))
def test_what_is_possible_over_time_is_exactly_what_is_in_some_world(data: st.DataObject, truth: list[int]) -> None:
    quarters = [data.draw(around(each)) for each in truth]
    places = [(first, last) for first in range(len(truth)) for last in range(first + 1, len(truth))]
    drawn = data.draw(st.lists(st.sampled_from(places), max_size=3)) if places else []
    spans = [
        Span(first, last, data.draw(around(sum(truth[first : last + 1]), MOST * len(truth)))) for first, last in drawn
    ]
    worlds = [
        world
        for world in itertools.product(*(range(each.low, each.high + 1) for each in quarters))
        if all(each.range.low <= sum(world[each.first : each.last + 1]) <= each.range.high for each in spans)
    ]
    most = over_time(quarters, spans)
    for first, last in [*((each, each) for each in range(len(truth))), *places]:
        sums = [sum(world[first : last + 1]) for world in worlds]
        assert between(most, first, last) == Range(min(sums), max(sums))


@given(st.data(), st.lists(COUNTS, min_size=1, max_size=4))
def test_what_is_possible_of_parts_is_exactly_what_is_in_some_world(data: st.DataObject, truth: list[int]) -> None:
    parts = [data.draw(around(each)) for each in truth]
    total = data.draw(around(sum(truth), MOST * len(truth)))
    worlds = [
        world
        for world in itertools.product(*(range(each.low, each.high + 1) for each in parts))
        if total.low <= sum(world) <= total.high
    ]
    assert parts_of(total, parts) == [Range(min(each), max(each)) for each in zip(*worlds, strict=True)]


def test_of_a_quarter_that_others_leave_over_in_a_span_all_is_known() -> None:
    """9 of 20, 15 of 25 and 10 of 25 did not meet it, and 39 of all four quarters: the hidden one has 5."""
    quarters = [exactly(9), exactly(15), Range(0, 18), exactly(10)]
    assert between(over_time(quarters, [Span(0, 3, exactly(39))]), 2, 2) == exactly(5)
    assert between(over_time(quarters, []), 2, 2) == Range(0, 18)


def test_what_two_say_is_what_both_allow() -> None:
    assert both(Range(0, 7), Range(3, 9)) == Range(3, 7)
    assert both(ANY, exactly(4)) == exactly(4)
