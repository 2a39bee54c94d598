"""
The files of a quarter's meetings that a report rests on, as bytes: who met, and which cases were left out.

What was agreed on a case is no part of a report, and is not among them. It imports nothing slow, see `inputs`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.store import received
from pipeline.store.workspace import Workspace, digest_of, write_atomically

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


def keep(workspace: Workspace, met: Iterable[MeetingFile]) -> None:
    """Keep files that a report rests on among what was received, and that they are no returns."""
    known = kept(workspace)
    new = {each.sha256: each.data for each in met}
    for sha256, data in new.items():
        received.receive(workspace, data, sha256)
    if not new.keys() <= known:
        write_atomically(_note(workspace), "".join(f"{each}\n" for each in sorted(known | new.keys())))


def kept(workspace: Workspace) -> set[str]:
    """The SHA-256 of each such file that was ever kept, as far as it was noted."""
    try:
        return set(_note(workspace).read_text(encoding="ascii", errors="replace").splitlines())
    except OSError:
        return set()


def _note(workspace: Workspace) -> Path:
    return received.folder(workspace) / "of-meetings.txt"
