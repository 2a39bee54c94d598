"""The sheets and the columns that are the template's own: what its live checks say beside a record is no answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.definition import Form
from pipeline.read import Sheet, Workbook, cell_name, cell_position, folded_name
from pipeline.template.layout import (
    DATA_ROWS,
    EXAMPLE_MARK,
    MANIFEST_SHEET,
    OWN_HEADINGS,
    OWN_WORDS,
    TO_MEND,
    every_sheet,
)
from pipeline.template.written_words import own_words
from pipeline.validate.tidy import count_filled, filled, folded

_HEADINGS = {folded(each) for each in OWN_HEADINGS}
_MARK = folded(EXAMPLE_MARK)


@dataclass(frozen=True, eq=False)
class Own:
    """
    A sheet of records as it would be without what the template's live checks say beside each record.

    ``columns``: the template's own (from 0), under its own headings, wherever these are now, or else a bare A;
    ``marked``: the rows (from 1) with the mark of the worked example; ``typed``: by row, the cells of the template's
    own columns in which somebody has written. Both stand in ``sheet`` still.
    """

    sheet: Sheet
    columns: Sequence[int]
    marked: Collection[int]
    typed: Mapping[int, tuple[str, ...]]


@lru_cache(maxsize=64)
def our_sheets(form: Form) -> frozenset[str]:
    """The names, folded, of the sheets that are the template's own."""
    return frozenset(map(folded_name, every_sheet(form)))


@lru_cache(maxsize=256)  # the sheets of all forms of a quarter, which its returns ask for again and again
def our_words(form: Form, sheet: str) -> frozenset[str]:
    """Every text that the template itself writes on one of its sheets, folded."""
    return frozenset(_folded_by_line(each) for each in own_words(form, sheet))


def _folded_by_line(text: str) -> str:
    """As `folded`, and quicker where lines come again: every target that could be stands over its standard's source."""
    lines = map(_folded_line, text.split("\n"))
    return " ".join(filter(None, lines)).rstrip("* ")


_folded_line = lru_cache(maxsize=4096)(folded_name)


def _own_columns(sheet: Sheet, row: int) -> list[int]:
    headings = sheet.rows[row - 1]
    ours = {place for place, cell in enumerate(headings) if _is_heading(cell)}
    if any(_is_heading(each[0]) for each in sheet.rows if each):
        ours.add(0)
    return sorted(ours) or ([0] if headings and not str(headings[0]).strip() else [])


def without_own(sheet: Sheet, row: int) -> Own:
    """``sheet``, its headings in ``row`` (from 1), without what stands in the template's own columns beside records."""
    columns = _own_columns(sheet, row)
    if not columns:
        return Own(sheet, (), (), {})
    live = any(_is_heading(each[place], TO_MEND) for each in sheet.rows for place in columns)
    rows: list[list[object]] = []
    marked: set[int] = set()
    typed: dict[int, tuple[str, ...]] = {}
    for number, cells in enumerate(sheet.rows, start=1):
        beside = number != row and not _title(number, row, cells)
        cleared = set()
        for place in (place for place in columns if beside and cells[place] != "" and filled(cells[place])):
            if folded(str(cells[place])) == _MARK:
                marked.add(number)
            elif live and OWN_WORDS.fullmatch(str(cells[place])):
                cleared.add(place)
            elif not _is_heading(cells[place]):
                typed[number] = (*typed.get(number, ()), cell_name(number, place + 1))
        rows.append(["" if place in cleared else value for place, value in enumerate(cells)] if cleared else cells)
    errors = {name: error for name, error in sheet.errors.items() if not _own(name, row, columns)}
    unresolved = tuple(name for name in sheet.formulas_without_result if not _own(name, row, columns))
    last = max((cell_position(name)[0] for name in (*errors, *unresolved)), default=row)
    while live and len(rows) > max(row, last) and not count_filled(rows[-1]):
        rows.pop()
    emptied = replace(
        sheet,
        rows=rows,
        errors=errors,
        formulas_without_result=unresolved,
        hidden_rows=tuple(number for number in sheet.hidden_rows if number <= len(rows)),
        formula_count=max(0, sheet.formula_count - DATA_ROWS * len(columns)) if live else sheet.formula_count,
    )
    return Own(emptied, columns, marked, typed)


def _title(number: int, row: int, cells: list[object]) -> bool:
    """Whether it is a title: a row above the headings with one filled cell."""
    return number < row and count_filled(cells) == 1


def _is_heading(cell: object, heading: str = "") -> bool:
    return isinstance(cell, str) and folded(cell) in ({folded(heading)} if heading else _HEADINGS)


def _own(name: str, row: int, columns: list[int]) -> bool:
    at, column = cell_position(name)
    return at > row and column - 1 in columns


def manifest_lines(workbook: Workbook) -> dict[str, str]:
    """What the template wrote on its hidden manifest, by the name of each line; nothing where there is none."""
    sheet = workbook.sheet(MANIFEST_SHEET)
    return {str(row[0]): str(row[1]) for row in sheet.rows if len(row) > 1 and row[0]} if sheet else {}
