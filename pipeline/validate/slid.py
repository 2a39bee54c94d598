"""Headings, or rows, that have slipped sideways, so that answers stand under the headings of others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.definition import Field, Text
from pipeline.read import column_letters
from pipeline.validate.catalogue.headings import HEADINGS_SLID
from pipeline.validate.catalogue.records import ROW_SHIFTED
from pipeline.validate.cells import fits
from pipeline.validate.columns import Columns
from pipeline.validate.finding import Finding, row_spans
from pipeline.validate.header import Header, is_numbered
from pipeline.validate.ledger import Ledger
from pipeline.validate.tidy import filled

LOOKED_AT = 40  # records
FARTHEST = 4  # columns that are tried to either side
GAINED = 3  # answers of each record, at least, that can be read once the headings are moved back, and could not before
FEWEST = 3  # cells of a row that cannot be read, for it to be looked at
_SIDES = {1: "right", -1: "left"}
_NUMBERS = ("no", "one", "two", "three", "four")


@dataclass(frozen=True)
class _Read:
    """How many answers under one heading can be read, and how many cannot."""

    good: int
    wrong: int


def slid(header: Header, records: Sequence[int]) -> Finding | None:
    """Why a return is sent back, where from some column on its headings would fit if they were moved; none is moved."""
    rows = [header.sheet.rows[row - 1] for row in records[:LOOKED_AT]]
    fields = sorted(map(header.form.dated, header.form.fields), key=lambda each: header.columns[each.name])
    key = header.form.audit.key
    here = [_read(field, rows, header.columns[field.name], key) for field in fields]
    if not rows or sum(each.wrong for each in here) < GAINED * len(rows):
        return None
    best: tuple[int, int, int] = (0, 0, 0)
    for by in (each for far in range(1, FARTHEST + 1) for each in (far, -far)):
        moved = [_read(field, rows, header.columns[field.name] - by, key) for field in fields]
        gain = 0
        for place in range(len(fields) - 1, -1, -1):
            gain += (moved[place].good - moved[place].wrong) - (here[place].good - here[place].wrong)
            wrong, left = sum(each.wrong for each in here[place:]), sum(each.wrong for each in moved[place:])
            if gain > best[0] and 3 * left <= wrong:
                best = (gain, by, place)
    gain, by, place = best
    return _finding(header, fields[place], by) if gain >= 2 * GAINED * len(rows) else None


def _read(field: Field, rows: Sequence[Sequence[object]], column: int, key: Text) -> _Read:
    if isinstance(field, Text) and field.pattern is None:
        return _Read(0, 0)
    good = wrong = 0
    for value, count in Counter(row[column] for row in rows if 0 <= column < len(row)).items():
        if filled(value):
            right = fits(field, value) and (field is not key or is_numbered(key, value))
            good, wrong = (good + count, wrong) if right else (good, wrong + count)
    return _Read(good, wrong)


def _finding(header: Header, first: Field, by: int) -> Finding:
    letters = column_letters(header.columns[first.name] + 1)
    far = f"{_NUMBERS[abs(by)]} column{'s' if abs(by) > 1 else ''}"
    place = f"{header.row}:{header.row}"
    return HEADINGS_SLID.at(header.sheet.name, place, far=far, side=_SIDES[by // abs(by)], column=letters)


def shifted(ledger: Ledger, columns: Columns, records: Sequence[int]) -> list[Finding]:
    """A hint for each row whose answers could be read if they were moved by one column; nothing is moved."""
    sides: dict[str, list[int]] = {}
    for place, row in enumerate(records):
        wrong = sum(bool(mask[place]) for mask in columns.unusable.values())
        fitting = [side for by, side in _SIDES.items() if wrong >= FEWEST and 3 * _unread(ledger, row, by) <= wrong]
        if fitting:
            sides.setdefault(fitting[0], []).append(row)
    return [ROW_SHIFTED.at(ledger.header.sheet.name, row_spans(rows), side=side) for side, rows in sides.items()]


def _unread(ledger: Ledger, row: int, by: int) -> int:
    """How many answers of a row could not be read even if they were moved one column, to the side that ``by`` says."""
    cells = ledger.header.sheet.rows[row - 1]
    moved = [(each, ledger.header.columns[each.name] - by) for each in ledger.form.fields]
    key = ledger.form.audit.key
    return sum(
        not fits(ledger.form.dated(field), cells[place])
        for field, place in moved
        if field is not key and 0 < place < len(cells)
    )
