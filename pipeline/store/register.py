"""
The submissions register: every file that was ever found among the returns, in the order of its coming.

Append-only lines of JSON, each with the digest of the line before it, so that a lost or altered line shows.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.workspace import Workspace, written


@dataclass(frozen=True)
class Submission:
    """One file as it was first found. ``sha256`` is empty where it could not be opened at all."""

    number: int
    quarter: str
    folder: str
    file_name: str
    sha256: str
    size: int
    first_seen: str


def submissions(workspace: Workspace) -> list[Submission]:
    """Every submission, oldest first. Raises: PipelineError -- if the register was altered or lost a line."""
    path = _path(workspace)
    if not path.exists():
        return []
    found, before = [], ""
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            line = json.loads(text)
            intact = line.pop("after") == before
            submission = Submission(**line)
        except (ValueError, TypeError, KeyError):
            intact = False
        if not intact:
            raise PipelineError(
                f"The submissions register is damaged at line {number} ({path}). Restore it from a backup; the "
                "returns themselves are safe in data/raw."
            )
        found.append(submission)
        before = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return found


def register(workspace: Workspace, known: list[Submission], new: list[Submission]) -> None:
    """Add ``new`` submissions after the ``known`` ones."""
    lines, before = [], ""
    for submission in [*known, *new]:
        text = json.dumps({**asdict(submission), "after": before}, ensure_ascii=False, sort_keys=True)
        lines.append(text)
        before = hashlib.sha256(text.encode("utf-8")).hexdigest()
    written(_path(workspace), "".join(line + "\n" for line in lines))


def _path(workspace: Workspace) -> Path:
    return workspace.processed / "register.jsonl"
