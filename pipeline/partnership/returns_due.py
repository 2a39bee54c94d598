"""The last day for a quarter's returns. What a standard allows for a step of the work is said by the standard."""

from __future__ import annotations

from datetime import date

from pipeline.calendar.bank_holidays import published
from pipeline.calendar.quarter import QUARTERS_OF_A_YEAR, Quarter
from pipeline.calendar.working_days import deadline
from pipeline.partnership.here import here

BY_RULE = " (by rule: its year's bank holidays are not yet published)"


def due(quarter: Quarter) -> date:
    """The last day on which a return for ``quarter`` is in time."""
    return deadline(quarter.end, here().returns_within)


def closed_until(quarter: Quarter, day: date) -> Quarter | None:
    """The newest quarter of the financial year of ``quarter`` whose last day for returns lies before ``day``."""
    year = [Quarter(quarter.year, number) for number in range(1, QUARTERS_OF_A_YEAR + 1)]
    return max((each for each in year if due(each) < day), default=None)


def reservation(quarter: Quarter) -> str:
    """What is to be said after the last day where it rests on bank holidays that may yet change; mostly nothing."""
    return "" if published(due(quarter)) else BY_RULE
