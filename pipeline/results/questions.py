"""
The questions that a member might ask of a figure: chosen by what it does, from what the edition shows and nothing else.

Each carries what was answered to it before, so that an answer is held against the figure that came after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Prompt, Standard
from pipeline.definition.questions import text_of
from pipeline.english import first_few
from pipeline.results.agency import OUTSTANDING
from pipeline.results.change_values import Change, Moved
from pipeline.results.figure_values import Point, Verdict
from pipeline.results.model import AuditResult, Question, StandardResult
from pipeline.statistics.xmr import Variation

MOST = 3  # of a standard
QUESTION = "Question: "  # how the heading of an answer begins, in the analyst's words
_MOST_NAMED = 2  # agencies, in one question
_LONG = 3  # quarters in a row, the last one included
_FEWEST_NOT_RECORDED, _MUCH_NOT_RECORDED = 5, 0.1  # records, and their share of all that count

Answers = Sequence[tuple[str, Mapping[str, str]]]  # the words of earlier quarters, the newest first: section to HTML


def section_of(standard_id: str, kind: str) -> str:
    """The heading under which a question is answered; it stays the same from quarter to quarter."""
    return f"{QUESTION}{standard_id}: {kind}"


def with_questions(result: AuditResult, quarter: Quarter) -> AuditResult:
    """The audit's results, each standard with at most three questions that its figure asks for."""
    audit = audits.of(quarter)[result.code]
    by_id = {each.id: each for each in audit.standards_in(quarter)}

    def asked(standard: StandardResult) -> StandardResult:
        definition = by_id[standard.id]
        views = {view.title for view in audit.counted_on(definition)}
        silent = [each.agency_name for each in result.returns if each.view in views and each.status in OUTSTANDING]
        return replace(standard, questions=questions(definition, standard, silent))

    return replace(result, standards=tuple(map(asked, result.standards)))


def questions(definition: Standard, standard: StandardResult, silent: Sequence[str] = ()) -> tuple[Question, ...]:
    """The questions that a standard's figure asks for. ``silent``: the agencies whose return is owed."""
    chosen = list(_chosen(standard, silent))[:MOST] if standard.rated else []
    return tuple(
        Question(
            str(prompt), text_of(prompt, standard.title, definition.questions, who, low_is_good=standard.low_is_good)
        )
        for prompt, who in chosen
    )


def with_answers(result: AuditResult, earlier: Answers) -> AuditResult:
    """The audit's results, with what was answered last to each question. ``earlier``: by quarter, the newest first."""

    def answered(standard: StandardResult, question: Question) -> Question:
        section = section_of(standard.id, question.kind)
        for quarter, words in earlier:
            if words.get(section):
                return replace(question, answer=words[section], answered=quarter)
        return question

    standards = tuple(
        replace(each, questions=tuple(answered(each, question) for question in each.questions))
        for each in result.standards
    )
    return replace(result, standards=standards)


def _chosen(standard: StandardResult, silent: Sequence[str]) -> Iterator[tuple[Prompt, str]]:
    """What the figure does that asks for a question, in the order of `Prompt`, and which agencies it is about."""
    figure = standard.total
    if figure.verdict is Verdict.BELOW:
        yield Prompt.BELOW, ""
    if any(_worse(each, standard.low_is_good) for each in (standard.since_last, standard.over_year)) or (
        standard.series is not None and standard.series.icon is Variation.CONCERN
    ):
        yield Prompt.WORSE, ""
    apart = sorted((each for each in standard.apart if each.flag), key=lambda each: each.better)
    if apart:
        yield Prompt.APART, apart[0].agency_name
    if _much_not_recorded(standard):
        yield Prompt.NOT_RECORDED, ""
    if silent:
        yield Prompt.NOT_RETURNED, first_few(list(dict.fromkeys(silent)), _MOST_NAMED)
    if _long_not_clear(standard.history, figure.verdict):
        yield Prompt.NOT_CLEAR, ""
    if figure.verdict is Verdict.TOO_FEW:
        yield Prompt.TOO_FEW, ""


def _worse(change: Change, low_is_good: bool) -> bool:
    return change.moved is (Moved.RISEN if low_is_good else Moved.FALLEN)


def _much_not_recorded(standard: StandardResult) -> bool:
    counts = standard.total.counts
    if counts.not_recorded is None or not counts.applicable:
        return False
    share = counts.not_recorded / counts.applicable
    return counts.not_recorded >= _FEWEST_NOT_RECORDED and share >= _MUCH_NOT_RECORDED


def _long_not_clear(history: Sequence[Point], now: Verdict) -> bool:
    last = [each.figure.verdict for each in history[-_LONG:]]
    return now is Verdict.NOT_CLEAR and last == [Verdict.NOT_CLEAR] * _LONG
