"""
Records that show a child who needs action at once, found in a workbook as it came, whatever else is wrong with it.

A return that is sent back may hold such a record too, so the cells are looked at by their headings alone: no record
need be whole, dated or numbered for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.definition import YES, Coded, Field, Form, Role
from pipeline.read import Sheet, Workbook, folded_name
from pipeline.template.layout import every_sheet
from pipeline.validate.cells import as_text
from pipeline.validate.header import SEARCHED, known_headings
from pipeline.validate.tidy import folded, plain
from pipeline.validate.validated import AtOnce, Identity

Headings = Mapping[str, Field]  # by a heading, folded, the question that it stands for


def of_return(workbook: Workbook, identity: Identity) -> tuple[AtOnce, ...]:
    """The records of a return whose audit is known that show a child who needs action at once."""
    form = identity.form
    whose = f"{form.audit.code}\n{identity.agency}\n{form.quarter}"
    records: dict[tuple[str, int], AtOnce] = {}
    for each in form.sheets:
        fields = {field.name: field for field in each.fields}
        known = {**known_headings(workbook, each), **{text: told.field for text, told in identity.approved.items()}}
        headings = {heading: fields[name] for heading, name in known.items() if name in fields}
        for record in _search(workbook, headings, whose, _others(form), form):
            records[record.sheet, record.row] = record
    return tuple(records.values())


def of_any(workbook: Workbook, asked: Iterable[Field]) -> tuple[AtOnce, ...]:
    """The same of a workbook of which it could not be told whose it is; it may answer any of ``asked``."""
    headings = {folded(field.label): field for field in asked}
    return tuple(_search(workbook, headings, workbook.sha256, frozenset(), None))


def _others(form: Form) -> frozenset[str]:
    """The template's own sheets that hold no records: answers stand again on the one that checks them."""
    records = {folded_name(each.sheet) for each in form.sheets}
    return frozenset(map(folded_name, every_sheet(form))) - records


def _search(
    workbook: Workbook, headings: Headings, whose: str, without: frozenset[str], form: Form | None
) -> Iterator[AtOnce]:
    wanted = {text for text, field in headings.items() if field.role is Role.IMMEDIATE_ACTION}
    if not wanted:
        return
    for number, sheet in enumerate(workbook.sheets, start=1):
        if sheet.folded_name in without:
            continue
        name = _named(sheet, number, form)
        for row, column in _places(sheet, wanted):
            field = headings[folded(str(sheet.rows[row - 1][column]))]
            telling = _telling(sheet.rows[row - 1], headings)
            for place, cells in enumerate(sheet.rows, start=1):
                if _is_yes(field, cells[column]):
                    yield AtOnce(name, place, _record(whose, workbook, name, place, [cells[each] for each in telling]))


def _places(sheet: Sheet, wanted: set[str]) -> list[tuple[int, int]]:
    """Where one of the ``wanted`` headings stands: near the top or, where there is none, anywhere; row and column."""
    shortest = min(map(len, wanted))  # most answers are shorter, and need not be looked at
    for first, last in ((0, SEARCHED), (SEARCHED, len(sheet.rows))):
        places = [
            (row, column)
            for row, cells in enumerate(sheet.rows[first:last], start=first + 1)
            for column, cell in enumerate(cells)
            if isinstance(cell, str) and len(cell) >= shortest and folded(cell) in wanted
        ]
        if places:
            return places
    return []


def _telling(cells: Sequence[object], headings: Headings) -> list[int]:
    """The columns that tell which record a row is: its number and the child's reference."""
    columns = []
    for column, cell in enumerate(cells):
        field = headings.get(folded(cell)) if isinstance(cell, str) and cell else None
        if field is not None and (field.role is Role.CHILD or getattr(field, "unique", False)):
            columns.append(column)
    return columns


def _is_yes(field: Field, value: object) -> bool:
    if not isinstance(field, Coded) or value == "" or not isinstance(value, str | bool | float):
        return False
    return field.codes.read(plain(as_text(value))) == YES.code


def _record(whose: str, workbook: Workbook, sheet: str, row: int, told: Sequence[object]) -> str:
    """
    What names the record among all others, in every copy of the return, so that nobody is told of it twice.

    By its own number and the child's reference; where it has neither, by its place in this very file.
    """
    references = [plain(as_text(each)).upper() for each in told]
    names = references if any(references) else [workbook.sha256, sheet, str(row)]
    return hashlib.sha256("\n".join([whose, *names]).encode()).hexdigest()


def _named(sheet: Sheet, number: int, form: Form | None) -> str:
    """A sheet as anybody may read it named: whoever sent it may have called it by somebody's name."""
    titles = {folded_name(each.sheet): each.sheet for each in form.sheets} if form is not None else {}
    return titles.get(sheet.folded_name, f"sheet {number}")
