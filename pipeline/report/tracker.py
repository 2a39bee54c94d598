"""
The tracker of recommendations as files to take away: one table, a workbook of all that is followed, a national shape.

The same results give the same bytes, so that `verify` can make them again. A text that a spreadsheet program would run
as a formula is a text in each of them: agencies wrote it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from pipeline.page.parts import writable
from pipeline.report.figures import standing
from pipeline.report.long_table import cover_sheet
from pipeline.report.manifest import Report
from pipeline.results.followed.case_review_tracker import case_review_tracker
from pipeline.results.followed.tracker import Cell, Sheet, one_table, sheets
from pipeline.results.model import QuarterResult
from pipeline.store.reports import TRACKER
from pipeline.store.workspace import write_atomically

_MARK_FOR_EXCEL = "utf-8-sig"  # without it Excel reads names with accents wrongly
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet program takes for the beginning of one
_WIDTH, _WIDE, _LONG = 14, 60, 40  # characters: of a column, of one with long texts, and how long these are
_COLUMNS = "Columns"
_ROWS = (
    "What stands behind several recommendations has a row for each; a decision on none of them has an empty number. "
    "What an edition hides is an empty cell, and a decision of which nothing but its words is known has no row there."
)


def write_tracker(report: Report) -> dict[str, str]:
    """
    Write the tracker's files beside a report's pages; gives the day that each carries, by its name.

    None where no recommendation is followed.
    """
    if not report.result.recommendations:
        return {}
    for name, data in _files(report).items():
        write_atomically(report.folder / name, data)
    return dict.fromkeys(TRACKER, report.printed.stamp)


def _files(report: Report) -> Mapping[str, bytes]:
    result = report.result
    return {
        "tracker.csv": _as_csv(one_table(result)),
        "tracker.xlsx": workbook(result, report.approved_by),
        "tracker-scrt.csv": _as_csv(case_review_tracker(result)),
    }


def _as_csv(sheet: Sheet) -> bytes:
    text = io.StringIO()
    written = csv.writer(text, lineterminator="\r\n")
    written.writerow([column.name for column in sheet.columns])
    written.writerows([[_harmless(cell) for cell in row] for row in sheet.rows])
    return text.getvalue().encode(_MARK_FOR_EXCEL)


def _harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet program runs: before a text that begins as a formula does stands an apostrophe."""
    if isinstance(cell, str):
        shown = writable(cell)
        return f"'{shown}" if shown.lstrip(" \n").startswith(_FORMULA) else shown
    return cell


def workbook(result: QuarterResult, approved_by: str) -> bytes:
    """Everything that is followed, a sheet for each kind of thing, with a cover and what each column says."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    title = f"Recommendations and actions, {result.quarter}"
    followed = sheets(result)
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": title, "author": "Safeguarding board", "created": datetime(2000, 1, 1)})
        bold = book.add_format({"bold": True})
        cover_sheet(book, [title, result.report_title, *standing(result, approved_by), _ROWS], bold)
        for each in followed:
            _sheet(book, each, bold)
        _columns(book, followed, bold)
    return stream.getvalue()


def _sheet(book: Workbook, table: Sheet, bold: Format) -> None:
    sheet = book.add_worksheet(table.name)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for place, column in enumerate(table.columns):
        long = any(isinstance(row[place], str) and len(str(row[place])) > _LONG for row in table.rows)
        sheet.set_column(place, place, _WIDE if long else _WIDTH, wrapped)
        sheet.write_string(0, place, column.name, bold)
        for number, row in enumerate(table.rows, start=1):
            match row[place]:
                case None:
                    continue
                case bool() as yes:
                    sheet.write_boolean(number, place, yes)
                case str() as text:
                    sheet.write_string(number, place, writable(text))
                case amount:
                    sheet.write_number(number, place, amount)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)


def _columns(book: Workbook, followed: Sequence[Sheet], bold: Format) -> None:
    sheet = book.add_worksheet(_COLUMNS)
    sheet.set_column(0, 1, 24)
    sheet.set_column(2, 2, 110, book.add_format({"text_wrap": True, "valign": "top"}))
    lines = [(table.name, column.name, column.words) for table in followed for column in table.columns]
    for row, line in enumerate([("Sheet", "Column", "What it says"), *lines]):
        for place, text in enumerate(line):
            sheet.write_string(row, place, text, *([bold] if row == 0 else []))
    sheet.freeze_panes(1, 0)
