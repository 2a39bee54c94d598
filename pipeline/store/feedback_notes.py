"""
What each folder of feedback says and holds, as digests: so that what was altered or taken away is written again.

It imports nothing slow, since it is asked before anything else is done.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from pipeline.partnership.keeping import Kept
from pipeline.store.codec import parsed
from pipeline.store.erasure.erasures import erased_quarters
from pipeline.store.workspace import Workspace, digest_of, write_atomically


@dataclass(frozen=True)
class FeedbackNote:
    """``says``: the digest of all that decides what the feedback says; ``files``: the SHA-256 of each, by its name."""

    says: str
    files: Mapping[str, str]

    def is_whole(self, folder: Path) -> bool:
        """Whether all of it lies in ``folder`` as it was written."""
        return all(_sha256(folder / name) == sha256 for name, sha256 in self.files.items())


def feedback_notes(workspace: Workspace) -> dict[str, FeedbackNote]:
    """The notes by folder below the reports; without those that are lost, whose feedback is written again."""
    try:
        noted = parsed(_place(workspace).read_bytes())
        return {str(name): FeedbackNote(str(each["says"]), dict(each["files"])) for name, each in noted.items()}
    except (FileNotFoundError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def keep_feedback_notes(workspace: Workspace, notes: Mapping[str, FeedbackNote]) -> None:
    """Keep the notes, where they are not the same as before."""
    if notes != feedback_notes(workspace):
        text = json.dumps({name: asdict(each) for name, each in notes.items()}, indent=1, sort_keys=True)
        write_atomically(_place(workspace), text + "\n")


def feedback_stands(workspace: Workspace, receipts: Iterable[str]) -> bool:
    """
    Whether every folder of feedback is as it was written; ``receipts``: a file of each, below the reports.

    Feedback of a quarter that was erased stands as long as it is gone.
    """
    notes = feedback_notes(workspace)
    gone = {each.folder for each in erased_quarters(workspace, Kept.FEEDBACK)}
    folders = {path.parent.as_posix() for each in receipts if (path := PurePosixPath(each)).parts[0] not in gone}
    return all(name in notes and notes[name].is_whole(workspace.reports / name) for name in folders)


def _sha256(path: Path) -> str:
    try:
        return digest_of(path.read_bytes())
    except OSError:
        return ""  # gone, or something else stands in its place


def _place(workspace: Workspace) -> Path:
    return workspace.processed / "feedback.json"
