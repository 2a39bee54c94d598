"""Turns of English that messages and pages share: words in a row, shares and differences, a guess at what was meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

NO_FIGURE = "–"
_EXACT = 12  # decimals; what the computer's arithmetic adds to a share of counts lies beyond them
_MOST_PLACES = 3


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words as a sentence lists them: "1, 2 and 3", or "1, 2 or 3" where ``last`` is "or"."""
    return f" {last} ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def first_few(words: Sequence[str], most: int) -> str:
    """The first ``most`` of ``words``, and how many more there are: "1, 2 and 5 more"."""
    more = f" and {len(words) - most} more" if len(words) > most else ""
    return f"{', '.join(words[:most])}{more}"


def capital(text: str) -> str:
    """``text`` with a capital first letter and every other letter as it is: a pattern's and a code's matter."""
    return f"{text[:1].upper()}{text[1:]}"


def number_of(count: int, one: str, many: str = "") -> str:
    """A number of things: "1 return", "2 returns"; ``many`` where that is not its `plural`."""
    return f"{count} {one if count == 1 else many or plural(one)}"


def plural(one: str) -> str:
    """
    Several of what ``one`` names: "cases", "families", "children at a conference".

    What follows "at", "in", "of" or "with" stays as it is.
    """
    thing, *rest = re.split(r"(?= (?:at|in|of|with) )", one, maxsplit=1)
    if thing.endswith("child"):
        many = f"{thing}ren"
    elif thing.endswith("person"):
        many = f"{thing.removesuffix('person')}people"
    elif re.search(r"(?:s|x|z|ch|sh)$", thing):
        many = f"{thing}es"
    elif re.search(r"[^aeiou]y$", thing):
        many = f"{thing[:-1]}ies"
    else:
        many = f"{thing}s"
    return "".join((many, *rest))


def did_you_mean(near: str | None, otherwise: str = "") -> str:
    """A question about the nearest thing that is known; ``otherwise`` where nothing is near."""
    return f"Did you mean {near}?" if near else otherwise


def percent(value: float | None, beside: float | None = None) -> str:
    """
    A proportion in whole per cent, halves up as Excel rounds them; a dash where there is none.

    Only all and none are 100% and 0%: short of them it is ">99%" and "<1%". ``beside``: the target that the value is
    held against; decimals are added until the two do not look the same.
    Units: ``value`` and ``beside`` are proportions (0 to 1).
    """
    if value is None:
        return NO_FIGURE
    share, places = _exact(value), 0
    if beside is not None and share != _exact(beside):
        while places < _MOST_PLACES and _per_cent(share, places) == _per_cent(_exact(beside), places):
            places += 1
    return _per_cent(share, places)


def points(difference: float | None) -> str:
    """
    A difference of proportions in whole percentage points, with its sign; a dash where there is none.

    Units: ``difference`` is a proportion (-1 to 1). One that is not nothing is never written as nothing.
    """
    if difference is None:
        return NO_FIGURE
    exact, places = _exact(difference) * 100, 0
    while exact and places < _MOST_PLACES and not _rounded(exact, places):
        places += 1
    shown = _rounded(exact, places)
    return f"{shown:+}" if shown else "0"


def _exact(value: float) -> Decimal:
    return Decimal(str(round(value, _EXACT)))


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _per_cent(share: Decimal, places: int) -> str:
    shown, step = _rounded(share * 100, places), Decimal(1).scaleb(-places)
    for whole in (Decimal(0), Decimal(100)):  # of these two only the value itself is written so
        if shown == whole and share * 100 != whole:
            return f"<{whole + step}%" if whole == 0 else f">{whole - step}%" if share < 1 else f">{whole}%"
    return f"{shown}%"
