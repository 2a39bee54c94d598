"""Ratings, verdicts and planned comparisons: what may be said of a figure."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.calendar.quarter import Quarter
from pipeline.definition import ALWAYS, Basis, OneCode, Polarity, Standard, code_list
from pipeline.definition.targets import own_target
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP, Edition
from pipeline.disclose.hiding import line
from pipeline.measure.counts import Counts
from pipeline.results.changes import change, pooled
from pipeline.results.figures import figure
from pipeline.results.model import Change, Figure, Rating, Verdict
from pipeline.store.codec import decoded, encoded

QUARTERS = (Quarter(2019, 1), Quarter(2019, 2))
COLOUR = OneCode("Colour", name="colour", codes=code_list("colours", RED="Red", BLUE="Blue"))


def standard(**changes: object) -> Standard:
    usual: dict[str, object] = {
        "id": "T1",
        "title": "Test",
        "applies": ALWAYS,
        "met": COLOUR == "RED",
        "basis": Basis.LOCAL,
        "source": "A test",
    }
    return Standard(**{**usual, **changes})  # type: ignore[arg-type]


def shown(met: int, not_met: int, edition: Edition = SUBGROUP, **changes: object) -> Figure:
    counts = Counts(met=met, not_met=not_met)
    return figure("", "All", counts, line(counts, edition), own_target(standard(**changes)))


def compared(recent: Sequence[Counts], earlier: Sequence[Counts], edition: Edition = SUBGROUP) -> Change:
    """The comparison of some quarters with as many as there are of others."""
    after, before = (dict(zip(QUARTERS, parts, strict=False)) for parts in (recent, earlier))
    return change(pooled(after, list(after)), pooled(before, list(before)), edition)


@pytest.mark.parametrize(
    ("met", "not_met", "rating"),
    [
        (18, 2, Rating.GREEN),  # 90%, on the target
        (15, 5, Rating.AMBER),  # 75%, on the amber line
        (14, 6, Rating.RED),
        (4, 0, Rating.TOO_FEW),
        (0, 0, Rating.NO_CASES),
    ],
)
def test_a_rating_is_the_point_estimate_against_target_and_amber(met: int, not_met: int, rating: Rating) -> None:
    assert shown(met, not_met).rating is rating


def test_below_five_records_there_is_no_percentage_interval_or_verdict() -> None:
    line_shown = shown(2, 2)
    assert (line_shown.counts.proportion, line_shown.lower, line_shown.upper, line_shown.verdict) == (
        None,
        None,
        None,
        Verdict.NONE,
    )


def test_below_twenty_records_a_rating_is_provisional() -> None:
    assert shown(19, 0).provisional
    assert not shown(20, 0).provisional


def test_a_verdict_needs_the_whole_interval_on_one_side_of_the_target() -> None:
    assert shown(9, 1).verdict is Verdict.UNCERTAIN
    assert shown(40, 60).verdict is Verdict.BELOW
    assert shown(400, 0).verdict is Verdict.REACHED


def test_where_lower_is_better_the_target_is_a_ceiling() -> None:
    low = {"polarity": Polarity.LOW_GOOD, "target": 0.1, "amber": 0.2}
    assert shown(1, 19, **low).rating is Rating.GREEN
    assert shown(10, 10, **low).rating is Rating.RED
    assert shown(60, 40, **low).verdict is Verdict.BELOW


def test_context_is_never_rated() -> None:
    line_shown = shown(1, 99, polarity=Polarity.CONTEXT)
    assert (line_shown.rating, line_shown.verdict) == (Rating.NOT_RATED, Verdict.NONE)


def test_a_hidden_count_takes_its_percentage_interval_rating_and_verdict_with_it() -> None:
    line_shown = shown(3, 40, BOARD)
    assert (line_shown.lower, line_shown.upper, line_shown.rating, line_shown.verdict) == (
        None,
        None,
        Rating.HIDDEN,
        Verdict.NONE,
    )


def test_the_publics_interval_comes_from_the_rounded_counts() -> None:
    assert shown(52, 31, PUBLIC).lower == shown(51, 32, PUBLIC).lower


def test_a_change_is_claimed_only_beyond_chance_at_99_point_8_per_cent() -> None:
    before, after = [Counts(met=40, not_met=60)], [Counts(met=70, not_met=30)]
    assert compared(after, before).verdict is Verdict.RISEN
    assert compared(before, after).verdict is Verdict.FALLEN
    assert compared([Counts(met=52, not_met=48)], before).verdict is Verdict.NO_CLEAR_CHANGE
    assert compared([Counts(met=2)], before).verdict is Verdict.TOO_FEW


def test_quarters_are_pooled_before_anything_is_divided() -> None:
    after, before = [Counts(met=1, not_met=9), Counts(met=90, not_met=10)], [Counts(met=50, not_met=50)]
    assert compared(after, before).difference == pytest.approx(91 / 110 - 0.5)


def test_a_change_with_a_hidden_side_says_nothing() -> None:
    comparison = compared([Counts(met=3, not_met=50)], [Counts(met=30, not_met=30)], BOARD)
    assert (comparison.difference, comparison.recent_counts, comparison.verdict) == (None, None, Verdict.NONE)


@given(st.integers(0, 300), st.integers(0, 300), st.sampled_from([SUBGROUP, BOARD, PUBLIC]))
def test_a_figure_survives_json_and_holds_its_proportion(met: int, not_met: int, edition: Edition) -> None:
    line_shown = shown(met, not_met, edition)
    assert decoded(Figure, encoded(line_shown)) == line_shown
    if line_shown.counts.proportion is not None and line_shown.lower is not None and line_shown.upper is not None:
        assert line_shown.lower <= line_shown.counts.proportion <= line_shown.upper


def test_a_change_survives_json() -> None:
    comparison = compared([Counts(met=7, not_met=3)], [Counts(met=5, not_met=5)])
    assert decoded(Change, encoded(comparison)) == comparison
