"""Workbooks built in the test, and then bent: a part of the zip replaced, dropped or added."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import xlsxwriter

from benchmarks.defects.parts import rezipped

__all__ = ["bent", "built", "one_cell", "rezipped", "with_cells", "with_part", "zipped"]

Fill = Callable[[Any, Any], None]


def one_cell(_book: Any, sheet: Any) -> None:
    sheet.write(0, 0, "Case")


def built(fill: Fill = one_cell, sheet: str = "Records", **options: Any) -> bytes:
    """A workbook's bytes; ``fill`` is given the workbook and its first sheet."""
    into = io.BytesIO()
    with xlsxwriter.Workbook(into, {"in_memory": True, **options}) as book:
        fill(book, book.add_worksheet(sheet))
    return into.getvalue()


def bent(data: bytes, **changes: Callable[[bytes], bytes]) -> bytes:
    """The same workbook with named parts changed: ``sheet1``, ``workbook``, ``strings``."""
    names = {"xl/worksheets/sheet1.xml": "sheet1", "xl/workbook.xml": "workbook", "xl/sharedStrings.xml": "strings"}
    return rezipped(data, lambda name, part: changes.get(names.get(name, ""), lambda same: same)(part))


def with_part(name: str, part: bytes) -> bytes:
    """A good workbook with one more part in its zip."""
    return rezipped(built(), lambda _name, same: same, {name: part})


def zipped(name: str, part: bytes) -> bytes:
    """A zip of this one part, and no workbook."""
    return rezipped(built(), lambda _name, _part: None, {name: part})


def with_cells(rows: str) -> bytes:
    """A workbook whose one sheet holds exactly this XML between its sheetData tags."""
    rows_xml = rows.encode()
    return bent(
        built(),
        sheet1=lambda xml: xml.split(b"<sheetData>")[0] + b"<sheetData>" + rows_xml + b"</sheetData></worksheet>",
    )
