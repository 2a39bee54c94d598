"""A filled template is opened and saved by another spreadsheet program, and still says the same."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from pipeline import read, template
from pipeline.definition import Date, DateTime, Field, Form, OneCode, Whole
from pipeline.read import Workbook
from pipeline.template import Filling, layout
from tests.forms import ALL
from tests.forms import FORMS as EVERY

Conversion = Callable[..., list[Path]]

# To work a template out takes the program seconds: of each audit its first form, and each that has further sheets.
FORMS = {name: form for name, form in EVERY.items() if form.view is ALL[form.audit.code].views[0] or form.beside}

COVER = {
    "return_type": "SAMPLE",
    "sample_returned": 2,
    "date_submitted": date(2019, 10, 14),
    "prepared_by_role": "Named nurse & “lead”",
}


def rows(form: Form) -> list[dict[str, object]]:
    """A record that answers all that has an example, and one that answers only what is always needed."""
    full = {field.name: field.example for field in form.fields if field.example is not None}
    return [full, {field.name: full[field.name] for field in form.fields if field.required and field.name in full}]


@pytest.fixture(scope="module")
def converted(soffice_convert: Conversion, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """These forms' templates with each of their sheets of records filled, saved by LibreOffice at one start."""
    folder = tmp_path_factory.mktemp("filled")
    files = []
    for code, form in FORMS.items():
        filling = Filling(rows=rows(form), cover=COVER, beside={each.view.code: rows(each) for each in form.beside})
        files.append(folder / f"{code}.xlsx")
        files[-1].write_bytes(template.workbook(form, form.returners[0], filling))
    return dict(zip(FORMS, soffice_convert(files, "xlsx", folder / "saved"), strict=True))


@pytest.fixture(scope="module")
def saved(converted: Mapping[str, Path]) -> Mapping[str, Workbook]:
    """The same, as we read them."""
    return {code: read.workbook(path) for code, path in converted.items()}


def values(book: Workbook, sheet: str) -> list[list[object]]:
    rows = book.sheet(sheet)
    return rows.rows


def plain(value: object) -> object:
    """A value as a workbook knows it: every number has a fraction, every date a time, and nothing is empty text."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time())
    return float(value) if isinstance(value, int) else "" if value is None else value


@pytest.mark.parametrize("code", FORMS)
def test_the_sheets_survive_in_order_with_the_hidden_ones_hidden(saved: Mapping[str, Workbook], code: str) -> None:
    volumes = [("Volumes", True)] if FORMS[code].volumes else []
    assert [(sheet.name, sheet.visible) for sheet in saved[code].sheets] == [
        ("Cover", True),
        *((each.sheet, True) for each in FORMS[code].sheets),
        *volumes,
        ("Ready to send", True),
        ("Guidance", True),
        ("Lists", False),
        ("Manifest", False),
    ]


@pytest.mark.parametrize("code", FORMS)
def test_the_manifest_survives(saved: Mapping[str, Workbook], code: str) -> None:
    form = FORMS[code]
    assert values(saved[code], layout.MANIFEST_SHEET) == [
        ["audit", form.audit.code],
        ["view", form.view.code],
        ["agency", form.returners[0]],
        ["quarter", "2019-20 Q2"],
        ["version", form.version],
        *map(list, {f"question {each.name}": each.label for sheet in form.sheets for each in sheet.fields}.items()),
    ]


@pytest.mark.parametrize("code", FORMS)
def test_both_records_survive_cell_by_cell_below_the_header_and_the_example(
    saved: Mapping[str, Workbook], code: str
) -> None:
    for form in FORMS[code].sheets:
        cells = values(saved[code], form.sheet)
        asked = [field.label + (" *" if field.required else "") for field in form.fields]
        header = ["To mend", *asked, "What to mend"]
        assert cells[layout.HEADER_ROW - 1] == header
        assert cells[layout.EXAMPLE_ROW - 1][0] == layout.EXAMPLE_MARK
        filled = [row for row in cells[layout.FIRST_DATA_ROW - 1 :] if any(value != "" for value in row[1:-1])]
        records = [["", *(plain(value) for value in row[1:-1])] for row in filled]
        expected = [["", *(plain(row.get(field.name)) for field in form.fields)] for row in rows(form)]
        assert records == expected


@pytest.mark.parametrize("code", FORMS)
def test_the_cover_s_answers_survive(saved: Mapping[str, Workbook], code: str) -> None:
    cells = values(saved[code], layout.COVER_SHEET)
    answers = {item.name: plain(cells[layout.cover_row(item.name) - 1][1]) for item in layout.COVER}
    assert {name: answers[name] for name in COVER} == {name: plain(value) for name, value in COVER.items()}
    assert answers["audit_code"] == FORMS[code].audit.code
    assert answers["period_start"] == plain(FORMS[code].period.start)
    assert answers["caveats"] == ""


@pytest.mark.parametrize("code", FORMS)
def test_nothing_was_added_that_an_intake_would_stop_at(
    saved: Mapping[str, Workbook], converted: Mapping[str, Path], code: str
) -> None:
    book = saved[code]
    assert [dict(sheet.errors) for sheet in book.sheets if sheet.errors] == []
    with_formulas = {sheet.name: sheet.formula_count for sheet in book.sheets if sheet.formula_count}
    of_records = {each.sheet for each in FORMS[code].sheets}
    assert with_formulas.keys() == {*of_records, layout.READY_SHEET}, "the live checks, and nothing else"
    assert {with_formulas[each] for each in of_records} == {2 * layout.DATA_ROWS}
    assert [sheet.formulas_without_result for sheet in book.sheets if sheet.formulas_without_result] == []
    assert not book.facts.macros
    assert (book.facts.external_links, book.facts.embedded_objects) == (0, 0)
    names = openpyxl.load_workbook(converted[code]).defined_names
    assert {name for name in names if name.startswith("list_")} == {
        f"list_{number}_{name}" for number, name in enumerate(list_names(FORMS[code]))
    }


def list_names(form: Form) -> list[str]:
    """The names of the code lists in the order in which a template first needs them."""
    lists = [layout.RETURN_TYPES, layout.SAMPLING_METHODS]
    lists += [field.codes for sheet in form.sheets for field in sheet.fields if isinstance(field, OneCode)]
    return [each.name for each in dict.fromkeys(lists)]


def tried(field: Field) -> list[tuple[object, bool]]:
    """What might be entered in a question for a number or a date, and whether its live check is to let it pass."""
    codes = [(text, True) for code in field.also_codes() for text in (code.code, code.shown, code.label.lower())]
    if isinstance(field, Whole):
        low, high = field.minimum, field.maximum
        numbers = [(low, True), (high, True), (low - 1, False), (high + 1, False), (low + 0.5, False)]
        return [*numbers, ("some", False), ("XX", False), *codes]
    if isinstance(field, Date):
        early, late = (datetime.combine(day, time()) for day in (field.earliest, field.latest))
        dates = [
            (early, True),
            (late, True),
            (early.replace(year=early.year - 1), False),
            (late.replace(year=late.year + 1), False),
        ]
        return [*dates, (late.replace(hour=23, minute=59), True), ("5 July", False), ("XX", False), *codes]
    return []


def live_checks(form: Form) -> list[tuple[Field, str, str]]:
    """Each question for a number or a date, the cell its live check is written for, and the check."""
    book = openpyxl.load_workbook(io.BytesIO(template.workbook(form, form.returners[0])), data_only=True)
    sheet = book[form.sheet]
    formulas = {str(each.sqref).split(":")[0]: each.formula1 for each in sheet.data_validations.dataValidation}
    asked = zip(form.fields, formulas.items(), strict=True)
    return [(field, cell, check) for field, (cell, check) in asked if isinstance(field, Whole | Date)]


def test_the_live_checks_let_pass_just_what_their_questions_allow(soffice_convert: Conversion, tmp_path: Path) -> None:
    cases = [
        (field, cell, check, value, passes)
        for form in FORMS.values()
        for field, cell, check in live_checks(form)
        for value, passes in tried(field)
    ]
    file = tmp_path / "checks.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        for row, (_, cell, check, value, _) in enumerate(cases):
            sheet.write(row, 0, value, day if isinstance(value, datetime) else None)
            sheet.write_formula(row, 1, "=" + check.replace(cell, f"A{row + 1}"))
    (saved,) = soffice_convert([file], "xlsx", tmp_path / "out")
    verdicts = [row[1] for row in CalamineWorkbook.from_path(str(saved)).get_sheet_by_index(0).to_python()]
    wrong = [
        (field.name, value, verdict)
        for (field, _, _, value, passes), verdict in zip(cases, verdicts, strict=True)
        if verdict is not passes
    ]
    assert wrong == []
    assert {type(field) for field, *_ in cases} == {Whole, Date, DateTime}
    assert {code.code for field, *_ in cases for code in field.also_codes()} >= {"PENDING", "NR"}
