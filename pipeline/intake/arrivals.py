"""The first step: every file among the returns, each with its place in the submissions register."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.errors import UnreadableReturn
from pipeline.personal import safely_named
from pipeline.read import Received, received
from pipeline.store.previous_returns import PreviousReturns, previous_returns
from pipeline.store.raw_files import RawFiles
from pipeline.store.register import Submission, registered
from pipeline.store.workspace import Workspace
from pipeline.validate.validated import Validated

_UNNUMBERED = 0


@dataclass(frozen=True, eq=False)
class Arrival:
    """
    A file as it lies among the returns, its entry in the register, and its bytes or why they could not be had.

    ``known``: what an earlier run read from it.
    """

    path: Path
    submission: Submission
    content: Received | UnreadableReturn
    known: Validated | None = None


def arrivals(workspace: Workspace, lying: RawFiles) -> tuple[list[Arrival], PreviousReturns]:
    """
    The files that are ``lying`` there in the order of the register, to which new ones are added; and what was sent
    before them.

    A return so comes after the one that it replaces; of those that came together the one saved last comes last.
    """
    there = [_arrival(workspace, quarter, path) for quarter, paths in lying.returns.items() for path in paths]
    there.sort(key=lambda each: _saved(each.path))
    register = registered(workspace, [each.submission for each in there])
    numbered = {each.place: each for each in register}
    submissions = [numbered[each.submission.place] for each in there]
    previous = previous_returns(workspace, register, submissions)
    registered_now = [
        replace(each, submission=submission, known=previous.read_before(submission))
        for each, submission in zip(there, submissions, strict=True)
    ]
    return sorted(registered_now, key=lambda each: each.submission.number), previous


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


def _saved(path: Path) -> int:
    try:
        return path.lstat().st_mtime_ns
    except OSError:
        return 0  # it has disappeared meanwhile, and is said so elsewhere
