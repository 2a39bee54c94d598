"""
The files of a quarter's meetings that a report rests on, as bytes: who met, and which cases were left out.

What was agreed on a case is no part of a report, and is not among them. It imports nothing slow, see `inputs`.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.calendar.quarter import Quarter
from pipeline.store.workspace import Workspace, digest_of

PANEL, LEFT_OUT = "panel.csv", "exclusions.csv"


@dataclass(frozen=True)
class MeetingFile:
    """One such file, ``name``, as it lies there."""

    name: str
    sha256: str
    data: bytes


def meeting_files(workspace: Workspace, quarter: Quarter) -> tuple[MeetingFile, ...]:
    """Those of ``quarter`` that hold more than their headings."""
    there = []
    for name in (PANEL, LEFT_OUT):
        path = workspace.meeting_files / quarter.folder / name
        data = path.read_bytes() if path.is_file() else b""
        if len(data.split(b"\n", 1)[-1].strip()) and b"\n" in data:
            there.append(MeetingFile(name, digest_of(data), data))
    return tuple(there)
