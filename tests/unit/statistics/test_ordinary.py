"""A chart of a series: what is drawn outside is marked, a lone mark is drawn outside, and chance is no signal."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.exact import tails
from pipeline.statistics.ordinary import CHANCE, Ordinary, Proportion, ordinary
from pipeline.statistics.pchart import TAIL, limits_of, p_chart
from pipeline.statistics.rules import RUN, Rule
from pipeline.statistics.xmr import Assurance, Better, Variation

LONE = (Rule.ABOVE, Rule.BELOW)
QUARTERS = st.lists(
    st.integers(5, 60).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))), min_size=13, max_size=24
).filter(lambda drawn: len({met / total for met, total in drawn}) > 1)
INSIDE = "32/42 31/41 34/40 12/14 16/20 21/25 29/37 35/44 29/36 30/40 36/43 12/16 30/40 12/14 31/34 27/27"
NEAR = "20/21 13/13 12/12 24/25 16/16 17/17 24/25 14/15 16/16 19/19 14/15 14/15 15/16 13/13 14/14 17/20"


def of(text: str) -> list[Proportion]:
    pairs = [each.split("/") for each in text.split()]
    return [Proportion(int(met), int(total), float(total)) for met, total in pairs]


def outside(chart: Ordinary, quarters: list[Proportion]) -> list[bool]:
    """Whether each quarter is drawn outside the limits that are drawn."""
    return [
        not point.lower - 1e-9 <= each.share <= point.upper + 1e-9
        for point, each in zip(chart.points, quarters, strict=True)
    ]


@given(QUARTERS, st.floats(0.3, 1))
def test_what_is_marked_alone_is_drawn_outside_and_what_is_drawn_outside_is_marked_or_labelled(
    drawn: list[tuple[int, int]], worth: float
) -> None:
    quarters = [Proportion(met, total, total * worth) for met, total in drawn]
    chart = ordinary(quarters)

    for point, out in zip(chart.points, outside(chart, quarters), strict=True):
        assert out or point.rule not in LONE
        assert not out or point.rule is not Rule.COMMON or point.within_chance
        assert out or not point.within_chance


@given(QUARTERS)
def test_a_p_chart_has_nothing_outside_that_chance_explains(drawn: list[tuple[int, int]]) -> None:
    quarters = [Proportion(met, total, float(total)) for met, total in drawn]
    chart = ordinary(quarters)

    assert not (chart.by_size and any(point.within_chance for point in chart.points))


def test_a_quarter_inside_its_own_limits_is_not_marked_by_those_of_another_chart() -> None:
    chart = ordinary(of(INSIDE))

    assert chart.by_size
    assert {point.rule for point in chart.points} == {Rule.COMMON}


def test_a_quarter_that_few_cases_explain_is_drawn_inside() -> None:
    quarters = of(NEAR)
    chart = ordinary(quarters)

    assert not any(outside(chart, quarters))
    assert {point.rule for point in chart.points} == {Rule.COMMON}


def test_after_twenty_three_quarters_of_all_a_fall_stands_out_and_nothing_is_expected_of_the_next() -> None:
    chart = ordinary([*of("20/20 " * 23), *of("12/20")])

    assert chart.points[-1].rule is Rule.BELOW
    assert chart.variation(23, Better.HIGHER) is Variation.CONCERN
    assert chart.assurance(0.9, Better.HIGHER) is None
    assert chart.chance < 1e-6


def test_where_large_quarters_differ_less_than_chance_would_have_it_a_point_outside_is_labelled() -> None:
    quarters = of("360/400 361/400 " * 7 + "355/400")
    chart = ordinary(quarters)

    assert not chart.by_size
    assert outside(chart, quarters)[-1]
    assert chart.points[-1].within_chance
    assert chart.points[-1].rule is Rule.COMMON
    assert chart.assurance(0.5, Better.HIGHER) is None


@pytest.mark.parametrize(
    ("target", "expected"), [(0.5, Assurance.PASS), (0.99, Assurance.FAIL), (0.85, Assurance.HIT_AND_MISS)]
)
def test_the_target_is_held_against_the_limits_of_every_quarter(target: float, expected: Assurance) -> None:
    assert ordinary(of("172/200 178/200 " * 8)).assurance(target, Better.HIGHER) is expected


def test_a_small_quarter_whose_limits_reach_the_target_makes_it_hit_and_miss() -> None:
    quarters = of("172/200 178/200 " * 7)

    assert ordinary([*quarters, *of("175/200")]).assurance(0.97, Better.HIGHER) is Assurance.FAIL
    assert ordinary([*of("5/6"), *quarters]).assurance(0.97, Better.HIGHER) is Assurance.HIT_AND_MISS


@given(QUARTERS)
def test_a_run_is_marked_only_where_chance_would_not_explain_it(
    drawn: list[tuple[int, int]],
) -> None:
    quarters = [Proportion(met, total, float(total)) for met, total in drawn]
    chart = ordinary(quarters)
    centre = sum(met for met, _ in drawn) / sum(total for _, total in drawn)
    runs = [place for place, point in enumerate(chart.points) if point.rule in (Rule.RUN_ABOVE, Rule.RUN_BELOW)]

    for place in runs:
        windows = [drawn[at : at + RUN] for at in range(place - RUN + 1, place + 1) if 0 <= at <= len(drawn) - RUN]
        sums = [(sum(met for met, _ in each), sum(total for _, total in each)) for each in windows]
        assert any(min(tails(met, total, centre)) < CHANCE for met, total in sums)


def test_a_lasting_change_is_seen_as_a_run_and_one_of_a_point_or_two_is_not() -> None:
    lasting = ordinary(of("35/40 37/40 36/40 38/40 35/40 37/40 36/40 30/40 31/40 30/40 29/40 31/40 30/40 31/40"))
    slight = ordinary(of("36/40 37/40 36/40 37/40 36/40 37/40 36/40 35/40 35/40 35/40 35/40 35/40 35/40 35/40"))

    assert lasting.points[-1].rule is Rule.RUN_BELOW
    assert slight.points[-1].rule is Rule.COMMON


@given(st.integers(1, 80), st.floats(0.01, 0.99))
def test_limits_leave_out_what_chance_gives_too_seldom_and_nothing_else(total: int, expected: float) -> None:
    low, high = (round(each * total) for each in limits_of(total, float(total), expected))

    for count in range(total + 1):
        fewer, more = tails(count, total, expected)
        assert (count < low) is (fewer <= TAIL)
        assert (count > high) is (more <= TAIL)


@given(st.integers(2, 60), st.floats(0.05, 0.95), st.floats(0.2, 1))
def test_records_that_are_worth_fewer_cases_never_narrow_the_limits(total: int, expected: float, share: float) -> None:
    low, high = limits_of(total, float(total), expected)
    wider = limits_of(total, total * share, expected)

    assert wider[0] <= low
    assert wider[1] >= high


def test_quarters_that_vary_more_than_chance_would_have_wider_limits_and_steady_ones_never_narrower() -> None:
    steady, wild = p_chart([90] * 16, [100] * 16), p_chart([99, 75] * 8, [100] * 16)

    assert steady.dispersion == 1
    assert wild.dispersion > 2
    assert not any(point.outside for point in wild.points)


def test_one_quarter_that_stands_out_does_not_hide_itself() -> None:
    assert p_chart([19] * 15 + [8], [20] * 16).points[-1].outside


def test_a_quarter_in_which_some_are_silent_is_held_against_those_who_sent() -> None:
    usual = [Proportion(53, 75, 75.0), Proportion(54, 75, 75.0)] * 7
    alone = Proportion(47, 50, 50.0)

    assert ordinary([*usual, alone]).points[-1].rule is Rule.ABOVE
    told = Proportion(47, 50, 50.0, expected=0.94)
    assert ordinary([*usual, told]).points[-1].rule is Rule.COMMON


def _families(random: np.random.Generator, share: float, records: int) -> int:
    """How many of ``records`` meet it, where families of two or so are much alike (0.5)."""
    met = 0
    while records > 0:
        size = min(records, 1 + random.poisson(1.2))
        met += random.binomial(size, random.beta(share, 1 - share))
        records -= size
    return met


@pytest.mark.parametrize("process", ["chance", "families", "quarters"])
def test_a_process_that_never_changes_is_flagged_in_one_chart_of_a_hundred_at_most(process: str) -> None:
    random, flagged, charts = np.random.default_rng(12), 0, 0
    for _ in range(1000):
        share, records = random.uniform(0.5, 0.98), int(random.integers(8, 60))
        quarters = []
        for _ in range(int(random.integers(13, 25))):
            total = max(5, int(random.poisson(records)))
            now = random.beta(19 * share, 19 * (1 - share)) if process == "quarters" else share
            met = _families(random, share, total) if process == "families" else random.binomial(total, now)
            quarters.append(Proportion(int(met), total, float(total)))
        if len({each.share for each in quarters}) > 1:
            charts += 1
            flagged += ordinary(quarters).points[-1].rule is not Rule.COMMON
    assert flagged <= 0.01 * charts
