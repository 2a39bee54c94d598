"""When returns are due."""

from __future__ import annotations

from datetime import date

from pipeline.calendar.quarter import Quarter
from pipeline.calendar.returns_due import due


def test_returns_are_due_twenty_working_days_after_the_quarter_with_no_bank_holiday_counted() -> None:
    assert due(Quarter(2019, 2)) == date(2019, 10, 28)
    assert due(Quarter(2019, 3)) == date(2020, 1, 29)
