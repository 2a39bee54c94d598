"""A quarter is written in few ways, is never guessed, and goes round the year."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.calendar.quarter import Quarter, Reach, day_of, in_months, spoken
from pipeline.errors import UsageError

QUARTERS = st.builds(Quarter, st.integers(2001, 2097), st.integers(1, 4))
DAYS = st.dates(date(2001, 4, 1), date(2098, 3, 31))


@pytest.mark.parametrize(
    "text", ["2019-20 Q2", "2019-20-Q2", "2019/20 Q2", "2019–20 Q2", " 2019-20 q2 ", "2019 - 20 - Q 2"]
)
def test_a_quarter_is_read_however_its_years_are_joined(text: str) -> None:
    assert Quarter.parse(text) == Quarter(2019, 2)


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("2019 Q2", "2019-20-Q2"),
        ("2019-20Q2", "2019-20-Q2"),
        ("2019Q2", "2019-20-Q2"),
        ("Q2 2019", "2019-20-Q2"),
        ("Q3 2019/20", "2019-20-Q3"),
        ("2019-2020 Q4", "2019-20-Q4"),
        ("2019-21 Q1", "2019-20-Q1"),
        ("2099 Q1", "2099-00-Q1"),
    ],
)
def test_a_quarter_that_is_nearly_right_is_refused_with_the_one_that_may_be_meant(text: str, suggested: str) -> None:
    with pytest.raises(UsageError, match=rf"Did you mean {suggested}\?"):
        Quarter.parse(text)


@pytest.mark.parametrize("text", ["", "Q2", "2019", "2019-20 Q5", "2019-20 Q0", "July 2019", "1850 Q2", "2019-20 Q22"])
def test_what_is_no_quarter_is_refused_with_the_form_expected_and_no_guess(text: str) -> None:
    with pytest.raises(UsageError, match=r"Write it as 2019-20-Q2\.$"):
        Quarter.parse(text)


@pytest.mark.parametrize(("year", "number"), [(2019, 0), (2019, 5), (1899, 4), (2200, 1)])
def test_a_quarter_outside_the_calendar_cannot_be_made(year: int, number: int) -> None:
    with pytest.raises(UsageError, match="use 1 to 4 of a year from 2000 to 2099"):
        Quarter(year, number)


@pytest.mark.parametrize("text", ["1999-00 Q4", "2100-01 Q1", "1850-51 Q2"])
def test_a_quarter_outside_the_years_of_the_calendar_cannot_be_asked_for(text: str) -> None:
    with pytest.raises(UsageError, match="use 1 to 4 of a year from 2000 to 2099"):
        Quarter.parse(text)


def test_the_first_quarter_has_one_before_it_and_the_last_one_after_it() -> None:
    assert Quarter(2000, 1).previous() == Quarter(1999, 4)
    assert Quarter(2099, 4).next() == Quarter(2100, 1)


@pytest.mark.parametrize(
    ("number", "first", "last", "months"),
    [
        (1, date(2019, 4, 1), date(2019, 6, 30), (4, 5, 6)),
        (2, date(2019, 7, 1), date(2019, 9, 30), (7, 8, 9)),
        (3, date(2019, 10, 1), date(2019, 12, 31), (10, 11, 12)),
        (4, date(2020, 1, 1), date(2020, 3, 31), (1, 2, 3)),
    ],
)
def test_the_year_2019_20_runs_from_april_to_march(
    number: int, first: date, last: date, months: tuple[int, int, int]
) -> None:
    quarter = Quarter(2019, number)
    assert (quarter.start, quarter.end) == (first, last)
    assert tuple(month.month for month in quarter.months) == months
    assert all(month.day == 1 and month.year == first.year for month in quarter.months)


def test_the_last_quarter_of_the_calendar_has_an_end_like_any_other() -> None:
    assert Quarter(2099, 4).end == date(2100, 3, 31)
    assert date(2100, 3, 31) in Quarter(2099, 4)


def test_it_is_printed_for_people_and_for_folders() -> None:
    assert str(Quarter(2019, 2)) == "2019-20 Q2"
    assert Quarter(2019, 2).folder == "2019-20-Q2"
    assert str(Quarter(2099, 1)) == "2099-00 Q1"


@given(QUARTERS)
def test_what_is_printed_is_read_back(quarter: Quarter) -> None:
    assert Quarter.parse(str(quarter)) == quarter
    assert Quarter.parse(quarter.folder) == quarter


@given(QUARTERS)
def test_the_quarter_after_starts_the_day_after_and_four_make_a_year(quarter: Quarter) -> None:
    assert quarter.next().start == quarter.end + timedelta(days=1)
    assert quarter.next().previous() == quarter
    assert quarter.next().next().next().next() == Quarter(quarter.year + 1, quarter.number)
    assert quarter.previous() < quarter < quarter.next()


@given(DAYS)
def test_a_day_is_in_the_one_quarter_that_it_is_said_to_fall_in(day: date) -> None:
    quarter = Quarter.containing(day)
    assert day in quarter
    assert day not in quarter.next()
    assert day not in quarter.previous()


@given(st.lists(DAYS, min_size=2))
def test_quarters_are_ordered_as_their_days_are(days: list[date]) -> None:
    assert [Quarter.containing(day) for day in sorted(days)] == sorted(Quarter.containing(day) for day in days)


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_a_day_is_read_as_it_is_spoken_and_nothing_else_is(day: date) -> None:
    assert day_of(spoken(day)) == day
    assert day_of(day.isoformat()) is None


def test_a_quarter_is_spoken_of_by_its_months() -> None:
    assert (Quarter(2019, 2).in_full, Quarter(2019, 2).short_months) == (
        "July to September 2019 (2019-20 Q2)",
        "Jul to Sep 2019",
    )
    assert Quarter(2019, 4).in_months == "January to March 2020"


def test_several_quarters_are_spoken_of_by_their_first_and_last_month_and_a_year_is_not_said_twice() -> None:
    assert in_months("2018-19 Q3 to 2019-20 Q2") == "October 2018 to September 2019"
    assert in_months("2019-20 Q1 to 2019-20 Q3") == "April to December 2019"
    assert in_months("2019-20 Q2") == "July to September 2019"
    with pytest.raises(UsageError, match="is not a quarter"):
        in_months("the last year")


@given(QUARTERS, st.integers(1, 12))
def test_the_last_quarters_follow_one_another_and_end_with_it(quarter: Quarter, number: int) -> None:
    quarters = quarter.last(number)
    assert (len(quarters), quarters[-1]) == (number, quarter)
    assert all(before.next() == after for before, after in pairwise(quarters))


def test_a_figure_of_a_half_year_has_its_months_and_is_called_so() -> None:
    half, earlier = Reach(quarters=2), Reach(quarters=2, behind=4)

    assert half.months("2019-20 Q4") == "October 2019 to March 2020"
    assert half.months("2019-20 Q2 to 2019-20 Q4") == "April 2019 to March 2020"
    assert earlier.months("2019-20 Q4") == "October 2018 to March 2019"
    assert half.short_months(Quarter(2019, 4)) == "Oct 2019 to Mar 2020"
    assert half.speaks("Over 6 quarters, one quarter stands out.") == "Over 6 half-years, one half-year stands out."
    assert Reach().speaks("Over 6 quarters.") == "Over 6 quarters."
