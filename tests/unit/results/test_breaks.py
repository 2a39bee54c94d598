"""Breaks: a change of definition, of threshold document or of agency, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.results.breaks import ReturnHistory, breaks
from pipeline.results.versions import Change
from tests.unit.results.built import NOW, definition

FIRST, SECOND = Quarter(2018, 4), Quarter(2019, 1)


def breaks_of(returned: Mapping[Quarter, set[str]], asked: set[str]) -> list[tuple[str, str]]:
    return [(each.quarter, each.why) for each in breaks(definition(), NOW, ReturnHistory(returned, asked))]


def test_an_agency_that_joins_is_a_break_and_one_that_misses_a_quarter_is_not() -> None:
    both = {"SOL", "UHS"}
    assert breaks_of({FIRST: {"SOL"}, SECOND: both, NOW: both}, both) == [
        ("2019-20 Q1", "without University Hospital Southampton NHS Foundation Trust before")
    ]
    assert breaks_of({FIRST: both, SECOND: {"SOL"}, NOW: both}, both) == []


def test_an_agency_that_is_asked_no_longer_is_a_break() -> None:
    assert breaks_of({FIRST: {"SOL", "UHS"}, SECOND: {"SOL"}, NOW: {"SOL"}}, {"SOL"}) == [
        ("2019-20 Q1", "with University Hospital Southampton NHS Foundation Trust before")
    ]
    assert breaks_of({FIRST: {"SOL", "UHS"}, SECOND: {"SOL"}, NOW: {"SOL"}}, {"SOL", "UHS"}) == []


def test_a_body_that_took_over_from_another_goes_on_with_its_trend() -> None:
    assert breaks_of({FIRST: {"LSCB"}, SECOND: {"LSCB"}, NOW: {"SSCP"}}, {"SSCP"}) == []


def test_the_first_quarters_have_nothing_to_differ_from() -> None:
    assert breaks_of({}, {"SOL"}) == []
    assert breaks_of({FIRST: set(), SECOND: {"SOL"}, NOW: {"SOL"}}, {"SOL"}) == []


PATHWAYS = Change(date(2021, 4, 1), "another threshold document before (the Pathways Document from here on)")


@pytest.mark.parametrize(("quarter", "count"), [(Quarter(2020, 4), 0), (Quarter(2021, 1), 1), (Quarter(2021, 2), 1)])
def test_a_change_of_document_breaks_the_series_from_its_own_quarter(quarter: Quarter, count: int) -> None:
    assert len(breaks(definition(), quarter, ReturnHistory(changes=[PATHWAYS]))) == count


def test_a_change_within_a_quarter_breaks_the_series_at_that_quarter() -> None:
    within = Change(date(2019, 8, 20), "another time limit before (ten working days from 20 August 2019 on)")
    (only,) = breaks(definition(), NOW, ReturnHistory(changes=[within]))
    assert (only.quarter, only.why) == (str(NOW), within.why)


def test_reasons_of_one_quarter_are_given_together() -> None:
    new = Change(SECOND.start, "another document before (the New Document from here on)")
    (only,) = breaks(definition(since=SECOND), NOW, ReturnHistory(changes=[new]))
    assert only.why == "counted in another way before; another document before (the New Document from here on)"
