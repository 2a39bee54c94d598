"""A sheet's cells as its XML stores them; patterns find them, because an XML parser is slower and can be attacked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.read.plain_xml import element
from pipeline.read.values import cell_name, column_number

CELL_OR_ROW = re.compile(rb"<(?:\w+:)?row(?=[\s/>])([^<>]*)>|" + element(b"c"))
PLACE = re.compile(rb"(?:^|\s)r\s*=\s*[\"']([A-Za-z]*)([0-9]*)[\"']")
KIND = re.compile(rb"(?:^|\s)t\s*=\s*[\"'](\w+)[\"']")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?>([^<]*)</(?:\w+:)?v\b")
# A formula with a stored result that is no error, be it empty text, and without the bar of a call to another program.
_PLAIN_FORMULA = re.compile(
    rb"<f(?:\s[^<>]*)?(?:/>|>[^<|]*</f>)<v>[^<#]|(?<=\st=\"str\">)<f(?:\s[^<>]*)?(?:/>|>[^<|]*</f>)<v></v>"
)
_ODDLY_SPACED = re.compile(rb"<c[\t\r\n]")
_FORMULA = re.compile(rb"\s*<(?:\w+:)?f[\s/>]")
_NO_FORMULA = re.compile(rb"<c [^>]{0,1000}+>(?!<f)")  # no cell's tag is as long


@dataclass(frozen=True)
class Cell:
    """A cell as stored: its place, the type it declares (n, s, str, b, e, d, inlineStr) and its content's XML."""

    row: int
    column: int
    kind: bytes
    content: bytes

    @property
    def name(self) -> str:
        """The name Excel gives the cell."""
        return cell_name(self.row, self.column)

    @property
    def stored(self) -> bytes | None:
        """What stands in the cell's value element, or None where it has none."""
        return stored(self.content)


def stored(content: bytes) -> bytes | None:
    """What stands in the value element of a cell with this content, or None where it has none."""
    value = _VALUE.search(content)
    return None if value is None else value[1]


def cells(body: bytes) -> Iterator[Cell]:
    """Each cell with content, in the order stored; one whose place is not written comes next to the cell before it."""
    row = column = 0
    for row_tag, cell_tag, content in (match.groups() for match in CELL_OR_ROW.finditer(body)):
        at_row, at_column = place(row_tag if cell_tag is None else cell_tag)
        if cell_tag is None:
            row, column = at_row or row + 1, 0
            continue
        column = at_column or column + 1
        if content:
            yield Cell(at_row or row, column, kind(cell_tag), content)


def typed(body: bytes) -> Iterator[Cell]:
    """Each cell of a sheet of formulas that holds no formula; row and column are 0 where the XML gives none."""
    if b"<c " not in body:
        # A writer that prefixes its tags.
        yield from (cell for cell in cells(body) if not _FORMULA.match(cell.content))
        return
    for start in _NO_FORMULA.finditer(body):
        match = CELL_OR_ROW.match(body, start.start())
        if match and match[3] and not _FORMULA.match(match[3]):
            yield Cell(*place(match[2]), kind(match[2]), match[3])


def place(tag: bytes) -> tuple[int, int]:
    """The row and column that a tag writes, each from 1; 0 where it writes none."""
    written = PLACE.search(tag)
    return (int(written[2] or 0), column_number(written[1].decode().upper())) if written else (0, 0)


def kind(tag: bytes) -> bytes:
    """The type that a cell's tag declares; a number where it declares none."""
    declared = KIND.search(tag)
    return declared[1] if declared else b"n"


def formulas_and_odd_cells(body: bytes) -> tuple[int, list[Cell]]:
    """
    How many ordinary formulas a sheet has, and the cells that must be looked at one by one.

    An ordinary formula has a result and calls no other program. The cells to look at have an error or another formula;
    most sheets have few.
    """
    if b"<c " not in body or (any(mark in body for mark in (b"\t", b"\n", b"\r")) and _ODDLY_SPACED.search(body)):
        return 0, list(cells(body))  # A writer that prefixes its tags, or breaks a line within them.
    starts, ordinary = set(), 0
    for mark in (b"<f", b'"e"', b"'e'"):
        at, start, seen = body.find(mark), 0, 0
        while at >= 0:
            if _PLAIN_FORMULA.match(body, at):
                ordinary += 1
            else:
                start = max(body.rfind(b"<c ", seen, at), start)
                # A type is one of a cell, and no word in a formula.
                if mark == b"<f" or body.find(b">", max(start, seen), at) < 0:
                    starts.add(start)
                seen = at
            at = body.find(mark, at + len(mark))
    odd = []
    for start in sorted(starts):
        match = CELL_OR_ROW.match(body, max(start, 0))
        row, column = place(match[2]) if match and match[2] else (0, 0)
        if match is None or not row or not column:
            return 0, list(cells(body))  # Places are not written out here: only a walk from the top tells them.
        odd.append(Cell(row, column, kind(match[2]), match[3] or b""))
    return ordinary, odd
