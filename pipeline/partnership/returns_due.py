"""The last day for a quarter's returns. What a standard allows for a step of the work is said by the standard."""

from __future__ import annotations

from datetime import date

from pipeline.calendar.bank_holidays import published
from pipeline.calendar.quarter import Quarter
from pipeline.calendar.working_days import deadline
from pipeline.partnership.here import here

BY_RULE = " (by rule: its year's bank holidays are not yet published)"


def due(quarter: Quarter) -> date:
    """The last day on which a return for ``quarter`` is in time."""
    return deadline(quarter.end, here().returns_within)


def reservation(quarter: Quarter) -> str:
    """What is to be said after the last day where it rests on bank holidays that may yet change; mostly nothing."""
    return "" if published(due(quarter)) else BY_RULE
