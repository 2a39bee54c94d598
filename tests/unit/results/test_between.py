"""Rare failures: runs in the order of days, joined over quarters, shown where they are the right chart."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import SUBGROUP
from pipeline.measure.counts import Counts
from pipeline.measure.outcomes import Outcome
from pipeline.measure.runs import failure_of, joined, runs_between
from pipeline.page import chart, sentences
from pipeline.results.between import between_failures
from pipeline.results.model import StandardResult
from pipeline.results.standards import standard_result
from tests.unit.results.built import LOW, NOW, definition, records, result

DAYS = st.lists(st.tuples(st.integers(1, 28), st.sampled_from(list(Outcome))), max_size=40)


def outcomes(drawn: list[tuple[int, Outcome]]) -> pd.DataFrame:
    """The outcomes of one standard on these days of July."""
    days = pd.to_datetime([f"2019-07-{day:02}" for day, _ in drawn])
    return pd.DataFrame({"outcome": [str(each) for _, each in drawn], "day": days})


def steady() -> StandardResult:
    """Two quarters in which every record is of another child."""
    return result({"SOL": Counts(met=97, not_met=3)}, earlier={NOW.previous(): Counts(met=98, not_met=2)})


def in_families() -> StandardResult:
    """A quarter in which every child has two records."""
    now = records(Counts(met=97, not_met=3), of_each=2)
    return standard_result(definition(), now, {}, NOW, SUBGROUP)


def test_cases_stand_in_the_order_of_their_days_whatever_that_of_the_rows() -> None:
    met, failed = Outcome.MET, Outcome.NOT_MET
    drawn = [(9, met), (3, failed), (1, met), (2, met), (4, Outcome.PENDING), (8, met), (20, failed)]
    assert runs_between(outcomes(drawn), failed) == (2, 2, 0)
    assert runs_between(outcomes([(5, failed), (5, met)]), failed) == (1, 0), "of one day, the failures come last"
    assert runs_between(outcomes([]), failed) == ()


@given(DAYS)
def test_runs_hold_every_case_that_counts_once(drawn: list[tuple[int, Outcome]]) -> None:
    runs = runs_between(outcomes(drawn), Outcome.NOT_MET)
    kinds = [each for _, each in drawn]
    assert sum(runs) == kinds.count(Outcome.MET)
    assert max(0, len(runs) - 1) == kinds.count(Outcome.NOT_MET)


@given(st.lists(DAYS, max_size=4))
def test_what_a_quarter_ends_with_goes_on_in_the_next(quarters: list[list[tuple[int, Outcome]]]) -> None:
    runs = joined(runs_between(outcomes(each), Outcome.NOT_MET) for each in quarters)
    kinds = [each for drawn in quarters for _, each in drawn]
    assert (sum(runs), max(0, len(runs) - 1)) == (kinds.count(Outcome.MET), kinds.count(Outcome.NOT_MET))


def test_where_lower_is_better_what_is_met_is_the_failure() -> None:
    assert failure_of(definition()) == Outcome.NOT_MET
    assert failure_of(definition(**LOW)) == Outcome.MET


def test_the_runs_of_comparable_quarters_are_one_series() -> None:
    own = between_failures({NOW.previous(): (30, 40, 28), NOW: (10, 50, 30, 7)}, steady())
    assert own is not None
    assert (own.since, own.runs, own.going_on) == ("2019-20 Q1", (30, 40, 38, 50, 30), 7)
    assert between_failures({NOW: (10, 50, 30, 7), Quarter(2010, 1): (1, 2)}, steady()) is None, "three are too few"


@pytest.mark.parametrize("runs", [(90, 5, 0, 2, 0), (5, 5, 5, 5, 5), ()])
def test_where_failures_are_common_or_few_there_is_no_such_chart(runs: tuple[int, ...]) -> None:
    shown = between_failures({NOW: runs}, steady())
    assert (shown is not None) is (runs == (90, 5, 0, 2, 0))


def test_records_in_families_fail_together_so_that_nothing_is_claimed_of_them() -> None:
    runs = {NOW: (20, 0, 0, *(20,) * 6, 900)}
    alone = between_failures(runs, steady())
    together = between_failures(runs, in_families())
    assert alone is not None
    assert together is not None
    assert (any(alone.close), alone.open_long) == (True, True)
    assert (any(together.close), together.open_long) == (False, False)


def test_the_picture_and_the_sentence_say_the_same_runs() -> None:
    own = replace(steady(), between=between_failures({NOW: (30, 40, 38, 50, 700)}, steady()))
    picture = chart.between(own)
    assert picture is not None
    assert "30, 40, 38, 50; going on: 700" in picture.alt
    assert sentences.between_sentence(own.between) in picture.caption
    assert "4 of 862 cases did not" in picture.caption
    assert chart.between(steady()) is None
