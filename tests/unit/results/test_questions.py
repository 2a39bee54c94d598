"""Questions that a figure asks for: chosen by what it does, three at most, each with the answer given last."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Polarity, Prompt
from pipeline.definition.questions import USUAL
from pipeline.disclose.editions import BOARD
from pipeline.errors import DefinitionError
from pipeline.measure.counts import Counts
from pipeline.results.change_values import Moved
from pipeline.results.figure_values import Verdict
from pipeline.results.model import Apart, StandardResult
from pipeline.results.questions import MOST, questions, section_of, with_answers
from tests.unit.results.built import CONTEXT, LOW, audit, definition, quarters_to, result

BELOW, REACHED = Counts(met=10, not_met=40), Counts(met=50)
UNCLEAR = Counts(met=17, not_met=3)  # of a target of 90%


def kinds(standard: StandardResult, **changes: object) -> list[str]:
    return [each.kind for each in questions(definition(**changes), standard)]


def test_a_figure_that_reaches_its_target_asks_for_nothing() -> None:
    assert kinds(result(REACHED)) == []


def test_a_figure_below_target_asks_what_got_in_the_way_by_the_standard_s_own_title() -> None:
    (asked,) = questions(definition(), result(BELOW))

    assert asked.kind == Prompt.BELOW
    assert asked.text.startswith("“Colour is red”: what got in the way")
    assert (asked.answer, asked.answered) == ("", "")


def test_what_should_seldom_happen_is_asked_what_led_to_it_and_not_why_it_was_not_done() -> None:
    often = result(Counts(met=50), polarity=Polarity.LOW_GOOD, target=0.1, amber=0.2)
    (asked,) = questions(definition(), often)

    assert asked.text == "“Colour is red”: what led to it where it happened, and what will be otherwise next time?"


def test_a_standard_s_own_question_takes_the_place_of_the_usual_one() -> None:
    own = definition(questions={Prompt.BELOW: "Who painted it blue?"})

    assert [each.text for each in questions(own, result(BELOW))] == ["Who painted it blue?"]


@pytest.mark.parametrize("text", ["Paint it.", ""])
def test_an_own_question_that_asks_nothing_is_no_definition(text: str) -> None:
    with pytest.raises(DefinitionError, match="its question for too few does not end with a question mark"):
        definition(questions={Prompt.TOO_FEW: text})


def test_what_an_own_question_is_for_is_one_of_the_prompts() -> None:
    with pytest.raises(DefinitionError, match=r"its questions are for one of: Prompt\.BELOW, "):
        definition(questions={"red": "Why?"})


@pytest.mark.parametrize(
    ("usual", "moved", "asked"),
    [({}, Moved.FALLEN, True), ({}, Moved.RISEN, False), (LOW, Moved.RISEN, True), (LOW, Moved.FALLEN, False)],
)
def test_a_claimed_change_for_the_worse_is_asked_about_whichever_way_is_good(
    usual: dict[str, object], moved: Moved, asked: bool
) -> None:
    standard = result(Counts(not_met=50) if usual else REACHED, **usual)
    changed = replace(standard, since_last=replace(standard.since_last, moved=moved))

    assert (Prompt.WORSE in kinds(changed, **usual)) is asked


def test_an_agency_apart_is_named_where_the_difference_is_sure() -> None:
    sure, doubtful = Apart("SOL", "Solent", better=False, flag=True), Apart("UHS", "Hospital", better=False, flag=False)

    (asked,) = questions(definition(), replace(result(REACHED), apart=(doubtful, sure)))
    assert asked.kind == Prompt.APART
    assert "Solent stands apart" in asked.text
    assert kinds(replace(result(REACHED), apart=(doubtful,))) == []


@pytest.mark.parametrize(("not_recorded", "asked"), [(5, True), (4, False)])
def test_many_records_that_say_nothing_are_asked_about(not_recorded: int, asked: bool) -> None:
    counts = Counts(met=45, not_met=5, not_recorded=not_recorded)

    assert (Prompt.NOT_RECORDED in kinds(result(counts))) is asked


def test_whoever_sent_nothing_is_named_two_at_most() -> None:
    (asked,) = questions(definition(), result(REACHED), ["A Trust", "B Trust", "C Trust"])

    assert asked.kind == Prompt.NOT_RETURNED
    assert "nothing came from A Trust, B Trust and 1 more" in asked.text


def test_not_clear_is_asked_about_once_it_has_been_so_for_three_quarters() -> None:
    before = quarters_to(Quarter(2019, 1), 2)

    assert kinds(result(UNCLEAR, earlier=dict.fromkeys(before, UNCLEAR))) == [Prompt.NOT_CLEAR]
    assert kinds(result(UNCLEAR, earlier={before[0]: UNCLEAR})) == []


def test_too_few_records_are_asked_about_and_context_never_is() -> None:
    assert kinds(result(Counts(met=2))) == [Prompt.TOO_FEW]
    assert kinds(result(Counts(met=2), **CONTEXT), **CONTEXT) == []


def test_at_most_three_are_asked_the_first_of_the_prompts_first() -> None:
    standard = result(Counts(met=10, not_met=40, not_recorded=30))
    worse = replace(standard, since_last=replace(standard.since_last, moved=Moved.FALLEN))

    asked = questions(definition(), worse, ["A Trust"])
    assert [each.kind for each in asked] == [Prompt.BELOW, Prompt.WORSE, Prompt.NOT_RECORDED]
    assert len(asked) == MOST


def test_what_an_edition_hides_asks_for_no_question() -> None:
    hidden = result({"SOL": Counts(met=2, not_met=4, not_recorded=4)}, BOARD)

    assert not hidden.total.says
    assert kinds(hidden) == []


def test_of_a_line_whose_counts_are_hidden_only_its_verdict_is_asked_about() -> None:
    silent = Counts(met=3, not_met=44, not_recorded=20)
    hidden = result({"SOL": silent}, BOARD)

    assert (hidden.total.counts.hidden, hidden.total.verdict) == (True, Verdict.BELOW)
    assert kinds(hidden) == [Prompt.BELOW]
    assert Prompt.NOT_RECORDED in kinds(result({"SOL": silent}))


def test_the_answer_given_last_stands_beside_its_own_question_alone() -> None:
    standard = result(BELOW)
    whole = audit([replace(standard, questions=questions(definition(), standard))])
    section = section_of("T1", Prompt.BELOW)
    other = section_of("T1", Prompt.WORSE)
    told = with_answers(whole, [("2019-20 Q1", {other: "<p>No.</p>"}), ("2018-19 Q4", {section: "<p>Yes.</p>"})])

    (asked,) = told.standard("T1").questions
    assert (asked.answer, asked.answered) == ("<p>Yes.</p>", "2018-19 Q4")
    (again,) = with_answers(whole, [("2019-20 Q1", {section: "<p>Now.</p>"}), ("2018-19 Q4", {section: "x"})]).standards
    assert again.questions[0].answer == "<p>Now.</p>"


def test_every_prompt_has_a_usual_question() -> None:
    assert list(USUAL) == list(Prompt)
