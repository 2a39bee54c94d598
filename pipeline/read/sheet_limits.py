"""
How far apart a sheet's cells may lie, because the reader of values takes memory for the whole box around them.

A 2 kB file with a value in A1 and one in XFD1048576 makes it ask for 549 GB, which ends its process.
"""

from __future__ import annotations

from pipeline.read.cells import cells, place
from pipeline.read.file_kind import not_safe

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
LARGEST_BOX = 5_000_000
LARGEST_MERGE = 2_000_000

FEWER_CELLS = "Delete that cell, or copy only the filled rows into a fresh template; then save it and send it again."


def refuse_spread(body: bytes, called: str) -> None:
    """
    Refuse a sheet whose cells lie too far apart or outside Excel's grid; messages name the sheet as ``called``.

    Raises: UnreadableReturn -- naming the farthest cell.
    """
    # Looking at the last cell of each row costs a tenth of looking at every cell. A workbook forged to store its
    # cells out of order passes here, and is stopped by the worker's limits instead.
    if _farthest(body) <= LARGEST_BOX:
        return
    box: tuple[int, int, int, int] | None = None
    lowest = rightmost = ""
    for cell in cells(body):
        if cell.row > LAST_ROW or cell.column > LAST_COLUMN:
            raise not_safe(
                f"the {called} has a cell in row {cell.row}, column {cell.column}, beyond Excel's last cell",
                FEWER_CELLS,
            )
        top, left, bottom, right = box or (cell.row, cell.column, 0, 0)
        lowest = cell.name if cell.row > bottom else lowest
        rightmost = cell.name if cell.column > right else rightmost
        box = min(top, cell.row), min(left, cell.column), max(bottom, cell.row), max(right, cell.column)
    if box is not None:
        farthest = lowest if box[2] * LAST_COLUMN >= box[3] * LAST_ROW else rightmost
        refuse_box(called, box[2] - box[0] + 1, box[3] - box[1] + 1, farthest)


def _farthest(body: bytes) -> int:
    """The size of a box from A1 that holds the last cell of every row, empty cells included."""
    rows = columns = 1
    start, end = 0, body.find(b"row>")
    while end >= 0:
        last = body.rfind(b' r="', start, end)
        if last >= 0:
            row, column = place(body[last:end])
            rows, columns = max(rows, row), max(columns, column)
        start, end = end, body.find(b"row>", end + 4)
    return rows * columns


def refuse_box(called: str, rows: int, columns: int, corner: str) -> None:
    """
    Refuse a sheet if the box around its filled cells is larger than any return can need.

    Raises: UnreadableReturn -- naming ``corner``, the farthest cell.
    """
    if rows * columns > LARGEST_BOX:
        raise not_safe(f"the {called} has a filled cell (perhaps only a space) as far away as {corner}", FEWER_CELLS)


def refuse_large_merges(merged: tuple[str, ...], called: str) -> None:
    """
    Refuse a sheet that merges more cells into one than a person could mean to.

    Raises: UnreadableReturn -- naming the sheet.
    """
    for reference in merged:
        corners = [place(f' r="{corner}"'.encode()) for corner in reference.split(":")]
        rows, columns = [row for row, column in corners if column], [column for row, column in corners if row]
        if rows and columns and (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) > LARGEST_MERGE:
            raise not_safe(
                f"the {called} merges more than {LARGEST_MERGE:,} cells into one",
                "Unmerge them (Home > Merge & Center), save the workbook and send it again.",
            )
