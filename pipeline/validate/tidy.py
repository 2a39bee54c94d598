"""Text as people type it, made plain: what may be tidied without guessing, in one place."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pipeline.personal import INVISIBLE

_INVISIBLE = dict.fromkeys(map(ord, INVISIBLE))
_SMART = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " ", "\u202f": " "}
)
_SPACES = re.compile(r"\s+")


def plain(text: str) -> str:
    """``text`` without outer or doubled blanks, line breaks, invisible characters or typographic marks."""
    if text.isascii() and text == text.strip() and "  " not in text and "\n" not in text:
        return text
    return _SPACES.sub(" ", text.translate(_INVISIBLE).translate(_SMART)).strip()


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """``text`` for comparing headings: plain, without case, a trailing * or a trailing question mark's blank."""
    return unicodedata.normalize("NFKC", plain(text)).rstrip("* ").casefold()


def as_written(text: str) -> str:
    """``text`` as a message quotes it, naming what in it cannot be seen."""
    hidden = any(ord(letter) in _INVISIBLE or letter in "\u00a0\u202f" for letter in text)
    return f"'{plain(text)}', with an invisible character in it" if hidden else f"'{' '.join(text.split())}'"


def lookalike(text: str) -> str:
    """Which letter of ``text`` only looks like a Latin one; empty where none does."""
    for place, letter in enumerate(text, start=1):
        if (
            letter.isalpha()
            and not letter.isascii()
            and unicodedata.name(letter, "").split()[0] in ("CYRILLIC", "GREEK")
        ):
            return f"Letter {place} only looks like a Latin letter: type it again."
    return ""
