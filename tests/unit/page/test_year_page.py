"""The year's page: quarters side by side, what was asked and became of it, and what it says of a short history."""

from __future__ import annotations

from dataclasses import replace

from pipeline.measure.counts import Counts
from pipeline.page import year
from pipeline.results.commentary import ASKS, BECAME, OVERVIEW
from pipeline.results.model import Question, Words, YearQuarter
from pipeline.results.questions import section_of
from pipeline.results.return_values import ReturnsIn
from pipeline.results.year import the_year
from tests.unit.results.built import NOW, audit, quarter, result, set_to, targets

QUARTERS = tuple(YearQuarter(str(each), (ReturnsIn("TST", 4, 3, 1, 1),), {}) for each in the_year(NOW))
ASKED = YearQuarter("2019-20 Q1", (), {OVERVIEW: (Words(ASKS, "<p>Fund it.</p>"),)})
AFTER = YearQuarter("2019-20 Q2", (), {OVERVIEW: (Words(BECAME, "<p>Funded.</p>"), Words(ASKS, "<p>More.</p>"))})


def test_each_quarter_s_verdict_and_count_stand_beside_the_year_s() -> None:
    before = NOW.previous()
    standard = result(Counts(met=50), earlier={before: Counts(met=10, not_met=40)})
    shown = year.verdicts(quarter(audit([standard], short_title="Small"), year=QUARTERS))

    assert shown.tables[0].columns[1:6] == ["Oct–Dec 2018", "Jan–Mar 2019", "Apr–Jun 2019", "Jul–Sep 2019", "The year"]
    cells = [getattr(each, "plain", each) for each in shown.tables[0].rows[0]]
    assert cells[1:4] == ["–", "–", "Below target, 10 of 50 (20%)"]
    assert cells[4].endswith(", 50 of 50 (100%)")
    assert cells[5] == "Below target, 60 of 100 (60%)"


def test_a_year_that_may_not_be_added_up_says_why() -> None:
    standard = replace(
        result(Counts(met=50)), year=replace(result(Counts(met=50)).year, figure=None, why="for a reason")
    )
    shown = year.verdicts(quarter(audit([standard]), year=QUARTERS))

    assert shown.tables[0].rows[0][5] == "for a reason"


def test_a_year_of_two_targets_has_no_verdict_and_the_table_says_why() -> None:
    before = {NOW.previous(): Counts(met=24, not_met=16)}
    with targets(set_to(0.5, 0.4, since=NOW)):
        standard = result(Counts(met=24, not_met=16), earlier=before)
    shown = year.verdicts(quarter(audit([standard]), year=QUARTERS))

    assert shown.tables[0].rows[0][5].plain == "Not said here, 48 of 80 (60%)"
    assert "Where the target changed within it, the year has no verdict." in shown.tables[0].note
    one = year.verdicts(quarter(audit([result(Counts(met=24), earlier=before)]), year=QUARTERS))
    assert "no verdict" not in one.tables[0].note


def test_what_was_asked_stands_with_what_the_next_quarter_says_became_of_it() -> None:
    shown = year.decided(quarter(year=(ASKED, AFTER))).html

    assert shown.index("April to June 2019: All audits") < shown.index("Fund it.") < shown.index("Funded.")
    assert (
        shown.index("July to September 2019: All audits")
        < shown.index("More.")
        < shown.index("The next report will say")
    )


def test_what_nobody_said_became_of_it_is_shown_as_a_gap() -> None:
    assert "Nothing has been written yet" in year.decided(quarter(year=(ASKED, replace(AFTER, words={})))).html
    assert "Nothing was written" in year.decided(quarter(year=QUARTERS)).html


def test_answers_to_what_is_asked_now_stand_in_the_order_of_the_quarters() -> None:
    section = section_of("T1", "below target")
    standard = replace(result(Counts(met=9)), questions=(Question("below target", "Why?"),))
    told = [
        replace(each, words={"TST": (Words(section, f"<p>{words}</p>"),)})
        for each, words in zip(QUARTERS[2:], ("First.", "Then."), strict=True)
    ]
    shown = year.answers(quarter(audit([standard]), year=tuple(told))).html

    assert shown.index("Why?") < shown.index("April to June 2019") < shown.index("First.") < shown.index("Then.")
    assert "No answer" in year.answers(quarter(audit([standard]), year=QUARTERS)).html


def test_returns_are_counted_for_each_quarter_and_audit() -> None:
    shown = year.returns(quarter(audit(short_title="Small"), year=QUARTERS))

    assert list(shown.rows[0]) == ["October to December 2018", "Small", 4, 3, 1, 1]
    assert len(shown.rows) == 4


def test_of_more_audits_than_a_member_can_read_the_returns_of_a_quarter_are_summed() -> None:
    many = audit([result(Counts(met=30, not_met=10), id=f"T{number}") for number in range(61)])
    few, summed = (year.returns(quarter(each, year=QUARTERS)) for each in (audit(), many))

    assert [row[2:] for row in summed.rows] == [row[2:] for row in few.rows]
    assert summed.rows[0][1] == "1 audit"


def test_a_history_of_less_than_a_year_says_so() -> None:
    assert "Four quarters side by side" in year.history(quarter(year=QUARTERS)).plain
    short = year.history(quarter(year=QUARTERS[3:])).plain
    assert short == (
        "A year has four quarters. Of this one there is one here (Jul–Sep 2019); the others have no returns, so "
        "nothing is told of them."
    )


def test_a_year_without_any_quarter_says_so() -> None:
    assert year.history(quarter(audit(), year=())).plain == (
        "None of the four quarters of this year has returns, so there is nothing to tell of it."
    )


def test_a_change_that_is_claimed_is_told_and_else_that_none_is() -> None:
    assert year.moved(quarter(audit([result(Counts(met=9))]), year=QUARTERS)).plain.startswith("Nothing is compared")
