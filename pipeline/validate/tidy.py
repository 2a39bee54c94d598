"""Text as people type it, made plain: what may be tidied without guessing, in one place."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from pipeline.characters import as_seen, holds_unseen
from pipeline.read import folded_name


def plain(text: str) -> str:
    """``text`` as a reader sees it (see `as_seen`), without outer or doubled blanks."""
    seen = as_seen(text)
    return " ".join(seen.split()) if "  " in seen or seen != seen.strip() else seen


def filled(value: object) -> bool:
    """Whether a reader sees anything in a cell; blanks that were typed look empty too."""
    return plain(str(value)) != ""


def count_filled(row: Sequence[object]) -> int:
    """How many cells of a row hold a value."""
    return len(row) - row.count("")


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """``text`` for comparing headings: without case, odd characters, or the star that marks a question as required."""
    return folded_name(text).rstrip("* ")


def as_written(text: str) -> str:
    """``text`` as a message quotes it, naming what in it cannot be seen."""
    return f"'{plain(text)}'{unseen(text)}" if unseen(text) else f"'{' '.join(text.split())}'"


def unseen(text: str) -> str:
    """What a message says after a quoted ``text`` in which something cannot be seen; else nothing."""
    return ", with an invisible character in it" if holds_unseen(text) else ""


def lookalike(text: str) -> str:
    """Advice on the first letter of ``text`` that only looks like a Latin one; empty where there is none."""
    for place, letter in enumerate(text, start=1):
        if letter.isalpha() and unicodedata.name(letter, "").startswith(("CYRILLIC ", "GREEK ")):
            return f"Letter {place} only looks like a Latin letter: type it again."
    return ""
