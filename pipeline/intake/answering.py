"""The last step: each file's feedback, written once it is known what became of it beside the others."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline import feedback
from pipeline.calendar.quarter import Quarter
from pipeline.intake.feedback_folders import feedback_of, folders, put_away, put_by
from pipeline.intake.which_count import Entry
from pipeline.store.codec import parsed
from pipeline.store.previous_returns import PreviousReturns
from pipeline.store.raw_files import NotRead
from pipeline.store.withheld import refuse_to_repeat
from pipeline.store.workspace import Workspace, write_atomically


def answer(
    workspace: Workspace,
    quarter: Quarter,
    entries: Sequence[Entry],
    not_read: Iterable[NotRead],
    previous: PreviousReturns,
) -> None:
    """
    Write the feedback on each of ``entries`` where it is not there yet, or no longer says what became of the file.

    Feedback on a file that is gone is put away, but for the folders in which something was ``not_read``. What each
    folder of feedback says is noted when all is written: what a run that was killed wrote is not noted, so the next one
    writes it, and what was to come after it.
    """
    noted = _noted(workspace)
    places = folders(workspace, quarter, entries)
    now = {}
    for entry, folder in zip(entries, places, strict=True):
        name, digest = folder.relative_to(workspace.reports).as_posix(), _digest(previous.key(entry.submission), entry)
        if noted.get(name) != digest or not (folder / feedback.RECEIPT).exists():
            if feedback.is_of_another(folder, entry.validated):
                put_by(feedback_of(workspace, quarter), folder)
            names = entry.path.relative_to(workspace.raw).parts
            refuse_to_repeat(f"{name} {entry.validated.file_name} {entry.validated.findings!r}", names, "A receipt")
            before = previous.before(entry.submission, entry.validated)
            feedback.write(entry.validated, folder, marked_up=previous.marked_up(entry.submission), earlier=before)
        now[name] = digest
    put_away(workspace, quarter, places, not_read)
    own = feedback_of(workspace, quarter).relative_to(workspace.reports).as_posix() + "/"
    noted_now = {name: digest for name, digest in noted.items() if not name.startswith(own)} | now
    if noted_now != noted:
        write_atomically(_note(workspace), json.dumps(noted_now, indent=1, sort_keys=True) + "\n")


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
