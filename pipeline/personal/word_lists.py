"""The word lists for the search for names: common given names, and ordinary words that are no names."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path

from pipeline.partnership.here import here
from pipeline.partnership.model import Partnership

LINKING, RELATION, ROLE, PLACE, PREFIX, SURNAME = "linking", "relation", "role", "place", "prefix", "also a surname"
_FOLDER = Path(__file__).parent
_UNMARKED = str.maketrans("łøđı", "lodi")  # letters that no accent can be taken from
# How words of the trade end, and few names.
_ENDING = re.compile(r".{3,}(?:tion|ment|ness|ity|ship|hood|ology|ical|ence|ance|able|ible|ful|less|ised|ying)s?")


@cache
def given_names() -> frozenset[str]:
    """
    Common given names, folded.

    Source: our own compilation (``given_names.csv``) of names common in the United Kingdom, of many origins.
    """
    return frozenset(folded(name) for names in _columns("given_names.csv").values() for name in names)


@cache
def of_kind(kind: str) -> frozenset[str]:
    """The ordinary words of one kind, such as RELATION."""
    return frozenset(_columns("ordinary_words.csv")[kind])


@cache
def _ordinary_with(partnership: Partnership) -> frozenset[str]:
    agencies = " ".join(" ".join((each.code, each.name, *each.aliases)) for each in partnership.agencies)
    words = [word for words in _columns("ordinary_words.csv").values() for word in words]
    return frozenset(words) | {folded(each) for each in re.findall(r"[^\W\d_]+", agencies)}


def is_given(word: str) -> bool:
    """Whether ``word``, or what it begins with, is a common given name, whatever else it may mean."""
    return folded(word).partition("-")[0] in given_names()


def is_ordinary(word: str) -> bool:
    """Whether ``word`` is a word of social work or of everyday, a place or an agency; some are also names."""
    text = folded(word)
    parts = re.split(r"[-/]", text)
    return all(_is_known(part) for part in parts) if len(parts) > 1 else _is_known(text)


def folded(word: str) -> str:
    """``word`` without case and accents."""
    if word.isascii():
        return word.casefold()
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(each for each in letters if not unicodedata.combining(each)).translate(_UNMARKED)


def _is_known(word: str) -> bool:
    forms = (word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y")
    return not _ordinary_with(here()).isdisjoint(forms) or (
        word not in given_names() and _ENDING.fullmatch(word) is not None
    )


def _columns(file: str) -> dict[str, tuple[str, ...]]:
    """The words in each row of a file of two columns, by the first."""
    with (_FOLDER / file).open(encoding="utf-8", newline="") as stream:
        return {kind: tuple(words.split()) for kind, words in list(csv.reader(stream))[1:]}
