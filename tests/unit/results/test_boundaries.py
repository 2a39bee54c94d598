"""Ratings, verdicts, changes and days exactly at their limits, just below them and just above."""

from __future__ import annotations

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP, Edition
from pipeline.measure.counts import Counts
from pipeline.results.changes import Span, change
from pipeline.results.model import Rating, Verdict
from pipeline.statistics.intervals import newcombe, wilson
from tests.unit.results.built import CONTEXT, LOW, NOW, result, shown

SURE = 0.998


def of_hundred(met: int, **changes: object) -> Rating:
    return shown(Counts(met=met, not_met=100 - met), **changes).rating


@pytest.mark.parametrize(
    ("met", "rating"), [(90, Rating.GREEN), (89, Rating.AMBER), (75, Rating.AMBER), (74, Rating.RED)]
)
def test_a_figure_on_the_target_is_green_and_one_on_the_amber_line_is_amber(met: int, rating: Rating) -> None:
    assert of_hundred(met) is rating


@pytest.mark.parametrize(
    ("met", "rating"), [(10, Rating.GREEN), (11, Rating.AMBER), (20, Rating.AMBER), (21, Rating.RED), (0, Rating.GREEN)]
)
def test_where_lower_is_better_the_same_holds_the_other_way(met: int, rating: Rating) -> None:
    assert of_hundred(met, **LOW) is rating


@pytest.mark.parametrize(
    ("records", "edition", "rating", "provisional"),
    [
        (0, SUBGROUP, Rating.NO_CASES, False),
        (4, SUBGROUP, Rating.TOO_FEW, False),
        (5, SUBGROUP, Rating.GREEN, True),
        (19, SUBGROUP, Rating.GREEN, True),
        (20, SUBGROUP, Rating.GREEN, False),
        (5, BOARD, Rating.HIDDEN, False),
        (9, BOARD, Rating.TOO_FEW, False),
        (10, BOARD, Rating.GREEN, True),
        (19, PUBLIC, Rating.TOO_FEW, False),
        (20, PUBLIC, Rating.GREEN, False),
    ],
)
def test_how_many_records_a_rating_needs_and_how_many_a_firm_one(
    records: int, edition: Edition, rating: Rating, provisional: bool
) -> None:
    line_shown = shown(Counts(met=records), edition)
    assert (line_shown.rating, line_shown.provisional) == (rating, provisional)


def test_a_target_on_an_end_of_the_interval_is_reached_at_the_lower_and_uncertain_at_the_upper() -> None:
    counts = Counts(met=30, not_met=20)
    lower, upper = wilson(30, 50)
    for target, verdict in (
        (lower, Verdict.REACHED),
        (lower + 1e-9, Verdict.UNCERTAIN),
        (upper, Verdict.UNCERTAIN),
        (upper + 1e-9, Verdict.BELOW),
    ):
        assert shown(counts, target=target, amber=0.1).verdict is verdict
    for target, verdict in (
        (upper, Verdict.REACHED),
        (upper - 1e-9, Verdict.UNCERTAIN),
        (lower, Verdict.UNCERTAIN),
        (lower - 1e-9, Verdict.BELOW),
    ):
        assert shown(counts, **{**LOW, "target": target, "amber": 0.9}).verdict is verdict


def test_the_interval_is_that_of_the_counts_shown() -> None:
    for met, applicable in ((0, 9), (1, 9), (9, 9), (30, 50)):
        line_shown = shown(Counts(met=met, not_met=applicable - met))
        assert (line_shown.lower, line_shown.upper) == wilson(met, applicable)
    assert shown(Counts(met=52, not_met=31), PUBLIC).lower == wilson(50, 85)[0]
    assert shown(Counts(met=2, not_met=2)).lower is None


def test_a_context_figure_has_its_interval_and_no_verdict() -> None:
    line_shown = shown(Counts(met=5, not_met=95), **CONTEXT)
    assert (line_shown.rating, line_shown.verdict) == (Rating.NOT_RATED, Verdict.NONE)
    assert line_shown.lower == wilson(5, 100)[0]


@pytest.mark.parametrize(
    ("records", "edition", "verdict"),
    [
        (4, SUBGROUP, Verdict.TOO_FEW),
        (5, SUBGROUP, Verdict.NO_CLEAR_CHANGE),
        (9, BOARD, Verdict.TOO_FEW),
        (10, BOARD, Verdict.NO_CLEAR_CHANGE),
        (100, PUBLIC, Verdict.NONE),
    ],
)
def test_a_change_needs_as_many_records_on_both_sides_as_the_edition_asks_for_a_percentage(
    records: int, edition: Edition, verdict: Verdict
) -> None:
    few, many = Span("few", Counts(met=records)), Span("many", Counts(met=100))
    assert change(few, many, edition).verdict is verdict
    assert change(many, few, edition).verdict is verdict


def test_a_change_is_claimed_as_soon_as_its_interval_leaves_nought_out() -> None:
    """Of a hundred records after forty of a hundred: the first count that is said to have risen, and fallen."""
    before = Span("then", Counts(met=40, not_met=60))
    verdicts = {
        met: change(Span("now", Counts(met=met, not_met=100 - met)), before, SUBGROUP).verdict for met in range(101)
    }
    for met, verdict in verdicts.items():
        lower, upper = newcombe(met, 100, 40, 100, SURE)
        assert verdict is (Verdict.RISEN if lower > 0 else Verdict.FALLEN if upper < 0 else Verdict.NO_CLEAR_CHANGE)
    assert (verdicts[61], verdicts[62]) == (Verdict.NO_CLEAR_CHANGE, Verdict.RISEN)
    assert (verdicts[20], verdicts[19]) == (Verdict.NO_CLEAR_CHANGE, Verdict.FALLEN)


def eight_quarters(since: Quarter) -> Verdict | None:
    """What is said of the latest four quarters against the four before, of a standard counted so since ``since``."""
    quarters = [NOW]
    while len(quarters) < 8:
        quarters.append(quarters[-1].previous())
    counts = Counts(met=50, not_met=50)
    comparison = result(counts, earlier=dict.fromkeys(quarters[1:], counts), since=since).change
    return comparison.verdict if comparison else None


@pytest.mark.parametrize(
    ("since", "verdict"),
    [
        (Quarter(2017, 3), Verdict.NO_CLEAR_CHANGE),
        (Quarter(2018, 1), Verdict.NO_CLEAR_CHANGE),  # two of the four before are counted alike
        (Quarter(2018, 2), Verdict.NOT_COMPARABLE),
        (Quarter(2018, 3), Verdict.NOT_COMPARABLE),
        (Quarter(2019, 2), Verdict.NOT_COMPARABLE),
    ],
)
def test_a_change_needs_two_earlier_quarters_that_were_counted_alike(since: Quarter, verdict: Verdict) -> None:
    assert eight_quarters(since) is verdict


def test_quarters_that_were_counted_in_another_way_are_left_out_of_those_before() -> None:
    quarters = [NOW]
    while len(quarters) < 8:
        quarters.append(quarters[-1].previous())
    recent, alike, other = Counts(met=60, not_met=40), Counts(met=55, not_met=45), Counts(met=1, not_met=99)
    past = (
        dict.fromkeys(quarters[1:4], recent) | dict.fromkeys(quarters[4:6], alike) | dict.fromkeys(quarters[6:], other)
    )
    comparison = result(recent, earlier=past, since=Quarter(2018, 1)).change
    assert comparison is not None
    assert comparison.earlier == "2018-19 Q1 to 2018-19 Q2"
    assert comparison.earlier_counts is not None
    assert (comparison.earlier_counts.met, comparison.earlier_counts.applicable) == (110, 200)
    assert comparison.difference == pytest.approx(0.05)


def test_the_quarter_before_a_break_is_shown_and_not_compared() -> None:
    then, now = Counts(met=10, not_met=90), Counts(met=90, not_met=10)
    before = {NOW.previous(): then}
    for since, verdict in ((NOW, Verdict.NOT_COMPARABLE), (NOW.previous(), Verdict.RISEN)):
        last = result(now, earlier=before, since=since).last_quarter
        assert last is not None
        assert last.verdict is verdict
        assert last.earlier_counts is not None
        assert (last.earlier_counts.met, last.difference is None) == (10, verdict is Verdict.NOT_COMPARABLE)
