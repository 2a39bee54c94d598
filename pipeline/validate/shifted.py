"""Rows that have slipped by one column, so that every answer stands under the heading beside its own."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.validate.catalogue.check import Wording
from pipeline.validate.catalogue.records import ROW_SHIFTED
from pipeline.validate.cells import read_cell
from pipeline.validate.columns import Columns
from pipeline.validate.finding import Finding, row_spans
from pipeline.validate.ledger import Ledger

FEWEST = 3  # cells of a row that cannot be read, for it to be looked at
LEFT, RIGHT = -1, 1
_SIDE = {LEFT: "left", RIGHT: "right"}


def shifted(ledger: Ledger, columns: Columns, records: Sequence[int]) -> list[Finding]:
    """A hint for each row whose answers could be read if they were moved by one column; nothing is moved."""
    wrong = [sum(bool(mask[place]) for mask in columns.unusable.values()) for place in range(len(records))]
    rows: dict[int, list[int]] = {}
    for place, count in enumerate(wrong):
        if count >= FEWEST:
            for by in (RIGHT, LEFT):
                if 3 * _unread(ledger, records[place], by) <= count:
                    rows.setdefault(by, []).append(records[place])
                    break
    return [
        ROW_SHIFTED.at(ledger.header.sheet.name, row_spans(slipped), side=_SIDE[by]) for by, slipped in rows.items()
    ]


def _unread(ledger: Ledger, row: int, by: int) -> int:
    """How many answers of a row could not be read even if they were moved one column, to the side that ``by`` says."""
    cells = ledger.header.sheet.rows[row - 1]
    key = ledger.form.audit.key
    count = 0
    for field in ledger.form.fields:
        place = ledger.header.columns[field.name] - by
        if field is not key and 0 < place < len(cells):
            count += isinstance(read_cell(field, cells[place]), Wording)
    return count
