"""A workbook with two sheets of records, worked out by a spreadsheet: what it finds is what the intake finds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from pipeline import read, template
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Severity
from pipeline.definition.excel import UNUSABLE
from pipeline.feedback.places import areas
from pipeline.synthetic import profiles
from pipeline.synthetic.faults import mistaken
from pipeline.synthetic.profiles import profile_of
from pipeline.synthetic.returns import Circumstances, returns
from pipeline.synthetic.written import filling
from pipeline.template import layout, ready
from pipeline.template.checks import checks
from pipeline.template.checks_grid import ROWS, Grid
from pipeline.validate import answers
from pipeline.validate.catalogue.records import NO_SUCH_RECORD
from pipeline.validate.validated import Accepted, Identity
from tests.two_sheets import CPX, profile

Conversion = Callable[..., list[Path]]
FORM = CPX.form(CPX.chairs, Quarter(2019, 2))
Found = set[tuple[str, int, str, str]]  # sheet, row, field, and the name of what is wrong


@pytest.fixture(scope="module")
def saved(soffice_convert: Conversion, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A return with mistakes on both sheets, and a sound one, saved by the spreadsheet program."""
    folder = tmp_path_factory.mktemp("two-sheets")
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(profiles.PROFILES, "CPX", profile)
        (sent,) = returns(CPX, FORM.quarter, 1, Circumstances())
        sound = filling(sent)
        wrong, faults = mistaken(sent, sound, profile_of(CPX).mistakes, "")
    assert {each.sheet for each in faults} == {"Records", "Attendance"}
    files = [folder / "wrong.xlsx", folder / "sound.xlsx"]
    for file, filled in zip(files, (wrong, sound), strict=True):
        file.write_bytes(template.workbook(FORM, sent.agency, filled))
    out_of_order, in_order = soffice_convert(files, "xlsx", folder / "out")
    return out_of_order, in_order


def live(path: Path) -> Found:
    """What the spreadsheet finds on both sheets."""
    book = CalamineWorkbook.from_path(str(path))
    told: Found = set()
    for form in FORM.sheets:
        cells = book.get_sheet_by_name(layout.checks_sheet(form)).to_python(skip_empty_area=False)
        for check in checks(form, Grid(form)):
            broken: object = UNUSABLE if check.formula is None else 1
            rows = [row for row in ROWS if cells[row - 1][check.column] == broken]
            told |= {(form.sheet, row, check.field.name, check.rules[0]) for row in rows}
    return told


def intake(path: Path) -> Found:
    """What the intake finds in the same file."""
    book = read.workbook(path)
    assert isinstance(book, read.Workbook)
    judged = answers(book, Identity(FORM, FORM.returners[0], FORM.version))
    assert isinstance(judged, Accepted)
    names = {
        (form.sheet, check.field.name, rule): check.rules[0]
        for form in FORM.sheets
        for check in checks(form, Grid(form))
        for rule in check.rules
    }
    return {
        (each.sheet, row, each.field, names[each.sheet, each.field, each.rule])
        for each in judged.findings
        if each.field and each.severity is not Severity.NOTE
        for area in areas(each.cell)
        for row, _ in area.cells(ROWS[-1], 40)
    }


def verdict(path: Path) -> object:
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(layout.READY_SHEET)
    return sheet.to_python(skip_empty_area=False)[ready.VERDICT_ROW - 1][0]


def test_a_spreadsheet_finds_on_each_sheet_what_the_intake_finds(saved: tuple[Path, Path]) -> None:
    wrong, _ = saved

    assert live(wrong) == intake(wrong)
    assert {sheet for sheet, *_ in live(wrong)} == {"Records", "Attendance"}
    assert [sheet for sheet, *_, rule in live(wrong) if rule == NO_SUCH_RECORD.id] == ["Attendance"]
    assert verdict(wrong) == "3 things to mend"


def test_a_sound_return_is_ready_to_send_with_both_sheets(saved: tuple[Path, Path]) -> None:
    _, sound = saved

    assert (live(sound), intake(sound), verdict(sound)) == (set(), set(), ready.READY)
