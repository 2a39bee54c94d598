"""
The files of each partnership that a report was made for, kept by their content, so that it can be made again as it was.

``data/processed/partnerships/<digest>/`` holds them under their names; ``<digest>.checked`` beside it names the program
that has found nothing wrong with them. This module imports nothing slow.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from pipeline.errors import PipelineError, WrongPartnership
from pipeline.partnership.here import FOLDER, here
from pipeline.partnership.load import load
from pipeline.partnership.model import Partnership
from pipeline.store.code_digest import program
from pipeline.store.workspace import Workspace, write_atomically


def keep_partnership(workspace: Workspace) -> None:
    """Keep the files of the partnership that this process works for, which were checked when it began."""
    partnership = here()
    if not keeps_partnership(workspace):
        shutil.rmtree(_folder(workspace, partnership.digest), ignore_errors=True)
        for name, data in partnership.files.items():
            write_atomically(_folder(workspace, partnership.digest) / name, data)
    if not was_checked(workspace, partnership):
        write_atomically(_note(workspace, partnership.digest), program())


def was_checked(workspace: Workspace, partnership: Partnership) -> bool:
    """Whether a run has used just these files, with the program as it is, so that they need not be checked again."""
    note = _note(workspace, partnership.digest)
    return note.is_file() and note.read_bytes() == program().encode()


def keeps_partnership(workspace: Workspace) -> bool:
    """Whether the files of the partnership that this process works for are kept, to the byte, and no others."""
    partnership = here()
    folder = _folder(workspace, partnership.digest)
    kept = {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}
    return kept == partnership.files


def kept_partnership(workspace: Workspace, digest: str) -> Partnership:
    """
    The partnership whose files have this ``digest``: the one that this process works for, or one that is kept.

    Raises: PipelineError -- where they are not kept, are not as they were kept, or cannot be used any more.
    """
    if digest == here().digest:
        return here()
    folder = _folder(workspace, digest)
    place = folder.relative_to(workspace.root).as_posix()
    if not folder.is_dir():
        raise PipelineError(f"the partnership's files are no longer kept: {place} is not there. {_RESTORE}")
    try:
        kept = load(folder)
    except WrongPartnership as wrong:
        raise PipelineError(
            f"the partnership's files in {place} cannot be used: {wrong.mistakes[0]} {_RESTORE}"
        ) from None
    if kept.digest != digest:
        raise PipelineError(f"the partnership's files in {place} were changed after they were kept. {_RESTORE}")
    return kept


def lay_out_partnership(workspace: Workspace) -> None:
    """Put the files of the partnership that this process works for into another workspace, as its own."""
    for name, data in here().files.items():
        write_atomically(workspace.root / FOLDER / name, data)


_RESTORE = "Restore that folder from a backup."


def _note(workspace: Workspace, digest: str) -> Path:
    return _folder(workspace, digest).with_suffix(".checked")


def _folder(workspace: Workspace, digest: str) -> Path:
    return workspace.processed / "partnerships" / digest
