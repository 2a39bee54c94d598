"""Whether a workspace can be written to, tried before any work is done."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import CannotWrite
from pipeline.store.disk import cannot_write, shown
from pipeline.store.workspace import UNFINISHED, Workspace

ROOM = 50_000_000  # bytes: about what a quarter's first run writes
_TRIED = bytes(4096)  # one block, which a full disk does not have
_BEFORE = "before anything was done"


def refuse_if_not_writable(workspace: Workspace, *folders: Path, room: int = ROOM) -> None:
    """
    Write a small file in each of ``folders`` (those that a run writes to, where none is named) and take it away again.

    A folder that is not there yet is tried where it is to be made.
    Units:  ``room`` is the bytes that must be free on their disks.
    Raises: CannotWrite -- naming the folder, why, and what to do.
    """
    places = dict.fromkeys(_existing(each) for each in folders or written_by_a_run(workspace))
    for place in places:
        _try(place)
    for place in {place.stat().st_dev: place for place in places}.values():
        disk = shutil.disk_usage(place)
        if disk.total and disk.free < room:  # some network drives give no size at all
            raise CannotWrite(
                f"{shown(place)}: the disk has {disk.free / 1e6:.0f} MB free, and {room / 1e6:.0f} MB may be needed "
                f"({_BEFORE}). Make room on it and run the same command again."
            )


def written_by_a_run(workspace: Workspace) -> Sequence[Path]:
    """The folders that every run writes to; that of its report comes to them."""
    kept = ("received", "validated", "children", "results", "notebooks", "partnerships")
    return workspace.processed, *(workspace.processed / each for each in kept), workspace.reports


def _existing(folder: Path) -> Path:
    """The folder, or the nearest above it that is there; a link that leads nowhere counts as being there."""
    while not os.path.lexists(folder) and folder != folder.parent:
        folder = folder.parent
    return folder


def _try(folder: Path) -> None:
    try:
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        handle, name = tempfile.mkstemp(dir=folder, prefix=UNFINISHED)
        try:
            os.write(handle, _TRIED)
            os.fsync(handle)  # until then a share that is used up may not be noticed
        finally:
            os.close(handle)
            Path(name).unlink()
    except OSError as error:
        raise cannot_write(folder, error, _BEFORE) from None
