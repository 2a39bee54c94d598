"""Abbreviations on a page: the first use says what it stands for, and nothing else of the page is another."""

from __future__ import annotations

import pytest

from pipeline.report.abbreviations import with_abbreviations

STANDS_FOR = {"S47": "section 47", "PPN": 'a "notice" & more'}
S47 = '<abbr title="section 47">S47</abbr>'


def page(text: str) -> str:
    return f"<title>S47</title><main><p>{text}</p></main><footer>S47</footer>"


def marked(text: str) -> str:
    return with_abbreviations(page(text), STANDS_FOR)


def test_only_the_first_use_is_marked() -> None:
    assert marked("An S47, and an S47.") == page(f"An {S47}, and an S47.")


def test_what_it_stands_for_cannot_break_out_of_its_attribute() -> None:
    assert marked("A PPN.") == page('A <abbr title="a &#34;notice&#34; &amp; more">PPN</abbr>.')


@pytest.mark.parametrize("text", ["S470", "PPNs", "AS47", '<a href="#S47">S47</a>', "<svg><text>S47</text></svg>"])
def test_longer_words_links_and_drawings_are_left_as_they_are(text: str) -> None:
    assert marked(text) == page(text)


def test_after_a_link_the_first_use_in_the_text_is_marked() -> None:
    assert marked('<a href="neg.html">S47</a> is S47') == page(f'<a href="neg.html">S47</a> is {S47}')


def test_without_abbreviations_a_page_stays_as_it_is() -> None:
    assert with_abbreviations(page("S47"), {}) == page("S47")
