"""Verdicts and their intervals exactly at their limits, just below them and just above."""

from __future__ import annotations

import pytest

from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP, Edition
from pipeline.measure.counts import Counts
from pipeline.results.figure_values import Verdict
from pipeline.results.verdicts import TAIL
from pipeline.statistics.exact import exact_interval, tails
from pipeline.statistics.intervals import wilson
from tests.unit.results.built import CONTEXT, LOW, shown


def of_hundred(met: int, **changes: object) -> Verdict:
    return shown(Counts(met=met, not_met=100 - met), **changes).verdict


@pytest.mark.parametrize(
    ("met", "verdict"),
    [
        *((96, Verdict.ABOVE), (95, Verdict.AT), (90, Verdict.AT), (89, Verdict.NOT_CLEAR), (84, Verdict.NOT_CLEAR)),
        *((83, Verdict.BELOW), (0, Verdict.BELOW)),
    ],
)
def test_a_figure_on_the_target_is_at_it_and_below_it_only_beyond_chance(met: int, verdict: Verdict) -> None:
    assert of_hundred(met) is verdict
    assert (tails(met, 100, 0.9)[0] <= TAIL) is (verdict is Verdict.BELOW)
    assert (tails(met, 100, 0.9)[1] <= TAIL) is (verdict is Verdict.ABOVE)


@pytest.mark.parametrize(
    ("met", "verdict"),
    [
        *((4, Verdict.ABOVE), (5, Verdict.AT), (10, Verdict.AT), (11, Verdict.NOT_CLEAR), (16, Verdict.NOT_CLEAR)),
        *((17, Verdict.BELOW), (0, Verdict.ABOVE)),
    ],
)
def test_where_lower_is_better_the_same_holds_the_other_way(met: int, verdict: Verdict) -> None:
    assert of_hundred(met, **LOW) is verdict


@pytest.mark.parametrize(("met", "past"), [(83, False), (75, False), (74, True)])
def test_a_figure_on_the_amber_line_is_not_past_it(met: int, past: bool) -> None:
    drawn = shown(Counts(met=met, not_met=100 - met))
    assert (drawn.verdict, drawn.past_amber) == (Verdict.BELOW, past)


@pytest.mark.parametrize(
    ("records", "edition", "verdict", "provisional"),
    [
        (0, SUBGROUP, Verdict.NO_CASES, False),
        (4, SUBGROUP, Verdict.TOO_FEW, False),
        (5, SUBGROUP, Verdict.AT, True),
        (19, SUBGROUP, Verdict.AT, True),
        (20, SUBGROUP, Verdict.AT, False),
        (5, BOARD, Verdict.HIDDEN, False),
        (9, BOARD, Verdict.NOT_SAID, False),
        (10, BOARD, Verdict.AT, True),
        (19, PUBLIC, Verdict.NOT_SAID, False),
        (20, PUBLIC, Verdict.AT, False),
    ],
)
def test_how_many_records_a_verdict_needs_and_how_many_a_firm_one(
    records: int, edition: Edition, verdict: Verdict, provisional: bool
) -> None:
    drawn = shown(Counts(met=records), edition)
    assert (drawn.verdict, drawn.provisional) == (verdict, provisional)


def test_a_target_just_within_the_exact_interval_is_not_told_apart_and_one_just_outside_is() -> None:
    counts = Counts(met=30, not_met=20)
    lower, upper = exact_interval(30, 50)
    for target, verdict in (
        (lower - 1e-6, Verdict.ABOVE),
        (lower + 1e-6, Verdict.AT),
        (upper - 1e-6, Verdict.NOT_CLEAR),
        (upper + 1e-6, Verdict.BELOW),
    ):
        assert shown(counts, target=target, amber=0.1).verdict is verdict
    for target, verdict in (
        (upper + 1e-6, Verdict.ABOVE),
        (upper - 1e-6, Verdict.AT),
        (lower + 1e-6, Verdict.NOT_CLEAR),
        (lower - 1e-6, Verdict.BELOW),
    ):
        assert shown(counts, **{**LOW, "target": target, "amber": 0.9}).verdict is verdict


def test_the_interval_is_that_of_the_counts_shown() -> None:
    for met, applicable in ((0, 9), (1, 9), (9, 9), (30, 50)):
        drawn = shown(Counts(met=met, not_met=applicable - met))
        assert (drawn.lower, drawn.upper) == wilson(met, applicable)
    assert shown(Counts(met=52, not_met=31), PUBLIC).lower == wilson(50, 85)[0]
    assert shown(Counts(met=2, not_met=2)).lower is None


def test_a_context_figure_has_its_interval_and_no_verdict() -> None:
    drawn = shown(Counts(met=5, not_met=95), **CONTEXT)
    assert drawn.verdict is Verdict.CONTEXT
    assert drawn.lower == wilson(5, 100)[0]
