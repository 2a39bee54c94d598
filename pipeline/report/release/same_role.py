"""Whether two roles are one person's, though they are typed in two ways."""

from __future__ import annotations

import re

from pipeline.personal.characters import readings

_SAY_NOTHING = {"the", "a", "an"}  # words that make of one role no other
_WORD = re.compile(r"[^\W_]+")


def same_role(one: str, other: str) -> bool:
    """Whether both name one role: case, blanks, marks between words and "the" do not make it another."""
    return bool(_told_by(one) & _told_by(other))


def _told_by(role: str) -> set[str]:
    """The letters and digits of a role, in each way to read it."""
    return {
        "".join(word for word in _WORD.findall(reading.casefold()) if word not in _SAY_NOTHING)
        for reading in readings(role)
    }
