"""A column, or a line, of dates of birth is found by its heading; names of sheets are read as names of files are."""

from __future__ import annotations

from datetime import datetime

import pytest

from pipeline.validate.personal import personal
from tests.unit.validate.sent import FORM, sheet, workbook


def places(*rows: list[object], name: str = "Notes") -> list[tuple[str, str]]:
    return [(each.saw, each.place) for each in personal(workbook(sheet(name, rows)), FORM.fields)]


@pytest.mark.parametrize("day", [datetime(2013, 2, 1), "1st February 2013", 41306.0, "1\u00a0Feb\u00a02013"])
@pytest.mark.parametrize("heading", ["Date_of_birth", "Ｄ/Ｏ/Ｂ"])
def test_days_under_or_beside_a_heading_for_births_are_found(heading: str, day: object) -> None:
    assert places([heading, ""], ["", ""], [day, ""]) == [("what looks like a date of birth", "Notes!A3")]
    assert places([heading, day]) == [("what looks like a date of birth", "Notes!B1")]


def test_days_under_another_heading_are_not() -> None:
    assert places(["Newborn visit date"], [datetime(2019, 7, 3)]) == []


@pytest.mark.parametrize("answer", ["Y", 3.0, "", "not known", True])
def test_other_answers_under_a_heading_for_births_are_no_days(answer: object) -> None:
    assert places(["Date of birth (child)"], [answer]) == []


@pytest.mark.parametrize(("name", "what"), [("Mrs_Bloggs", "a person's name"), ("DOB_01_02_2013", "a date of birth")])
def test_underscores_hide_nothing_in_the_name_of_a_sheet(name: str, what: str) -> None:
    assert places(["x"], name=name) == [(f"what looks like {what}", "the file")]


@pytest.mark.parametrize("number", [9434765919.0, -9434765919.0])
def test_a_number_below_nought_is_searched_too(number: float) -> None:
    assert places([number]) == [("what looks like an NHS number", "Notes!A1")]
