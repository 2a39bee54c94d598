"""
What personal data looks like, in any text; nothing here repeats any.

``kinds`` is sure enough to refuse what holds one. ``looks_like_a_name`` and ``names_somebody`` are likenesses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.characters import readings
from pipeline.personal.forms import KINDS, told_by_form
from pipeline.personal.names import looks_like_a_name, names_somebody

__all__ = [
    "A_LINK", "KINDS", "OURS", "asks_for_birth", "kinds", "links", "looks_like_a_name", "names_somebody",
    "safely_named",
]  # fmt: skip

OURS = "Safeguarding board"  # what our own templates give as their author
A_LINK = "a web address"
_WEB_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S", re.IGNORECASE)
_BIRTH_HEADING = re.compile(r"(?:.{0,20}\b)?(?:d\.? ?o\.? ?b\.?|date[ -]of[ -]birth|birth ?date)\W{0,3}", re.IGNORECASE)


@lru_cache(maxsize=8192)  # a template's own words come again in each of its returns
def kinds(text: str) -> tuple[str, ...]:
    """The kinds of personal data that ``text`` seems to hold."""
    return tuple(dict.fromkeys(what for reading in readings(text) for what in told_by_form(reading)))


def links(text: str) -> Iterator[str]:
    """A web address, where ``text`` holds one: not a person's data itself, but it may lead there."""
    if _WEB_ADDRESS.search(text):
        yield A_LINK


def asks_for_birth(heading: str) -> bool:
    """Whether ``heading`` asks for a date of birth."""
    return any(_BIRTH_HEADING.fullmatch(reading.strip()) is not None for reading in readings(heading))


def safely_named(file_name: str, sha256: str) -> str:
    """The name by which a file is spoken of: its own, unless that seems to hold personal data."""
    stem, dot, ending = file_name.rpartition(".")
    if not any(kinds(stem.replace("_", " ") if dot else file_name)):
        return file_name
    return f"file {sha256[:12] or 'with a name withheld'}{dot}{ending}".strip()
