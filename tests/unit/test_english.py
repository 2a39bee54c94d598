"""Words in a row and guesses, as messages word them."""

from __future__ import annotations

import pytest

from pipeline.english import did_you_mean, listed, number_of


@pytest.mark.parametrize(
    ("words", "sentence"),
    [((), ""), (("1",), "1"), (("1", "2"), "1 and 2"), (["1", "2", "3"], "1, 2 and 3")],
)
def test_words_stand_in_a_row_as_a_sentence_lists_them(words: tuple[str, ...], sentence: str) -> None:
    assert listed(words) == sentence


def test_the_last_of_several_choices_stands_after_an_or() -> None:
    assert listed(("red", "amber", "green"), "or") == "red, amber or green"


def test_a_guess_is_a_question_and_where_nothing_is_near_something_else_is_said() -> None:
    assert did_you_mean("NEG3", "Audits: NEG.") == "Did you mean NEG3?"
    assert did_you_mean(None, "Audits: NEG.") == "Audits: NEG."
    assert did_you_mean(None) == ""


def test_one_of_a_kind_is_said_in_the_singular() -> None:
    assert [number_of(count, "return") for count in (0, 1, 2)] == ["0 returns", "1 return", "2 returns"]
    assert number_of(1, "query", "queries") == "1 query"
    assert number_of(3, "query", "queries") == "3 queries"
