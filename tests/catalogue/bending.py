"""Templates filled in and then bent as people bend them: the workbook itself, its zip, or the values in its cells."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

import openpyxl
import pytest
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.audits import ALL
from pipeline.definition import Date, Field, Form, MultiCode, OneCode, Text, Whole
from pipeline.layout import (
    CHECKS_SHEET,
    FIRST_DATA_ROW,
    GUIDANCE_SHEET,
    HEADER_ROW,
    MANIFEST_SHEET,
    READY_SHEET,
    RECORDS_SHEET,
)
from pipeline.quarter import Quarter
from pipeline.synthetic.returns import Circumstances, returns
from pipeline.synthetic.written import filling
from pipeline.template import Filling, workbook

Q2 = Quarter(2019, 2)
AGENCIES = {"NEG": "HC", "WNB": "SOL", "MASH": "SCC-CF"}
FIRST, RECORDS = FIRST_DATA_ROW, 5
LAST = FIRST + RECORDS - 1
Bend = Callable[[Any], None]


@cache
def form(audit: str) -> Form:
    """What the agency of this catalogue is asked in ``audit``."""
    view = ALL[audit].view_of(AGENCIES[audit])
    assert view is not None
    return ALL[audit].form(view, Q2)


@cache
def answered(audit: str) -> Filling:
    """A few records in order, and a Cover that says so."""
    code = AGENCIES[audit]
    (sent,) = [each for each in returns(ALL[audit], Q2, 1, Circumstances()) if each.agency == code]
    whole = filling(sent)
    return replace(whole, rows=whole.rows[:RECORDS], cover={**whole.cover, "sample_returned": RECORDS})


@cache
def template(audit: str) -> bytes:
    """The template as it is sent out, filled in."""
    return workbook(form(audit), AGENCIES[audit], answered(audit))


@cache
def plain(audit: str) -> bytes:
    """The same, saved by another program and without the sheets that say nothing of the records."""
    book = openpyxl.load_workbook(io.BytesIO(template(audit)), data_only=True)
    for name in (CHECKS_SHEET, READY_SHEET, GUIDANCE_SHEET):
        if name in book.sheetnames:
            del book[name]
    for sheet in book:  # whatever is typed is pasted over them anyway, and they are most of the file
        sheet.data_validations.dataValidation.clear()
        sheet.conditional_formatting = ConditionalFormattingList()
    return saved(book)


def saved(book: Any) -> bytes:
    """A workbook's bytes."""
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


def bent(audit: str, bend: Bend) -> bytes:
    """The filled template after ``bend`` has had the whole workbook."""
    book = openpyxl.load_workbook(io.BytesIO(plain(audit)))
    bend(book)
    return saved(book)


def as_it_was(_book: Any) -> None:
    """No bend at all."""


def records(bend: Callable[[Worksheet], None]) -> Bend:
    """A bend of the sheet of records."""
    return lambda book: bend(book[RECORDS_SHEET])


def manifest(name: str, value: str) -> Bend:
    """A line of the hidden manifest with another value."""

    def bend(book: Any) -> None:
        line = next(row for row in book[MANIFEST_SHEET].iter_rows() if row[0].value == name)
        line[1].value = value

    return bend


@dataclass(frozen=True)
class Place:
    """A field's column on the sheet of records."""

    field: Field
    column: int

    def cell(self, row: int = FIRST) -> str:
        """The name of its cell in a row."""
        return f"{get_column_letter(self.column)}{row}"

    @property
    def heading(self) -> str:
        """The name of its heading's cell."""
        return self.cell(HEADER_ROW)


KINDS: dict[str, Callable[[Field], bool]] = {
    "code": lambda field: isinstance(field, OneCode),
    "codes": lambda field: isinstance(field, MultiCode),
    "date": lambda field: type(field) is Date,
    "number": lambda field: isinstance(field, Whole) and not field.also,
    "words": lambda field: isinstance(field, Text) and field.free,
}


def place(audit: str, kind: str) -> Place:
    """The first question of a kind that every record here answers, or that any does; neither key nor anchor."""
    asked, rows = form(audit), answered(audit).rows
    deciding = {each.name for each in (asked.audit.key, *asked.anchors)}
    fields = [each for each in asked.fields if KINDS[kind](each) and each.name not in deciding]
    if not fields:
        pytest.skip(f"{audit} asks no question of this kind")
    best = max(fields, key=lambda each: (sum(row.get(each.name) not in (None, "") for row in rows), each.required))
    return of(audit, best.name)


def places(audit: str) -> list[Place]:
    """Every question that the first record answers, where it stands."""
    first = answered(audit).rows[0]
    return [of(audit, each.name) for each in form(audit).fields if first.get(each.name) not in (None, "")]


def of(audit: str, name: str) -> Place:
    """The place of a field by its name."""
    names = [each.name for each in form(audit).fields]
    return Place(form(audit).fields[names.index(name)], names.index(name) + 2)


def anchor(audit: str) -> Place:
    """The place of the date that decides the quarter."""
    return of(audit, form(audit).anchors[0].name)


def key(audit: str) -> Place:
    """The place of the record's number."""
    return of(audit, form(audit).audit.key.name)


FORMATS = {datetime: "dd/mm/yyyy", time: "hh:mm", timedelta: "[h]:mm"}


def typed(cells: dict[str, object]) -> Bend:
    """Values typed over the cells of records."""

    def bend(sheet: Worksheet) -> None:
        for name, value in cells.items():
            sheet[name].value = value
            sheet[name].number_format = FORMATS.get(type(value), "General")

    return records(bend)


def day(audit: str, row: int = FIRST) -> datetime:
    """The anchor's date in a row."""
    value = answered(audit).rows[row - FIRST][anchor(audit).field.name]
    assert isinstance(value, date)
    return datetime(value.year, value.month, value.day)


def values(rows: Sequence[Sequence[object]]) -> Bend:
    """Rows put below the last record, from column B."""

    def bend(sheet: Worksheet) -> None:
        for down, row in enumerate(rows, start=LAST + 1):
            for across, value in enumerate(row, start=2):
                sheet.cell(down, across, value)

    return records(bend)
