"""The first step: every file among the returns, each with its place in the submissions register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from pipeline.calendar.quarter import Quarter, spoken
from pipeline.errors import OutOfReach, UnreadableReturn
from pipeline.personal import safely_named
from pipeline.read import received
from pipeline.store.erasure.erasures import Erasure, erased_digests
from pipeline.store.raw_files import shown_folder
from pipeline.store.register import Submission, registered, submissions
from pipeline.store.workspace import Workspace

_UNNUMBERED = 0


@dataclass(frozen=True, eq=False)
class Arrival:
    """A file as it lies among the returns, its entry in the register, and why its bytes could not be had, if so."""

    path: Path
    submission: Submission
    refused: UnreadableReturn | None = None


def arrivals(
    workspace: Workspace, lying: Mapping[Quarter, Sequence[Path]]
) -> tuple[list[Arrival], list[Arrival], list[Submission]]:
    """
    The files ``lying`` in each quarter, in the order of the register; those out of reach, which the register does not
    list; and the register, new ones added to it.

    A return so comes after the one that it replaces; of those that came together the one saved last comes last.
    """
    there = _lying(workspace, lying)
    out_of_reach = [each for each in there if isinstance(each.refused, OutOfReach)]
    there = sorted((each for each in there if each not in out_of_reach), key=lambda each: _saved(each.path))
    register = registered(workspace, [each.submission for each in there])
    return _numbered(there, register), out_of_reach, register


def entered(workspace: Workspace, lying: Mapping[Quarter, Sequence[Path]]) -> tuple[list[Arrival], list[Submission]]:
    """
    As `arrivals`, of files that are in the register already: nothing is added to it, and any other file is passed over.

    Whoever asks need not hold the workspace.
    """
    register = submissions(workspace)
    return _numbered(_lying(workspace, lying), register), register


def folder_of(workspace: Workspace, quarter: Quarter, path: Path) -> str:
    """The folder of a file as the register has it: the quarter as we write it, and what is below."""
    _, *folders = path.parent.relative_to(workspace.raw).parts
    return "/".join([quarter.folder, *map(shown_folder, folders)])


def _lying(workspace: Workspace, lying: Mapping[Quarter, Sequence[Path]]) -> list[Arrival]:
    gone = erased_digests(workspace)
    return [
        _refused_if_erased(_arrival(workspace, quarter, path), gone)
        for quarter, paths in lying.items()
        for path in paths
    ]


def _numbered(there: Sequence[Arrival], register: Sequence[Submission]) -> list[Arrival]:
    """Those that are in the register, in its order, with their numbers."""
    known = {each.place: each for each in register}
    numbered = [replace(each, submission=own) for each in there if (own := known.get(each.submission.place))]
    return sorted(numbered, key=lambda each: (each.submission.quarter, each.submission.number))


def _arrival(workspace: Workspace, quarter: Quarter, path: Path) -> Arrival:
    """A file that has no number yet; in the register a name that may name somebody is not repeated."""
    refused, sha256, size = None, "", 0
    try:
        content = received(path)
        sha256, size = content.sha256, len(content.data)
    except UnreadableReturn as refusal:
        refused = refusal
    folder = folder_of(workspace, quarter, path)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    name = safely_named(path.name, sha256)
    return Arrival(path, Submission(_UNNUMBERED, str(quarter), folder, name, sha256, size, now), refused)


def _refused_if_erased(arrival: Arrival, gone: Mapping[str, Erasure]) -> Arrival:
    """An arrival as it is; refused where its very bytes were erased, since nothing of it is to be kept again."""
    erasure = gone.get(arrival.submission.sha256) if arrival.submission.sha256 else None
    if erasure is None:
        return arrival
    on = spoken(date.fromisoformat(erasure.on))  # and no more, since its agency is told of it
    fix = (
        f"It was erased on {on} and is not taken in again: delete it. Where a return is due, ask for another; where "
        "this one is to count after all, have it saved anew."
    )
    return replace(arrival, refused=UnreadableReturn("This very file was erased on purpose.", fix))


def _saved(path: Path) -> int:
    try:
        return path.lstat().st_mtime_ns
    except OSError:
        return 0  # it has disappeared meanwhile, and is said so elsewhere
