"""The places that findings name, such as "H17", "H17:H31", "H17, H19-H21" or "4:4", as cells of a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from pipeline.definition import Severity
from pipeline.read.values import column_number
from pipeline.validate.finding import RANK, Finding

_CELLS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})(?:[:–-]([A-Z]{1,3})([1-9]\d{0,6}))?")
_ROWS = re.compile(r"([1-9]\d{0,6}):([1-9]\d{0,6})")
_COLUMNS = re.compile(r"([A-Z]{1,3}):([A-Z]{1,3})")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
MOST = 20_000  # cells filled for one finding

Cell = tuple[int, int]


@dataclass(frozen=True)
class Area:
    """A block of cells, all counted from 1; None where it runs through every column or every row."""

    first_row: int | None
    first_column: int | None
    last_row: int | None
    last_column: int | None

    @property
    def first(self) -> Cell:
        """Its first cell."""
        return self.first_row or 1, self.first_column or 1

    @property
    def rows(self) -> range:
        """Its rows; the first alone where it runs through all of them."""
        return range(self.first[0], (self.last_row or self.first[0]) + 1)

    def cells(self, height: int, width: int) -> Iterator[Cell]:
        """Its cells, in a sheet as high and wide as this, row by row."""
        top, left = self.first
        for row in range(top, (self.last_row or height) + 1):
            for column in range(left, (self.last_column or width) + 1):
                yield row, column


def areas(text: str) -> tuple[Area, ...]:
    """The blocks that ``text`` names; none where any part of it is not understood."""
    blocks = [_area(part.strip()) for part in text.split(",")]
    return tuple(area for area in blocks if area is not None) if None not in blocks else ()


def _area(text: str) -> Area | None:
    if match := _CELLS.fullmatch(text):
        row, column = int(match[2]), column_number(match[1])
        area = Area(row, column, int(match[4] or row), column_number(match[3]) if match[3] else column)
    elif match := _ROWS.fullmatch(text):
        area = Area(int(match[1]), None, int(match[2]), None)
    elif match := _COLUMNS.fullmatch(text):
        area = Area(None, column_number(match[1]), None, column_number(match[2]))
    else:
        return None
    in_order = (area.first_row or 0) <= (area.last_row or 0) and (area.first_column or 0) <= (area.last_column or 0)
    inside = (area.last_row or 0) <= LAST_ROW and (area.last_column or 0) <= LAST_COLUMN
    return area if in_order and inside else None


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Errors, queries, notes; within each the file as a whole, then sheet by sheet from the top, left to right."""
    return sorted(findings, key=_place)


def _place(finding: Finding) -> tuple[int, str, Cell]:
    blocks = areas(finding.cell)
    return RANK[finding.severity], finding.sheet, blocks[0].first if blocks else (0, 0)


@dataclass(frozen=True, eq=False)
class Marks:
    """What is marked on one sheet: cells to fill, by the gravest finding, and cells to comment."""

    fills: Mapping[Cell, Severity]
    comments: Mapping[Cell, list[Finding]]


def marks(findings: Iterable[Finding], sheet: str, height: int, width: int) -> Marks:
    """The marks that ``findings``, in order, leave on a sheet as high and wide as this."""
    fills: dict[Cell, Severity] = {}
    comments: dict[Cell, list[Finding]] = {}
    for finding in findings:
        if finding.sheet != sheet:
            continue
        blocks = areas(finding.cell)
        for area in blocks:
            comments.setdefault(area.first, []).append(finding)
        for cell in islice((cell for area in blocks for cell in area.cells(height, width)), MOST):
            fills.setdefault(cell, finding.severity)
    return Marks(fills, comments)
