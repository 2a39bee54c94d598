"""Intervals against published figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.intervals import newcombe, normal_quantile, wilson

COUNTS = st.integers(1, 300).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


@pytest.mark.parametrize(
    ("count", "total", "lower", "upper"), [(18, 20, 70, 97), (27, 30, 74, 97), (54, 60, 80, 95), (9, 10, 60, 98)]
)
def test_wilson_gives_the_whole_percentages_printed_in_tables(count: int, total: int, lower: int, upper: int) -> None:
    interval = wilson(count, total)
    assert (round(100 * interval[0]), round(100 * interval[1])) == (lower, upper)


@given(st.integers(1, 500).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_the_interval_holds_the_proportion_and_stays_within_nought_and_one(pair: tuple[int, int]) -> None:
    count, total = pair
    lower, upper = wilson(count, total)
    assert 0 <= lower <= count / total <= upper <= 1
    assert (lower == 0) == (count == 0)
    assert (upper == 1) == (count == total)


@given(st.integers(1, 60), st.integers(1, 60), st.data())
def test_turning_the_two_round_turns_the_difference_round(first: int, second: int, data: st.DataObject) -> None:
    one, other = data.draw(st.integers(0, first)), data.draw(st.integers(0, second))
    lower, upper = newcombe(one, first, other, second)
    assert newcombe(other, second, one, first) == pytest.approx((-upper, -lower))
    assert -1 <= lower <= one / first - other / second <= upper <= 1


@pytest.mark.parametrize(("count", "total"), [(1, 0), (-1, 5), (6, 5)])
def test_a_count_outside_its_total_is_refused(count: int, total: int) -> None:
    with pytest.raises(ValueError, match="0 <= count <= total"):
        wilson(count, total)


@given(COUNTS)
def test_the_failures_have_the_interval_of_the_successes_turned_round(pair: tuple[int, int]) -> None:
    count, total = pair
    lower, upper = wilson(count, total)

    assert wilson(total - count, total) == pytest.approx((1 - upper, 1 - lower))


@given(COUNTS)
def test_one_more_success_moves_both_ends_up(pair: tuple[int, int]) -> None:
    count, total = pair
    fewer, more = wilson(count, total + 1), wilson(count + 1, total + 1)

    assert fewer[0] < more[0]
    assert fewer[1] < more[1]


@given(COUNTS, st.floats(0.5, 0.99))
def test_a_surer_interval_holds_a_less_sure_one(pair: tuple[int, int], level: float) -> None:
    lower, upper = wilson(*pair, level)
    surer = wilson(*pair, (1 + level) / 2)

    assert surer[0] <= lower + 1e-12
    assert upper <= surer[1] + 1e-12


def test_no_quarter_of_ten_can_show_ninety_percent_and_thirty_five_of_thirty_five_can() -> None:
    assert wilson(10, 10)[0] < 0.9
    assert wilson(34, 34)[0] < 0.9 < wilson(35, 35)[0]


def test_two_quarters_that_look_far_apart_may_not_be() -> None:
    lower, upper = newcombe(18, 20, 12, 18)

    assert (round(100 * lower), round(100 * upper)) == (-3, 47)


@pytest.mark.parametrize(("count", "total"), [(1, 0), (-1, 5), (6, 5)])
def test_newcombe_names_the_pair_that_is_wrong(count: int, total: int) -> None:
    with pytest.raises(ValueError, match=r"^count and total"):
        newcombe(count, total, 1, 2)
    with pytest.raises(ValueError, match=r"^earlier_count and earlier_total"):
        newcombe(1, 2, count, total)


@pytest.mark.parametrize("level", [0, 1, 95, float("nan")])
def test_a_level_is_a_proportion(level: float) -> None:
    with pytest.raises(ValueError, match=r"^level"):
        wilson(1, 2, level)
    with pytest.raises(ValueError, match=r"^level"):
        normal_quantile(level)
