"""The Cover speaks of a form's own period and rows, and is read whichever labels it has."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline import audits, read
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Form
from pipeline.template import Filling, layout, workbook
from pipeline.validate import answers
from pipeline.validate.validated import Accepted, Identity

QUARTER = Quarter(2019, 4)
NIL = {
    "return_type": "NIL",
    "sampling_method": "CENSUS",
    "eligible_population": 0,
    "prepared_by_role": "Lead",
    "approved_by_role": "Head",
    "date_submitted": date(2020, 4, 14),
}


def form(code: str) -> Form:
    audit = audits.of(QUARTER)[code]
    return audit.form(audit.returned()[0], QUARTER)


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("NEG", "How many cases were there in the quarter?"),
        ("CPP", "How many cases were there in the half-year?"),
        ("TRN", "How many courses were there in the quarter?"),
        ("NPG", "How many practitioners were there in the year?"),
    ],
)
def test_the_cover_asks_for_the_rows_of_the_form_s_own_period(code: str, label: str) -> None:
    labels = [item.label_on(form(code)) for item in layout.COVER]

    assert label in labels
    assert labels.count(f"First day of the {form(code).period.kind}") == 1


@pytest.mark.parametrize("code", ["NEG", "CPP", "TRN"])
@pytest.mark.parametrize("picked", ["NIL", "NIL – Nil return: we looked, and there were no cases", "no cases"])
def test_a_return_on_a_template_with_the_labels_of_a_quarter_s_cases_is_read(
    code: str, picked: str, tmp_path: Path
) -> None:
    asked = form(code)
    file = tmp_path / "return.xlsx"
    file.write_bytes(workbook(asked, asked.returners[0], Filling((), NIL)))
    book = load_workbook(file)
    for item in layout.COVER:
        book[layout.COVER_SHEET].cell(layout.cover_row(item.name), 1).value = item.label
    book[layout.COVER_SHEET].cell(layout.cover_row("return_type"), 2).value = picked
    book.save(file)

    checked = answers(read.workbook(file), Identity(asked, asked.returners[0], asked.version))

    assert isinstance(checked, Accepted)
    assert {name: checked.cover[name] for name in ("return_type", "eligible_population")} == {
        "return_type": "NIL",
        "eligible_population": "0",
    }
    assert [each.rule for each in checked.findings if each.sheet == layout.COVER_SHEET] == []
