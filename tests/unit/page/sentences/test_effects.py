"""A standard before and after an action: what stood when, and never that one caused the other."""

from __future__ import annotations

import pytest

from pipeline.page.sentences.effects import (
    baseline_sentence,
    effect_figures,
    effect_sentence,
    effects_counted,
    look_again,
    no_cause,
    what_else,
)
from pipeline.results.followed.values import Effect, Side
from tests.followed import CAUSAL, effect


def test_an_effect_names_action_day_standard_and_what_may_be_said() -> None:
    assert effect_sentence(effect()) == (
        "T2.a1 (Solent NHS Trust), done on 14 December 2018. Colour is red (T1): better after than before, more than "
        "chance."
    )
    assert effect_sentence(effect(effect=Effect.TOO_EARLY, why="one quarter has begun since", agency_name="")) == (
        "T2.a1, done on 14 December 2018. Colour is red (T1): too early to say: one quarter has begun since."
    )


def test_both_figures_stand_with_their_months_and_the_difference_with_its_interval() -> None:
    assert effect_figures(effect()) == (
        "Before, April to September 2018: 30 of 60 (50%); after, January to June 2019: 50 of 60 (83%). Difference: +33 "
        "points (most likely +17 to +48)."
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"before": None, "after": None},
        {"before": Side(("2018-19 Q1",), None, None), "after": Side(("2019-20 Q1",), None, None)},
        {"before": Side((), 3, 4), "after": Side(("2019-20 Q1",), 0, 0)},
    ],
)
def test_figures_that_an_edition_hides_or_nobody_has_are_not_said(changes: dict[str, object]) -> None:
    assert effect_figures(effect(**changes, difference=None)) == ""


def test_one_side_alone_and_one_quarter_are_said_as_such() -> None:
    assert effect_figures(effect(before=Side(("2018-19 Q1",), 30, 60), after=None, difference=None)) == (
        "Before, April to June 2018: 30 of 60 (50%)."
    )


def test_the_baseline_says_when_it_was_frozen_and_whether_its_quarters_come_to_something_else_now() -> None:
    assert baseline_sentence(effect()) == "The figure before was frozen on 1 September 2018."
    assert baseline_sentence(effect(recounted=True)).endswith(
        "come to something else now; the figure that was frozen stands."
    )
    assert baseline_sentence(effect(frozen="")) == ""
    assert baseline_sentence(effect(before=None)) == "", "of a figure that is not shown there is nothing to say"


def test_a_baseline_that_was_frozen_only_after_the_action_says_so() -> None:
    assert baseline_sentence(effect(done="2018-12-14", frozen="2019-10-01")) == (
        "The figure before was frozen on 1 October 2019, after the action was done."
    )


def test_it_is_said_when_to_look_again_and_why_then() -> None:
    assert look_again(effect()) == "To be looked at again in January to March 2020 (a year after the action)."
    assert look_again(effect(trigger="")) == "To be looked at again in January to March 2020."
    assert look_again(effect(reaudit="")) == ""


def test_effects_are_counted_and_none_is_said_to_be_none() -> None:
    early = effect(effect=Effect.TOO_EARLY)

    assert effects_counted(()) == (
        "No action has both a standard that it is to move and a day on which it was done, so nothing can be held "
        "before and after it."
    )
    assert effects_counted((early, early)) == "Too early to say."
    assert effects_counted((effect(),)) == "1 standard held before and after an action."
    assert effects_counted((effect(), early)) == "2 standards held before and after an action."


@pytest.mark.parametrize("kind", Effect)
def test_no_effect_is_put_into_a_word_for_a_cause(kind: Effect) -> None:
    told = effect(effect=kind)
    said = " ".join([effect_sentence(told), effect_figures(told), baseline_sentence(told), look_again(told)])

    assert [word for word in CAUSAL if word in said.casefold()] == []


def test_a_clear_change_is_told_with_the_word_that_it_need_not_be_the_actions() -> None:
    assert no_cause(effect()) == "Other things change too: this does not say that the action made the difference."
    assert no_cause(effect(effect=Effect.WORSE)) == no_cause(effect())
    assert no_cause(effect(effect=Effect.TOO_EARLY)) == ""


def test_what_else_changed_is_told_as_between_the_two_only_where_there_are_two() -> None:
    told = "A second agency has sent returns since 2018-19 Q4."

    assert what_else(effect()) == f"What else changed between the two: {told}"
    assert what_else(effect(after=None, effect=Effect.TOO_EARLY)) == f"What else changed since: {told}"
    assert what_else(effect(beside=())) == ""
