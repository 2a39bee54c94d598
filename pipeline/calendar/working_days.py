"""
Working days of England, Monday to Friday less the bank holidays frozen in ``bank_holidays.csv``.

Source: GOV.UK bank holidays for England and Wales (Open Government Licence), by way of the ``holidays`` library.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

FIRST_YEAR, LAST_YEAR = 2012, 2028  # those of the list: lengthen both together


@cache
def bank_holidays() -> Array:
    """The bank holidays that fall on weekdays, in order, as datetime64[D]."""
    path = Path(__file__).with_name("bank_holidays.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return np.array([line["date"] for line in csv.DictReader(stream)], dtype="datetime64[D]")


def between(start: Array, end: Array) -> Array:
    """
    Working days after ``start`` up to and including ``end``; minus the count the other way where ``end`` is first.

    Shape:  two arrays of datetime64; gives floats, nan where either is missing. A time counts as its date.
    Raises: ValueError -- for a date outside the list of bank holidays.
    """
    first, last = start.astype("datetime64[D]"), end.astype("datetime64[D]")
    missing = np.isnat(first) | np.isnat(last)
    filler = np.datetime64("2020-01-01", "D")
    first, last = np.where(missing, filler, first), np.where(missing, filler, last)
    _check_listed(first)
    _check_listed(last)
    sooner, later = np.minimum(first, last), np.maximum(first, last)
    counted = np.busday_count(sooner + 1, later + 1, holidays=bank_holidays()).astype(float)
    return np.where(missing, np.nan, np.where(last >= first, counted, -counted))


def deadline(start: date, days: int) -> date:
    """The last day that is within ``days`` working days of ``start``. Raises: ValueError -- outside the list."""
    _check_listed(np.array([start], dtype="datetime64[D]"))
    last_day = np.busday_offset(np.datetime64(start, "D"), days, roll="backward", holidays=bank_holidays())
    _check_listed(np.array([last_day]))
    return last_day.astype(object)  # type: ignore[no-any-return]


def _check_listed(dates: Array) -> None:
    if dates.size and (
        dates.min() < np.datetime64(f"{FIRST_YEAR}-01-01") or dates.max() > np.datetime64(f"{LAST_YEAR}-12-31")
    ):
        raise ValueError(
            f"a date lies outside the bank holidays listed ({FIRST_YEAR} to {LAST_YEAR}); "
            "add years to bank_holidays.csv"
        )
