"""What records say of one child is put together in any order, and no record is taken to be the right one."""

from __future__ import annotations

from datetime import date, timedelta
from functools import reduce
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.definition import Role
from pipeline.validate.one_child import Known, born_between

DAY = date(2019, 7, 1)
births = st.dates(date(2002, 1, 1), date(2021, 1, 1))
days = st.lists(st.integers(0, 900).map(lambda after: DAY + timedelta(days=after)), min_size=1, max_size=6)
known_of_a_child = st.builds(
    Known,
    st.integers(1, 20),
    st.integers(1, 20),
    st.frozensets(st.sampled_from(["F0001", "F0002"])),
    st.frozensets(st.tuples(st.just("sex"), st.sampled_from("MF"))),
)


def told(after: int, age: int | None = None, unborn: str = "N") -> Known:
    """What a record says of a child's birth, so many days after the first."""
    _, earliest, latest = born_between(DAY + timedelta(days=after), unborn=unborn, age=age)
    return Known(earliest, latest)


def fit(*records: Known) -> bool:
    """Whether some day is left on which the child may have been born."""
    whole = reduce(Known.with_, records)
    return whole.earliest <= whole.latest


@pytest.mark.parametrize(
    ("first", "later", "fits"),
    [
        (told(0, 4), told(30, 4), True),
        (told(0, 4), told(30, 5), True),
        (told(0, 5), told(30, 4), False),
        (told(0, 4), told(30, 6), False),
        (told(0, 4), told(400, 6), True),
        (told(0, 4), told(400, 7), False),
        (told(0, 4), told(800, 4), False),
        (told(0, unborn="Y"), told(30, 0), True),
        (told(0, unborn="Y"), told(0, unborn="N"), True),
        (told(0, unborn="N"), told(30, unborn="Y"), False),
        (told(0, 0), told(30, unborn="Y"), False),
        (told(0, unborn="Y"), told(500, unborn="Y"), False),
        (told(0, unborn="Y"), told(30, 3), False),
    ],
)
def test_two_records_of_a_child_fit_where_some_day_of_birth_does(first: Known, later: Known, *, fits: bool) -> None:
    assert fit(first, later) is fit(later, first) is fits


def test_the_question_that_tells_of_the_birth_is_known() -> None:
    assert born_between(DAY, unborn="Y", age=None)[0] is Role.UNBORN
    assert born_between(DAY, unborn="N", age=3)[0] is Role.AGE
    assert born_between(DAY, unborn="N", age=None)[0] is Role.UNBORN
    assert born_between(DAY, unborn=None, age=None)[0] is None


def test_a_record_of_29_february_counts_years_as_well() -> None:
    _, earliest, latest = born_between(date(2020, 2, 29), unborn=None, age=1)
    assert (date.fromordinal(earliest), date.fromordinal(latest)) == (date(2018, 3, 1), date(2019, 3, 1))


@given(births, days)
def test_what_is_true_of_a_child_always_fits(born: date, seen: list[date]) -> None:
    records = []
    for day in seen:
        unborn = born > day
        age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        if unborn and (born - day).days > 300:
            continue  # nobody knew of the child yet
        _, earliest, latest = born_between(day, unborn="Y" if unborn else "N", age=None if unborn else age)
        records.append(Known(earliest, latest))
    assert not records or fit(*records)


@given(st.lists(known_of_a_child, min_size=1, max_size=6), st.integers())
def test_the_order_in_which_records_come_makes_no_difference(records: list[Known], seed: int) -> None:
    shuffled = list(records)
    Random(seed).shuffle(shuffled)
    assert reduce(Known.with_, shuffled) == reduce(Known.with_, records)
    assert reduce(Known.with_, [*records, *shuffled]) == reduce(Known.with_, records)
