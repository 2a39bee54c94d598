"""What was planted, counted again from the files as a spreadsheet program shows them."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping

import openpyxl
import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Coded, Field, Form, Meaning
from pipeline.synthetic import Written
from pipeline.template.layout import COVER_SHEET, FIRST_DATA_ROW, cover_row
from tests.forms import ALL
from tests.unit.synthetic.conftest import Town

Row = Mapping[str, object]


def form_of(each: Written) -> Form:
    audit = ALL[each.audit]
    view = audit.view_of(each.agency, Quarter.parse(each.quarter))
    assert view is not None
    return audit.form(view, Quarter.parse(each.quarter))


@pytest.fixture(scope="module")
def books(town: Town) -> dict[str, openpyxl.Workbook]:
    """Every workbook written, by its place below the returns; read only: no sheet is read before it is looked at."""
    return {
        name: openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for name, data in town.files().items()
    }


@pytest.fixture(scope="module")
def rows(town: Town, books: dict[str, openpyxl.Workbook]) -> dict[str, list[Row]]:
    """Every record written, by its file; columns by their places, since one file has lost a heading."""
    return {
        each.file: rows_in(books[each.file], each, form_of(each)) for each in town.planted.returns if not each.missing
    }


def rows_in(book: openpyxl.Workbook, each: Written, form: Form) -> list[Row]:
    sheet = book[each.sent_back.sheet if each.sent_back and form.view.beside is None else form.sheet]
    names = [field.name for field in form.fields]
    cells = sheet.iter_rows(min_row=FIRST_DATA_ROW, min_col=2, max_col=1 + len(names), values_only=True)
    return [dict(zip(names, row, strict=True)) for row in cells if any(value is not None for value in row)]


def test_records_brothers_and_sisters_repeats_and_unborn_babies_are_as_many_as_planted(
    town: Town, books: dict[str, openpyxl.Workbook], rows: dict[str, list[Row]]
) -> None:
    for each in (each for each in town.planted.returns if not each.missing):
        records = rows[each.file]
        in_family = {(row["family_ref"], row.get("child_ref")) for row in records if row.get("family_ref")}
        families = Counter(family for family, _ in in_family)
        children = Counter(row["child_ref"] for row in records if row.get("child_ref"))
        counted = each.counted
        assert counted.records == len(records)
        assert counted.beside == sum(len(rows_in(books[each.file], each, form)) for form in form_of(each).beside)
        assert counted.siblings == len([family for family, many in families.items() if many >= 2])
        assert counted.repeats == len([child for child, many in children.items() if many >= 2])
        assert counted.unborn == len([row for row in records if row.get("unborn") == "Y"])

    newest = [each.counted for each in town.planted.newest]
    assert all(sum(getattr(each, what) for each in newest) for what in ("records", "siblings", "repeats", "unborn"))


def says_not_yet(field: Field, value: object) -> bool:
    codes = field.codes if isinstance(field, Coded) else field.also_codes()
    return any(value == code.code and code.meaning is Meaning.PENDING for code in codes)


def test_pending_answers_are_as_many_as_planted(town: Town, rows: dict[str, list[Row]]) -> None:
    for each in (each for each in town.planted.returns if not each.missing):
        asked = form_of(each).fields
        pending = [field for row in rows[each.file] for field in asked if says_not_yet(field, row[field.name])]
        assert each.counted.pending == len(pending)

    assert sum(each.counted.pending for each in town.planted.newest)


def test_linked_cases_are_as_many_as_planted(town: Town, rows: dict[str, list[Row]]) -> None:
    def links(each: Written) -> list[tuple[object, ...]]:
        names = [field.name for field in ALL[each.audit].linked_by]
        return [tuple(row[name] for name in names) for row in rows[each.file]] if names else []

    sent = [each for each in town.planted.returns if not each.missing]
    for each in sent:
        others = {
            link
            for other in sent
            if (other.quarter, other.audit) == (each.quarter, each.audit) and other.view != each.view
            for link in links(other)
        }
        assert each.counted.linked == len([link for link in links(each) if link in others])

    pairing = {each.audit for each in sent if ALL[each.audit].linked_by and len(ALL[each.audit].returned()) > 1}
    assert {each.audit for each in sent if each.counted.linked} == pairing > {"NEG", "MASH"}


def test_the_cover_says_nil_where_there_are_no_records_and_only_there(
    town: Town, books: dict[str, openpyxl.Workbook], rows: dict[str, list[Row]]
) -> None:
    for each in (each for each in town.planted.returns if not each.missing):
        answers = [line[1] for line in books[each.file][COVER_SHEET].iter_rows(max_col=2, values_only=True)]
        return_type, returned = (answers[cover_row(name) - 1] for name in ("return_type", "sample_returned"))
        assert (return_type == "NIL") is each.nil is (not rows[each.file])
        assert returned == len(rows[each.file])
