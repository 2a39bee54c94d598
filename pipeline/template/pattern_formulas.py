"""
A reference's pattern, such as two letters and four digits, as a spreadsheet formula that tests each character.

Several references, one after another with semicolons between them, are tested one by one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 64  # characters; a formula tests them one by one, and ends at 8,192 characters
_PART = re.compile(r"(\\d|\[[A-Z0-9-]+\]|[A-Z0-9-])(?:\{(\d+)(?:,(\d+))?\})?")
_RANGE = re.compile(r"([A-Z0-9])-([A-Z0-9])")
_SEVERAL = re.compile(r"(?P<one>.+)\(;(?P=one)\)\{0,(?P<more>\d+)\}")


@dataclass(frozen=True)
class _Part:
    """Characters that may stand in one place, and how often in a row they may."""

    letters: str
    least: int
    most: int


def fits(pattern: str, cell: str) -> str | None:
    """A formula, TRUE where the text in ``cell`` is a full match of ``pattern``; None where formulas cannot say so."""
    if several := _SEVERAL.fullmatch(pattern):
        return _one_after_another(_parts(several["one"]), 1 + int(several["more"]), cell)
    parts = _parts(pattern)
    if not parts or any(part.least != part.most for part in parts[:-1]):
        return None
    most = sum(part.most for part in parts)
    if most > LONGEST:
        return None
    tests = [f"LEN({cell})>={most - parts[-1].most + parts[-1].least}", f"LEN({cell})<={most}"]
    return f"AND({','.join([*tests, *_characters(parts, cell)])})"


def _characters(parts: list[_Part], cell: str, before: int = 0) -> list[str]:
    """A test of each character that comes after those ``before``."""
    tests, place = [], before
    for part in parts:
        for number in range(part.most):
            place += 1
            fitting = f'ISNUMBER(FIND(MID({cell},{place},1),"{part.letters}"))'
            tests.append(fitting if number < part.least else f"OR(LEN({cell})<{place},{fitting})")
    return tests


def _one_after_another(parts: list[_Part], count: int, cell: str) -> str | None:
    """A formula, TRUE where there are one to ``count`` references of one length with semicolons between them."""
    long = sum(part.most for part in parts)
    if not parts or any(part.least != part.most for part in parts) or count * (long + 1) > LONGEST:
        return None
    tests = [f"OR({','.join(f'LEN({cell})={each * (long + 1) - 1}' for each in range(1, count + 1))})"]
    for before in range(0, count * (long + 1), long + 1):
        between = [f'MID({cell},{before},1)=";"'] if before else []
        fitting = f"AND({','.join([*between, *_characters(parts, cell, before)])})"
        tests.append(f"OR(LEN({cell})<{before},{fitting})" if before else fitting)
    return f"AND({','.join(tests)})"


def _parts(pattern: str) -> list[_Part]:
    parts, at = [], 0
    while match := _PART.match(pattern, at):
        letters, least, most = match.groups()
        parts.append(_Part(_letters(letters), int(least or 1), int(most or least or 1)))
        at = match.end()
    return parts if at == len(pattern) else []


def _letters(part: str) -> str:
    if part == r"\d":
        return "0123456789"
    inside = part.strip("[]") if len(part) > 1 else part
    return _RANGE.sub(lambda ends: "".join(map(chr, range(ord(ends[1]), ord(ends[2]) + 1))), inside)
