"""A reference is found however it was typed, and never as a part of a longer one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UsageError
from pipeline.store.whereabouts.reference import reference


@pytest.mark.parametrize(
    "text",
    ["WNB-0017", "wnb-0017", " WNB - 0017 ", "WNB-\u200b0017", "WNB–0017", "see WNB-0017, again", "a/WNB-0017.html"],
)
def test_it_is_found_whatever_blanks_capitals_and_dashes_are_in_a_cell(text: str) -> None:
    assert reference("wnb-0017 ").is_cell(text)


@pytest.mark.parametrize("text", ["WNB-00171", "1WNB-0017", "XWNB-0017", "WNB-017", "WNB0017", ""])
def test_a_longer_or_another_reference_is_not_it(text: str) -> None:
    assert not reference("WNB-0017").is_cell(text)


def test_a_number_in_a_cell_is_read_as_it_is_written() -> None:
    assert reference("1024").is_cell(1024.0)
    assert not reference("1024").is_cell(10240.0)
    assert not reference("1024").is_cell(None)


@pytest.mark.parametrize(
    ("typed", "text"), [("Ü/1&2", '"\\u00dc/1&2"'), ("A&1", "<td>A&amp;1</td>"), ('A"1', '"A\\"1"')]
)
def test_it_is_found_as_json_and_pages_write_it(typed: str, text: str) -> None:
    assert reference(typed).is_in(text)


@pytest.mark.parametrize("typed", ["", "  ", "-", "x" * 201])
def test_what_is_no_reference_is_refused_and_not_repeated(typed: str) -> None:
    with pytest.raises(UsageError, match="A reference is at most 200 letters and digits"):
        reference(typed)


@given(st.from_regex(r"[A-Z]{2,4}-[0-9]{3,6}", fullmatch=True), st.text(alphabet=" \t", max_size=3))
def test_blanks_anywhere_make_no_difference(typed: str, blanks: str) -> None:
    assert reference(typed).is_cell(f"{blanks}{blanks.join(typed.lower())}{blanks}")
