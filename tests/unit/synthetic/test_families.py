"""The families of the city: there are enough with children in any quarter, and they stay who they are."""

from __future__ import annotations

import hashlib
from datetime import date

import numpy as np
import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.commands.demo import MOST_QUARTERS, NEWEST
from pipeline.synthetic.families import OF_EVERY_AGE, OLDEST, city, cohort, met

ONE = {1: 1.0}


def test_the_longest_demonstration_begins_ten_years_before_its_newest_quarter() -> None:
    assert MOST_QUARTERS == 40
    assert NEWEST.last(MOST_QUARTERS)[0] == Quarter(2009, 3)


def test_the_families_of_the_last_twenty_quarters_are_who_they_always_were() -> None:
    """A demonstration that somebody has made already must not change under them."""
    families = city(1, NEWEST.last(20)[0].start)
    assert families is city(1, NEWEST.end)
    digest = hashlib.sha256(repr(families).encode()).hexdigest()
    assert digest == "a04944e4791d80d9df8e0db23a99dfe4e6709bdcf2bf3b33e11380d9b000515c"


@pytest.mark.parametrize("quarter", NEWEST.last(MOST_QUARTERS)[:20:6], ids=str)
def test_in_the_oldest_quarters_too_there_are_as_many_children_as_events_and_of_every_age(quarter: Quarter) -> None:
    day = quarter.months[1]
    children = met(1, 400, day, ONE, ONE, np.random.default_rng(1))
    ages = cohort(children, day, 0.0, np.random.default_rng(1))["age_years"]
    assert len(children) == 400
    assert (ages.min(), ages.max()) == (0, OLDEST)
    assert 5 < np.median(ages) < 12


def test_children_who_were_met_before_the_families_were_of_every_age_are_met_again_after() -> None:
    before = {child.ref for family in city(1, date(2014, 9, 30)) for child in family}
    after = {child.ref for family in city(1, OF_EVERY_AGE) for child in family}
    assert len(before & after) > 1000
    assert before - after
