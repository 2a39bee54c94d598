"""The questions of a standard on its page, with the answer given last."""

from __future__ import annotations

from dataclasses import replace

from pipeline.measure.counts import Counts
from pipeline.page.questions import questions
from pipeline.results.model import Question
from tests.unit.results.built import HOSTILE, result


def test_a_question_stands_with_its_last_answer_and_when_it_was_given() -> None:
    asked = (
        Question("below target", HOSTILE, "<p>It was <em>done</em>.</p>", "2019-20 Q1"),
        Question("too few", "Why?"),
    )
    shown = questions(replace(result(Counts(met=9)), questions=asked)).html

    assert "<script>" not in shown
    assert "Answered, April to June 2019:</strong> <p>It was <em>done</em>.</p>" in shown
    assert shown.count("Answered") == 1
    assert "Why?" in shown


def test_a_standard_without_questions_shows_nothing() -> None:
    assert questions(result(Counts(met=9))).html == ""
