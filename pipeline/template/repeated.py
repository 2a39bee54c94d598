"""Worksheets that hold formulas as Excel stores them, which the writer by itself cannot."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet


@dataclass(frozen=True)
class Column:
    """One column's formula, as it reads in the first row; ``blank``: what it gives on an empty row, "" or "0"."""

    number: int
    formula: str
    blank: str


class BlankResults(Worksheet):
    """A worksheet whose formulas may have nothing as their result, stored as Excel stores it: as empty text."""

    def _xml_formula_element(self, formula: str, result: object, attributes: list[tuple[str, object]] = []) -> None:  # noqa: B006 -- the writer's own signature
        stored = [*attributes, ("t", "str")] if result == "" else attributes
        super()._xml_formula_element(formula, result, stored)

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        # The writer looks for functions that are newer than Excel 2010, one by one, and takes longest over it.
        return formula.removeprefix("=")


class RepeatedFormulas(BlankResults):
    """
    A worksheet that takes one formula for many rows at the cost of one: the cells below the first only point to it.

    Excel shares a formula only if it names no other sheet and holds no list in braces; a defined name may stand for
    what is elsewhere.
    """

    def __init__(self) -> None:
        super().__init__()
        self._columns: list[Column] = []
        self._numbers = range(0)

    def repeat(self, rows: range, columns: list[Column]) -> None:
        """Fill ``rows`` (counted from 1; nothing else stands in or below them) with the formulas of ``columns``."""
        self._numbers, self._columns = rows, sorted(columns, key=lambda each: each.number)
        self.dim_rowmax = rows[-1] - 1
        self.dim_colmax = max(self.dim_colmax or 0, self._columns[-1].number)

    def _write_rows(self) -> None:
        super()._write_rows()
        self.fh.write("".join(self._repeated()))

    def _repeated(self) -> list[str]:
        first, last = self._numbers[0], self._numbers[-1]
        heads, tails = [], []
        for group, column in enumerate(self._columns):
            letters = xl_col_to_name(column.number)
            kind, value = (' t="str"', "<v></v>") if column.blank == "" else ("", f"<v>{column.blank}</v>")
            shared = f'<f t="shared" ref="{letters}{first}:{letters}{last}" si="{group}">{escape(column.formula)}</f>'
            heads.append(f'<c r="{letters}{first}"{kind}>{shared}{value}</c>')
            tails.append((f'<c r="{letters}', f'"{kind}><f t="shared" si="{group}"/>{value}</c>'))
        rows = [f'<row r="{first}">', *heads, "</row>"]
        for number in self._numbers[1:]:
            rows.append(f'<row r="{number}">')
            rows += [f"{start}{number}{end}" for start, end in tails]
            rows.append("</row>")
        return rows
