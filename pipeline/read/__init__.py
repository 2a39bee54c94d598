"""
The room where an agency's file is opened, and the only one.

    received(path)  ──►  bytes and SHA-256  ──►  Readers: isolated processes  ──►  Workbook, or UnreadableReturn
                         (arrival)               (pool, process)                   (values)

What such a process (start_worker, worker) does with the bytes, module by module:

    unlock         opens a workbook that has a password
    file_kind      says what the file really is
    package        opens the zip, within limits and undamaged; plain_xml: its XML in one spelling
    precheck       checks its structure and collects facts: parts, of all parts; scan, of a sheet (cells, sheet_limits)
    outside_cells  finds personal data outside the answers, in the texts that part_texts gives
    values_copy    writes what the reader of values is given; rewrite_cells: the cells that it would misread
    worker         has the values read, and compares them with the facts
    worker_answer  takes the answer back to the process that asked

To add a file format: let `file_kind` know it in place of refusing it, let `worker` read its values, and give it a check
of its own beside `precheck`, which knows workbooks only. What is read is the same `Workbook`, so no other room changes.

Nothing here knows what a return is: it gives every sheet's values at their true places, and says what else is there.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.read.arrival import Received, received
from pipeline.read.pool import Readers
from pipeline.read.values import (
    PEOPLE,
    Facts,
    PersonalData,
    Sheet,
    Workbook,
    cell_name,
    cell_position,
    column_letters,
    folded_name,
)

__all__ = [
    "PEOPLE",
    "Facts",
    "PersonalData",
    "Readers",
    "Received",
    "Sheet",
    "Workbook",
    "cell_name",
    "cell_position",
    "column_letters",
    "folded_name",
    "received",
    "workbook",
]


def workbook(path: Path) -> Workbook:
    """
    Read one file, in a process of its own.

    Raises: UnreadableReturn -- if it cannot be taken in; its text says why and what to do.
    """
    with Readers(workers=1) as readers:
        return readers.workbook(path)
