"""A return's cells as typed columns, each cell read once and each fault noted at its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pipeline.definition import Date, Field, Severity, Whole
from pipeline.definition.frame import Array, code_column
from pipeline.read import cell_position
from pipeline.validate.cells import Value, Wrong, read_cell
from pipeline.validate.dates import Fault, ambiguous, read_date
from pipeline.validate.ledger import Ledger, shown
from pipeline.validate.tidy import plain

_US_COLUMN = Wrong(
    "date_us_order", "a date, dd/mm/yyyy",
    "Another date in this column is written the American way round, so that this one can be read two ways. "
    "Enter all of them as dd/mm/yyyy.",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Columns:
    """
    Typed answers.

    Shape: ``values`` has a column per field (and `code_column`), one entry per record, as `Validated.rows` has them;
           ``unusable`` a boolean array for each field with a value that cannot be used.
    """

    values: dict[str, Any]
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
    values: dict[str, Any] = {}
    unusable: dict[str, Array] = {}
    for field in ledger.form.fields:
        column = header.columns[field.name]
        cells = [row[column] for row in rows]
        answers, codes, wrong = _read(field, cells, records, ledger, faults.get(column, {}))
        values[field.name] = _array(field, answers)
        if field.also_codes():
            values[code_column(field.name)] = pd.array(codes, dtype="str")
        if wrong:
            unusable[field.name] = np.isin(np.arange(len(cells)), wrong)
    return Columns(values, unusable, len(records))


def _read(
    field: Field, cells: Sequence[object], records: Sequence[int], ledger: Ledger, faults: Mapping[int, Wrong]
) -> tuple[list[object], list[str | None], list[int]]:
    answers: list[object] = [None] * len(cells)
    codes: list[str | None] = [None] * len(cells)
    wrong: list[int] = []
    us_column = isinstance(field, Date) and _us_column(cells)
    known: dict[tuple[type, object], Value | Wrong] = {}
    for place, cell in enumerate(cells):
        if cell == "":
            if faults and records[place] in faults:
                wrong.append(place)
            continue
        key = (cell.__class__, cell)
        found = known.get(key)
        if found is None:
            both_ways = us_column and isinstance(cell, str) and ambiguous(plain(cell))
            found = known[key] = _US_COLUMN if both_ways else read_cell(field, cell)
        if isinstance(found, Wrong):
            wrong.append(place)
            ledger.add(Severity.ERROR, found.rule, field, records[place], saw=shown(field, cell),
                       expected=found.expected, fix=found.fix)  # fmt: skip
            continue
        answers[place], codes[place] = found.value, found.code
        if found.note:
            ledger.add(Severity.NOTE, "tidied", field, records[place], saw=found.note, fix="Nothing to do.")
        if found.query:
            ledger.add(Severity.QUERY, "no_time", field, records[place], saw=found.query,
                       fix="Enter the time too, if it is known.")  # fmt: skip
    for row, fault in faults.items():
        ledger.add(Severity.ERROR, fault.rule, field, row, saw=fault.expected, expected="an answer", fix=fault.fix)
    return answers, codes, wrong


def _us_column(cells: Sequence[object]) -> bool:
    """Whether a text in the column proves that dates were typed month first."""
    return any(isinstance(cell, str) and cell != "" and read_date(plain(cell)) is Fault.US_ORDER for cell in cells)


def _array(field: Field, answers: Any) -> Any:
    if isinstance(field, Whole):
        return pd.array(answers, dtype="Int64")
    if isinstance(field, Date):
        return np.array(answers, dtype="datetime64[s]")
    return pd.array(answers, dtype="str")


def _formula_faults(ledger: Ledger, records: set[int]) -> dict[int, dict[int, Wrong]]:
    """What formulas gave in place of a value, by column (from 0) and row (as Excel counts it)."""
    sheet = ledger.header.sheet
    asked = set(ledger.header.columns.values())
    said = {name: Wrong("formula_error", f"the error {error}", "Replace the formula by its value.")
            for name, error in sheet.errors.items()}  # fmt: skip
    said |= {
        name: Wrong("formula_without_result", "a formula without a result",
                    "Open the file in Excel, save it and send it again; or type the value.")
        for name in sheet.formulas_without_result
    }  # fmt: skip
    found: dict[int, dict[int, Wrong]] = {}
    for name, wrong in said.items():
        row, column = cell_position(name)
        if row in records and column - 1 in asked:
            found.setdefault(column - 1, {})[row] = wrong
    return found
