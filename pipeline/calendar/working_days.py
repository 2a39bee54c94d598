"""Working days of England, Monday to Friday less the bank holidays (`bank_holidays`)."""

from __future__ import annotations

from datetime import date

import numpy as np

from pipeline.calendar.bank_holidays import Array, working_calendar


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


def deadline(start: date, days: int) -> date:
    """The last day that is within ``days`` working days of ``start``."""
    last_day = np.busday_offset(np.datetime64(start, "D"), days, roll="backward", busdaycal=working_calendar())
    return last_day.astype(object)  # type: ignore[no-any-return]
