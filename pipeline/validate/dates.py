"""Dates as people type them: only what can be read in one way is read."""

from __future__ import annotations

import re
from datetime import datetime
from enum import Enum

_SLASHED = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?:[ T]+(\d{1,2}):(\d{2})(?::\d{2})?)?")
_SHORT = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2}")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]+(\d{1,2}):(\d{2})(?::\d{2})?|T(\d{2}):(\d{2}):\d{2}(?:\.\d+)?Z?)?")
_NAMED = re.compile(r"(\d{1,2})[ \-]([A-Za-z]{3,9})[ \-,]+(\d{4}|\d{2})(?:[ T]+(\d{1,2}):(\d{2}))?")
# Each month as it is written in full and cut short; a word that only begins like one is none.
_MONTHS = """
jan january, feb february, mar march, apr april, may, jun june,
jul july, aug august, sep sept september, oct october, nov november, dec december
"""
MONTHS = tuple(tuple(each.split()) for each in _MONTHS.split(","))


class Fault(Enum):
    """Why a text is not read as a date."""

    US_ORDER = "day and month the American way round"
    IMPOSSIBLE = "a day that does not exist"
    TWO_DIGIT_YEAR = "a year of two digits"
    UNREADABLE = "no date"


def read_date(text: str) -> datetime | Fault:
    """The date, and time if given, that ``text`` writes day first or as ISO 8601; otherwise why not."""
    if match := _SLASHED.fullmatch(text):
        month = int(match[2])
        if month > 12 >= int(match[1]):
            return Fault.US_ORDER
        return _moment(match[3], month, match[1], match[4], match[5])
    if match := _ISO.fullmatch(text):
        return _moment(match[1], int(match[2]), match[3], match[4] or match[6], match[5] or match[7])
    if match := _NAMED.fullmatch(text):
        month = next((number for number, names in enumerate(MONTHS, start=1) if match[2].casefold() in names), 0)
        if month and len(match[3]) == 2:
            return Fault.TWO_DIGIT_YEAR
        if month:
            return _moment(match[3], month, match[1], match[4], match[5])
    return Fault.TWO_DIGIT_YEAR if _SHORT.fullmatch(text) else Fault.UNREADABLE


def ambiguous(text: str) -> bool:
    """Whether ``text`` is a slashed date that could be read with day or month first."""
    match = _SLASHED.fullmatch(text)
    return match is not None and int(match[1]) <= 12 and int(match[2]) <= 12 and match[1] != match[2]


def _moment(year: str, month: int, day: str, hour: str | None, minute: str | None) -> datetime | Fault:
    try:
        return datetime(int(year), month, int(day), int(hour or 0), int(minute or 0))
    except ValueError:
        return Fault.IMPOSSIBLE
