"""Workbooks built in the test, and then bent: a part of the zip replaced, dropped or added."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import xlsxwriter

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
    names = {
        "xl/worksheets/sheet1.xml": "sheet1",
        "xl/workbook.xml": "workbook",
        "xl/sharedStrings.xml": "strings",
    }
    return rezipped(data, lambda name, part: changes.get(names.get(name, ""), lambda same: same)(part))


def rezipped(data: bytes, change: Callable[[str, bytes], bytes | None], added: Mapping[str, bytes] = {}) -> bytes:
    """The same zip with each part passed through ``change``, which drops a part by giving None."""
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
        for name, part in added.items():
            new.writestr(name, part)
    return into.getvalue()


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
