"""What a cell of a partnership's file says: dates, quarters, proportions, numbers and lists, as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from pipeline.calendar.quarter import Quarter
from pipeline.errors import UsageError

NOT_YET = "not yet"  # a first day that is known to come, and not when
_MIDNIGHT = r"(?:[ T]+0?0:00(?::00(?:\.0+)?)?)?"  # what a spreadsheet adds to a date
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})" + _MIDNIGHT)
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})" + _MIDNIGHT)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPELT = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})" + _MIDNIGHT)
_SHORT_YEAR = re.compile(r"\d{1,2}[/.-](?:\d{1,2}|[A-Za-z]{3})[/.-]\d{2}")
_PROPORTION = re.compile(r"(\d{1,3}(?:[.,]\d{1,6})?)\s*(%?)")
_COUNTED = re.compile(r"[1-7]\d{4}")  # a day as spreadsheets count them, from the end of 1899
_WHOLE = re.compile(r"\d{1,9}")
_YEARS = (1948, 2099)  # the health service began in the first, and no quarter comes after the last
DATE = "Write a date as 2026-04-01 or 01/04/2026, or a quarter as 2026-27 Q1."


class WrongCell(ValueError):
    """A cell does not say what its column is for; the text continues "'the cell' "."""


def list_in(text: str) -> tuple[str, ...]:
    """The parts of a list whose parts a semicolon keeps apart."""
    return tuple(part for each in text.split(";") if (part := each.strip()))


def month_first(cells: Iterable[str]) -> bool:
    """Whether a date among ``cells`` can only be read with its month first, as Americans write it."""
    return any((day := _NUMBERS.fullmatch(each)) and int(day[2]) > 12 >= int(day[1]) >= 1 for each in cells)


def day_in(text: str, *, last: bool, month_first: bool = False) -> date:
    """
    The day that ``text`` writes; of a quarter its first day, or with ``last`` its last.

    ``month_first``: whether other dates of the file have their month first, so that one that may be either is refused.
    Raises: WrongCell.
    """
    if quarter := _quarter(text):
        return quarter.end if last else quarter.start
    if written := _ISO.fullmatch(text):
        return _day(written[1], written[2], written[3])
    if written := _NUMBERS.fullmatch(text):
        return _british(written[1], written[2], written[3], month_first=month_first)
    if (written := _SPELT.fullmatch(text)) and (month := written[2].lower()[:3]) in _MONTHS:
        return _day(written[3], _MONTHS.index(month) + 1, written[1])
    if _SHORT_YEAR.fullmatch(text):
        raise WrongCell("has two figures for its year. Write all four: 2026-04-01 or 01/04/2026.")
    if _COUNTED.fullmatch(text):
        meant = date(1899, 12, 30) + timedelta(days=int(text))
        raise WrongCell(
            f"is a day as spreadsheets count them. Is it {meant}? Then write that, or have the cell show it."
        )
    raise WrongCell(f"is no date and no quarter. {DATE}")


def quarter_in(text: str, *, last: bool, month_first: bool = False) -> Quarter:
    """
    The quarter that ``text`` writes: itself, or the day on which it begins (with ``last``: ends).

    Raises: WrongCell.
    """
    day = day_in(text, last=last, month_first=month_first)
    try:
        quarter = Quarter.containing(day)
    except UsageError:
        raise WrongCell(f"is in no quarter that can be reported on. {DATE}") from None
    if day != (quarter.end if last else quarter.start):
        raise WrongCell(f"is within {quarter}, and whole quarters are asked for here. Write the quarter.")
    return quarter


def quarters_in(text: str) -> tuple[Quarter, ...]:
    """The quarters that a list holds. Raises: WrongCell."""
    quarters = []
    for each in list_in(text):
        quarter = _quarter(each)
        if quarter is None:
            raise WrongCell("is no list of quarters. Write a quarter as 2026-27 Q1, and a semicolon between two.")
        quarters.append(quarter)
    return tuple(quarters)


def proportion_in(text: str) -> float:
    """The proportion (0 to 1) that ``text`` writes, as 0.9, 90% or 90. Raises: WrongCell."""
    written = _PROPORTION.fullmatch(text)
    if written is None:
        raise WrongCell("is no proportion. Write it as 0.90 or 90%.")
    number = written[1].replace(",", ".")
    percent = bool(written[2]) or ("." not in number and 10 <= int(number) <= 100)
    value = float(f"{number}e-2") if percent else float(number)
    if value > 1:
        low = "2" <= number <= "9" and not percent
        raise WrongCell("may be a proportion or a percentage. Write it as 0.90 or 90%." if low else
                        "is more than the whole. Write a proportion from 0 to 1, or a percentage to 100%.")  # fmt: skip
    return value


def whole_in(text: str, low: int, high: int) -> int:
    """The whole number that ``text`` writes, from ``low`` to ``high``. Raises: WrongCell."""
    if not (_WHOLE.fullmatch(text) and low <= int(text) <= high):
        raise WrongCell(f"is no whole number from {low} to {high}.")
    return int(text)


def yes_in(text: str) -> bool:
    """Whether ``text`` says yes; nothing is no. Raises: WrongCell."""
    if text.casefold() in ("yes", "y", "true"):
        return True
    if text.casefold() in ("no", "n", "false", ""):
        return False
    raise WrongCell("is neither yes nor no.")


def _quarter(text: str) -> Quarter | None:
    try:
        return Quarter.parse(text)
    except UsageError:
        near = Quarter.meant(text, whole=True)
    if near:
        raise WrongCell(f"is not quite a quarter. Did you mean {near}?")
    return None


def _british(first: str, second: str, year: str, *, month_first: bool) -> date:
    if int(second) > 12 >= int(first) >= 1:
        raise WrongCell(f"has its month first. Write the day first, or the date as {year}-{first:0>2}-{second:0>2}.")
    if month_first and first != second and int(first) <= 12:
        raise WrongCell(
            "may be either of two days, since another date of this file has its month first. Write it as 2026-04-01."
        )
    return _day(year, second, first)


def _day(year: str, month: str | int, day: str) -> date:
    if not _YEARS[0] <= int(year) <= _YEARS[1]:
        raise WrongCell(f"has a year outside {_YEARS[0]} to {_YEARS[1]}.")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise WrongCell("is no day of the calendar.") from None
