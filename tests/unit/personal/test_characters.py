"""What cannot be seen is told by its category, so that no list of characters can be too short."""

from __future__ import annotations

import unicodedata
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.personal.characters import as_seen, holds_unseen, readings

SELECTORS = [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]
FILLERS = [0x115F, 0x1160, 0x3164, 0xFFA0]
OTHERS = [0x034F, 0xE0001, 0x00, 0x07, 0x1B, 0x7F, 0x9D]


@cache
def of(*categories: str) -> list[int]:
    return [code for code in range(0x110000) if unicodedata.category(chr(code)) in categories]


@pytest.mark.parametrize("kind", [("Cf",), SELECTORS, FILLERS, OTHERS], ids=["Cf", "selectors", "fillers", "others"])
def test_what_cannot_be_seen_is_left_out(kind: tuple[str, ...] | list[int]) -> None:
    codes = of(*kind) if isinstance(kind, tuple) else kind
    assert {as_seen(f"N{chr(code)}R") for code in codes} == {"NR"}
    assert all(holds_unseen(f"NR{chr(code)}") for code in codes)


def test_whatever_parts_words_is_one_blank() -> None:
    codes = [*of("Zs", "Zl", "Zp"), 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2800]
    assert {code: as_seen(f"a{chr(code)}b") for code in codes} == dict.fromkeys(codes, "a b")


def test_every_dash_is_the_one_on_the_keyboard() -> None:
    assert {as_seen(f"WNB{chr(code)}0007") for code in [*of("Pd"), 0x2212]} == {"WNB-0007"}


@pytest.mark.parametrize("text", ["Siân", "Nguyễn", "ß", "Łódź", "é", "ก็", "5 × 3", "½", "naïve?"])
def test_letters_marks_and_signs_that_are_seen_stay(text: str) -> None:
    assert as_seen(text) == text
    assert not holds_unseen(text)


@pytest.mark.parametrize("text", ["two\nlines", "a\ttab", " outer ", "plain"])
def test_what_a_keyboard_types_into_a_cell_is_no_unseen_character(text: str) -> None:
    assert not holds_unseen(text)


def test_what_is_unseen_may_have_parted_words_and_wide_letters_are_plain_ones() -> None:
    assert readings("Dr\u200bＳmith") == ("DrSmith", "Dr Smith")


@given(st.text())
def test_what_was_made_plain_stays_as_it_is(text: str) -> None:
    assert as_seen(as_seen(text)) == as_seen(text)
