"""What lies among the returns as received: the files of each quarter, and what is not read, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.store.workspace import UNFINISHED, Workspace

# What file systems and mail programs leave behind; no return was ever lost by passing these over.
_LITTER = {".ds_store", "thumbs.db", "desktop.ini", ".gitkeep"}


@dataclass(frozen=True)
class NotRead:
    """A file or folder among the returns that no run reads, and why in a sentence that says what to do."""

    path: Path
    why: str


@dataclass(frozen=True)
class RawFiles:
    """Everything under ``data/raw``: every file of each quarter in the order of the names, and what is not read."""

    returns: Mapping[Quarter, tuple[Path, ...]]
    not_read: tuple[NotRead, ...]


def raw_files(workspace: Workspace) -> RawFiles:
    """What lies among the returns. Every file is in one part or the other, but for what file systems leave behind."""
    quarters = workspace.quarters()
    known = {quarter.folder for quarter in quarters}
    strays = sorted(each for each in workspace.folders() if each.name not in known)
    return RawFiles(
        {quarter: files(workspace, quarter) for quarter in quarters},
        tuple(
            NotRead(each, "its name is no quarter, so nothing in it was read; rename it as 2019-20-Q2 is written.")
            for each in strays
        ),
    )


def files(workspace: Workspace, quarter: Quarter) -> tuple[Path, ...]:
    """Every file in a quarter's folder, whatever its name, in the order of the names."""
    folder = workspace.raw / quarter.folder
    return tuple(
        sorted(
            path
            for path in folder.rglob("*")
            if path.name.casefold() not in _LITTER
            and not path.name.startswith(UNFINISHED)
            and (path.is_symlink() or not path.is_dir())
        )
    )
