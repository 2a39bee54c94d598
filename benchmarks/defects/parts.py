"""A workbook's own parts changed: as other programs write them, or as no program should."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping

import openpyxl
from openpyxl.utils import column_index_from_string
from openpyxl.utils.cell import coordinate_from_string


def rezipped(data: bytes, change: Callable[[str, bytes], bytes | None], added: Mapping[str, bytes] = {}) -> bytes:
    """The same zip with each part passed through ``change``, which drops a part by giving None, and parts ``added``."""
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
        for name, part in added.items():
            new.writestr(name, part)
    return into.getvalue()


def with_cells(data: bytes, cells: Mapping[str, tuple[str, str]]) -> bytes:
    """
    A workbook with the XML of cells put in or replaced, as no writer of ours would write it.

    ``cells``: by place, the cell's type ("" for a number) and what stands between its tags.
    """
    names = openpyxl.load_workbook(io.BytesIO(data), read_only=True).sheetnames
    sheets = {f"xl/worksheets/sheet{number}.xml": name for number, name in enumerate(names, start=1)}

    def changed(name: str, part: bytes) -> bytes:
        text = part.decode("utf-8") if name in sheets else ""
        for place, (kind, inside) in cells.items():
            sheet, _, cell = place.partition("!")
            if sheets.get(name) == sheet:
                text = _with_cell(text, cell, f' t="{kind}"' if kind else "", inside)
        return text.encode("utf-8") if text else part

    return rezipped(data, changed)


def _with_cell(xml: str, cell: str, kind: str, inside: str) -> str:
    """A sheet's XML with one cell in place of what stood there, in the order that Excel keeps."""
    old = re.search(rf'<c r="{cell}"([^>]*?)(/>|>.*?</c>)', xml, re.DOTALL)
    if old:
        style = re.search(r' s="\d+"', old[1])
        return f'{xml[: old.start()]}<c r="{cell}"{style[0] if style else ""}{kind}>{inside}</c>{xml[old.end() :]}'
    new, (column, row) = f'<c r="{cell}"{kind}>{inside}</c>', coordinate_from_string(cell)
    line = re.search(rf'<row r="{row}"([^>]*?)(/>|>(.*?)</row>)', xml, re.DOTALL)
    if line is None:
        later = (each.start() for each in re.finditer(r'<row r="(\d+)"', xml) if int(each[1]) > row)
        at = next(later, xml.find("</sheetData>"))
        return f'{xml[:at]}<row r="{row}">{new}</row>{xml[at:]}'
    held = line[3] or ""
    right = (
        each.start()
        for each in re.finditer(r'<c r="([A-Z]+)', held)
        if column_index_from_string(each[1]) > column_index_from_string(column)
    )
    at = next(right, len(held))
    return f'{xml[: line.start()]}<row r="{row}"{line[1]}>{held[:at]}{new}{held[at:]}</row>{xml[line.end() :]}'
