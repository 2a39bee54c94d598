"""The findings of one return while they are being made: one for each cause, with all of its places."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

import numpy as np

from pipeline.definition import Field, Form, Severity
from pipeline.definition.frame import Array
from pipeline.validate.finding import Finding, spans
from pipeline.validate.header import Header
from pipeline.validate.tidy import plain, unseen

LONGEST_QUOTE = 60
APART = 3  # answers that are wrong in the same way and are quoted one by one
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
    ) -> None:
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

    def findings(self, aside: Collection[int] = ()) -> tuple[Finding, ...]:
        """
        Every finding: errors, then queries, then notes; within each by place.

        ``aside``: the rows of records that are set aside, of which no standard counts anything, not even as missing.
        What is to be done in a cell is said once: of an error there, no doubt is told, and of neither what was tidied.
        """
        gravest: dict[tuple[int, str], int] = {}
        for (severity, _, name, *_), rows in self._rows.items():
            for row in rows:
                gravest[row, name] = min(_ORDER[severity], gravest.get((row, name), _ORDER[severity]))
        causes: dict[tuple[Severity, str, str, str, str, bool], dict[str, list[int]]] = {}
        for (severity, rule, name, saw, expected, fix), rows in self._rows.items():
            for row in rows:
                if _ORDER[severity] == gravest[row, name]:
                    cause = (severity, rule, name, expected, fix, row in aside)
                    causes.setdefault(cause, {}).setdefault(saw, []).append(row)
        found = [
            (rows[0], self.header.columns[cause[2]], self._finding(cause, saw, rows))
            for cause, seen in causes.items()
            for saw, rows in _together(seen).items()
        ]
        return tuple(each for _, _, each in sorted(found, key=lambda each: (_ORDER[each[2].severity], *each[:2])))

    def _finding(self, cause: tuple[Severity, str, str, str, str, bool], saw: str, rows: list[int]) -> Finding:
        severity, rule, name, expected, fix, aside = cause
        field = self._fields[name]
        places = ", ".join(spans(rows, self.header.columns[name] + 1))
        affects = self.form.affected(field) if severity is not Severity.NOTE and not aside else ()
        return Finding(severity, rule, self.header.sheet.name, places, name, field.label, saw, expected, affects, fix)


def _together(seen: dict[str, list[int]]) -> dict[str, list[int]]:
    """What was seen in the cells of one cause, by its rows; as one where it is more than a message can list apart."""
    if len(seen) <= APART:
        return seen
    first = list(seen)[:APART]
    rows = sorted(row for each in seen.values() for row in each)
    more = len(seen) - APART
    return {f"{', '.join(first)} and {more} {'other like them' if more == 1 else 'others like them'}": rows}


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
