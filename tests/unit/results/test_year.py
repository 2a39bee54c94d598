"""A year: counts summed before any division, nothing added up beside what is hidden, and who sent their returns."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP, Edition
from pipeline.measure.counts import Counts
from pipeline.results.commentary import ASKS, BECAME, WORRIES
from pipeline.results.figure_values import Figure, Unsaid, Verdict
from pipeline.results.questions import section_of
from pipeline.results.return_values import ReturnsIn
from pipeline.results.year import returns_in, the_year, with_year
from tests.unit.results.built import NOW, quarter, quarters_to, result, returned, set_to, targets

BEFORE = quarters_to(NOW.previous(), 3)


def test_a_year_is_the_four_quarters_that_end_with_the_one_reported_on() -> None:
    assert the_year(NOW) == [*reversed(BEFORE), NOW]


def test_a_year_s_figure_is_the_sum_of_its_quarters_counts() -> None:
    earlier = {BEFORE[0]: Counts(met=20), BEFORE[1]: Counts(not_met=20), Quarter(2017, 1): Counts(not_met=99)}
    year = result(Counts(met=10, not_met=10), earlier=earlier).year

    assert year.quarters == ("2018-19 Q4", "2019-20 Q1", "2019-20 Q2")
    assert (year.figure.counts.met, year.figure.counts.applicable) == (30, 60)
    assert year.figure.value == 0.5


@pytest.mark.parametrize("edition", [BOARD, PUBLIC])
def test_where_a_quarter_is_hidden_a_band_of_the_year_is_said_and_no_count(edition: Edition) -> None:
    earlier = {BEFORE[0]: Counts(met=30, not_met=3), BEFORE[1]: Counts(met=30, not_met=20)}
    hidden = result(Counts(met=40, not_met=20), edition, earlier=earlier).year
    shown = result(Counts(met=40, not_met=20), edition, earlier={BEFORE[1]: Counts(met=30, not_met=20)}).year

    assert (hidden.figure.counts.hidden, hidden.why) == (True, "")
    assert hidden.figure.band.low <= 100 * 100 / 143 <= hidden.figure.band.high
    assert shown.figure.counts.met == 70


@pytest.mark.parametrize("edition", [BOARD, PUBLIC])
def test_where_a_quarter_is_hidden_and_no_band_is_safe_nothing_is_added_up(edition: Edition) -> None:
    few = result(Counts(met=2, not_met=1), edition, earlier={BEFORE[0]: Counts(met=2, not_met=1)}).year

    assert (few.figure, few.why) == (None, "not added up, since a quarter is hidden")


@pytest.mark.parametrize("edition", [BOARD, PUBLIC])
def test_several_quarters_of_an_earlier_report_never_stand_for_the_year(edition: Edition) -> None:
    """In the report of 2019-20 Q1 a band of the year could be said; in this one there are records of a quarter more."""
    small = Counts(met=40, not_met=3)
    earlier = dict.fromkeys(quarters_to(NOW, 8)[1:], small)
    year = result(small, edition, earlier=earlier).year

    assert year.figure.counts.hidden
    assert year.quarters[-1] == str(NOW)
    assert {str(each) for each in the_year(NOW)} <= {*year.quarters}


def test_a_year_of_rounded_quarters_is_their_sum_and_so_undoes_no_rounding() -> None:
    met = (32, 47, 42, 37)
    quarters = [Counts(met=each, not_met=10) for each in met]
    year = result(quarters[0], PUBLIC, earlier=dict(zip(BEFORE, quarters[1:], strict=True))).year.figure

    assert (sum(met), year.counts.met, year.counts.applicable) == (158, 30 + 45 + 40 + 35, 40 + 55 + 50 + 45)
    assert year.counts.met + year.counts.not_met == year.counts.applicable
    assert (year.verdict, year.unsaid_because) == (Verdict.NOT_SAID, Unsaid.ROUNDED)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(8, 40), st.integers(8, 40)), min_size=4, max_size=4))
def test_a_rounded_year_says_nothing_that_its_rounded_quarters_do_not(pairs: list[tuple[int, int]]) -> None:
    def year(drawn: list[Counts]) -> Figure | None:
        standard = result(drawn[0], PUBLIC, earlier=dict(zip(BEFORE, drawn[1:], strict=True)))
        hidden = any(each.figure.counts.hidden for each in standard.history)
        return None if hidden else standard.year.figure

    drawn = [Counts(met=met, not_met=rest) for met, rest in pairs]
    rounded_met = [5 * int(each.met / 5 + 0.5) for each in drawn]
    rounded_all = [5 * int(each.applicable / 5 + 0.5) for each in drawn]
    as_printed = [Counts(met=met, not_met=whole - met) for met, whole in zip(rounded_met, rounded_all, strict=True)]
    both = [year(drawn), year(as_printed)]
    if None not in both:
        assert both[0] == both[1]


COUNTS = st.builds(Counts, met=st.integers(0, 40), not_met=st.integers(0, 40))


@settings(max_examples=40, deadline=None)
@given(st.lists(COUNTS, min_size=4, max_size=4), st.sampled_from([BOARD, PUBLIC]))
def test_a_year_s_figure_never_says_what_a_quarter_of_it_hides(quarters: list[Counts], edition: Edition) -> None:
    now, *before = quarters
    shown = result(now, edition, earlier=dict(zip(BEFORE, before, strict=True)))

    hidden = [each for each in shown.history if each.figure.counts.hidden or each.figure.counts.applicable is None]
    if hidden and shown.year.figure:
        figure = shown.year.figure
        assert (figure.counts.hidden, figure.counts.applicable, figure.value) == (True, None, None)
        assert figure.says


def test_beside_a_year_s_figure_stand_no_counts_of_which_a_quarter_may_be_hidden() -> None:
    counts = result(Counts(met=40, not_met=20, not_recorded=9, pending=7, missing=8), SUBGROUP).year.figure.counts

    assert (counts.not_recorded, counts.pending, counts.missing, counts.not_known) == (None, None, None, None)


@pytest.mark.parametrize(("since", "verdict"), [(NOW, Verdict.NOT_SAID), (BEFORE[2], Verdict.ABOVE)])
def test_a_year_is_not_judged_by_a_target_that_held_in_a_part_of_it(since: Quarter, verdict: Verdict) -> None:
    quarters = dict.fromkeys(BEFORE, Counts(met=24, not_met=16))
    with targets(set_to(0.5, 0.4, since=since)):
        year = result(Counts(met=24, not_met=16), earlier=quarters).year.figure

    several = verdict is Verdict.NOT_SAID
    assert (year.verdict, year.unsaid_because) == (verdict, Unsaid.TARGETS if several else None)
    assert (year.value, year.target) == (0.6, None if several else 0.5)


def test_a_quarter_without_a_figure_brings_no_second_target_to_its_year() -> None:
    with targets(set_to(0.5, 0.4, since=BEFORE[1])):
        year = result(Counts(met=24, not_met=16), earlier={BEFORE[2]: Counts(pending=3)}).year.figure

    assert (year.verdict, year.target) == (Verdict.AT, 0.5)


def test_without_a_record_there_is_no_year() -> None:
    assert (result(Counts()).year.figure, result(Counts()).year.why) == (None, "no records")


def test_returns_are_counted_by_audit_and_those_not_due_are_left_out() -> None:
    grid = [
        returned(),
        returned(status="nil", late=True),
        returned(status="missing"),
        returned(status="sent back", late=True),
        returned(status="could not be read"),
        returned(audit="OTHER", status="not due"),
    ]

    agency = returned().agency
    assert returns_in(grid) == (ReturnsIn("TST", due=5, came=2, late=1, sent_back=1, awaited=(agency,) * 3),)


def test_a_return_that_came_though_none_was_due_is_counted_apart_and_nobody_is_awaited() -> None:
    grid = [returned(beside=True), returned(status="sent back", beside=True)]
    assert returns_in(grid) == (ReturnsIn("TST", due=0, came=0, late=0, sent_back=0, beside=1),)


def test_whose_returns_are_not_in_is_no_part_of_a_year() -> None:
    came = {BEFORE[0]: (ReturnsIn("TST", 2, 1, 0, 0, awaited=("SOL",)),)}
    year = with_year(quarter(), came, {}, []).year
    assert [each.awaited for one in year for each in one.returns] == [() for one in year for _ in one.returns]


def test_a_year_carries_what_was_asked_what_became_of_it_and_what_was_answered_and_no_more() -> None:
    answer = section_of("T1", "below target")
    now, before = {ASKS: "<p>A</p>", WORRIES: "<p>W</p>", answer: "<p>N</p>"}, {BECAME: "<p>B</p>"}
    came = {BEFORE[0]: (ReturnsIn("TST", 2, 2, 0, 0),)}
    result_ = with_year(quarter(), came, {"TST": now}, [(str(BEFORE[0]), {"TST": before})])

    first, last = result_.year
    assert (first.quarter, first.returns) == ("2019-20 Q1", came[BEFORE[0]])
    assert [each.section for each in first.words["TST"]] == [BECAME]
    assert [each.section for each in last.words["TST"]] == [answer, ASKS]


def test_quarters_without_returns_are_not_in_the_year() -> None:
    assert [each.quarter for each in with_year(replace(quarter()), {}, {}, []).year] == [str(NOW)]
