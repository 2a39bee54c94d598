"""Exact binomial answers, and a sample from a list of known length."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.exact import sign_test, tails, unmarked
from pipeline.statistics.finite import of_the_list
from pipeline.statistics.missing import whatever_the_missing_said

TARGETS = [Fraction(percent, 100) for percent in (0, 3, 50, 80, 90, 92, 95, 100)]
COUNTS = st.integers(1, 80).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


@st.composite
def samples(draw: st.DrawFn) -> tuple[int, int, int]:
    listed = draw(st.integers(1, 40))
    examined = draw(st.integers(1, listed))
    return draw(st.integers(0, examined)), examined, listed


@given(COUNTS, st.fractions(0, 1, max_denominator=50))
def test_the_tails_are_sums_of_whole_numbers(pair: tuple[int, int], chance: Fraction) -> None:
    count, total = pair
    each = [comb(total, k) * chance**k * (1 - chance) ** (total - k) for k in range(total + 1)]

    assert tails(count, total, float(chance)) == pytest.approx(
        (float(sum(each[: count + 1])), float(sum(each[count:]))), abs=1e-9
    )


@pytest.mark.parametrize("target", TARGETS, ids=str)
@pytest.mark.parametrize("tail", [Fraction(25, 1000), Fraction(1, 1000)], ids=str)
def test_what_chance_explains_is_what_whole_number_tails_say_for_every_count(target: Fraction, tail: Fraction) -> None:
    for total in range(1, 61):
        each = [comb(total, k) * target**k * (1 - target) ** (total - k) for k in range(total + 1)]
        likely = range(total + 1)
        low = min(count for count in likely if sum(each[: count + 1]) > tail)
        high = max(count for count in likely if sum(each[count:]) > tail)

        assert unmarked(total, float(target), float(tail)) == (low, high)


def test_ten_of_ten_is_not_marked_against_ninety_percent() -> None:
    assert unmarked(10, 0.9, 0.025)[1] == 10


@given(st.integers(1, 80), st.floats(0.01, 0.99))
def test_failures_are_marked_where_successes_are_the_other_way(total: int, target: float) -> None:
    low, high = unmarked(total, target, 0.025)

    assert unmarked(total, 1 - target, 0.025) == (total - high, total - low)


@pytest.mark.parametrize(
    ("higher", "lower", "chance"), [(0, 0, 1), (3, 3, 1), (0, 5, 0.0625), (5, 0, 0.0625), (9, 1, 0.021484375)]
)
def test_the_sign_test_doubles_the_smaller_tail(higher: int, lower: int, chance: float) -> None:
    assert sign_test(higher, lower) == pytest.approx(chance)


def test_ten_of_ten_from_forty_show_three_quarters_of_the_forty() -> None:
    assert of_the_list(10, 10, 40) == (0.75, 1.0)


@given(samples())
def test_the_bounds_for_a_list_are_those_of_every_count_tried(sample: tuple[int, int, int]) -> None:
    count, examined, listed = sample
    ways = comb(listed, examined)

    def seen(having: int, least: int, most: int) -> float:
        return sum(comb(having, k) * comb(listed - having, examined - k) for k in range(least, most + 1)) / ways

    possible = range(count, listed - examined + count + 1)
    tried = [having for having in possible if seen(having, 0, count) > 0.025 and seen(having, count, examined) > 0.025]

    assert of_the_list(*sample) == (min(tried) / listed, max(tried) / listed)


@given(samples())
def test_a_whole_list_has_no_sampling_error_and_failures_mirror_successes(sample: tuple[int, int, int]) -> None:
    count, examined, listed = sample
    lower, upper = of_the_list(count, examined, listed)

    assert 0 <= lower <= count / examined <= upper <= 1
    assert of_the_list(examined - count, examined, listed) == pytest.approx((1 - upper, 1 - lower))
    assert of_the_list(count, examined, examined) == (count / examined, count / examined)


def test_the_missing_agencies_cannot_have_said_less_than_nothing_or_more_than_all() -> None:
    lower, upper = whatever_the_missing_said(55, 75, 15)

    assert (round(100 * lower), round(100 * upper)) == (61, 78)


@given(COUNTS, st.integers(0, 40), st.data())
def test_whatever_they_would_have_said_lies_between_the_bounds(
    pair: tuple[int, int], missing: int, data: st.DataObject
) -> None:
    count, answered = pair
    lower, upper = whatever_the_missing_said(count, answered, missing)
    share = (count + data.draw(st.integers(0, missing))) / (answered + missing)

    assert 0 <= lower <= share <= upper <= 1


@pytest.mark.parametrize(
    ("function", "arguments", "named"),
    [
        (tails, (1, 2, 1.5), "expected"),
        (tails, (3, 2, 0.5), "count"),
        (unmarked, (0, 0.5, 0.025), "total"),
        (unmarked, (5, 1.5, 0.025), "expected"),
        (unmarked, (5, 0.5, 0.5), "tail"),
        (sign_test, (-1, 2), "higher"),
        (of_the_list, (3, 2, 5), "count"),
        (of_the_list, (1, 6, 5), "listed"),
        (of_the_list, (1, 2, 5, 1), "level"),
        (whatever_the_missing_said, (3, 2, 1), "count"),
        (whatever_the_missing_said, (0, 0, 0), "answered"),
        (whatever_the_missing_said, (1, 2, -1), "missing"),
    ],
)
def test_nonsense_is_refused_by_name(function: object, arguments: tuple[float, ...], named: str) -> None:
    assert callable(function)
    with pytest.raises(ValueError, match=rf"\b{named}\b"):
        function(*arguments)


def test_nobody_answered_and_some_are_missing_says_nothing() -> None:
    assert whatever_the_missing_said(0, 0, 4) == (0, 1)
