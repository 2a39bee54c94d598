"""A sheet whose records are of days before those of the return says of which days they are."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from pipeline import audits, read
from pipeline.calendar.quarter import Quarter
from pipeline.template import Filling, layout, workbook
from pipeline.validate import answers
from pipeline.validate.catalogue.records import OUTSIDE_QUARTER
from pipeline.validate.validated import Accepted, Identity

QUARTER = Quarter(2019, 4)
DAYS = "from 01/10/2018 to 31/03/2019"
CPP = audits.of(QUARTER)["CPP"]
FORM = CPP.form(CPP.returned()[0], QUARTER)
COVER = {
    "return_type": "SAMPLE",
    "sampling_method": "RANDOM",
    "prepared_by_role": "Lead",
    "approved_by_role": "Head",
    "date_submitted": date(2020, 4, 14),
}


@pytest.fixture(scope="module")
def template() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook(FORM, FORM.returners[0])))


@pytest.mark.parametrize("sheet", [layout.COVER_SHEET, "Ended", layout.GUIDANCE_SHEET])
def test_cover_sheet_and_guidance_say_of_which_days_the_ended_plans_are(
    template: openpyxl.Workbook, sheet: str
) -> None:
    texts = [str(cell.value) for row in template[sheet].iter_rows() for cell in row if cell.value]

    assert [text for text in texts if DAYS in text]


def test_the_cell_of_the_date_that_decides_says_them_too(template: openpyxl.Workbook) -> None:
    prompts = [each.prompt or "" for each in template["Ended"].data_validations.dataValidation]

    assert [each for each in prompts if DAYS in each] == [f"A date, dd/mm/yyyy, {DAYS}."]


def test_a_plan_that_ended_on_another_day_is_set_aside_with_the_days_and_what_to_do(tmp_path: Path) -> None:
    ended = {
        "record_ref": "CPP-0001",
        "child_ref": "C00000001",
        "began_date": date(2018, 2, 1),
        "ended_date": date(2019, 5, 2),
        "ended_to": "EH",
    }
    kept = {**ended, "record_ref": "CPP-0002", "child_ref": "C00000002", "ended_date": date(2019, 3, 5)}
    file = tmp_path / "return.xlsx"
    nobody_read = {**COVER, "return_type": "FULL"}
    file.write_bytes(
        workbook(FORM, FORM.returners[0], Filling((_plan(),), nobody_read, beside={"ended": [ended, kept]}))
    )

    checked = answers(read.workbook(file), Identity(FORM, FORM.returners[0], FORM.version))

    assert isinstance(checked, Accepted)
    (aside,) = (each for each in checked.findings if each.rule == OUTSIDE_QUARTER.id)
    assert aside.sheet == "Ended"
    assert aside.sentence().endswith(
        "We expected a date from 01/10/2018 to 31/03/2019. The record is set aside: correct the date, or take the row "
        "out: this sheet is about those days alone."
    )


def _plan() -> dict[str, object]:
    return {each.name: each.example for each in FORM.fields if each.example is not None} | {
        "record_ref": "CPP-0003",
        "child_ref": "C00000003",
    }
