"""The clock against published figures, and the laws that any count of days obeys."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import holidays
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.calendar.bank_holidays import FIRST_YEAR, LAST_YEAR, bank_holidays, working_calendar
from pipeline.calendar.working_days import between, deadline

SHARED = Path(__file__).resolve().parents[4] / "shared" / "vectors"
DAYS = st.dates()  # any at all, since a slip may give any


def vectors(method: str) -> list[Any]:
    file = SHARED / "07_time.json"
    if not file.exists():
        return []
    of_method = [each for each in json.loads(file.read_text(encoding="utf-8")) if each["method"] == method]
    return [pytest.param(each, id=each["id"]) for each in of_method]


def counted(start: date | str, end: date | str) -> float:
    return float(between(np.array([start], dtype="datetime64[D]"), np.array([end], dtype="datetime64[D]"))[0])


@pytest.mark.parametrize("vector", vectors("bank_holidays"))
def test_the_bank_holidays_are_those_published(vector: dict[str, Any]) -> None:
    years = vector["inputs"]["first_year"], vector["inputs"]["last_year"]
    assert years == (FIRST_YEAR, LAST_YEAR)
    assert [str(day) for day in bank_holidays()] == vector["expected"]["dates"]


@pytest.mark.parametrize("vector", vectors("working_days_between"))
def test_the_working_days_between_two_dates_are_those_published(vector: dict[str, Any]) -> None:
    assert counted(vector["inputs"]["start"], vector["inputs"]["end"]) == vector["expected"]["days"]


@pytest.mark.parametrize("vector", vectors("working_day_deadline"))
def test_a_deadline_is_the_one_published(vector: dict[str, Any]) -> None:
    day = deadline(date.fromisoformat(vector["inputs"]["start"]), vector["inputs"]["days"])
    assert day == date.fromisoformat(vector["expected"]["date"])


def test_the_frozen_list_is_the_library_s_list_of_weekday_holidays() -> None:
    library = holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST_YEAR, LAST_YEAR + 1))
    expected = sorted(day for day in library if day.weekday() < 5)
    assert bank_holidays().astype(object).tolist() == expected


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2019-07-01", "2019-07-01", 0),  # the same Monday
        ("2019-07-01", "2019-07-02", 1),  # Monday to Tuesday
        ("2019-07-05", "2019-07-08", 1),  # Friday to Monday
        ("2019-07-05", "2019-07-07", 0),  # Friday to Sunday
        ("2019-07-06", "2019-07-08", 1),  # Saturday to Monday
        ("2019-08-23", "2019-08-27", 1),  # over the August bank holiday
        ("2019-12-24", "2019-12-27", 1),  # over Christmas
        ("2019-07-08", "2019-07-05", -1),  # the wrong way round
    ],
)
def test_the_first_day_is_not_counted_and_the_last_is(start: str, end: str, days: int) -> None:
    assert counted(start, end) == days


def test_a_time_of_day_counts_as_its_date() -> None:
    late, early = np.array(["2019-07-01T23:59"], "datetime64[m]"), np.array(["2019-07-02T00:01"], "datetime64[ns]")
    assert between(late, early).tolist() == [1.0]


def test_a_missing_date_gives_no_number_and_spoils_no_other_record() -> None:
    start = np.array(["2019-07-01", "NaT", "2019-07-01"], dtype="datetime64[D]")
    end = np.array(["NaT", "2019-07-02", "2019-07-02"], dtype="datetime64[D]")
    assert np.array_equal(between(start, end), [np.nan, np.nan, 1.0], equal_nan=True)


def test_no_records_give_no_numbers() -> None:
    none = np.array([], dtype="datetime64[D]")
    assert between(none, none).tolist() == []


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2011-12-30", "2012-01-04", 2),  # from a year before the list, over New Year's substitute day
        ("2028-12-29", "2029-01-02", 1),  # into a year after it, over New Year
        ("2011-04-21", "2011-05-03", 4),  # over Easter, a royal wedding and May Day
        ("0001-01-01", "0001-01-08", 5),  # where no bank holidays are known
        ("9999-12-24", "9999-12-31", 5),
    ],
)
def test_no_date_is_too_far_away_to_be_counted(start: str, end: str, days: int) -> None:
    assert counted(start, end) == days


@pytest.mark.parametrize(
    ("start", "last"), [(date(2028, 12, 29), date(2029, 1, 8)), (date(2009, 12, 31), date(2010, 1, 8))]
)
def test_a_deadline_runs_on_past_the_list_of_bank_holidays(start: date, last: date) -> None:
    assert deadline(start, 5) == last


@given(DAYS, DAYS)
def test_turning_the_dates_round_turns_the_sign_round(one: date, other: date) -> None:
    assert counted(one, other) == -counted(other, one)


@given(DAYS, DAYS, DAYS)
def test_two_spans_that_meet_add_up_to_the_whole(first: date, second: date, third: date) -> None:
    assert counted(first, second) + counted(second, third) == counted(first, third)


@given(st.dates(max_value=date(9999, 12, 30)))
def test_the_next_day_adds_one_if_it_is_a_weekday_and_no_holiday_and_otherwise_nothing(day: date) -> None:
    after = day + timedelta(days=1)
    works = after.weekday() < 5 and np.datetime64(after) not in working_calendar().holidays
    assert counted(day, after) == (1 if works else 0)


@given(st.dates(date(1900, 1, 1), date(2300, 12, 31)), st.integers(1, 60))
def test_a_deadline_is_within_the_days_given_and_no_later_working_day_is(start: date, days: int) -> None:
    last = deadline(start, days)
    assert counted(start, last) == days
    assert counted(last - timedelta(days=1), last) == 1
