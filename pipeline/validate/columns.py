"""A return's cells as typed columns, each cell read once and each fault noted at its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

import numpy as np

from pipeline.definition import Date, Field, Whole
from pipeline.definition.frame import Array, code_column
from pipeline.read import cell_position
from pipeline.validate.catalogue.cells import DATE_TURNED, DATE_US_COLUMN, NO_TIME, TIDIED
from pipeline.validate.cells import Value, read_cell, unanswered
from pipeline.validate.dates import Fault, ambiguous, read_date
from pipeline.validate.finding import Finding
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
    faults = {cell_position(name): wording for name, wording in unanswered(header.sheet).items()}
    rows = [header.sheet.rows[number - 1] for number in records]
    across = list(zip(*rows, strict=True)) if rows else [()] * len(header.headings)
    values: dict[str, Array] = {}
    unusable: dict[str, Array] = {}
    for field in ledger.form.fields:
        column = header.columns[field.name]
        read = _read(ledger.form.dated(field), across[column])
        if faults:
            read = [faults.get((row, column + 1), each) for row, each in zip(records, read, strict=True)]
        _note(ledger, field, zip(records, across[column], read, strict=True))
        usable = [Value() if isinstance(each, Finding) else each for each in read]
        values[field.name] = _array(field, [each.value for each in usable])
        if field.also_codes():
            values[code_column(field.name)] = np.array([each.code for each in usable], dtype=object)
        wrong = np.array([isinstance(each, Finding) for each in read], dtype=bool)
        if wrong.any():
            unusable[field.name] = wrong
    return Columns(values, unusable, len(records))


def _read(field: Field, cells: Sequence[object]) -> list[Value | Finding]:
    reading = partial(read_cell, field)
    if isinstance(field, Date) and _us_column(cells):
        reading = partial(_both_ways, field, _turned(cells))
    # Each value is read once; equal ones of different types (1.0 and True) must not be taken for one another.
    once = lru_cache(maxsize=None, typed=True)(reading)
    return [once(cell) for cell in cells]


def _note(ledger: Ledger, field: Field, read: Iterable[tuple[int, object, Value | Finding]]) -> None:
    """Note what is wrong with the answers, or was tidied in them: each with its row and cell."""
    for row, cell, answer in read:
        if isinstance(answer, Finding):
            ledger.add(answer.seeing(shown(field, cell)), field, [row])
            continue
        if answer.note:
            ledger.add(TIDIED.worded(tidied=answer.note), field, [row])
        if answer.untimed:
            ledger.add(NO_TIME.worded(), field, [row])


def _both_ways(field: Date, turned: bool, cell: object) -> Value | Finding:
    """A cell of a column in which an American date was found; ``turned``: Excel may have changed its real dates too."""
    if isinstance(cell, str) and ambiguous(plain(cell)):
        return DATE_US_COLUMN.worded()
    if turned and isinstance(cell, date) and cell.day != cell.month:
        return DATE_TURNED.worded()
    return read_cell(field, cell)


def _turned(cells: Sequence[object]) -> bool:
    """Whether no real date has a day above 12, as happens where a British Excel has opened American dates."""
    days = [cell.day for cell in cells if isinstance(cell, date)]
    return len(days) > 1 and max(days) <= 12


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
