"""
A long table as files to take away: for anything (CSV), for Power BI, R and Python (Parquet), and for Excel.

The same table gives the same bytes, so that `verify` can make them again.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from pipeline.results.frame import COUNT, SHARE, TEXT, YES_NO, Columns

_MARK_FOR_EXCEL = "utf-8-sig"  # without it Excel reads names with accents wrongly
_LOOKS = {SHARE: "0.0%", COUNT: "#,##0"}
_WIDTHS = {TEXT: 18}
_WIDTH = 11
_WIDE = {"title": 50, "audit_title": 40}


@dataclass(frozen=True)
class Cover:
    """What stands before a table in its workbook: ``title``, further ``lines``, and what the table's ``sheet`` is."""

    title: str
    lines: Sequence[str]
    sheet: str


def as_csv(table: pd.DataFrame, *_: object) -> bytes:
    """The table with a comma between and a mark by which Excel knows its letters."""
    return table.to_csv(index=False, lineterminator="\r\n").encode(_MARK_FOR_EXCEL)


def as_parquet(table: pd.DataFrame, *_: object) -> bytes:
    """The table with the type of each column."""
    data: bytes = table.to_parquet(engine="pyarrow", index=False)
    return data


def as_workbook(table: pd.DataFrame, columns: Columns, cover: Cover) -> bytes:
    """
    The table with a cover and the meaning of each column; numbers are numbers, and what is hidden is an empty cell.

    Shape: ``table`` has the ``columns``, in their order.
    """
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": cover.title, "author": "Safeguarding board", "created": datetime(2000, 1, 1)})
        bold = book.add_format({"bold": True})
        cover_sheet(book, [cover.title, *cover.lines], bold)
        _rows(book, table, columns, cover.sheet, bold)
        if any(words for _, words in columns.values()):
            _meanings(book, columns, bold)
    return stream.getvalue()


WRITERS: Mapping[str, Callable[[pd.DataFrame, Columns, Cover], bytes]] = {
    ".csv": as_csv,
    ".parquet": as_parquet,
    ".xlsx": as_workbook,
}


def cover_sheet(book: Workbook, lines: Sequence[str], bold: Format) -> None:
    """Write the first sheet of a workbook, a line in each row and the first of them in bold."""
    sheet = book.add_worksheet("Cover")
    sheet.set_column(0, 0, 110, book.add_format({"text_wrap": True, "valign": "top"}))
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line, *([bold] if row == 0 else []))


def _rows(book: Workbook, table: pd.DataFrame, columns: Columns, name: str, bold: Format) -> None:
    sheet = book.add_worksheet(name)
    formats = {kind: book.add_format({"num_format": look}) for kind, look in _LOOKS.items()}
    writers = {TEXT: sheet.write_string, YES_NO: sheet.write_boolean}
    for place, (column, (kind, _)) in enumerate(columns.items()):
        write = writers.get(kind, sheet.write_number)
        sheet.set_column(place, place, _WIDE.get(column, _WIDTHS.get(kind, _WIDTH)), formats.get(kind))
        sheet.write_string(0, place, column, bold)
        shown = table[column].notna() & (table[column] != "")
        for row, value in zip((shown.to_numpy().nonzero()[0] + 1).tolist(), table[column][shown].tolist(), strict=True):
            write(row, place, value)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(table), 1), len(columns) - 1)
    sheet.activate()


def _meanings(book: Workbook, columns: Columns, bold: Format) -> None:
    sheet = book.add_worksheet("Columns")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 110, book.add_format({"text_wrap": True, "valign": "top"}))
    for place, heading in enumerate(("Column", "What it says")):
        sheet.write_string(0, place, heading, bold)
    for row, (name, (_, words)) in enumerate(columns.items(), start=1):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, words)
    sheet.freeze_panes(1, 0)
