"""Cases in a row between rare failures: exact tails of the runs, and of three failures together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import geom, nbinom

from pipeline.statistics.gchart import TAIL, g_chart, worth_drawing

RUNS = st.lists(st.integers(0, 80), min_size=4, max_size=30)


@given(RUNS, st.integers(0, 200))
def test_the_longest_run_is_the_last_that_chance_gives_more_often_than_its_tail(runs: list[int], on: int) -> None:
    chart = g_chart(runs, on)
    if chart.share == 1:
        return
    assert geom.sf(chart.longest, chart.share) >= TAIL * (1 - 1e-6)
    assert geom.sf(chart.longest + 1, chart.share) <= TAIL * (1 + 1e-6)
    assert chart.open_long is (on > chart.longest)


@given(RUNS)
def test_three_failures_are_close_where_the_two_after_the_first_came_too_soon(runs: list[int]) -> None:
    chart = g_chart(runs, 0)
    for place, close in enumerate(chart.close):
        if place < 2:
            assert not close
        elif chart.share < 1:
            soon = nbinom.cdf(runs[place] + runs[place - 1], 2, chart.share)
            assert close is bool(soon <= TAIL) or abs(soon - TAIL) < 1e-12


def test_the_median_is_the_run_that_half_are_longer_than() -> None:
    chart = g_chart([49] * 10, 0)
    assert chart.share == pytest.approx(0.02)
    assert chart.median == pytest.approx(34.3, abs=0.1)
    assert chart.longest == 327


@pytest.mark.parametrize(
    ("failures", "cases", "worth"), [(4, 40, True), (4, 39, False), (3, 300, False), (0, 300, False)]
)
def test_it_is_drawn_where_failures_are_rare_and_there_are_some(failures: int, cases: int, worth: bool) -> None:
    assert worth_drawing(failures, cases) is worth


@pytest.mark.parametrize(("runs", "on"), [([], 3), ([3, -1], 0), ([3], -1)])
def test_nonsense_is_refused(runs: list[int], on: int) -> None:
    with pytest.raises(ValueError, match="runs"):
        g_chart(runs, on)
