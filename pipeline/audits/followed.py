"""
The code lists of what is followed: a partnership's recommendations, and the standards that decide how they stand.

Both are made for whom definitions are read, so that no return names what its partnership's files do not.
"""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import shorten

from pipeline.definition import Code, CodeList
from pipeline.english import listed
from pipeline.partnership.defining import read_for
from pipeline.partnership.model import Partnership

_LONGEST = 90  # characters of a recommendation's text, as a list offers it


def recommendations() -> CodeList:
    """The recommendations, each by its number; one answer that says so where the files name none."""
    there, _ = read_for()
    codes = [Code(each.id, _brief(each.text)) for each in there.recommendations]
    return CodeList("recommendations", tuple(codes) or (Code("NONE", "No recommendation is listed"),))


def standards() -> CodeList:
    """
    The standards that an action may be meant to move.

    Those that decide how a recommendation stands and those that the plan names for an action; where the files say of
    neither, all that show a recommendation.
    """
    there, _ = read_for()
    deciding = dict.fromkeys(_deciding(there)) or dict.fromkeys(_showing(there))
    codes = [Code(each, _shows(each, there)) for each in deciding]
    return CodeList("standards", tuple(codes) or (Code("NONE", "No standard is listed"),))


def _deciding(there: Partnership) -> Iterable[str]:
    for recommendation in there.recommendations:
        yield from recommendation.key_standards
    for action in there.actions:
        yield from action.standards


def _showing(there: Partnership) -> Iterable[str]:
    for recommendation in there.recommendations:
        yield from recommendation.standards


def _shows(standard: str, there: Partnership) -> str:
    """Of which recommendations a standard tells, in a few words."""
    shown = there.recommended_by(standard)
    return f"shows {listed(shown)}" if shown else "shows what an action does"


def _brief(text: str) -> str:
    """A recommendation as a list offers it: short, and without the mark that parts several answers."""
    return shorten(text.replace(";", ","), _LONGEST, placeholder=" …")
