"""The findings of one return while they are being made: one for each cause, with all of its places."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

import numpy as np

from pipeline.definition import Field, Severity
from pipeline.definition.frame import Array
from pipeline.validate.cells import as_text
from pipeline.validate.finding import RANK, Finding, spans
from pipeline.validate.header import Header
from pipeline.validate.tidy import plain, unseen

LONGEST_QUOTE = 60
APART = 3  # answers that are wrong in the same way and are quoted one by one


class Ledger:
    """Findings about the cells of Records, gathered by cause; the same cause in many cells is one finding."""

    def __init__(self, header: Header) -> None:
        self.form = header.form
        self.header = header
        self._rows: dict[tuple[Finding, str], list[int]] = {}
        self._fields = {field.name: field for field in self.form.fields}

    def add(self, wording: Finding, field: Field, rows: Iterable[int]) -> None:
        """Note the field's cell in each of ``rows`` (as Excel counts them)."""
        self._rows.setdefault((wording, field.name), []).extend(rows)

    def mark(self, wording: Finding, field: Field, where: Array, rows: Sequence[int]) -> None:
        """Note the field's cell in each of ``rows`` that is ``where`` true."""
        if where.any():
            self.add(wording, field, (rows[place] for place in np.flatnonzero(where).tolist()))

    def findings(self, aside: Collection[int] = ()) -> tuple[Finding, ...]:
        """
        Every finding: errors, then queries, then notes; within each by place.

        ``aside``: the rows of records that are set aside, of which no standard counts anything, not even as missing.
        Only the gravest finding of a cell is told: mending an error also answers the query or note beside it.
        """
        gravest: dict[tuple[int, str], int] = {}
        for (wording, name), rows in self._rows.items():
            rank = RANK[wording.severity]
            for row in rows:
                gravest[row, name] = min(rank, gravest.get((row, name), rank))
        # Whatever was seen, and by whichever check of one id: what is to be done about it is the same.
        causes: dict[tuple[Finding, str, bool], dict[str, list[int]]] = {}
        for (wording, name), rows in self._rows.items():
            told = [row for row in rows if RANK[wording.severity] == gravest[row, name]]
            for is_aside in (False, True):
                if alike := [row for row in told if (row in aside) is is_aside]:
                    cause = (replace(wording, saw=""), name, is_aside)
                    causes.setdefault(cause, {}).setdefault(wording.saw, []).extend(alike)
        placed = [
            (rows[0], self.header.columns[name], self._placed(replace(wording, saw=saw), name, rows, aside=is_aside))
            for (wording, name, is_aside), seen in causes.items()
            for saw, rows in _together(seen).items()
        ]
        return tuple(each for _, _, each in sorted(placed, key=lambda each: (RANK[each[2].severity], *each[:2])))

    def _placed(self, wording: Finding, name: str, rows: list[int], *, aside: bool) -> Finding:
        field = self._fields[name]
        return wording.at(
            self.header.sheet.name,
            ", ".join(spans(rows, self.header.columns[name] + 1)),
            field=name,
            label=field.label,
            affects=() if wording.severity is Severity.NOTE or aside else self.form.affected(field),
        )


def _together(seen: dict[str, list[int]]) -> dict[str, list[int]]:
    """What was seen, with its rows; different sights become one where there are more than a message can quote."""
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
    text = as_text(value)
    if isinstance(value, bool):
        return text
    seen = plain(text) if unseen(text) else text
    if len(seen) > LONGEST_QUOTE:
        return f"'{seen[:LONGEST_QUOTE]}…' ({len(seen)} characters){unseen(text)}"
    return f"'{seen}'{unseen(text)}"
