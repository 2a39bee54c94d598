"""Worksheets that store formulas as Excel does; xlsxwriter by itself cannot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from xml.sax.saxutils import escape

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet


@dataclass(frozen=True)
class Column:
    """One column's formula, as it reads in the first row; ``number`` is the column's, from 0."""

    number: int
    formula: str


class BlankResults(Worksheet):  # type: ignore[misc]  # the writer tells nothing of its types
    """A worksheet whose formulas may have nothing as their result, stored as Excel stores it: as empty text."""

    def _xml_formula_element(self, formula: str, result: object, attributes: list[tuple[str, object]] = []) -> None:  # noqa: B006 -- the writer's own signature
        if result != "":
            super()._xml_formula_element(formula, result, attributes)
            return
        # One formula stands in hundreds of rows, and the writer would escape it in each.
        written = "".join(f' {name}="{value}"' for name, value in attributes)
        self.fh.write(f'<c{written} t="str"><f>{_escaped(formula)}</f><v></v></c>')

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        # The writer looks for functions that are newer than Excel 2010, one by one, and takes longest over it.
        return formula.removeprefix("=")


@dataclass(frozen=True)
class Ending:
    """One formula that stands in a column of many rows, word for word the same; ``number``: the column's, from 0."""

    number: int
    formula: str
    format: Format


class EndedRows(BlankResults):
    """A worksheet many of whose rows begin and end with a formula, written at the cost of one."""

    dim_rowmin: int
    dim_rowmax: int

    def __init__(self) -> None:
        super().__init__()
        self._ended: tuple[range, tuple[Ending, Ending] | None] = (range(0), None)

    def end_rows(self, rows: range, first: Ending, last: Ending) -> None:
        """Begin each of ``rows`` (counted from 1) with one formula, and end it with the other."""
        self._ended = rows, (first, last)
        self._check_dimensions(rows[0] - 1, first.number)
        self._check_dimensions(rows[-1] - 1, last.number)

    def _write_rows(self) -> None:
        rows, ends = self._ended
        if ends is None:
            super()._write_rows()
            return
        top, bottom = self.dim_rowmin, self.dim_rowmax
        self.dim_rowmax = rows[0] - 2
        super()._write_rows()
        self._write_ended(rows, *ends)
        self.dim_rowmin, self.dim_rowmax = rows[-1], bottom
        super()._write_rows()
        self.dim_rowmin = top

    def _write_ended(self, rows: range, first: Ending, last: Ending) -> None:
        begin, finish = _ending(first), _ending(last)
        spans = f"{self.dim_colmin + 1}:{self.dim_colmax + 1}"
        for number in rows:
            row = number - 1
            self._write_row(row, spans, self.row_info.get(row))
            cells = sorted(self.table[row].items()) if row in self.table else []
            self.fh.write(f"{begin[0]}{number}{begin[1]}")
            for column, cell in (each for each in cells if first.number < each[0] < last.number):
                self._write_cell(row, column, cell)
            self.fh.write(f"{finish[0]}{number}{finish[1]}")
            for column, cell in (each for each in cells if each[0] > last.number):
                self._write_cell(row, column, cell)
            self._xml_end_tag("row")


def _ending(of: Ending) -> tuple[str, str]:
    """What stands before and after the row's number in the cell of a formula without a result."""
    formula, look = _escaped(of.formula), of.format._get_xf_index()  # noqa: SLF001 -- as the writer's own cells ask it
    return f'<c r="{xl_col_to_name(of.number)}', f'" s="{look}" t="str"><f>{formula}</f><v></v></c>'


class RepeatedFormulas(BlankResults):
    """
    A worksheet that takes one formula for many rows at the cost of one: the cells below the first only point to it.

    Excel shares a formula only if it names no other sheet and holds no list in braces; a defined name may stand for
    what is elsewhere.
    """

    def __init__(self) -> None:
        super().__init__()
        self._repeated: tuple[range, tuple[Column, ...]] = (range(0), ())

    def repeat(self, rows: range, columns: Iterable[Column]) -> None:
        """Fill ``rows`` (counted from 1; nothing else stands in or below them) with the formulas of ``columns``."""
        ordered = tuple(sorted(columns, key=lambda each: each.number))
        self._repeated = rows, ordered
        self.dim_rowmax = rows[-1] - 1
        self.dim_colmin, self.dim_colmax = 0, ordered[-1].number

    def _write_rows(self) -> None:
        super()._write_rows()
        self.fh.write(_rows(*self._repeated))


@lru_cache(maxsize=256)
def _escaped(formula: str) -> str:
    return escape(formula)


@lru_cache(maxsize=8)  # the forms of one quarter, each of which is written once for every agency
def _rows(numbers: range, columns: tuple[Column, ...]) -> str:
    """The rows as a workbook stores them, without results: whichever program opens them works them out."""
    first, last = numbers[0], numbers[-1]
    heads, tails = [], []
    for group, column in enumerate(columns):
        letters = xl_col_to_name(column.number)
        shared = f'<f t="shared" ref="{letters}{first}:{letters}{last}" si="{group}">{escape(column.formula)}</f>'
        heads.append(f'<c r="{letters}{first}">{shared}</c>')
        tails.append((f'<c r="{letters}', f'"><f t="shared" si="{group}"/></c>'))
    rows = [f'<row r="{first}">', *heads, "</row>"]
    for number in numbers[1:]:
        rows.append(f'<row r="{number}">')
        rows += [f"{start}{number}{end}" for start, end in tails]
        rows.append("</row>")
    return "".join(rows)
