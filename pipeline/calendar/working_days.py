"""
Working days of England, Monday to Friday less the bank holidays (`bank_holidays`), and their working hours.

A working day has eight hours, 9:00 to 17:00: the clock of a limit in working hours stands still before and after.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from pipeline.calendar.bank_holidays import Array, working_calendar

OPENS, CLOSES = 9, 17  # the hours of a working day
_MINUTES = 60


def between(start: Array, end: Array) -> Array:
    """
    Working days after ``start`` up to and including ``end``; minus the count the other way where ``end`` is first.

    No date is refused: one that lies generations away is a slip, which the intake finds.
    Shape:  two arrays of datetime64; gives floats, nan where either is missing. A time counts as its date.
    """
    first, last = start.astype("datetime64[D]"), end.astype("datetime64[D]")
    missing = np.isnat(first) | np.isnat(last)
    filler = np.datetime64("2020-01-01", "D")
    first, last = np.where(missing, filler, first), np.where(missing, filler, last)
    sooner, later = np.minimum(first, last), np.maximum(first, last)
    counted = np.busday_count(sooner + 1, later + 1, busdaycal=working_calendar()).astype(float)
    return np.where(missing, np.nan, np.where(last >= first, counted, -counted))


def hours_between(start: Array, end: Array) -> Array:
    """
    Working hours from ``start`` to ``end``, to the minute; minus those the other way where ``end`` is first.

    Shape:  two arrays of datetime64; gives floats, nan where either is missing.
    """
    missing = np.isnat(start) | np.isnat(end)
    first, last = (np.where(missing, np.datetime64("2020-01-01", "s"), each) for each in (start, end))
    return np.where(missing, np.nan, (_minutes(last) - _minutes(first)) / _MINUTES)


def _minutes(times: Array) -> Array:
    """The working minutes up to each of ``times`` from a day long before."""
    days = times.astype("datetime64[D]")
    whole = np.busday_count(np.datetime64("1901-01-01", "D"), days, busdaycal=working_calendar())
    minutes = np.round((times - days).astype("timedelta64[s]").astype(float) / _MINUTES)
    today = np.clip(minutes, OPENS * _MINUTES, CLOSES * _MINUTES) - OPENS * _MINUTES
    return whole * (CLOSES - OPENS) * _MINUTES + np.where(np.is_busday(days, busdaycal=working_calendar()), today, 0)


def deadline(start: date, days: int) -> date:
    """The last day that is within ``days`` working days of ``start``."""
    last_day = np.busday_offset(np.datetime64(start, "D"), days, roll="backward", busdaycal=working_calendar())
    return last_day.astype(object)  # type: ignore[no-any-return]
