"""What somebody typed, as a message repeats it."""

from __future__ import annotations

from pipeline.personal import kinds, looks_like_a_name
from pipeline.personal.characters import escaped

WITHHELD = "what was typed"


def as_typed(text: str) -> str:
    """``text`` in quotation marks; words in its place where it may tell who somebody is."""
    return WITHHELD if kinds(text) or looks_like_a_name(text) else f"'{escaped(text)}'"
