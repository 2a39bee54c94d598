"""The method page says what the code does, in the code's own words and numbers."""

from __future__ import annotations

import pytest

from pipeline.disclose.editions import BOARD, EDITIONS
from pipeline.measure.counts import Counts
from pipeline.measure.outcomes import Outcome
from pipeline.page import method, withheld
from pipeline.page.parts import Table
from pipeline.results.change_values import Moved
from pipeline.results.figure_values import Verdict
from pipeline.results.followed.values import Effect
from pipeline.statistics import tiers
from tests.unit.page.reading import words
from tests.unit.results.built import audit, quarter, result


def editions() -> Table:
    return method.editions("2019-20-Q2")


TABLES = (
    method.counted,
    method.thresholds,
    method.verdicts,
    method.compared,
    method.before_and_after,
    method.series,
    method.targets,
    editions,
    method.breaks,
    method.limits,
    method.documents,
    method.worked_out,
    withheld.how_to_read,
)


@pytest.mark.parametrize("table", TABLES, ids=lambda each: each.__name__)
def test_every_table_is_full_and_reads_as_words(table: object) -> None:
    own_table = table()
    assert own_table.rows
    assert not own_table.hides
    cells = [str(cell) for row in own_table.rows for cell in row]
    assert all(cells)
    assert not any("`" in each or "  " in each or "Raises" in each for each in cells)


def test_every_outcome_of_a_record_is_explained() -> None:
    assert [row[0] for row in method.counted().rows] == [str(each).capitalize() for each in Outcome]


def test_every_verdict_and_every_word_on_a_change_is_explained_once() -> None:
    assert [row[0] for row in method.verdicts().rows] == [str(each) for each in Verdict]
    assert len({row[0] for row in method.compared().rows}) == len(Moved)
    assert "one time in 40 at most" in str(method.verdicts().rows[0][1])


def test_every_word_on_a_standard_before_and_after_an_action_is_explained_once_with_how_often_it_is_wrong() -> None:
    told = method.before_and_after()
    assert [row[0] for row in told.rows] == [str(each).capitalize() for each in Effect]
    assert "one time in 500 at most" in str(told.rows[0][1])
    assert "no proof that the action did it" in told.note


def test_the_method_page_speaks_of_no_rating() -> None:
    assert not any("rating" in str(table().data) for table in (method.thresholds, method.verdicts, method.compared))


def test_how_claims_of_change_are_held_down_is_said_in_the_words_of_the_rule_itself() -> None:
    note = method.compared().note
    assert "where nothing changed, at most one report in twenty claims a change" in note
    assert "at most one in eight is expected to be none" in note


def test_the_spans_of_a_series_meet_without_a_gap() -> None:
    assert [row[0] for row in method.series().rows] == ["1", "2 to 5", "6 to 9", "10 to 12", "13 or more"]
    assert "icons" in str(method.series().rows[-1][1])
    assert not any("icons" in str(row[1]) for row in method.series().rows[:-1])


def test_the_numbers_are_the_code_s_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiers, "FEWEST_FOR_RATING", 77)
    assert method.thresholds().rows[0][1] == 77


def test_every_edition_has_its_rule() -> None:
    said = [str(row[2]) for row in editions().rows]
    assert [words.startswith(each.rule) for words, each in zip(said, EDITIONS.values(), strict=True)] == [True] * 3
    decided = "The partnership decided: small counts of what children are (on a plan, unborn) are shown."
    assert [decided in words for words in said] == [True, False, False]


def test_a_figure_s_method_is_what_its_function_says_of_itself() -> None:
    rows = {row[0]: row for row in method.worked_out().rows}
    interval = rows["The 95% interval of a percentage"]
    assert str(interval[2]).startswith("The Wilson score interval")
    assert str(interval[3]).startswith("Newcombe 1998")
    assert len(rows) == len(method.METHODS)


def test_how_much_an_edition_still_says_is_said_of_each_that_hides_small_counts_and_of_no_other() -> None:
    standard = result(Counts(met=48, not_met=2), headline=True)
    board = withheld.still_said(quarter(audit([standard]), edition=BOARD.name))
    assert "still says: Of 2 lines 2 say something: 2 a figure; every headline does." in words(board)
    assert withheld.still_said(None).html == ""
