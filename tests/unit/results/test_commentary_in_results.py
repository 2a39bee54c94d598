"""Words beside figures: what must be explained, what was said of it, and which edition it belongs to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import BOARD
from pipeline.errors import UsageError
from pipeline.measure.counts import Counts
from pipeline.results.commentary import (
    OVERVIEW,
    SO_WHAT,
    WORRIES,
    needing_words,
    pages,
    section_words,
    sections,
    unexplained,
    worded,
    written,
)
from pipeline.results.model import QuarterResult, Question
from pipeline.results.questions import section_of
from pipeline.store.codec import decoded, encoded
from pipeline.store.workspace import Workspace
from tests.forms import ALL
from tests.unit.results.built import CONTEXT, NOW, audit, quarter, result

RED, AMBER = result(Counts(met=40, not_met=60), id="T1"), result(Counts(met=80, not_met=20), id="T2")
GREEN, FEW = result(Counts(met=99, not_met=1), id="T3"), result(Counts(not_met=3), id="T4")
SHOWN = result(Counts(not_met=50), id="T5", **CONTEXT)
HIDDEN = result({"SOL": Counts(met=2, not_met=4)}, BOARD, id="T6")
VERDICT_ALONE = result({"SOL": Counts(met=3, not_met=44)}, BOARD, id="T7")


def put(root: Path, name: str, text: str) -> Workspace:
    file = root / "data" / "commentary" / NOW.folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return Workspace(root)


def test_amber_and_red_ask_for_words_and_nothing_else_does() -> None:
    whole = audit([RED, AMBER, GREEN, FEW, SHOWN, HIDDEN, VERDICT_ALONE])

    assert (VERDICT_ALONE.total.counts.hidden, VERDICT_ALONE.total.verdict.judged) == (True, True)
    assert [each.id for each in needing_words(whole)] == ["T1", "T2", "T7"]


def test_what_is_still_to_be_explained_is_what_has_no_words() -> None:
    figures = quarter(audit([RED, AMBER, GREEN]))
    told = worded(figures, {"TST": {SO_WHAT + "T1": "<p>Why.</p>"}})

    assert [each.id for each in unexplained(figures.audits)] == ["T1", "T2"]
    assert [each.id for each in unexplained(told.audits)] == ["T2"]
    assert section_words(told.audits[0], SO_WHAT + "T1") == "<p>Why.</p>"
    assert section_words(told.audits[0], SO_WHAT + "T2") == ""


def test_a_note_without_a_reason_explains_nothing() -> None:
    noted = {"TST": {SO_WHAT + "T1": "<p>Noted.</p>", SO_WHAT + "T2": "<p>Noted: a new form.</p>"}}

    assert [each.id for each in unexplained(worded(quarter(audit([RED, AMBER])), noted).audits)] == ["T1"]


def test_an_answer_stands_beside_its_question_in_the_quarters_after() -> None:
    asked = replace(RED, questions=(Question("below target", "Why?"),))
    section = section_of("T1", "below target")
    told = worded(quarter(audit([asked])), {}, [("2019-20 Q1", {"TST": {section: "<p>Since May.</p>"}})])

    (question,) = told.audits[0].standard("T1").questions
    assert (question.answer, question.answered) == ("<p>Since May.</p>", "2019-20 Q1")
    assert told.audits[0].words == ()


def test_words_are_kept_with_the_figures_that_notebooks_are_handed() -> None:
    told = worded(quarter(audit([RED])), {"TST": {SO_WHAT + "T1": "<p>A</p>"}, OVERVIEW: {WORRIES: "<p>B</p>"}})
    again = decoded(QuarterResult, encoded(told))

    assert again == told
    assert section_words(again, WORRIES) == "<p>B</p>"


@pytest.mark.parametrize("code", ALL)
def test_a_standard_that_turned_green_may_keep_its_section(code: str) -> None:
    every = {SO_WHAT + each.id for each in ALL[code].standards_in(NOW)}

    assert every <= set(sections(code, NOW))


def test_each_edition_has_words_of_its_own(tmp_path: Path) -> None:
    put(tmp_path, "neg.md", "## What worries us\n\nThree of four.\n")
    workspace = put(tmp_path, "neg.board.md", "## What worries us\n\nMost.\n")

    assert written(workspace, NOW, "subgroup")["NEG"] == {WORRIES: "<p>Three of four.</p>"}
    assert written(workspace, NOW, "board")["NEG"] == {WORRIES: "<p>Most.</p>"}
    assert written(workspace, NOW, "public") == {page: {} for page in pages()}
    assert written(workspace, Quarter(2019, 3), "subgroup")["NEG"] == {}


def test_the_overview_has_no_section_of_a_standard(tmp_path: Path) -> None:
    workspace = put(tmp_path, "overview.md", "## So what: NEG1\n\nWords.\n")

    with pytest.raises(UsageError, match=r"overview\.md, line 1: there is no section"):
        written(workspace, NOW, "subgroup")
