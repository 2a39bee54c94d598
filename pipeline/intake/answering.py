"""The last step: each file's feedback, written once it is known what became of it beside the others."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from pipeline import feedback
from pipeline.intake.which_count import Entry
from pipeline.store.codec import parsed
from pipeline.store.previous_returns import PreviousReturns
from pipeline.store.workspace import Workspace, write_atomically

UNPLACED = "unplaced"  # the folder for feedback on returns of which it could not be told whose they are


def answer(workspace: Workspace, entries: Iterable[Entry], previous: PreviousReturns) -> None:
    """
    Write the feedback on each of ``entries`` where it is not there yet, or no longer says what became of the file.

    What each folder of feedback says is noted when all is written: what a run that was killed wrote is not noted, so
    the next one writes it, and what was to come after it.
    """
    noted = _noted(workspace)
    now = {}
    for entry in entries:
        folder = feedback_folder(workspace, entry)
        name, digest = folder.relative_to(workspace.reports).as_posix(), _digest(previous.key(entry.submission), entry)
        if noted.get(name) != digest or not (folder / feedback.RECEIPT).exists():
            before = previous.before(entry.submission, entry.validated)
            feedback.write(entry.validated, folder, marked_up=previous.marked_up(entry.submission), earlier=before)
        now[name] = digest
    if noted | now != noted:
        write_atomically(_note(workspace), json.dumps(noted | now, indent=1, sort_keys=True) + "\n")


def feedback_folder(workspace: Workspace, entry: Entry) -> Path:
    """Where the feedback on a file goes: a folder that holds that agency's files only."""
    quarter, *below = entry.path.relative_to(workspace.raw).parts
    agency, inside = (below[0], below[1:]) if len(below) > 1 else (UNPLACED, below)
    # A file that names a child may do so in its own name.
    *folders, name = map(folder_name, inside)
    if name != entry.path.name.removesuffix(".xlsx") and any(
        other != entry.path and folder_name(other.name) == name for other in entry.path.parent.iterdir()
    ):
        name = f"{name}-{entry.submission.sha256[:12]}"
    if entry.validated.personal:
        folders, name = [], entry.submission.sha256[:12] or "unnamed"
    return workspace.reports.joinpath(quarter, "feedback", agency, *folders, name)


def folder_name(file_name: str) -> str:
    """The folder for the feedback on a file: none that leads elsewhere, or whose end a disk would leave out."""
    return file_name.removesuffix(".xlsx").rstrip(" .") or "unnamed"


def _digest(kept_as: str, entry: Entry) -> str:
    """Of all that decides what the feedback says: what was read, and what is said of it beside the other files."""
    return hashlib.sha256(f"{kept_as}\n{entry.validated.findings!r}".encode()).hexdigest()


def _note(workspace: Workspace) -> Path:
    return workspace.processed / "feedback.json"


def _noted(workspace: Workspace) -> dict[str, str]:
    """What the folders of feedback say, as digests; nothing where the note is lost, so that all is written again."""
    try:
        noted = parsed(_note(workspace).read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return noted if isinstance(noted, dict) else {}
