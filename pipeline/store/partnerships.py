"""
The files of each partnership that a report was made for, kept by their content, so that it can be made again as it was.

``data/processed/partnerships/<digest>/`` holds them under their names; ``<digest>.checked`` beside it names the program
that has found nothing wrong with them. This module imports nothing slow.
"""

from __future__ import annotations

import os
import shutil
import tomllib
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from pipeline.errors import LostPartnership, PipelineError, WrongPartnership
from pipeline.partnership.folder_files import SETTINGS
from pipeline.partnership.here import FOLDER, USUAL, here, of_workspace, shipped
from pipeline.partnership.load import load
from pipeline.partnership.mistakes import Mistake
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


def partnership_of(workspace: Workspace) -> Partnership:
    """
    The partnership that ``workspace`` works for, checked beside the audits unless just that was checked before.

    Raises: WrongPartnership -- naming everything that is wrong with its files; LostPartnership -- if they are gone.
    """
    _refuse_lost(workspace)
    return of_workspace(workspace.root, partial(_beside_definitions, workspace))


def _beside_definitions(workspace: Workspace, partnership: Partnership) -> Iterable[Mistake]:
    if was_checked(workspace, partnership):
        return ()
    from pipeline.audits.checked import problems  # only here: a run with nothing to do needs no definitions

    return problems(partnership)


def _refuse_lost(workspace: Workspace) -> None:
    """
    Stop where a workspace without files of a partnership has worked for another one than the usual one.

    Its returns would all be sent back otherwise, and its pages made for somebody else.
    Raises: LostPartnership -- naming the partnership, and where its files are kept.
    """
    if os.path.lexists(workspace.root / FOLDER):
        return
    for settings in sorted((workspace.processed / "partnerships").glob(f"*/{SETTINGS}"), key=_last_changed):
        name = _name_in(settings)
        if name and name != shipped(USUAL).name:
            place = settings.parent.relative_to(workspace.root).as_posix()
            raise LostPartnership(
                f"Nothing was done: this workspace works for {name}, and its folder {FOLDER} is not there. Put it back "
                f"under this name; what was used last is kept in {place}."
            )


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


def _last_changed(settings: Path) -> float:
    """For the order of what is kept: what was kept last comes first."""
    return -settings.stat().st_mtime


def _name_in(settings: Path) -> str:
    """The name in kept settings; empty where they cannot be read."""
    try:
        return str(tomllib.loads(settings.read_text(encoding="utf-8-sig")).get("name", ""))
    except ValueError:
        return ""


_RESTORE = "Restore that folder from a backup."


def _note(workspace: Workspace, digest: str) -> Path:
    return _folder(workspace, digest).with_suffix(".checked")


def _folder(workspace: Workspace, digest: str) -> Path:
    return workspace.processed / "partnerships" / digest
