"""
England's bank holidays: those of the published list, frozen in ``bank_holidays.csv``, and in other years those by rule.

Source: GOV.UK bank holidays for England and Wales (Open Government Licence), by way of the ``holidays`` library; the
        rule is that of the Banking and Financial Dealings Act 1971, with the two days that are proclaimed every year.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from dateutil.easter import easter

from pipeline.calendar.quarter import Quarter

Array = np.ndarray[Any, Any]

FIRST_YEAR, LAST_YEAR = 2012, 2028  # those of the list: lengthen both together
# No quarter lies further away. A date that does is a slip, which the intake finds: it is counted without bank holidays.
_FIRST_BY_RULE, _LAST_BY_RULE = 1990, 2109
_YEARS_BEFORE, _YEARS_AFTER = 2, 1  # that a quarter's return may speak of
_SATURDAY = 5
# What a jubilee or a wedding changed in the quarters that there are, before the list begins.
_ONE_OFF = {
    2002: ({date(2002, 5, 27)}, {date(2002, 6, 3), date(2002, 6, 4)}),
    2011: (set(), {date(2011, 4, 29)}),
}


@cache
def bank_holidays() -> Array:
    """The published bank holidays that fall on weekdays, in order, as datetime64[D]."""
    path = Path(__file__).with_name("bank_holidays.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return np.array([line["date"] for line in csv.DictReader(stream)], dtype="datetime64[D]")


def by_rule(year: int) -> list[date]:
    """
    The bank holidays of ``year`` as the rule gives them, in order; each falls on a weekday.

    No rule knows a day that is granted or moved once, for a jubilee, say.
    """
    sunday = easter(year)
    days = [sunday - timedelta(days=2), sunday + timedelta(days=1)]
    days += [_monday(date(year, 5, 1)), _monday(date(year, 5, 25)), _monday(date(year, 8, 25))]
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while fixed.weekday() >= _SATURDAY or fixed in days:
            fixed += timedelta(days=1)  # a substitute day
        days.append(fixed)
    return sorted(days)


def _monday(earliest: date) -> date:
    return earliest + timedelta(days=-earliest.weekday() % 7)


@cache
def working_calendar() -> np.busdaycalendar:
    """Monday to Friday without the bank holidays: those published, and those by rule in the years around them."""
    days = bank_holidays().astype(object).tolist()
    for year in range(_FIRST_BY_RULE, _LAST_BY_RULE + 1):
        if not FIRST_YEAR <= year <= LAST_YEAR:
            moved, granted = _ONE_OFF.get(year, (set(), set()))
            days += {*by_rule(year)} - moved | granted
    return np.busdaycalendar(holidays=np.array(sorted(days), dtype="datetime64[D]"))


def days_of(quarter: Quarter) -> tuple[date, date]:
    """The first and the last day that a return for ``quarter`` may speak of: the years of the list and those near."""
    first = min(FIRST_YEAR, quarter.start.year - _YEARS_BEFORE)
    last = max(LAST_YEAR, quarter.end.year + _YEARS_AFTER)
    return date(first, 1, 1), date(last, 12, 31)


def bank_holidays_of(quarter: Quarter) -> Array:
    """The bank holidays of the years that a return for ``quarter`` may speak of, as `bank_holidays`."""
    first, last = days_of(quarter)
    days = working_calendar().holidays
    return days[(days >= np.datetime64(first)) & (days <= np.datetime64(last))]


def published(day: date) -> bool:
    """Whether the bank holidays up to ``day`` are known, and not only what the rule says of years to come."""
    return day.year <= LAST_YEAR
