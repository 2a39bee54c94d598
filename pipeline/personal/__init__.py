"""
What personal data looks like in a text. The functions here say what kind there is, and never give back the text.

What ``kinds`` finds is certain enough to refuse a return. ``looks_like_a_name`` and ``names_somebody`` only find what
may be a name; a person is asked about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.personal.births import asks_for_birth, is_day
from pipeline.personal.characters import escaped, readings
from pipeline.personal.forms import KINDS, kinds_by_form
from pipeline.personal.names import looks_like_a_name, names_somebody

__all__ = [
    "A_LINK",
    "KINDS",
    "OURS",
    "asks_for_birth",
    "is_day",
    "kinds",
    "kinds_in_name",
    "links",
    "looks_like_a_name",
    "names_somebody",
    "no_role",
    "safely_named",
    "without_ending",
]

OURS = "Safeguarding board"  # what our own templates give as their author
A_LINK = "a web address"
_DECIMAL_POINT = re.compile(r"(?<=\d)\.(?=(?:\d[ -]?){9})")  # in a cell: no name is an amount
_WEB_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S", re.IGNORECASE)
# How a file's name ends that says what kind of file it is; any other ending is a part of the name.
_ENDING = re.compile(r"\.(?:xl[st][xmb]?|f?ods|[ct]sv|txt|rtf|docx?|pdf|zip|numbers|html?|xml|eml|msg)", re.IGNORECASE)


@lru_cache(maxsize=32_768)  # a template's own words come again in each of its returns
def kinds(text: str) -> tuple[str, ...]:
    """The kinds of personal data that ``text`` seems to hold."""
    single_spaced = [re.sub(" {2,}", " ", reading) if "  " in reading else reading for reading in readings(text)]
    opened = [each.replace("_", " ") for each in single_spaced if "_" in each]
    return tuple(dict.fromkeys(what for each in (*single_spaced, *opened) for what in kinds_by_form(each)))


def links(text: str) -> Iterator[str]:
    """`A_LINK`, where ``text`` holds a web address: it is no personal data itself, but may lead to some."""
    if _WEB_ADDRESS.search(text):
        yield A_LINK


def kinds_in_name(file_name: str) -> tuple[str, ...]:
    """The kinds of personal data that a file's name seems to hold."""
    stem = without_ending(file_name)
    return kinds(stem) or kinds(_DECIMAL_POINT.sub(" ", stem))


def no_role(text: str) -> str:
    """What ``text`` seems to hold where a role is to stand and nobody's name; empty where it may well be a role."""
    return next(iter(kinds(text)), "a person's name" if names_somebody(text) else "")


def without_ending(file_name: str) -> str:
    """A file's name without the ending that says what kind of file it is."""
    return _parted(file_name)[0]


def safely_named(file_name: str, sha256: str) -> str:
    """The name that messages give a file: its own, all of it to be seen, unless that seems to hold personal data."""
    if not kinds_in_name(file_name):
        return escaped(file_name)
    return f"file {sha256[:12] or 'with a name withheld'}{_parted(file_name)[1]}"


def _parted(file_name: str) -> tuple[str, str]:
    """A file's name without its ending, and the ending."""
    stem, dot, ending = file_name.rpartition(".")
    return (stem, dot + ending) if _ENDING.fullmatch(dot + ending) else (file_name, "")
