"""
The room where an agency's file is opened, and the only one.

    received(path)  ──►  bytes and SHA-256  ──►  Readers: isolated processes  ──►  Workbook, or UnreadableReturn
                                                 container   what the file really is
                                                 package     the zip, within limits, undamaged (plain: its XML)
                                                 precheck    its structure and facts (scan: a sheet's; rest: all else)
                                                 beside      personal data outside the answers (texts: a part's words)
                                                 copied      what the reader of values is given of it
                                                 worker      its values, held against the facts

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
