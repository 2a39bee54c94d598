"""What there is of some returns of a quarter: wherever their bytes lie, what was read from them and what went back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.partnership.bodies import folder_of
from pipeline.store.erasure.lying import files_in
from pipeline.store.erasure.of_a_quarter import described, stored
from pipeline.store.register import Submission
from pipeline.store.workspace import Workspace, digest_of

_MARK = 12  # letters of its SHA-256, by which a receipt says which file it answers
_RECEIPT = "receipt.txt"


@dataclass(frozen=True)
class Owner:
    """Whose a return says that it is, by code; empty where nothing that was read of it says so."""

    audit: str = ""
    agency: str = ""


def owners(workspace: Workspace) -> dict[str, Owner]:
    """Whose each return is of which anything is kept that was read, by its SHA-256."""
    there = {}
    for folder in sorted((workspace.processed / "validated").glob("*/*")):
        told = described(folder)
        identity = told.get("identity")
        if isinstance(identity, dict):
            there[str(told.get("sha256", ""))] = Owner(str(identity.get("audit")), str(identity.get("agency")))
    return there


def of_returns(
    workspace: Workspace, quarter: Quarter, digests: Collection[str], agencies: Collection[str]
) -> Iterator[Path]:
    """
    All that is kept of the returns ``digests`` of a quarter, by themselves or beside others.

    ``agencies``: the codes of those that sent them. What went back to these for the quarter goes as a whole, and so do
    lists and pages that may hold what they said: the next run, ``send`` and ``meeting`` write what still stands again.
    """
    for path in files_in(workspace, workspace.raw):
        if path.is_file() and not path.is_symlink() and digest_of(path.read_bytes()) in digests:
            yield path
    yield from stored(workspace, digests)
    yield from _sent_back(workspace, quarter, digests, agencies)
    for folder in (workspace.meeting / quarter.folder, *_templates(workspace, quarter, agencies)):
        yield from files_in(workspace, folder)
    children = workspace.processed / "children"
    yield from (each for each in files_in(workspace, children) if each.stem == quarter.folder)


def named_folders(workspace: Workspace, quarter: Quarter, digests: Collection[str]) -> set[str]:
    """The agencies' folders of feedback in which a receipt answers one of the returns ``digests``."""
    root, marks = workspace.reports / quarter.folder / "feedback", {each[:_MARK] for each in digests}
    return {
        path.relative_to(root).parts[0]
        for path in files_in(workspace, root)
        if path.name == _RECEIPT and any(mark in path.read_text(encoding="utf-8", errors="replace") for mark in marks)
    }


def of_submissions(register: Sequence[Submission], digests: Collection[str]) -> tuple[int, ...]:
    """The numbers in the register of the returns ``digests``."""
    return tuple(each.number for each in register if each.sha256 in digests)


def _sent_back(
    workspace: Workspace, quarter: Quarter, digests: Collection[str], agencies: Collection[str]
) -> Iterator[Path]:
    reports = workspace.reports / quarter.folder
    folders = {folder_of(code) for code in agencies} | named_folders(workspace, quarter, digests)
    for folder in sorted(folders):
        yield from files_in(workspace, reports / "feedback" / folder)
        yield from (each for each in files_in(workspace, reports / "send") if each.name == f"{folder}.zip")


def _templates(workspace: Workspace, quarter: Quarter, agencies: Collection[str]) -> Iterator[Path]:
    """The templates of the quarter after, which come filled with what these agencies returned."""
    for code in sorted(agencies):
        yield workspace.root / "templates" / quarter.next().folder / folder_of(code)
