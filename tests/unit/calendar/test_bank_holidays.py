"""Bank holidays by rule: the rule is held against the published years and against a library, and is said to be one."""

from __future__ import annotations

from datetime import date

import holidays
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.calendar.bank_holidays import (
    FIRST_YEAR,
    LAST_YEAR,
    bank_holidays,
    bank_holidays_of,
    by_rule,
    days_of,
    published,
    working_calendar,
)
from pipeline.calendar.quarter import Quarter

QUARTERS = st.builds(Quarter, st.integers(2000, 2099), st.integers(1, 4))
# What no rule knows: (moved away, granted or moved to), each named by what it was for.
DIAMOND_JUBILEE = {date(2012, 5, 28)}, {date(2012, 6, 4), date(2012, 6, 5)}
VICTORY_IN_EUROPE = {date(2020, 5, 4)}, {date(2020, 5, 8)}
PLATINUM_JUBILEE_AND_STATE_FUNERAL = {date(2022, 5, 30)}, {date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19)}
CORONATION = set[date](), {date(2023, 5, 8)}
ONE_OFF = {
    2012: DIAMOND_JUBILEE,
    2020: VICTORY_IN_EUROPE,
    2022: PLATINUM_JUBILEE_AND_STATE_FUNERAL,
    2023: CORONATION,
}


def days_in(year: int, days: list[date]) -> set[date]:
    return {day for day in days if day.year == year}


@pytest.mark.parametrize("year", range(FIRST_YEAR, LAST_YEAR + 1))
def test_the_rule_gives_the_published_list_but_for_the_days_that_were_granted_or_moved_once(year: int) -> None:
    moved, granted = ONE_OFF.get(year, (set(), set()))
    assert {*by_rule(year)} - moved | granted == days_in(year, bank_holidays().astype(object).tolist())


@pytest.mark.parametrize("years", [range(2000, FIRST_YEAR), range(LAST_YEAR + 1, 2101)], ids=["before", "after"])
def test_the_years_around_the_list_are_those_of_the_library(years: range) -> None:
    library = holidays.country_holidays("GB", subdiv="ENG", years=years)
    known = working_calendar().holidays.astype(object).tolist()
    assert [day for day in known if day.year in years] == sorted(day for day in library if day.weekday() < 5)


@given(st.integers(1950, 2149))
def test_a_year_has_eight_bank_holidays_by_rule_in_order_and_none_at_a_weekend(year: int) -> None:
    days = by_rule(year)
    assert len({*days}) == 8
    assert days == sorted(days)
    assert {day.weekday() for day in days} <= {0, 1, 2, 3, 4}
    assert {day.year for day in days} == {year}


@pytest.mark.parametrize("quarter", [Quarter(2014, 1), Quarter(2019, 2), Quarter(2027, 3)])
def test_a_quarter_of_the_published_years_knows_the_published_list_and_no_other_day(quarter: Quarter) -> None:
    assert days_of(quarter) == (date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
    assert np.array_equal(bank_holidays_of(quarter), bank_holidays())


@given(QUARTERS)
def test_every_quarter_that_there_is_knows_the_bank_holidays_of_its_own_years(quarter: Quarter) -> None:
    first, last = days_of(quarter)
    years = {day.year for day in bank_holidays_of(quarter).astype(object)}
    assert first < quarter.start
    assert quarter.end < last
    assert years == {*range(first.year, last.year + 1)}


def test_only_days_of_years_to_come_are_not_yet_published() -> None:
    assert published(date(LAST_YEAR, 12, 31))
    assert published(date(2009, 10, 1))
    assert not published(date(LAST_YEAR + 1, 1, 1))
