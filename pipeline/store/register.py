"""The submissions register: every file that was ever found among the returns, in the order of its coming."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.store import chain
from pipeline.store.workspace import Workspace

_DAMAGED = (
    "The submissions register is damaged at line {line} ({path}). Restore it from a backup; the returns themselves are "
    "safe in data/raw."
)


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
    return chain.entries(_path(workspace), Submission, _DAMAGED)


def register(workspace: Workspace, known: list[Submission], new: list[Submission]) -> None:
    """Add ``new`` submissions after the ``known`` ones."""
    chain.rewritten(_path(workspace), [asdict(each) for each in [*known, *new]])


def _path(workspace: Workspace) -> Path:
    return workspace.processed / "register.jsonl"
