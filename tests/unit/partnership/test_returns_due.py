"""When returns are due."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.partnership.returns_due import due, reservation


def test_returns_are_due_twenty_working_days_after_the_quarter_with_no_bank_holiday_counted() -> None:
    assert due(Quarter(2019, 2)) == date(2019, 10, 28)
    assert due(Quarter(2019, 3)) == date(2020, 1, 29)


@pytest.mark.parametrize(
    ("quarter", "last"),
    [
        (Quarter(2028, 4), date(2029, 4, 30)),
        (Quarter(2009, 3), date(2010, 1, 29)),
        (Quarter(2099, 4), date(2100, 4, 28)),
    ],
)
def test_every_quarter_that_there_is_has_a_last_day(quarter: Quarter, last: date) -> None:
    assert due(quarter) == last


def test_a_last_day_that_rests_on_bank_holidays_to_come_is_said_to_do_so() -> None:
    assert reservation(Quarter(2028, 2)) == ""
    assert reservation(Quarter(2009, 3)) == ""
    assert reservation(Quarter(2028, 3)) == " (by rule: its year's bank holidays are not yet published)"
