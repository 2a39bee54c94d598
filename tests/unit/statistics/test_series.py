"""Points in order of time: tiers, the run chart, the XmR chart and the p chart."""

from __future__ import annotations

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from pipeline.statistics.exact import tails
from pipeline.statistics.pchart import TAIL, p_chart, worth_offering
from pipeline.statistics.rules import Rule
from pipeline.statistics.runs import run_chart, run_limits
from pipeline.statistics.tiers import tier
from pipeline.statistics.xmr import Assurance, Better, Variation, limits, xmr

PROPORTIONS = st.lists(st.integers(0, 20).map(lambda k: k / 20), min_size=1, max_size=30)
QUARTERS = st.lists(
    st.integers(1, 40).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))), min_size=1, max_size=24
)


@pytest.mark.parametrize(
    ("points", "may", "says"),
    [
        (0, set(), "No quarters yet."),
        (1, {"intervals"}, "One quarter. No statement about change."),
        (2, {"intervals", "compared"}, "A median line is drawn from 6 quarters on; there are 2."),
        (5, {"intervals", "compared"}, "A median line is drawn from 6 quarters on; there are 5."),
        (
            6,
            {"intervals", "compared", "median"},
            "A shift of the line as a whole is tested from 10 quarters on; there are 6.",
        ),
        (
            9,
            {"intervals", "compared", "median"},
            "A shift of the line as a whole is tested from 10 quarters on; there are 9.",
        ),
        (
            10,
            {"intervals", "compared", "median", "run_rules"},
            "Whether the last quarter stands out is tested from 13 on; there are 10.",
        ),
        (
            12,
            {"intervals", "compared", "median", "run_rules"},
            "Whether the last quarter stands out is tested from 13 on; there are 12.",
        ),
        (
            13,
            {"intervals", "compared", "median", "run_rules", "limits"},
            "13 quarters, enough to test whether the last one stands out.",
        ),
    ],
)
def test_the_number_of_points_decides_what_may_be_drawn_and_said(points: int, may: set[str], says: str) -> None:
    own_tier = tier(points)
    everything = ("intervals", "compared", "median", "run_rules", "limits")

    assert {name for name in everything if getattr(own_tier, name)} == may
    assert own_tier.says == says


def test_a_run_chart_counts_runs_and_crossings_of_the_points_off_its_median() -> None:
    chart_of_runs = run_chart([1, 5, 3, 5, 5, 1, 3, 1])

    assert (chart_of_runs.median, chart_of_runs.useful, chart_of_runs.longest_run, chart_of_runs.crossings) == (
        3,
        6,
        3,
        2,
    )
    assert chart_of_runs.shifted is None  # six useful points are too few to test


@pytest.mark.parametrize(("useful", "longest", "fewest"), [(10, 6, 2), (12, 7, 3), (16, 7, 4), (20, 7, 6), (24, 8, 8)])
def test_the_limits_of_a_run_chart_are_those_of_qicharts(useful: int, longest: int, fewest: int) -> None:
    assert run_limits(useful) == (longest, fewest)


def test_a_lasting_change_breaks_both_of_anhøjs_rules_and_a_zigzag_neither() -> None:
    changed, zigzag = run_chart([1] * 8 + [9] * 8), run_chart([1, 9] * 8)

    assert (changed.longest_run, changed.crossings, changed.shifted) == (8, 1, True)
    assert zigzag.shifted is False


@pytest.mark.parametrize("useful", [1, 2, 9, 10, 11, 12, 20, 24, 37, 60, 100])
def test_the_limits_of_a_run_chart_are_those_of_fair_coins(useful: int) -> None:
    """Anhøj: the longest run is round(log2 n) + 3, and crossings are as many as heads in n - 1 throws, at 5 %."""
    throws = max(0, int(binom.ppf(0.05, useful - 1, 0.5)))

    assert run_limits(useful) == (round(log2(useful)) + 3, throws)


@given(PROPORTIONS)
def test_a_series_backwards_or_upside_down_has_the_same_runs(values: list[float]) -> None:
    def counted(series: list[float]) -> tuple[int, int, int]:
        chart_of_runs = run_chart(series)
        return chart_of_runs.useful, chart_of_runs.longest_run, chart_of_runs.crossings

    assert counted(values) == counted(values[::-1]) == counted([1 - value for value in values])


@pytest.mark.parametrize("value", [0.0, 0.1 + 0.2, 1.0])
@pytest.mark.parametrize("points", [1, 2, 16])
def test_a_series_that_never_varies_is_no_failure(value: float, points: int) -> None:
    chart = xmr([value] * points, target=0.9)

    assert chart.limits is None
    assert {point.rule for point in chart.points} == {Rule.COMMON}
    assert (chart.variation, chart.assurance) == (Variation.COMMON, None)
    assert run_chart([value] * points).useful == 0


def test_no_moving_range_is_left_out_so_that_a_nearly_flat_series_is_not_all_special() -> None:
    values = [1.0, 1, 1, 1, 2]  # without the one range that is not 0 the limits would be 1.2 and 1.2

    assert [point.rule for point in xmr(values).points] == [Rule.COMMON] * 4 + [Rule.ABOVE]


def test_seven_points_on_the_mean_are_no_shift() -> None:
    values = [0.5] * 7 + [0.4, 0.6, 0.4, 0.6, 0.4, 0.6]

    assert {point.rule for point in xmr(values).points} == {Rule.COMMON}


def test_a_trend_takes_the_colour_of_its_direction_and_not_of_its_side() -> None:
    values = [80, 79, 81, 80, 62, 66, 70, 74, 78, 82, 86, 80, 81, 79, 80, 80]
    rising = [point.variation for point in xmr(values).points if point.rule is Rule.RISING]
    falling = [point.variation for point in xmr(values[::-1]).points if point.rule is Rule.FALLING]

    assert set(rising) == {Variation.IMPROVEMENT}
    assert set(falling) == {Variation.CONCERN}


def test_where_neither_way_is_better_there_is_no_assurance_and_no_praise() -> None:
    chart = xmr([0.5, 0.52, 0.5, 0.52, 0.5, 0.52, 0.9], better=Better.NEITHER, target=0.4)

    assert chart.variation is Variation.HIGH
    assert chart.assurance is None


def test_a_target_of_everything_is_never_consistently_passed() -> None:
    nearly = [1.0, 0.98] * 8

    assert xmr(nearly, target=1.0).assurance is Assurance.HIT_AND_MISS
    assert xmr([each - 0.2 for each in nearly], target=1.0).assurance is Assurance.FAIL


@given(PROPORTIONS.filter(lambda values: max(values) > min(values)))
def test_limits_hold_the_mean_and_drawn_ones_never_leave_the_scale(values: list[float]) -> None:
    own_limits = limits(values)
    low, high = own_limits.drawn()

    assert own_limits.lower <= own_limits.near[0] <= own_limits.mean <= own_limits.near[1] <= own_limits.upper
    assert 0 <= low <= own_limits.mean + 1e-12
    assert own_limits.mean - 1e-12 <= high <= 1


@given(PROPORTIONS)
def test_a_chart_upside_down_has_the_same_signals_the_other_way(values: list[float]) -> None:
    chart, turned = xmr(values), xmr([1 - value for value in values], better=Better.LOWER)

    assert [point.variation for point in chart.points] == [point.variation for point in turned.points]


@given(QUARTERS)
def test_a_p_charts_lines_and_flags_agree(quarters: list[tuple[int, int]]) -> None:
    chart = p_chart([count for count, _ in quarters], [total for _, total in quarters])

    for point, (count, total) in zip(chart.points, quarters, strict=True):
        worth = point.cases / total
        assert point.outside is (min(tails(min(count * worth, point.cases), point.cases, chart.centre)) <= TAIL)
        assert point.outside is not (point.lower <= point.value <= point.upper)
        assert 0 <= point.lower <= point.upper <= 1


@pytest.mark.parametrize(("totals", "worth"), [([40, 40, 40], False), ([29, 29], True), ([40, 60, 40], True)])
def test_a_p_chart_is_offered_where_quarters_are_small_or_uneven(totals: list[int], worth: bool) -> None:
    assert worth_offering(totals) is worth


@pytest.mark.parametrize(
    ("function", "arguments", "named"),
    [
        (tier, (-1,), "points"),
        (run_chart, ([],), "values"),
        (run_chart, ([float("nan")],), "values"),
        (run_limits, (0,), "useful"),
        (xmr, ([],), "values"),
        (xmr, ([1, float("inf")],), "values"),
        (limits, ([],), "values"),
        (p_chart, ([], []), "counts"),
        (p_chart, ([2], [1]), "counts"),
        (worth_offering, ([],), "totals"),
    ],
)
def test_nonsense_is_refused_by_name(function: object, arguments: tuple[object, ...], named: str) -> None:
    assert callable(function)
    with pytest.raises(ValueError, match=rf"\b{named}\b"):
        function(*arguments)
