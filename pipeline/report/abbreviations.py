"""Abbreviations on a finished page: what each stands for is told where it first meets a reader."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import escape

_TAG = re.compile(r"(<[^>]*>)")
_MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)
_NAMED = re.compile(r"<(/?)([a-z0-9]+)")
# Within these a word is no text, or is another's already: a link's words, a drawing's, a list of the page's headings.
_NOT_WITHIN = frozenset({"a", "abbr", "nav", "script", "style", "svg", "title"})


def with_abbreviations(page: str, stands_for: Mapping[str, str]) -> str:
    """
    The page with each abbreviation's first use marked as one, so that a reader may ask what it stands for.

    Only text between ``<main>`` and its end is looked at, and of that no link, drawing or list of contents.
    """
    if not stands_for:
        return page
    any_of = re.compile(rf"\b(?:{'|'.join(map(re.escape, stands_for))})\b")
    return _MAIN.sub(lambda main: _marked(main[0], any_of, stands_for), page, count=1)


def _marked(html: str, any_of: re.Pattern[str], stands_for: Mapping[str, str]) -> str:
    told: set[str] = set()
    within: list[str] = []

    def first(word: re.Match[str]) -> str:
        if word[0] in told:
            return word[0]
        told.add(word[0])
        return f'<abbr title="{escape(stands_for[word[0]])}">{word[0]}</abbr>'

    parts = _TAG.split(html)
    for place, part in enumerate(parts):
        if place % 2:
            _enter_or_leave(part, within)
        elif not within and part.strip():
            parts[place] = any_of.sub(first, part)
    return "".join(parts)


def _enter_or_leave(tag: str, within: list[str]) -> None:
    named = _NAMED.match(tag)
    if named is None or named[2] not in _NOT_WITHIN:
        return
    if not named[1]:
        within.append(named[2])
    elif within:
        within.pop()
