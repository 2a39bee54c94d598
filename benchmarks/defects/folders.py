"""
Defects of several files at once: what is done to a quarter's folder, what must count, and who must still be asked.

Only this product takes in folders, so no other contender is asked.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

from benchmarks.defects.sent import QUARTER, Sent, returned, saved
from pipeline.audits.wnb import WNB
from pipeline.calendar.quarter import Quarter
from pipeline.intake import Entry, Intake, intake
from pipeline.intake.outstanding import asked, unplaced
from pipeline.store.workspace import Workspace
from pipeline.validate.validated import Accepted

if TYPE_CHECKING:
    from benchmarks.defects.truth import Kind

COUNTS, REPLACED, COPY, BACK = "counts", "replaced", "a copy", "sent back"
AGENCIES = ("SOL", "UHS", "CCG")  # who returns missed appointments, and nothing else
LAIN = 1_571_000_000  # a file that nobody is still writing
Step = Mapping[str, bytes | None]  # what is laid down at a place ("sol/mine.xlsx"); None takes the file away


@dataclass(frozen=True)
class Standing:
    """
    What is true of a folder after the last step.

    ``files``: what became of the file at each place. ``owing``: the agencies that must still be asked. ``records``: how
    many count, by agency. ``says``: phrases of a file's receipt; ``unsaid``: words that are not in it.
    """

    files: Mapping[str, str]
    owing: frozenset[str]
    records: Mapping[str, int]
    says: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unsaid: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FolderKind:
    """One kind of defect of a folder. ``steps``: what is laid down before the first run, the second, and so on."""

    name: str
    knows: str
    steps: Callable[[], Sequence[Step]]
    standing: Standing


@cache
def theirs(agency: str, records: int = 3, quarter: Quarter = QUARTER) -> Sent:
    """An agency's return on missed appointments."""
    return returned("WNB", agency, records, quarter)


@cache
def revised(agency: str) -> bytes:
    """The same return with one answer changed."""
    one = theirs(agency)
    return one.changed(**{one.fields("words")[0].name: "Seen again since."}).as_sent


@cache
def with_last_quarters_rows(agency: str) -> bytes:
    """Last quarter's records under this quarter's Cover."""
    one, before = theirs(agency), theirs(agency, quarter=QUARTER.previous())
    return replace(one, filling=replace(one.filling, rows=before.filling.rows)).as_sent


@cache
def resaved(agency: str) -> bytes:
    """The same answers in other bytes."""
    return saved(openpyxl.load_workbook(io.BytesIO(theirs(agency).plain)))


def bent_by(kind: Kind, agency: str) -> bytes:
    """An agency's return with a defect in it."""
    one = theirs(agency, 10)
    bent_return = kind.bent(one, one.random(kind.name))
    return bent_return.data


def shortfalls(kind: FolderKind, root: Path) -> Iterator[str]:
    """What is not as it should be after ``kind`` in a workspace at ``root``, in a line each."""
    workspace = Workspace(root)
    digests: set[bytes] = set()
    for step in kind.steps():
        for place, data in step.items():
            if data is None:
                (workspace.raw / QUARTER.folder / place).unlink()
            else:
                lay(workspace, place, data)
        intake_result = intake(workspace, [QUARTER], workers=1)[QUARTER]
        digests |= {each.path.read_bytes() for each in intake_result.entries if each.accepted}
    files = {place_of(each): standing(each) for each in intake_result.entries}
    if files != dict(kind.standing.files):
        yield f"the files: {files}"
    owing = owed(intake_result)
    if owing != kind.standing.owing:
        yield f"still to be asked: {sorted(owing)}"
    records = {
        each.validated.identity.agency: len(each.validated.rows)
        for each in intake_result.entries
        if each.counts and isinstance(each.validated, Accepted)
    }
    if records != dict(kind.standing.records):
        yield f"records that count: {records}"
    yield from _unsaid(kind.standing, workspace)
    received = workspace.processed / "received"
    stored = {each.read_bytes() for each in received.iterdir()} if received.is_dir() else set()
    if not digests <= stored:
        yield "not every return that was taken in is still there as it was received"


def _unsaid(due: Standing, workspace: Workspace) -> Iterator[str]:
    for place, phrases in due.says.items():
        yield from (f"{place}: nothing of {words!r}" for words in phrases if words not in receipt(workspace, place))
    yield from (f"{place}: {words!r}" for place, words in due.unsaid.items() if words in receipt(workspace, place))


def lay(workspace: Workspace, place: str, data: bytes, quarter: Quarter = QUARTER) -> Path:
    """Lay a file down among a quarter's returns, as one that has lain there for a while."""
    path = workspace.raw / quarter.folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (LAIN, LAIN))
    return path


def place_of(entry: Entry) -> str:
    """Where a file lies below its quarter's folder."""
    return f"{entry.submission.folder.partition('/')[2]}/{entry.path.name}"


def standing(entry: Entry) -> str:
    """What became of a file."""
    if not entry.accepted:
        return BACK
    return COUNTS if entry.counts else COPY if entry.repeats else REPLACED


def owed(intake: Intake) -> frozenset[str]:
    """The agencies that are still asked: for a return on missed appointments, or for what could not be placed."""
    due = {each.agency for each in asked(intake) if each.audit is WNB and each.owed}
    folders = {each.submission.folder.split("/")[1] for each in unplaced(intake)}
    return frozenset(due | {each for each in AGENCIES if theirs(each).folder in folders})


def receipt(workspace: Workspace, place: str) -> str:
    """What a file's receipt says, on one line."""
    path = workspace.reports / QUARTER.folder / "feedback" / place.removesuffix(".xlsx") / "receipt.txt"
    return " ".join(path.read_text(encoding="utf-8").split())


def as_due(kinds: Iterable[FolderKind], root: Path) -> dict[str, list[str]]:
    """For each kind, what is not as it should be: nothing, if all is well."""
    return {kind.name: list(shortfalls(kind, root / str(number))) for number, kind in enumerate(kinds)}
