"""What stands beside a figure: bounds for those who sent nothing, and the width that families give."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP, Edition
from pipeline.measure.counts import Counts
from pipeline.page import sentences
from pipeline.results.beside_values import Families
from pipeline.results.breaks import ReturnHistory
from pipeline.results.figure_values import Unsaid, Verdict
from pipeline.results.standards import families, non_return, standard_result
from pipeline.statistics.intervals import wilson
from tests.unit.results.built import CONTEXT, NOW, definition, records

BEFORE = Quarter(2019, 1)
SILENT = ReturnHistory(silent={"UHS"})
SMALL = st.builds(Counts, met=st.integers(0, 12), not_met=st.integers(0, 12))


def tables(now: Counts, then: Counts | None = None) -> dict[Quarter, dict[str, Counts]]:
    """Solent's counts now and, where given, the hospital's of the quarter before."""
    by_quarter = {NOW: {"SOL": now}}
    return by_quarter if then is None else {BEFORE: {"UHS": then}, **by_quarter}


def test_a_missing_return_gives_bounds_from_how_many_records_it_had_last_quarter() -> None:
    bounds = non_return(tables(Counts(met=30, not_met=10), Counts(met=1, not_met=9, missing=4)), NOW, SILENT)
    assert (bounds.records, bounds.since, bounds.lower, bounds.upper) == (10, "2019-20 Q1", 30 / 50, 40 / 50)
    assert sentences.non_return_sentence(bounds) == (
        "No record of University Hospital Southampton NHS Foundation Trust could be counted. Whatever the answers "
        "would have been, the figure for all lies between 60% and 80%, if there were 10 records, as in 2019-20 Q1."
    )


@given(SMALL, SMALL, SMALL)
@settings(max_examples=30)
def test_the_bounds_hold_whatever_the_silent_would_have_said(now: Counts, then: Counts, truth: Counts) -> None:
    bounds = non_return(tables(now, then), NOW, SILENT)
    met = min(truth.met, then.applicable)
    if bounds is not None and bounds.lower is not None and bounds.upper is not None:
        whole = (now.met + met) / (now.applicable + then.applicable)
        assert bounds.lower - 1e-12 <= whole <= bounds.upper + 1e-12


def test_nothing_to_go_by_gives_no_bounds_and_says_so() -> None:
    bounds = non_return(tables(Counts(met=30)), NOW, SILENT)
    assert (bounds.records, bounds.lower) == (None, None)
    assert "is not known: nothing was counted for 2019-20 Q1 either" in sentences.non_return_sentence(bounds)


def test_where_the_silent_are_the_only_ones_it_is_said_how_many_they_had_before() -> None:
    bounds = non_return({BEFORE: {"UHS": Counts(met=24, not_met=1)}, NOW: {}}, NOW, SILENT)
    assert (bounds.records, bounds.lower, bounds.upper) == (25, None, None)
    assert "25 records could be counted in 2019-20 Q1." in sentences.non_return_sentence(bounds)


def test_a_figure_weighted_to_a_list_has_no_bounds_of_records_that_count_alike() -> None:
    bounds = non_return(tables(Counts(met=35, not_met=25), Counts(met=9)), NOW, SILENT, weighted=True)
    assert (bounds.records, bounds.lower, bounds.upper) == (9, None, None)
    assert sentences.non_return_sentence(bounds) == (
        "No record of University Hospital Southampton NHS Foundation Trust could be counted; 9 records could be in "
        "2019-20 Q1. How far that could move the figure is not worked out, since it is weighted to a list."
    )


def test_a_standard_for_which_no_return_has_come_does_not_have_no_cases() -> None:
    nothing, nil = ReturnHistory(silent={"UHS"}), ReturnHistory({NOW: ["SOL"]}, silent={"UHS"})
    none = records(Counts())
    owed, sent, due = (
        standard_result(definition(), none, {}, NOW, PUBLIC, around).total for around in (nothing, nil, ReturnHistory())
    )
    assert (owed.verdict, owed.unsaid_because) == (Verdict.NONE_YET, Unsaid.NO_RETURN)
    assert [each.verdict for each in (sent, due)] == [Verdict.NO_CASES, Verdict.NO_CASES]


def test_a_standard_of_an_audit_that_is_not_due_does_not_have_no_cases_and_bounds_nothing() -> None:
    idle, sent = ReturnHistory(not_due=[NOW]), ReturnHistory({NOW: ["SOL"]}, not_due=[NOW])
    own = standard_result(definition(), records(Counts()), {}, NOW, SUBGROUP, idle)
    assert (own.total.verdict, own.non_return) == (Verdict.NOT_DUE, None)
    assert sentences.met_of_applicable(own.total) == "not due this quarter"
    assert standard_result(definition(), records(Counts()), {}, NOW, SUBGROUP, sent).total.verdict is Verdict.NO_CASES
    beside = definition(**CONTEXT)
    assert standard_result(beside, records(Counts()), {}, NOW, SUBGROUP, idle).total.verdict is Verdict.NOT_DUE
    assert standard_result(beside, records(Counts()), {}, NOW, SUBGROUP, sent).total.verdict is Verdict.CONTEXT


@pytest.mark.parametrize("around", [ReturnHistory(not_due=[NOW]), SILENT, ReturnHistory()])
def test_practitioners_are_told_in_every_edition_why_there_are_no_cases(around: ReturnHistory) -> None:
    own, board = (standard_result(definition(), records(Counts()), {}, NOW, each, around) for each in (SUBGROUP, BOARD))
    assert own.briefed == board.briefed
    assert own.briefed.verdict is own.total.verdict


@given(SMALL)
def test_practitioners_are_told_of_few_children_what_the_board_is(counts: Counts) -> None:
    own, board = (standard_result(definition(), records(counts), {}, NOW, each.of_few()) for each in (SUBGROUP, BOARD))
    assert own.briefed == board.briefed


@pytest.mark.parametrize("edition", [BOARD, PUBLIC])
def test_bounds_families_and_numbers_of_children_are_for_named_readers_alone(edition: Edition) -> None:
    now, before = records(Counts(met=30), of_each=2), {BEFORE: {"UHS": Counts(met=9)}}
    named, others = (standard_result(definition(), now, before, NOW, each, SILENT) for each in (SUBGROUP, edition))
    assert named.non_return == non_return(tables(Counts(met=30), Counts(met=9)), NOW, SILENT)
    assert named.families == families(now)
    assert named.children == 15
    assert (others.non_return, others.families, others.children) == (None, None, None)


def test_nothing_is_said_where_all_returned_or_the_silent_had_no_case() -> None:
    assert non_return(tables(Counts(met=30), Counts(met=9)), NOW, ReturnHistory()) is None
    assert non_return(tables(Counts(met=30), Counts(not_applicable=9)), NOW, SILENT) is None
    assert sentences.non_return_sentence(None) == ""


def test_brothers_and_sisters_who_fare_alike_widen_the_interval_of_the_figure_itself() -> None:
    drawn = records(Counts(met=20, not_met=20), of_each=2)  # two records of each child, alike
    widened, alone = (
        standard_result(definition(), each, {}, NOW, SUBGROUP) for each in (drawn, records(Counts(met=20, not_met=20)))
    )
    assert widened.families == Families(40, 20, 20)
    assert (widened.total.lower, widened.total.upper) == pytest.approx(wilson(10, 20))
    assert widened.total.lower < alone.total.lower < alone.total.upper < widened.total.upper
    assert (widened.total.clustered, alone.total.clustered, alone.families) == (True, False, None)
    assert sentences.families_sentence(widened) == (
        "These are 40 records of 20 children in 20 families; the interval and the verdict allow for that."
    )


def test_a_family_is_its_reference_and_a_record_without_one_is_its_child_s() -> None:
    drawn = records(Counts(met=20, not_met=20), of_each=2)
    named = drawn.assign(family=["F1"] * 4 + [None] * 36)
    assert families(named).families == 19
    # Where one of a child's records names the family, the others are of it too.
    once = drawn.assign(family=["F1", None, None, "F1"] + [None] * 36)
    assert families(once).families == 19


def test_nothing_is_said_of_families_where_every_record_is_of_its_own() -> None:
    drawn = records(Counts(met=9, not_met=3))
    for each in (drawn, drawn.assign(child=None)):
        assert standard_result(definition(), each, {}, NOW, SUBGROUP).families is None
