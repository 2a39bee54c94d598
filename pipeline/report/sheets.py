"""
The tables of a page as an accessible workbook: a cover, contents, notes, and one table a sheet.

The layout is the Analysis Function's: a title in A1, no merged or empty cells in a table, headings in one row, every
table marked as one, and words in place of gaps.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

import xlsxwriter
from nbformat import NotebookNode
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pipeline.page.parts import TABLES, Table, plain, writable
from pipeline.page.sentences import COUNTS_HIDDEN, HIDDEN
from pipeline.report.html import Page

CONTENTS = "Contents"
_CONFIDENTIAL, _NONE = "[c]", "[x]"
_SYMBOLS = (
    (_CONFIDENTIAL, "Confidential: hidden, to protect small counts. It does not mean zero."),
    (_NONE, "Not available: no figure is shown (hidden, or too few records), nothing to compare, or nothing asked."),
)
_SHEET_NAME, _WIDEST = 31, 60  # characters


def tables_of(notebook: NotebookNode) -> list[Table]:
    """The tables that an executed notebook shows, in order."""
    shown = (output.get("data", {}).get(TABLES, ()) for cell in notebook.cells for output in cell.get("outputs", ()))
    return [Table(**each) for tables in shown for each in tables]


def workbook(tables: Iterable[Table], context: Page) -> bytes:
    """The workbook of these tables, which stand on the page of ``context``; the same tables give the same bytes."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties(
            {"title": f"{context.title}: tables", "author": "Safeguarding board", "created": datetime(2000, 1, 1)}
        )
        styles = _Styles.of(book)
        filled = [each for each in tables if each.rows]
        names = _sheet_names(filled)
        _cover(book.add_worksheet("Cover"), styles, context)
        _contents(book.add_worksheet(CONTENTS), styles, names, filled)
        _notes(book.add_worksheet("Notes"), styles)
        for number, (name, table) in enumerate(zip(names, filled, strict=True), start=1):
            _sheet(book.add_worksheet(name), styles, table, f"Table_{number}", context)
    return stream.getvalue()


@dataclass(frozen=True)
class _Styles:
    title: Format
    heading: Format
    words: Format
    number: Format
    link: Format

    @classmethod
    def of(cls, book: Workbook) -> _Styles:
        """The few formats there are: large enough, and no colour that carries a meaning."""
        font = {"font_name": "Arial", "font_size": 12}
        top = font | {"valign": "top"}
        return cls(
            title=book.add_format(font | {"bold": True, "font_size": 16}),
            heading=book.add_format(top | {"bold": True, "text_wrap": True, "bottom": 1}),
            words=book.add_format(top | {"text_wrap": True}),
            number=book.add_format(top | {"num_format": "#,##0", "align": "right"}),
            link=book.add_format(top | {"font_color": "#1a5692", "underline": 1}),
        )


def _standing(context: Page) -> str:
    words = (
        context.marking,
        "SYNTHETIC: every figure was made up" if context.synthetic else "",
        "DRAFT" if context.draft else f"FINAL, approved by: {context.approved_by}",
        f"Revised since the final report of {context.revised_since}" if context.revised_since else "",
        f"Audits' definitions changed since {context.redefined_since}" if context.redefined_since else "",
    )
    return ". ".join(word for word in words if word) + "."


def _cover(sheet: Worksheet, styles: _Styles, context: Page) -> None:
    lines = (
        f"{context.edition}, {context.quarter}",
        _standing(context),
        *context.about,
        *([f"Made on {context.stamp}."] if context.stamp else []),
        "These are the tables of a page of the multi-agency safeguarding audit, with the same figures.",
    )
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, context.title, styles.title)
    for row, line in enumerate(lines, start=1):
        sheet.write_string(row, 0, line, styles.words)


def _contents(sheet: Worksheet, styles: _Styles, names: Sequence[str], tables: Sequence[Table]) -> None:
    sheet.write_string(0, 0, "Contents", styles.title)
    if not tables:
        sheet.write_string(1, 0, "This page has no tables.", styles.words)
        return
    sheet.write_string(1, 0, "This sheet contains one table: what is on each sheet.", styles.words)
    rows = [[name, table.caption] for name, table in zip(names, tables, strict=True)]
    _marked(sheet, styles, 2, ["Sheet", "Table"], rows, "Table_contents")
    for row, name in enumerate(names, start=3):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", styles.link, name)


def _notes(sheet: Worksheet, styles: _Styles) -> None:
    sheet.write_string(0, 0, "Notes", styles.title)
    sheet.write_string(1, 0, "This sheet contains one table: the marks used in place of figures.", styles.words)
    _marked(sheet, styles, 2, ["Mark", "What it means"], _SYMBOLS, "Table_notes")


def _sheet(sheet: Worksheet, styles: _Styles, table: Table, name: str, context: Page) -> None:
    sheet.write_string(0, 0, writable(table.caption), styles.title)
    sheet.write_string(1, 0, f"This sheet contains one table. {_standing(context)}")
    marks = [words for mark, words in _SYMBOLS if any(mark in _cells(row) for row in table.rows)]
    notes = [*([table.note] if table.note else []), *marks]
    for row, note in enumerate(notes, start=2):
        sheet.write_string(row, 0, note)
    sheet.write_url(2 + len(notes), 0, f"internal:'{CONTENTS}'!A1", styles.link, "Back to the contents")
    _marked(sheet, styles, 3 + len(notes), table.columns, table.rows, name)


def _marked(
    sheet: Worksheet, styles: _Styles, top: int, columns: Sequence[str], rows: Sequence[Sequence[Any]], name: str
) -> None:
    """Write a table and mark it as one, without filters or stripes."""
    cells = [_cells(row) for row in rows]
    headings = [{"header": each, "header_format": styles.heading} for each in columns]
    area = (top, 0, top + len(cells), len(columns) - 1)
    sheet.add_table(*area, {"columns": headings, "name": name, "autofilter": False, "style": None})
    for number, row in enumerate(cells, start=top + 1):
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, place, cell, styles.words)
            else:
                sheet.write_number(number, place, cell, styles.number)
    for place, column in enumerate(columns):
        longest = max(len(str(each)) for each in (column, *(row[place] for row in cells)))
        sheet.set_column(place, place, min(_WIDEST, max(12, longest + 2)))


def _cells(row: Sequence[Any]) -> list[str | int | float]:
    return [_cell(each) for each in row]


def _cell(cell: Any) -> str | int | float:
    if cell is None or cell in (HIDDEN, COUNTS_HIDDEN):
        return _CONFIDENTIAL
    if isinstance(cell, int | float):
        return cell
    return _NONE if plain(cell) in ("", "–") else writable(plain(cell))


def _sheet_names(tables: Sequence[Table]) -> list[str]:
    """
    A name for each table's sheet, and no two alike: its caption, or the part before the colon.

    None is cut: a table whose caption is longer than Excel allows has its number, and the contents say which it is.
    """
    names: list[str] = []
    in_use = {"cover", "contents", "notes", "history"}
    for number, table in enumerate(tables, start=1):
        wanted = [_without_forbidden(each) for each in (table.caption, table.caption.partition(":")[0])]
        fitting = [each for each in wanted if each and len(each) <= _SHEET_NAME and each.casefold() not in in_use]
        numbered = (f"Table {each}" for each in count(number))
        names.append(fitting[0] if fitting else next(each for each in numbered if each.casefold() not in in_use))
        in_use.add(names[-1].casefold())
    return names


def _without_forbidden(caption: str) -> str:
    return " ".join(re.sub(r"[\[\]:*?/\\']|[^\x20-\uffff]", " ", writable(caption)).split())
