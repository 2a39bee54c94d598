"""The findings of one return while they are being made: one for each cause, with all of its places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

import numpy as np

from pipeline.definition import Field, Form, Severity
from pipeline.definition.frame import Array
from pipeline.read import cell_name, column_letters
from pipeline.validate.finding import Finding
from pipeline.validate.header import Header
from pipeline.validate.tidy import plain, unseen

LONGEST_QUOTE = 60
_ORDER = {Severity.ERROR: 0, Severity.QUERY: 1, Severity.NOTE: 2}


class Ledger:
    """Findings about the cells of Records, gathered by cause; the same cause in many cells is one finding."""

    def __init__(self, form: Form, header: Header) -> None:
        self.form = form
        self.header = header
        self._rows: dict[tuple[Severity, str, str, str, str, str], list[int]] = {}
        self._fields = {field.name: field for field in form.fields}

    def add(
        self, severity: Severity, rule: str, field: Field, row: int, *, saw: str, expected: str = "", fix: str
    ) -> None:  # fmt: skip
        """Note one cell, the field's own in ``row`` (as Excel counts it)."""
        self._rows.setdefault((severity, rule, field.name, saw, expected, fix), []).append(row)

    def mark(
        self,
        severity: Severity,
        rule: str,
        field: Field,
        where: Array,
        rows: Sequence[int],
        *,
        saw: str,
        expected: str = "",
        fix: str,
    ) -> None:
        """Note the field's cell in each of ``rows`` that is ``where`` true."""
        for place in np.flatnonzero(where).tolist():
            self.add(severity, rule, field, rows[place], saw=saw, expected=expected, fix=fix)

    def findings(self) -> tuple[Finding, ...]:
        """Every finding: errors, then queries, then notes; within each by place."""
        found = [
            (rows[0], self.header.columns[name], self._finding(severity, rule, name, rows, saw, expected, fix))
            for (severity, rule, name, saw, expected, fix), rows in self._rows.items()
        ]
        return tuple(each for _, _, each in sorted(found, key=lambda each: (_ORDER[each[2].severity], *each[:2])))

    def _finding(
        self, severity: Severity, rule: str, name: str, rows: list[int], saw: str, expected: str, fix: str
    ) -> Finding:  # fmt: skip
        field = self._fields[name]
        places = ", ".join(spans(rows, self.header.columns[name] + 1))
        affects = self.form.affected(field) if severity is not Severity.NOTE else ()
        return Finding(severity, rule, self.header.sheet.name, places, name, field.label, saw, expected, affects, fix)


def spans(rows: Iterable[int], column: int) -> Iterator[str]:
    """Rows of one column as ranges: 6, 7, 8 and 11 of column 8 are "H6:H8" and "H11"."""
    start = end = 0
    for row in [*sorted(set(rows)), 0]:
        if start and row == end + 1:
            end = row
            continue
        if start:
            first = cell_name(start, column)
            yield first if start == end else f"{first}:{column_letters(column)}{end}"
        start = end = row


def row_spans(rows: Iterable[int]) -> str:
    """Whole rows as ranges: 6, 7, 8 and 11 are "6:8, 11:11"."""
    found: list[list[int]] = []
    for row in sorted(set(rows)):
        if found and found[-1][1] == row - 1:
            found[-1][1] = row
        else:
            found.append([row, row])
    return ", ".join(f"{first}:{last}" for first, last in found)


def shown(field: Field | None, value: object) -> str:
    """A cell's value as the agency's own feedback quotes it; words in a free-text cell are not repeated."""
    if getattr(field, "free", False):
        return f"{len(str(value))} characters"
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}" if value.time().isoformat() != "00:00:00" else f"{value:%d/%m/%Y}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    said = plain(text) if unseen(text) else text
    if len(said) > LONGEST_QUOTE:
        return f"'{said[:LONGEST_QUOTE]}…' ({len(said)} characters){unseen(text)}"
    return f"'{said}'{unseen(text)}"
