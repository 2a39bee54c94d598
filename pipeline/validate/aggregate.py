"""Counts where records should be: a table of how many, sent in place of a row for each case."""

from __future__ import annotations

import re

from pipeline.definition import Form, Severity
from pipeline.validate.finding import Finding
from pipeline.validate.header import Header
from pipeline.validate.ledger import row_spans
from pipeline.validate.rows import Rows
from pipeline.validate.tidy import plain


def aggregated(header: Header, rows: Rows, form: Form) -> Finding | None:
    """The refusal of a sheet whose rows are numbers with a label at most, none with a record's own number."""
    key = form.audit.key
    column = header.columns[key.name]
    if not rows.records:
        return None
    for number in rows.records:
        row = header.sheet.rows[number - 1]
        if re.fullmatch(key.pattern or ".+", plain(str(row[column])), re.IGNORECASE):
            return None
        filled = [value for value in row if plain(str(value))]
        counts = sum(isinstance(value, float) for value in filled)
        if not counts or len(filled) - counts > 1:
            return None
    return Finding(
        Severity.ERROR, "counts_not_records", header.sheet.name, row_spans(rows.records), "", "",
        "numbers of cases in place of the cases", f"one row for each record: {form.audit.unit}", (),
        "One row per child or case is needed, each with its own number; we do the counting.",
    )  # fmt: skip
