"""The columns of Records that are the template's own: what its live checks say beside each record is no answer."""

from __future__ import annotations

from dataclasses import replace

from pipeline.layout import DATA_ROWS, EXAMPLE_MARK, TO_MEND, WHAT_TO_MEND
from pipeline.read import Sheet, cell_position
from pipeline.validate.tidy import folded, plain

_MARK = EXAMPLE_MARK.split()[0].casefold()


def without_own(sheet: Sheet, row: int) -> Sheet:
    """``sheet``, its headings in ``row`` (from 1), without what the live checks say, or rows of that alone."""
    ours = {folded(heading) for heading in (TO_MEND, WHAT_TO_MEND)}
    columns = [place for place, heading in enumerate(sheet.rows[row - 1]) if folded(str(heading)) in ours]
    if not columns:
        return sheet
    rows = [*sheet.rows[:row], *(_emptied(each, columns) for each in sheet.rows[row:])]
    while len(rows) > row and rows[-1].count("") == len(rows[-1]):
        rows.pop()
    return replace(
        sheet,
        rows=rows,
        errors={name: error for name, error in sheet.errors.items() if not _own(name, row, columns)},
        formulas_without_result=tuple(name for name in sheet.formulas_without_result if not _own(name, row, columns)),
        hidden_rows=tuple(number for number in sheet.hidden_rows if number <= len(rows)),
        formula_count=max(0, sheet.formula_count - DATA_ROWS * len(columns)),
    )


def _emptied(cells: list[object], columns: list[int]) -> list[object]:
    said = [place for place in columns if cells[place] != "" and not _marked(cells[place])]
    return ["" if place in said else value for place, value in enumerate(cells)] if said else cells


def _marked(value: object) -> bool:
    return plain(str(value)).casefold().startswith(_MARK)


def _own(name: str, row: int, columns: list[int]) -> bool:
    at, column = cell_position(name)
    return at > row and column - 1 in columns
