"""Tables that are no records: counts in place of the cases, and a second table below the first."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.definition import Form, Severity, Text
from pipeline.read import Workbook
from pipeline.validate.cells import Wrong, read_cell
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
        Finding(
            Severity.ERROR,
            "may_be_cut_off",
            sheet.name,
            f"{len(sheet.rows)}:{len(sheet.rows)}",
            "",
            "",
            f"a sheet that ends in row {len(sheet.rows):,}, the last that a sheet can have",
            "",
            (),
            "It may be cut off: compare it with the system it came from, and send what is missing.",
        )
        for sheet in workbook.sheets
        if len(sheet.rows) in LAST_ROWS
    ]


def _counts(header: Header, rows: Rows, form: Form) -> Finding | None:
    """Rows that are numbers with a label at most, none with a record's own number."""
    for number in rows.records:
        row = header.sheet.rows[number - 1]
        filled = [value for value in row if plain(str(value))]
        counts = sum(isinstance(value, float) for value in filled)
        if not counts or len(filled) - counts > 1 or _has_key(header, row, form):
            return None
    if not rows.records:
        return None
    return Finding(
        Severity.ERROR,
        "counts_not_records",
        header.sheet.name,
        row_spans(rows.records),
        "",
        "",
        "numbers of cases in place of the cases",
        f"one row for each record: {form.audit.unit}",
        (),
        "One row per child or case is needed, each with its own number; we do the counting.",
    )


def _second(header: Header, rows: Rows, form: Form) -> Finding | None:
    """Headings of another table below the first: a row of words, few of them an answer, and rows under it."""
    for place, number in enumerate(rows.records[1:], start=1):
        row = header.sheet.rows[number - 1]
        apart = number - 1 > rows.records[place - 1]
        followed = place + 1 < len(rows.records)
        if apart and followed and not _has_key(header, row, form) and _all_headings(header, row, form):
            first = header.sheet.name
            return Finding(
                Severity.ERROR,
                "second_table",
                first,
                f"{number}:{number}",
                "",
                "",
                f"a second table that begins in row {number}, below the one that begins in row {header.row}",
                "one table, with the template's headings",
                (),
                "Put every record under the one row of headings.",
            )
    return None


def _has_key(header: Header, row: Sequence[object], form: Form) -> bool:
    return is_numbered(form.audit.key, row[header.columns[form.audit.key.name]])


def _all_headings(header: Header, row: Sequence[object], form: Form) -> bool:
    words = [value for value in row if plain(str(value))]
    if len(words) < HEADINGS or not all(isinstance(value, str) for value in words):
        return False
    asked = [field for field in form.fields if not (isinstance(field, Text) and field.pattern is None)]
    answers = [read_cell(field, value) for field in asked if plain(str(value := row[header.columns[field.name]]))]
    return 2 * sum(isinstance(each, Wrong) for each in answers) > len(answers)
