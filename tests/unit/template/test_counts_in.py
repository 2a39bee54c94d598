"""The Guidance of a form says what its records count in, and names nothing that is counted on another's."""

from __future__ import annotations

import io

import openpyxl
import pytest

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Form
from pipeline.template import layout, workbook

QUARTER = Quarter(2019, 4)


def form(code: str, view: str) -> Form:
    audit = audits.of(QUARTER)[code]
    return audit.form(next(each for each in audit.views if each.code == view), QUARTER)


def test_an_agency_s_own_check_of_conferences_counts_in_no_standard_and_the_guidance_says_in_what() -> None:
    member = form("CPC", "member")
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(member, member.returners[0])))[layout.GUIDANCE_SHEET]
    lines = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]

    assert member.standards == ()
    (told,) = (line for line in lines if line[0] == "None")
    assert "CPCx11 (how agencies attended, by their own records)" in told[2]
    attended = next(each for each in member.fields if each.name == "attended")
    assert [line[4] for line in lines if line[0] == attended.label] == ["CPCx11"]


@pytest.mark.parametrize(
    ("code", "view", "listed", "left_out"),
    [
        ("SSH", "visitor", "SSH1", "SSH9"),
        ("SSH", "observer", "SSH9", "SSH4"),
        ("CPM", "doctor", "CPM7", "CPM8"),  # it lends the police's records what was given to them
    ],
)
def test_a_form_lists_what_it_counts_in_or_lends_to(code: str, view: str, listed: str, left_out: str) -> None:
    standards = [each.id for each in form(code, view).standards]

    assert listed in standards
    assert left_out not in standards
