"""Tables that are no records: counts in place of the cases, and a second table below the first."""

from __future__ import annotations

from itertools import pairwise

from pipeline.definition import Text
from pipeline.validate.catalogue.records import COUNTS_NOT_RECORDS, SECOND_TABLE
from pipeline.validate.cells import read_cell
from pipeline.validate.finding import Finding, row_spans
from pipeline.validate.header import Header
from pipeline.validate.rows import Rows
from pipeline.validate.tidy import filled

HEADINGS = 3  # cells of words, at least, for a row to be the headings of another table


def misplaced(header: Header, rows: Rows) -> Finding | None:
    """The refusal of a sheet that holds something else than one table of records."""
    return _counts(header, rows) or _second(header, rows)


def _counts(header: Header, rows: Rows) -> Finding | None:
    """The refusal of a sheet whose rows are all counts, each with one label at most, and none is a numbered record."""
    for number in rows.records:
        row = header.sheet.rows[number - 1]
        answers = list(filter(filled, row))
        counts = sum(isinstance(value, float) for value in answers)
        if not counts or len(answers) - counts > 1 or header.numbered(row):
            return None
    if not rows.records:
        return None
    return COUNTS_NOT_RECORDS.at(header.sheet.name, row_spans(rows.records), unit=header.form.unit)


def _second(header: Header, rows: Rows) -> Finding | None:
    """The refusal of a second table: below an empty row, a row of words that are no answers, with rows under it."""
    for before, number in pairwise(rows.records[:-1]):
        row = header.sheet.rows[number - 1]
        if number - 1 > before and not header.numbered(row) and _all_headings(header, number):
            return SECOND_TABLE.at(header.sheet.name, f"{number}:{number}", row=number, first=header.row)
    return None


def _all_headings(header: Header, number: int) -> bool:
    words = list(filter(filled, header.sheet.rows[number - 1]))
    if len(words) < HEADINGS or not all(isinstance(value, str) for value in words):
        return False
    fields = map(header.form.dated, header.form.fields)
    asked = [field for field in fields if not (isinstance(field, Text) and field.pattern is None)]
    answers = [read_cell(field, value) for field in asked if filled(value := header.answer(number, field))]
    return 2 * sum(isinstance(each, Finding) for each in answers) > len(answers)
