"""What a command that was killed had begun: brought to its end where the ledger has it, taken away where not."""

from __future__ import annotations

import shutil
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.report.release.approval import withdrawal_of
from pipeline.report.release.places import (
    all_prepared,
    being_approved,
    preparation_kept,
    release_folder,
)
from pipeline.store.ledger import WITHDRAWN, Step, entries, heads
from pipeline.store.reports import MANIFEST
from pipeline.store.workspace import Workspace, digest_of, give_name, write_atomically


def finish(workspace: Workspace) -> None:
    """
    Bring to its end, or take away, what a killed command had begun of a release, in a workspace that the caller holds.

    The ledger decides: what is entered in it was released, and what is not was not.
    Raises: PipelineError -- if the ledger was altered or lost a line.
    """
    approved = {each.release: each for each in entries(workspace) if each.step is Step.RELEASED}
    for place in being_approved(workspace):
        entry = approved.get(place.number)
        if entry is not None and entry.manifest == _manifest(place.folder):
            whose = Quarter.parse(place.quarter), place.edition, place.number
            give_name(place.folder, release_folder(workspace, *whose))
        else:
            shutil.rmtree(place.folder)
    released = {each.manifest for each in approved.values()}
    for quarter, edition, folder in all_prepared(workspace):
        if _manifest(folder) in released:
            shutil.rmtree(folder)
            preparation_kept(workspace, quarter, edition).unlink(missing_ok=True)
    note_withdrawals(workspace)


def note_withdrawals(workspace: Workspace) -> None:
    """Say in the folder of each release that was withdrawn that it was, if it lies there and does not say so yet."""
    for entry, ledger in zip(entries(workspace), heads(workspace), strict=True):
        if entry.step is Step.WITHDRAWN:
            folder = release_folder(workspace, Quarter.parse(entry.quarter), entry.edition, entry.release)
            if folder.is_dir() and not (folder / WITHDRAWN).exists():
                write_atomically(folder / WITHDRAWN, withdrawal_of(entry, ledger))


def _manifest(folder: Path) -> str:
    path = folder / MANIFEST
    return digest_of(path.read_bytes()) if path.is_file() else ""
