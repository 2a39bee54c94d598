"""At a limit, just below it and just above it: where each method begins, ends and refuses."""

from __future__ import annotations

from collections.abc import Callable
from math import inf, nan

import numpy as np
import pytest

from pipeline.statistics import tiers
from pipeline.statistics.agreement import Coefficient, plain, weights
from pipeline.statistics.agreement import Weights as Kind
from pipeline.statistics.checks import count_within, level_within, proportion
from pipeline.statistics.exact import sign_test, tails, unmarked
from pipeline.statistics.intervals import newcombe, wilson
from pipeline.statistics.missing import whatever_the_missing_said
from pipeline.statistics.pchart import worth_offering
from pipeline.statistics.rules import Rule, rules, shift_ends, sides, trend_ends, two_in_three
from pipeline.statistics.runs import RunChart, run_chart, run_limits
from pipeline.statistics.sampling import draw
from pipeline.statistics.stratified import Part, weighted
from pipeline.statistics.survival import kaplan_meier
from pipeline.statistics.tiers import tier
from pipeline.statistics.xmr import (
    Assurance,
    Better,
    Limits,
    Variation,
    assurance,
    limits,
    variation,
    xmr,
)


def refused(function: Callable[..., object], *arguments: object) -> bool:
    try:
        function(*arguments)
    except ValueError:
        return True
    return False


@pytest.mark.parametrize(
    ("function", "allowed", "refusals"),
    [
        (count_within, [(0, 1), (1, 1)], [(-1, 1), (2, 1), (0, 0), (0, -1), (1, inf), (nan, 1), (1, nan)]),
        (proportion, [(0, "share"), (1, "share")], [(-0.001, "share"), (1.001, "share"), (nan, "share")]),
        (level_within, [(0.001,), (0.999,)], [(0,), (1,), (nan,)]),
        (tails, [(0, 1, 0), (1, 1, 1)], [(0, 0, 0.5), (0, 1, -0.1), (0, 1, 1.1)]),
        (unmarked, [(1, 0, 0.001), (1, 1, 0.499)], [(0, 0.5, 0.025), (1, 0.5, 0), (1, 0.5, 0.5), (1, -0.1, 0.025)]),
        (sign_test, [(0, 0), (0, 1), (1, 0)], [(-1, 0), (0, -1)]),
        (whatever_the_missing_said, [(0, 0, 1), (1, 1, 0)], [(0, 0, 0), (0, 1, -1), (2, 1, 3), (-1, 1, 0)]),
        (draw, [([], 0, 1), (["a"], 0, 1), (["a"], 1, 1)], [(["a"], -1, 1), (["a"], 2, 1), (["a", "a"], 1, 1)]),
        (weights, [(Kind.LINEAR, 2)], [(Kind.LINEAR, 1), (Kind.LINEAR, 0)]),
        (plain, [(np.ones((2, 2)),)], [(np.ones((1, 1)),), (np.ones((2, 2, 2)),), (np.ones((2, 3)),)]),
        (plain, [(np.array([[1, 0], [0, 0]]),)], [(np.zeros((2, 2)),), (np.array([[2, -1], [0, 0]]),)]),
        (run_limits, [(1,)], [(0,)]),
        (tier, [(0,)], [(-1,)]),
        (kaplan_meier, [([0], [True])], [([], []), ([-1], [True]), ([inf], [True]), ([nan], [True]), ([1], [])]),
        (weighted, [([Part(1, [(0, 1)])],), ([Part(1, [(1, 1)])],)], [([Part(1, [(-1, 1)])],), ([Part(0, [(1, 1)])],)]),
    ],
)
def test_a_method_takes_the_last_number_that_makes_sense_and_refuses_the_next(
    function: Callable[..., object], allowed: list[tuple[object, ...]], refusals: list[tuple[object, ...]]
) -> None:
    assert [each for each in allowed if refused(function, *each)] == []
    assert [each for each in refusals if not refused(function, *each)] == []


def test_a_result_is_rated_from_5_cases_firmly_from_20_and_drawn_over_time_from_2_points() -> None:
    assert (tiers.FEWEST_FOR_RATING, tiers.FEWEST_FOR_FIRM_RATING, tiers.FEWEST_FOR_CHART) == (5, 20, 2)


# Intervals


def test_an_interval_reaches_nought_and_one_exactly_and_only_where_all_or_none_met_it() -> None:
    assert wilson(0, 7)[0] == 0
    assert wilson(7, 7)[1] == 1
    assert 0 < wilson(0.001, 7)[0] < wilson(1, 7)[0]
    assert wilson(6, 7)[1] < wilson(6.999, 7)[1] < 1
    assert newcombe(5, 5, 0, 5)[1] == 1
    assert newcombe(0, 5, 5, 5)[0] == -1


@pytest.mark.parametrize(
    ("coefficient", "normal"),
    [
        (Coefficient(0.9, 0.2, 40), (0.508, 1.0)),
        (Coefficient(-0.9, 0.2, 40), (-1.0, -0.508)),
        (Coefficient(None, 0.2, 40), None),
        (Coefficient(0.9, None, 40), None),
    ],
)
def test_the_interval_of_a_coefficient_is_cut_at_one_and_needs_a_value_and_its_error(
    coefficient: Coefficient, normal: tuple[float, float] | None
) -> None:
    ends = coefficient.normal()
    assert ends == (None if normal is None else pytest.approx(normal, abs=0.001))


def test_students_interval_is_wider_than_the_normal_one_and_needs_two_cases() -> None:
    two, one = Coefficient(0.5, 0.01, 2), Coefficient(0.5, 0.01, 1)
    assert two.student() == pytest.approx((0.5 - 0.12706, 0.5 + 0.12706), abs=0.0001)
    assert one.student() is None


@pytest.mark.parametrize(("higher", "lower", "chance"), [(1, 2, 1.0), (2, 1, 1.0), (0, 1, 1.0), (1, 3, 0.625)])
def test_an_uneven_split_of_few_is_no_surprise(higher: int, lower: int, chance: float) -> None:
    assert sign_test(higher, lower) == chance


# Open cases


@pytest.mark.parametrize(
    ("times", "closed", "median"),
    [
        ([1, 2, 3, 4], [True] * 4, 2.5),  # exactly a half are open from 2 to 3
        ([1, 2, 3], [True] * 3, 2),
        ([1, 2], [True, False], 1),  # nothing more closed after the half
        ([1, 2, 3], [True, False, False], None),
        ([0, 0, 4], [True, True, True], 0),
    ],
)
def test_the_median_is_the_first_time_at_which_a_half_or_fewer_are_open(
    times: list[float], closed: list[bool], median: float | None
) -> None:
    assert kaplan_meier(times, closed).median == median


def test_a_curve_has_no_interval_once_none_is_open() -> None:
    first, last = kaplan_meier([1, 2], [True, True]).steps
    assert first.lower is not None
    assert (last.open, last.lower, last.upper) == (0, None, None)


# Samples of a list


def test_a_part_that_is_examined_whole_adds_no_error_and_one_case_of_several_cannot_say_its_own() -> None:
    whole, part = Part(2, [(1, 1), (0, 1)]), Part(40, [(1, 1), (0, 1)])
    assert weighted([whole]).se == 0
    assert weighted([whole, part]).se == pytest.approx(40 * (0.95 * 0.25) ** 0.5 / 42)
    assert weighted([Part(1, [(1, 1)]), part]).se is not None
    assert weighted([Part(2, [(1, 1)]), part]).se is None


# Run charts


@pytest.mark.parametrize(
    ("longest_run", "crossings", "shifted"), [(6, 3, False), (7, 3, True), (6, 2, True), (7, 2, True)]
)
def test_a_run_longer_or_crossings_fewer_than_the_limit_are_a_shift_and_the_limits_themselves_are_none(
    longest_run: int, crossings: int, shifted: bool
) -> None:
    chart = RunChart(0.5, 10, longest_run, crossings, longest_allowed=6, fewest_crossings=3)
    assert chart.shifted is shifted


def test_the_rules_of_runs_are_tested_from_ten_points_off_the_median() -> None:
    nine, ten = run_chart([-1, 1] * 4 + [0, 0, 1]), run_chart([0, 1] * 5)
    assert (nine.useful, nine.longest_allowed, nine.fewest_crossings, nine.shifted) == (9, None, None, None)
    assert (ten.useful, ten.longest_allowed, ten.fewest_crossings, ten.shifted) == (10, 6, 2, False)
    assert (run_chart([1]).longest_run, run_chart([1]).crossings) == (0, 0)


# Charts of Making Data Count


def test_a_line_is_met_within_a_billionth() -> None:
    assert sides([0.5 + 1e-10, 0.5 - 1e-10, 0.5, 0.5 + 1e-8, 0.5 - 1e-8], 0.5) == [0, 0, 0, 1, -1]


def test_a_run_and_a_trend_are_of_seven_points_and_six_are_none() -> None:
    assert shift_ends([1] * 6) == [False] * 6
    assert shift_ends([-1] * 8) == [False] * 6 + [True] * 2
    assert shift_ends([1, 1, 1, 0, 1, 1, 1, 1]) == [False] * 8
    assert trend_ends([1, 2, 3, 4, 5, 6]) == [0] * 6
    assert trend_ends([1, 2, 3, 4, 5, 6, 7, 8]) == [0] * 6 + [1] * 2
    assert trend_ends([7, 6, 5, 4, 3, 2, 1]) == [0] * 6 + [-1]
    assert trend_ends([1, 2, 3, 4, 4, 5, 6, 7]) == [0] * 8


def test_two_of_three_must_be_near_and_all_three_on_one_side() -> None:
    assert two_in_three([True, False, True], [1, 1, 1]) == [True] * 3
    assert two_in_three([True, False, False], [1, 1, 1]) == [False] * 3
    assert two_in_three([True, True, True], [1, -1, 1]) == [False] * 3
    assert two_in_three([True, True], [1, 1]) == [False] * 2
    assert two_in_three([False, True, True, False], [0, -1, -1, -1]) == [False, True, True, True]


@pytest.mark.parametrize(
    ("values", "ruled"),
    [
        # The mean is 0, the limits 3 each way, and near a limit is beyond 2.
        ([0, 3.1, 0, 3.0], [Rule.COMMON, Rule.ABOVE, Rule.COMMON, Rule.COMMON]),
        ([0, -3.1, 0, -3.0], [Rule.COMMON, Rule.BELOW, Rule.COMMON, Rule.COMMON]),
        ([2.1, 1, 2.1], [Rule.TWO_ABOVE, Rule.COMMON, Rule.TWO_ABOVE]),
        ([-2.1, -1, -2.1], [Rule.TWO_BELOW, Rule.COMMON, Rule.TWO_BELOW]),
        ([2.0, 1, 2.1], [Rule.COMMON] * 3),
        ([3.1, 2.1, 1], [Rule.ABOVE, Rule.COMMON, Rule.COMMON]),  # outside is not near
        ([1, 0.5] * 3 + [1], [Rule.RUN_ABOVE] * 7),
        ([-1, -0.5] * 3 + [-1], [Rule.RUN_BELOW] * 7),
        ([1, 0.5] * 3, [Rule.COMMON] * 6),
        ([-1.5, -1, -0.5, 0, 0.5, 1, 1.5], [Rule.RISING] * 7),
        ([1.5, 1, 0.5, 0, -0.5, -1, -1.5], [Rule.FALLING] * 7),
        ([2.7, 2.5, 2.3, 2.2, 2.1, 1.5, 1.4], [Rule.FALLING] * 7),  # a trend before two of three, that before a run
        ([1, 1, 1, 1, 1, 2.1, 2.2], [Rule.RUN_ABOVE] * 5 + [Rule.TWO_ABOVE] * 2),
    ],
    ids=str,
)
def test_each_point_has_the_strongest_rule_that_it_stands_out_by(values: list[float], ruled: list[Rule]) -> None:
    assert rules(values, 0, (-3, 3), (-2, 2)) == ruled


def test_limits_drawn_are_cut_to_the_scale_at_both_of_its_ends() -> None:
    assert Limits(0.5, 0.4, 0.6).drawn() == (0.4, 0.6)
    assert Limits(0.1, -0.1, 0.3).drawn() == (0.0, 0.3)
    assert Limits(0.9, 0.7, 1.1).drawn() == (0.7, 1.0)
    assert Limits(5, 4, 6).drawn() == (1.0, 1.0)
    assert Limits(-5, -6, -4).drawn() == (0.0, 0.0)
    assert Limits(50, 30, 110).drawn(0, 100) == (30, 100)
    assert Limits(0.5, 0.2, 0.8).near == pytest.approx((0.3, 0.7))


def test_a_single_value_has_limits_that_are_all_its_own() -> None:
    assert limits([0.4]) == Limits(0.4, 0.4, 0.4)
    assert limits([0, 1]) == Limits(0.5, 0.5 - 2.66, 0.5 + 2.66)


@pytest.mark.parametrize(
    ("target", "higher", "lower"),
    [
        (0.39, Assurance.PASS, Assurance.FAIL),
        (0.4, Assurance.HIT_AND_MISS, Assurance.HIT_AND_MISS),
        (0.6, Assurance.HIT_AND_MISS, Assurance.HIT_AND_MISS),
        (0.61, Assurance.FAIL, Assurance.PASS),
    ],
)
def test_a_target_at_a_limit_is_hit_and_miss_and_beyond_it_is_sure(
    target: float, higher: Assurance, lower: Assurance
) -> None:
    assert assurance(0.4, 0.6, target, Better.HIGHER) is higher
    assert assurance(0.4, 0.6, target, Better.LOWER) is lower
    assert assurance(0.4, 0.6, target, Better.NEITHER) is None


def test_without_a_target_or_without_variation_there_is_no_assurance() -> None:
    assert xmr([0.4, 0.6, 0.4]).assurance is None
    assert xmr([0.4, 0.4, 0.4], target=0.3).assurance is None
    assert xmr([0.4, 0.6, 0.4], target=0.3).assurance is Assurance.HIT_AND_MISS


@pytest.mark.parametrize("rule", [Rule.ABOVE, Rule.RISING, Rule.TWO_ABOVE, Rule.RUN_ABOVE])
def test_what_points_up_is_good_where_higher_is_better_and_bad_where_lower_is(rule: Rule) -> None:
    down = {
        Rule.ABOVE: Rule.BELOW,
        Rule.RISING: Rule.FALLING,
        Rule.TWO_ABOVE: Rule.TWO_BELOW,
        Rule.RUN_ABOVE: Rule.RUN_BELOW,
    }[rule]
    assert [variation(rule, each) for each in Better] == [Variation.IMPROVEMENT, Variation.CONCERN, Variation.HIGH]
    assert [variation(down, each) for each in Better] == [Variation.CONCERN, Variation.IMPROVEMENT, Variation.LOW]
    assert variation(Rule.COMMON, Better.HIGHER) is Variation.COMMON


@pytest.mark.parametrize(
    ("totals", "worth"),
    [
        ([30, 30], False),
        ([29, 30], True),
        ([75, 125], False),
        ([74, 126], True),
        ([100, 100, 100, 60], True),
        ([1], True),
    ],
)
def test_a_p_chart_is_offered_below_thirty_cases_or_where_one_is_more_than_a_quarter_from_their_mean(
    totals: list[int], worth: bool
) -> None:
    assert worth_offering(totals) is worth
