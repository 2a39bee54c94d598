"""The glossary: each word once, the partnership's own in place of the general ones, in words without marks."""

from __future__ import annotations

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.page import glossary
from pipeline.partnership.here import here
from pipeline.results.figure_values import Verdict

NOW = "2019-20 Q2"


def words() -> dict[str, str]:
    return {str(word): str(meaning) for word, meaning in glossary.glossary(NOW).rows}


def test_each_word_stands_once_and_in_the_order_of_the_alphabet() -> None:
    shown = list(words())
    assert shown == sorted(set(shown), key=str.casefold)


@pytest.mark.parametrize(
    "word",
    [
        str(Verdict.BELOW),
        str(Verdict.NOT_CLEAR),
        "Interval",
        "Limits",
        "Few cases",
        "Verdict",
        "Section 47 (S47)",
        "ICPC",
    ],
)
def test_the_words_of_verdicts_and_of_the_trade_are_there(word: str) -> None:
    assert words()[word]


def test_what_the_partnership_calls_things_is_told_in_its_own_words() -> None:
    own = here().words(Quarter.parse(NOW))
    assert words()[own.cait_short].startswith(f"{own.cait}: ")
    assert words()[own.ppn].startswith(f"{own.ppn_full}: ")


def test_a_page_shows_words_and_no_marks_of_another_writing() -> None:
    assert not any(mark in meaning for meaning in words().values() for mark in ("**", "`", "](", "the same in full"))


def test_an_analyst_s_word_is_in_the_document_and_on_no_page() -> None:
    assert "* **Workspace** –" in glossary.document()
    assert "Workspace" not in words()


def test_an_abbreviation_stands_for_what_the_partnership_says_and_otherwise_for_the_general_words() -> None:
    known = glossary.abbreviations(Quarter.parse(NOW))
    assert known["S47"] == "section 47 of the Children Act 1989"
    assert known["CAIT"] == here().words(Quarter.parse(NOW)).cait
