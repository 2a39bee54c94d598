"""Records cut and pasted, cell by cell with their formats: what several kinds do to a sheet of records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from numpy.random import Generator

from benchmarks.defects.sent import COUNTED, Sent
from benchmarks.defects.truth import FILE, Bent
from pipeline.template.layout import RECORDS_SHEET

Bend = Callable[[Sent, Generator], Bent | None]


def uncounted(sent: Sent) -> Any:
    """A fresh copy whose Cover does not say how many records there are, so that nothing but the rows can tell."""
    book = sent.book()
    sheet, _, cell = COUNTED.partition("!")
    book[sheet][cell].value = None
    return book


def cells_of(sheet: Any, row: int) -> list[tuple[object, str]]:
    """A row's values, each as it is shown."""
    return [(cell.value, cell.number_format) for cell in sheet[row]]


def pasted(sheet: Any, row: int, cells: Iterable[tuple[object, str]], first: int = 1) -> None:
    """Put ``cells`` into a row, from the column ``first`` on."""
    for column, (value, shown) in enumerate(cells, start=first):
        sheet.cell(row, column).value, sheet.cell(row, column).number_format = value, shown


def anywhere(sent: Sent, *more: str, last: int = 0) -> frozenset[str]:
    """Everywhere on the sheet of records, the file and the Cover's count."""
    return sent.row_places(*range(1, max(last, sent.last) + 1)) | {FILE, RECORDS_SHEET, COUNTED, *more}
