"""The first step: every file among the returns, each with its place in the submissions register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.errors import UnreadableReturn
from pipeline.personal import safely_named
from pipeline.read import Received, received
from pipeline.store.register import Submission, register, submissions
from pipeline.store.workspace import UNFINISHED, Workspace

# What file systems and mail programs leave behind; no return was ever lost by passing these over.
_LITTER = {".ds_store", "thumbs.db", "desktop.ini", ".gitkeep"}
_UNNUMBERED = 0


@dataclass(frozen=True, eq=False)
class Arrival:
    """A file as it lies among the returns, its entry in the register, and its bytes or why they could not be had."""

    path: Path
    submission: Submission
    content: Received | UnreadableReturn


def registered(workspace: Workspace, quarters: Sequence[Quarter]) -> tuple[list[Arrival], list[Submission]]:
    """
    The files of ``quarters`` in the order of the register, which new ones are added to; and the whole register.

    A return so comes after the one that it replaces.
    """
    known = submissions(workspace)
    numbers = {_place(each): each for each in known}
    arrivals = [_arrival(workspace, quarter, path) for quarter in quarters for path in files(workspace, quarter)]
    new = [each for each in arrivals if _place(each.submission) not in numbers]
    new.sort(key=lambda each: _saved(each.path))  # of those that came together the one saved last replaces the others
    entered = [replace(each.submission, number=number) for number, each in enumerate(new, start=len(known) + 1)]
    register(workspace, known, entered)
    numbers |= {_place(each): each for each in entered}
    numbered = [replace(each, submission=numbers[_place(each.submission)]) for each in arrivals]
    return sorted(numbered, key=lambda each: each.submission.number), [*known, *entered]


def files(workspace: Workspace, quarter: Quarter) -> list[Path]:
    """Every file in a quarter's folder, whatever its name, in the order of the names."""
    folder = workspace.raw / quarter.folder
    return sorted(
        path
        for path in folder.rglob("*")
        if path.name.casefold() not in _LITTER
        and not path.name.startswith(UNFINISHED)
        and (path.is_symlink() or not path.is_dir())
    )


def agency_folder(path: Path) -> str | None:
    """The name of the agency's folder that a file lies in; ``path``: from the folder of all returns on."""
    return path.parts[1] if len(path.parts) > 2 else None


def _arrival(workspace: Workspace, quarter: Quarter, path: Path) -> Arrival:
    """A file that has no number yet; in the register a name that may name somebody is not repeated."""
    content: Received | UnreadableReturn
    try:
        content = received(path)
        sha256, size = content.sha256, len(content.data)
    except UnreadableReturn as refused:
        content, sha256, size = refused, "", 0
    folder = path.parent.relative_to(workspace.raw).as_posix()
    now = datetime.now(UTC).isoformat(timespec="seconds")
    name = safely_named(path.name, sha256)
    return Arrival(path, Submission(_UNNUMBERED, str(quarter), folder, name, sha256, size, now), content)


def _place(submission: Submission) -> tuple[str, str, str]:
    return submission.folder, submission.file_name, submission.sha256


def _saved(path: Path) -> int:
    try:
        return path.lstat().st_mtime_ns
    except OSError:
        return 0  # it has disappeared meanwhile, and is said so elsewhere
