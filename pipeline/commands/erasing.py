"""What ``erase`` and ``retain`` have in common: the counts that stay, what is said of what goes, and the erasure."""

from __future__ import annotations

from collections import Counter
from pathlib import Path, PurePosixPath

from pipeline.calendar.quarter import Quarter
from pipeline.commands.one_quarter import one_quarter
from pipeline.english import number_of
from pipeline.results.past import in_place_of_returns, past_quarter
from pipeline.store.erasure.intent import Intent, carry_out
from pipeline.store.whereabouts.file_kinds import kind_of
from pipeline.store.workspace import A_WHILE, Workspace, locked

_NOT_REACHED = (
    "Files are removed, not overwritten. Backups, what was mailed or printed, and copies outside of the workspace are "
    "not reached: see to them yourself."
)


def counts_of(workspace: Workspace, quarter: Quarter, password_file: Path | None) -> str:
    """What the returns of ``quarter`` come to, as it is kept once they are gone. Raises: NoResults -- if none came."""
    return in_place_of_returns(past_quarter(workspace, one_quarter(workspace, quarter.folder, password_file)))


def carried_out(workspace: Workspace, intent: Intent, *, dry_run: bool) -> None:
    """Say what goes, by kind, and erase it, unless that is only to be shown."""
    for line in _by_kind(workspace, intent):
        print(f"  {line}")
    if dry_run:
        print("Nothing was erased: this was to see what would go.")
        return
    with locked(workspace, A_WHILE):
        done = carry_out(workspace, intent)
    print(f"Erased, and entered as no. {done.number} in data/processed/erasures.jsonl. {_NOT_REACHED}")


def _by_kind(workspace: Workspace, intent: Intent) -> list[str]:
    gone = Counter(_kind(workspace, each) for each in intent.gone)
    put = Counter(_kind(workspace, each) for each in intent.put)
    lines = [f"{number_of(count, 'file')} to go: {kind}" for kind, count in sorted(gone.items())]
    lines += [f"{number_of(count, 'file')} written without it: {kind}" for kind, count in sorted(put.items())]
    return lines or ["nothing is kept of it; that it was asked for is entered all the same"]


def _kind(workspace: Workspace, path: Path) -> str:
    return kind_of(PurePosixPath(path.relative_to(workspace.root).as_posix()))
