"""Agencies side by side: the flag, the line it shares with the picture, and spread beyond chance."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.funnel import FLAG, LOOK, Side, against_the_rest, line, side, smooth_line, unmarked
from pipeline.statistics.intervals import newcombe
from pipeline.statistics.pooling import pooled
from pipeline.statistics.spread import spread

TARGETS = [Fraction(percent, 100) for percent in (0, 3, 50, 80, 90, 92, 95, 100)]
AGENCIES = st.lists(
    st.integers(1, 60).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))), min_size=2, max_size=12
)


def chances(total: int, target: Fraction) -> list[Fraction]:
    return [comb(total, k) * target**k * (1 - target) ** (total - k) for k in range(total + 1)]


@pytest.mark.parametrize("target", TARGETS, ids=str)
def test_the_line_and_the_flag_agree_with_whole_number_tails_for_every_count(target: Fraction) -> None:
    inner, outer = line(60, float(target), LOOK), line(60, float(target), FLAG)
    for total in range(1, 61):
        each = chances(total, target)
        drawn, far = inner[total - 1], outer[total - 1]
        for count in range(total + 1):
            low, high = sum(each[: count + 1]), sum(each[count:])
            found = side(count, total, float(target))

            assert (found < 0) is (low <= Fraction(25, 1000)) is (count / total < drawn.lower)
            assert (found > 0) is (high <= Fraction(25, 1000)) is (count / total > drawn.upper)
            assert (found == Side.FAR_BELOW) is (low <= Fraction(1, 1000)) is (count / total < far.lower)
            assert (found == Side.FAR_ABOVE) is (high <= Fraction(1, 1000)) is (count / total > far.upper)


@pytest.mark.parametrize("target", TARGETS, ids=str)
@pytest.mark.parametrize("tail", [LOOK, FLAG])
def test_chance_alone_is_marked_no_more_often_than_the_level_says(target: Fraction, tail: float) -> None:
    for total in range(1, 61):
        low, high = unmarked(total, float(target), tail)
        each = chances(total, target)

        assert sum(each[:low]) <= tail
        assert sum(each[high + 1 :]) <= tail


def test_ten_of_ten_is_not_marked_against_ninety_percent_though_it_lies_above_the_smooth_curve() -> None:
    assert side(10, 10, 0.9) is Side.WITHIN
    assert smooth_line(10, 0.9)[1] < 1


@given(st.integers(1, 200), st.floats(0, 1), st.sampled_from([LOOK, FLAG]))
def test_the_curve_stays_on_the_scale_and_within_a_step_of_the_line(total: int, target: float, tail: float) -> None:
    low, high = smooth_line(total, target, tail)
    least, most = unmarked(total, target, tail)

    assert 0 <= low <= high <= 1
    assert (least - 1) / total - 1e-9 <= low <= least / total + 1e-9
    assert (most - 1) / total - 1e-9 <= high <= most / total + 1e-9


@given(st.integers(1, 80), st.floats(0.01, 0.99), st.data())
def test_failures_are_marked_where_successes_are_the_other_way(total: int, target: float, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, total))

    assert side(count, total, target) == -side(total - count, total, 1 - target)


@given(AGENCIES)
def test_an_agency_is_compared_with_the_others_whatever_their_order(agencies: list[tuple[int, int]]) -> None:
    found = against_the_rest(*zip(*agencies, strict=True))
    turned = against_the_rest(*zip(*agencies[::-1], strict=True))
    count, total = agencies[0]
    rest = sum(each for each, _ in agencies[1:]), sum(each for _, each in agencies[1:])

    assert turned[::-1] == found
    assert (found[0].lower, found[0].upper) == newcombe(count, total, *rest, 0.998)
    assert all(-1 <= each.lower <= each.difference <= each.upper <= 1 for each in found)


@given(AGENCIES)
def test_the_spread_is_the_same_in_any_order(agencies: list[tuple[int, int]]) -> None:
    counts, totals = map(list, zip(*agencies, strict=True))
    found, turned = spread(counts, totals), spread(counts[::-1], totals[::-1])

    assert turned.phi == pytest.approx(found.phi)
    assert turned.tau2 == pytest.approx(found.tau2)
    assert found.tau2 >= 0
    assert np.abs(found.winsorised).max() <= np.abs(found.z).max()


def test_eight_agencies_are_never_adjusted_for_spread_and_ten_only_where_it_is_large() -> None:
    apart = [1, 59] * 5

    assert spread(apart, [60] * 10).adjustable
    assert not spread(apart[:8], [60] * 8).adjustable
    assert not spread([30] * 10, [60] * 10).adjustable


def test_counts_are_summed_before_they_are_divided_and_no_cases_are_no_percentage() -> None:
    assert pooled([1, 9, 0], [1, 19, 0], ["a", "a", "b"]) == {"a": 0.5, "b": None}


@pytest.mark.parametrize(
    ("function", "arguments", "named"),
    [
        (unmarked, (0, 0.5), "total"),
        (unmarked, (5, 1.5), "target"),
        (unmarked, (5, 0.5, 0.5), "tail"),
        (side, (6, 5, 0.5), "count"),
        (line, (5, -1), "target"),
        (smooth_line, (5, 2), "target"),
        (against_the_rest, ([1], [2]), "counts"),
        (against_the_rest, ([1, 2], [2]), "totals"),
        (spread, ([1], [2]), "counts"),
        (spread, ([1, 1], [2, 2], 0.5), "trim"),
        (pooled, ([1], [2], []), "groups"),
        (pooled, ([-1], [2], ["a"]), "counts"),
    ],
)
def test_nonsense_is_refused_by_name(function: object, arguments: tuple[object, ...], named: str) -> None:
    assert callable(function)
    with pytest.raises(ValueError, match=rf"\b{named}\b"):
        function(*arguments)
