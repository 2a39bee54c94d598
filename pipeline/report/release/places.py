"""Where releases lie in a workspace, and what the files of one are called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import EDITIONS
from pipeline.errors import UsageError
from pipeline.store.reports import MANIFEST
from pipeline.store.workspace import Workspace

STATEMENT = "statement.txt"
FIGURES = "released-figures.csv"
PROOF = "proof.txt"
APPROVAL = "approval.json"
OF_A_RELEASE = {STATEMENT, FIGURES, PROOF, APPROVAL, MANIFEST}  # beside the files of its report
_PREPARED, _APPROVING = "prepared", ".approving-"
_NUMBER = re.compile(r"[1-9]\d*", re.ASCII)


@dataclass(frozen=True)
class Place:
    """A folder that has the number of a release, or is to have it: of which quarter and edition it is by its place."""

    folder: Path
    quarter: str
    edition: str
    number: int


def releases_of(workspace: Workspace, quarter: Quarter, edition: str) -> Path:
    """Where everything of a quarter and edition lies that is released or prepared."""
    return workspace.releases / quarter.folder / edition


def prepared_folder(workspace: Workspace, quarter: Quarter, edition: str) -> Path:
    """Where a release lies that one role has prepared and no other has approved."""
    return releases_of(workspace, quarter, edition) / _PREPARED


def is_prepared(folder: Path) -> bool:
    """Whether a folder is, by its name, one of what is prepared."""
    return folder.resolve().name == _PREPARED


def release_folder(workspace: Workspace, quarter: Quarter, edition: str, number: int) -> Path:
    """Where a release lies that was approved."""
    return releases_of(workspace, quarter, edition) / str(number)


def approving_folder(workspace: Workspace, quarter: Quarter, edition: str, number: int) -> Path:
    """Where a release lies, whole, until the ledger has it: it gets its name only then."""
    return releases_of(workspace, quarter, edition) / f"{_APPROVING}{number}"


def report_kept(workspace: Workspace, number: int) -> Path:
    """Where the manifest of the report that was released is kept, which names the returns: inside, for `verify`."""
    return workspace.processed / "releases" / f"{number}.report.json"


def preparation_kept(workspace: Workspace, quarter: Quarter, edition: str) -> Path:
    """Where is kept what was prepared, so that another hand in the prepared folder is noticed."""
    return workspace.processed / "releases" / quarter.folder / f"{edition}.prepared.json"


def lying(workspace: Workspace) -> list[Place]:
    """The folders of releases that lie there, by number."""
    there = (_place(folder, folder.name) for folder in _folders(workspace))
    return sorted((each for each in there if each), key=lambda each: each.number)


def being_approved(workspace: Workspace) -> list[Place]:
    """The folders of releases that a command which was stopped was about to approve."""
    waiting = (each for each in _folders(workspace) if each.name.startswith(_APPROVING))
    return [each for folder in waiting if (each := _place(folder, folder.name.removeprefix(_APPROVING)))]


def all_prepared(workspace: Workspace) -> list[tuple[Quarter, str, Path]]:
    """What is prepared: of which quarter and edition, and where it lies."""
    there = (each for each in _folders(workspace) if each.name == _PREPARED)
    return [(whose[0], whose[1], each) for each in sorted(there) if (whose := _whose(each))]


def place_of(folder: Path) -> Place | None:
    """What a folder is by its place; None where it is no release's."""
    whole = folder.resolve()
    return _place(whole, whole.name)


def _folders(workspace: Workspace) -> Iterator[Path]:
    return (each for each in workspace.releases.glob("*/*/*") if each.is_dir())


def _place(folder: Path, number: str) -> Place | None:
    whose = _whose(folder)
    return Place(folder, str(whose[0]), whose[1], int(number)) if whose and _NUMBER.fullmatch(number) else None


def _whose(folder: Path) -> tuple[Quarter, str] | None:
    try:
        quarter = Quarter.parse(folder.parent.parent.name)
    except UsageError:
        return None  # somebody else's folder
    return (quarter, folder.parent.name) if folder.parent.name in EDITIONS else None
