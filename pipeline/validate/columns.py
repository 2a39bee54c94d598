"""A return's cells as typed columns, each cell read once and each fault noted at its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from pipeline.definition import Date, Field, Whole
from pipeline.definition.frame import Array, code_column
from pipeline.read import cell_position
from pipeline.validate.catalogue.cells import DATE_TURNED, DATE_US_COLUMN, NO_TIME, TIDIED
from pipeline.validate.catalogue.check import Wording
from pipeline.validate.cells import Value, read_cell
from pipeline.validate.dates import Fault, ambiguous, read_date
from pipeline.validate.formulas import unanswered
from pipeline.validate.ledger import Ledger, shown
from pipeline.validate.tidy import plain


@dataclass(frozen=True, eq=False)
class Columns:
    """
    Typed answers.

    Shape: ``values`` has an array per field (and `code_column`), one entry per record: objects (str or None), times
           (datetime64[s]) or floats (nan where blank) for whole numbers; ``unusable`` a boolean array for each field
           with a value that cannot be used.
    """

    values: dict[str, Array]
    unusable: dict[str, Array]
    count: int

    def doubted(self, name: str) -> Array:
        """Where the field holds something that cannot be used."""
        return self.unusable.get(name, np.zeros(self.count, dtype=bool))


def typed(ledger: Ledger, records: Sequence[int]) -> Columns:
    """The answers in the rows ``records`` (as Excel numbers them)."""
    header = ledger.header
    faults = _formula_faults(ledger, set(records))
    rows = [header.sheet.rows[number - 1] for number in records]
    across = list(zip(*rows, strict=True)) if rows else [()] * len(header.sheet.rows[header.row - 1])
    values: dict[str, Array] = {}
    unusable: dict[str, Array] = {}
    for field in ledger.form.fields:
        column = header.columns[field.name]
        cells = across[column]
        answers, codes, wrong = _read(field, cells, records, ledger, faults.get(column, {}))
        values[field.name] = _array(field, answers)
        if field.also_codes():
            values[code_column(field.name)] = np.array(codes, dtype=object)
        if wrong:
            unusable[field.name] = np.isin(np.arange(len(cells)), wrong)
    return Columns(values, unusable, len(records))


Answers = tuple[list[object], list[str | None], list[int]]


def _read(
    field: Field, cells: Sequence[object], records: Sequence[int], ledger: Ledger, faults: Mapping[int, Wording]
) -> Answers:
    # Equal values of different types (1.0 and True) must not be taken for one another.
    mixed = bool in set(map(type, cells))
    if isinstance(field, Date) and _us_column(cells):
        turned = _turned(cells)
        known = {cell: _both_ways(field, cell, turned=turned) for cell in set(cells)}
    else:
        known = {} if mixed else {cell: read_cell(field, cell) for cell in set(cells)}
    if not mixed:
        plainly = all(isinstance(each, Value) and not (each.note or each.untimed) for each in known.values())
        if plainly and not faults:
            return _looked_up(field, cells, known)
    read = [read_cell(field, cell) if mixed else known[cell] for cell in cells]
    return _noted(field, cells, read, records, ledger, faults)


def _both_ways(field: Date, cell: object, *, turned: bool) -> Value | Wording:
    """A cell of a column in which an American date was found; ``turned``: Excel may have changed its real dates too."""
    if isinstance(cell, str) and ambiguous(plain(cell)):
        return DATE_US_COLUMN.worded()
    return (
        DATE_TURNED.worded() if turned and isinstance(cell, date) and cell.day != cell.month else read_cell(field, cell)
    )


def _turned(cells: Sequence[object]) -> bool:
    """Whether no real date has a day above 12, as happens where a British Excel has opened American dates."""
    days = [cell.day for cell in cells if isinstance(cell, date)]
    return len(days) > 1 and max(days) <= 12


def _looked_up(field: Field, cells: Sequence[object], known: Mapping[object, Value | Wording]) -> Answers:
    values = {cell: each.value for cell, each in known.items() if isinstance(each, Value)}
    codes: list[str | None] = [None] * len(cells)
    if field.also_codes():
        written = {cell: each.code for cell, each in known.items() if isinstance(each, Value)}
        codes = [written[cell] for cell in cells]
    return [values[cell] for cell in cells], codes, []


def _noted(
    field: Field,
    cells: Sequence[object],
    read: Sequence[Value | Wording],
    records: Sequence[int],
    ledger: Ledger,
    faults: Mapping[int, Wording],
) -> Answers:
    answers: list[object] = [None] * len(cells)
    codes: list[str | None] = [None] * len(cells)
    wrong: list[int] = []
    for place, each in enumerate(read):
        row = records[place]
        if row in faults:
            each = faults[row]
        if isinstance(each, Wording):
            wrong.append(place)
            ledger.add(each.seeing(shown(field, cells[place])), field, [row])
            continue
        answers[place], codes[place] = each.value, each.code
        if each.note:
            ledger.add(TIDIED.worded(tidied=each.note), field, [row])
        if each.untimed:
            ledger.add(NO_TIME.worded(), field, [row])
    return answers, codes, wrong


def _us_column(cells: Sequence[object]) -> bool:
    """Whether a text in the column proves that dates were typed month first."""
    return any(isinstance(cell, str) and cell != "" and read_date(plain(cell)) is Fault.US_ORDER for cell in cells)


def _array(field: Field, answers: Sequence[object]) -> Array:
    if isinstance(field, Whole):
        return np.array(answers, dtype=float)
    if isinstance(field, Date):
        # A quarter has few distinct dates, and turning one into numpy's kind is slow.
        places: dict[object, int] = {}
        which = [places.setdefault(each, len(places)) for each in answers]
        return np.take(np.array(list(places), dtype="datetime64[s]"), which)
    values = np.empty(len(answers), dtype=object)
    values[:] = answers
    return values


def _formula_faults(ledger: Ledger, records: set[int]) -> dict[int, dict[int, Wording]]:
    """The formulas without a usable value among the answers, by column (from 0) and row (as Excel counts it)."""
    sheet = ledger.header.sheet
    asked = set(ledger.header.columns.values())
    by_column: dict[int, dict[int, Wording]] = {}
    for name, wrong in unanswered(sheet).items():
        row, column = cell_position(name)
        if row in records and column - 1 in asked:
            by_column.setdefault(column - 1, {})[row] = wrong
    return by_column
