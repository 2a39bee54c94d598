"""Tables that are no records: counts in place of the cases, and a second table below the first."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.definition import Form, Text
from pipeline.read import Workbook
from pipeline.validate.catalogue.check import Wording
from pipeline.validate.catalogue.files import MAY_BE_CUT_OFF
from pipeline.validate.catalogue.records import COUNTS_NOT_RECORDS, SECOND_TABLE
from pipeline.validate.cells import read_cell
from pipeline.validate.finding import Finding, row_spans
from pipeline.validate.header import Header
from pipeline.validate.row_kinds import is_numbered
from pipeline.validate.rows import Rows
from pipeline.validate.tidy import plain

HEADINGS = 3  # cells of words, at least, for a row to be the headings of another table
LAST_ROWS = (65_536, 1_048_576)  # where the sheets of old and of today's Excel end


def misplaced(header: Header, rows: Rows, form: Form) -> Finding | None:
    """The refusal of a sheet that holds something else than one table of records."""
    return _counts(header, rows, form) or _second(header, rows, form)


def cut_off(workbook: Workbook) -> list[Finding]:
    """An error for each sheet that ends exactly where a sheet of Excel's does."""
    return [
        MAY_BE_CUT_OFF.at(sheet.name, f"{len(sheet.rows)}:{len(sheet.rows)}", row=len(sheet.rows))
        for sheet in workbook.sheets
        if len(sheet.rows) in LAST_ROWS
    ]


def _counts(header: Header, rows: Rows, form: Form) -> Finding | None:
    """The refusal of a sheet whose rows are all counts, each with one label at most, and none is a numbered record."""
    for number in rows.records:
        row = header.sheet.rows[number - 1]
        filled = [value for value in row if plain(str(value))]
        counts = sum(isinstance(value, float) for value in filled)
        if not counts or len(filled) - counts > 1 or _has_key(header, row, form):
            return None
    if not rows.records:
        return None
    return COUNTS_NOT_RECORDS.at(header.sheet.name, row_spans(rows.records), unit=form.audit.unit)


def _second(header: Header, rows: Rows, form: Form) -> Finding | None:
    """The refusal of a second table: below an empty row, a row of words that are no answers, with rows under it."""
    for place, number in enumerate(rows.records[1:], start=1):
        row = header.sheet.rows[number - 1]
        apart = number - 1 > rows.records[place - 1]
        followed = place + 1 < len(rows.records)
        if apart and followed and not _has_key(header, row, form) and _all_headings(header, row, form):
            return SECOND_TABLE.at(header.sheet.name, f"{number}:{number}", row=number, first=header.row)
    return None


def _has_key(header: Header, row: Sequence[object], form: Form) -> bool:
    return is_numbered(form.audit.key, row[header.columns[form.audit.key.name]])


def _all_headings(header: Header, row: Sequence[object], form: Form) -> bool:
    words = [value for value in row if plain(str(value))]
    if len(words) < HEADINGS or not all(isinstance(value, str) for value in words):
        return False
    asked = [field for field in form.fields if not (isinstance(field, Text) and field.pattern is None)]
    answers = [read_cell(field, value) for field in asked if plain(str(value := row[header.columns[field.name]]))]
    return 2 * sum(isinstance(each, Wording) for each in answers) > len(answers)
