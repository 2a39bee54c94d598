"""How long each kind of what is kept may be kept: the table ``[keeping]`` of ``partnership.toml``."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

FOR_GOOD = "for good"
_TIME = re.compile(r"([1-9]\d{0,2}) (year|month)s?")
_YEAR = 12  # months
_LONGEST = 100 * _YEAR


class Kept(StrEnum):
    """What is kept of a quarter, in kinds that may have times of their own."""

    RETURNS = "returns"
    FEEDBACK = "feedback"
    LISTS = "lists"
    COUNTS = "counts"

    @property
    def in_words(self) -> str:
        """What it is."""
        return _WORDS[self]


_WORDS = {
    Kept.RETURNS: "returns, their rows, the accounts of samples and what meetings wrote down",
    Kept.FEEDBACK: "receipts, marked-up returns and what was put together for agencies",
    Kept.LISTS: "workbooks of samples, pages for meetings, filled-in templates and private lists",
    Kept.COUNTS: "counts, figures, commentary and reports",
}


@dataclass(frozen=True)
class KeepingTime:
    """How long something is kept after its quarter has ended. ``months``: None where it is kept for good."""

    months: int | None

    def last_day(self, end: date) -> date | None:
        """The last day on which it may be kept, for a quarter that ended on ``end``; None where there is none."""
        if self.months is None:
            return None
        years, month = divmod(end.year * _YEAR + end.month - 1 + self.months, _YEAR)
        return date(years, month + 1, monthrange(years, month + 1)[1])  # a quarter ends on the last day of a month

    @property
    def longest(self) -> int:
        """Its months, for comparing; more than any number of them where it is kept for good."""
        return _LONGEST + 1 if self.months is None else self.months

    def __str__(self) -> str:
        if self.months is None:
            return FOR_GOOD
        count, unit = divmod(self.months, _YEAR)[0], "year"
        if self.months % _YEAR:
            count, unit = self.months, "month"
        return f"{count} {unit}{'' if count == 1 else 's'}"


# Row-level returns two years after their quarter, audit records eight years: domain.md F.6, proposed.
USUAL: Mapping[Kept, KeepingTime] = {
    Kept.RETURNS: KeepingTime(2 * _YEAR),
    Kept.FEEDBACK: KeepingTime(_YEAR),
    Kept.LISTS: KeepingTime(_YEAR),
    Kept.COUNTS: KeepingTime(8 * _YEAR),
}


def keeping_time(text: str) -> KeepingTime | None:
    """The time that ``text`` says, such as "2 years", "18 months" or "for good"; None where it says none."""
    if text == FOR_GOOD:
        return KeepingTime(None)
    match = _TIME.fullmatch(text)
    months = int(match[1]) * (_YEAR if match[2] == "year" else 1) if match else 0
    return KeepingTime(months) if 0 < months <= _LONGEST else None
