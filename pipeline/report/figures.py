"""
The figures of a report as files to take away: one long table for Excel, for Power BI and for anything else.

The same results give the same bytes, so that `verify` can make them again.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from pipeline.calendar.quarter import Quarter
from pipeline.report.manifest import Report
from pipeline.results.frame import COLUMNS, frame
from pipeline.results.model import QuarterResult
from pipeline.store.reports import FIGURES
from pipeline.store.workspace import write_atomically

SHEET = "figures"
_MARK_FOR_EXCEL = "utf-8-sig"  # without it Excel reads names with accents wrongly
_SHARE, _WHOLE = "0.0%", "#,##0"
_WIDTHS = {"string": 18, "Int64": 11, "Float64": 11, "boolean": 11}
_WIDE = {"title": 50, "audit_title": 40}


def write_figures(report: Report) -> dict[str, str]:
    """Write the files of the report's figures beside its pages; gives the day that each carries, by its name."""
    table = frame(report.result)
    for name, data in _files(table, report).items():
        write_atomically(report.folder / name, data)
    return dict.fromkeys(FIGURES, report.printed.stamp)


def _files(table: pd.DataFrame, report: Report) -> Mapping[str, bytes]:
    return {
        "figures.csv": table.to_csv(index=False, lineterminator="\r\n").encode(_MARK_FOR_EXCEL),
        "figures.parquet": table.to_parquet(engine="pyarrow", index=False),
        "figures.xlsx": workbook(table, report.result, report.approved_by),
    }


def workbook(table: pd.DataFrame, result: QuarterResult, approved_by: str) -> bytes:
    """
    The figures with a cover and the meaning of each column; numbers are numbers, and what is hidden is an empty cell.

    Shape: ``table`` as in `frame`.
    """
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    title = f"Figures, {result.quarter}"
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": title, "author": "Safeguarding board", "created": datetime(2000, 1, 1)})
        bold = book.add_format({"bold": True})
        rows = (
            f"The sheet {SHEET} has a row for each standard, quarter, agency or group. A hidden count is an empty cell."
        )
        cover(book, [title, *standing(result, approved_by), rows], bold)
        _figures(book, table, bold)
        _columns(book, bold)
    return stream.getvalue()


def standing(result: QuarterResult, approved_by: str) -> list[str]:
    """What a workbook of a report says of itself: whose it is, for whom, whether it is signed, what it hides."""
    return [
        f"{result.edition_title}, {Quarter.parse(result.quarter)}",
        result.marking,
        *(["SYNTHETIC: every figure was made up."] if result.synthetic else []),
        f"FINAL, approved by: {approved_by}." if approved_by else "DRAFT: not yet signed off.",
        f"For: {result.readers}.",
        result.edition_rule,
    ]


def cover(book: Workbook, lines: Sequence[str], bold: Format) -> None:
    """Write the first sheet of a workbook, a line in each row and the first of them in bold."""
    sheet = book.add_worksheet("Cover")
    sheet.set_column(0, 0, 110, book.add_format({"text_wrap": True, "valign": "top"}))
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line, *([bold] if row == 0 else []))


def _figures(book: Workbook, table: pd.DataFrame, bold: Format) -> None:
    sheet = book.add_worksheet(SHEET)
    formats = {"Float64": book.add_format({"num_format": _SHARE}), "Int64": book.add_format({"num_format": _WHOLE})}
    writers = {"string": sheet.write_string, "boolean": sheet.write_boolean}
    for place, (name, (kind, _)) in enumerate(COLUMNS.items()):
        write = writers.get(kind, sheet.write_number)
        sheet.set_column(place, place, _WIDE.get(name, _WIDTHS[kind]), formats.get(kind))
        sheet.write_string(0, place, name, bold)
        shown = table[name].notna() & (table[name] != "")
        for row, value in zip((shown.to_numpy().nonzero()[0] + 1).tolist(), table[name][shown].tolist(), strict=True):
            write(row, place, value)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(table), 1), len(COLUMNS) - 1)
    sheet.activate()


def _columns(book: Workbook, bold: Format) -> None:
    sheet = book.add_worksheet("Columns")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 110, book.add_format({"text_wrap": True, "valign": "top"}))
    for place, heading in enumerate(("Column", "What it says")):
        sheet.write_string(0, place, heading, bold)
    for row, (name, (_, words)) in enumerate(COLUMNS.items(), start=1):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, words)
    sheet.freeze_panes(1, 0)
