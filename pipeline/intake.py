"""Every file among a quarter's returns, read once, with one outcome each; and which of them count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from pipeline import feedback, validate
from pipeline.audits import ALL
from pipeline.definition import Audit
from pipeline.errors import UnreadableReturn
from pipeline.identify import identity
from pipeline.quarter import Quarter
from pipeline.read import Readers, Received, Workbook, received
from pipeline.store import kept as store
from pipeline.store.register import Submission, register, submissions
from pipeline.validate.validated import Identity, Status, Validated
from pipeline.workspace import UNFINISHED, Workspace

# What file systems and mail programs leave behind; no return was ever lost by passing these over.
_LITTER = {".ds_store", "thumbs.db", "desktop.ini", ".gitkeep"}
Progress = Callable[[str], None]


@dataclass(frozen=True, eq=False)
class Entry:
    """One file: where it lies, its place in the register, what was read, and whether its figures are counted."""

    path: Path
    submission: Submission
    validated: Validated
    counts: bool = False
    superseded: bool = False

    @property
    def accepted(self) -> bool:
        """Whether it was taken in."""
        return self.validated.status is not Status.SENT_BACK


@dataclass(frozen=True, eq=False)
class Intake:
    """A quarter's files, in the order of the register."""

    quarter: Quarter
    entries: tuple[Entry, ...]
    read_now: int

    def counted(self, audit: Audit) -> list[Validated]:
        """The returns of ``audit`` whose figures count: the newest accepted one of each agency."""
        return [each.validated for each in self.entries if each.counts and _audit(each.validated) is audit]

    def sent_back(self) -> list[Entry]:
        """The files that were not taken in."""
        return [each for each in self.entries if not each.accepted]


def intake(
    workspace: Workspace, quarters: Sequence[Quarter], workers: int, progress: Progress = lambda _: None
) -> dict[Quarter, Intake]:
    """Read what is new or changed among the returns of ``quarters``, keep it, and say which of them count."""
    known = submissions(workspace)
    arrivals = [each for quarter in quarters for each in _arrivals(workspace, quarter)]
    register(workspace, known, _unregistered(known, arrivals))
    numbers = {(each.folder, each.file_name, each.sha256): each for each in submissions(workspace)}
    found: dict[Quarter, list[Entry]] = {each: [] for each in quarters}
    read_now = dict.fromkeys(quarters, 0)
    for arrival, validated, fresh in _validated(workspace, arrivals, workers, progress):
        submission = numbers[(arrival.folder, arrival.path.name, arrival.sha256)]
        found[arrival.quarter].append(Entry(arrival.path, submission, validated))
        read_now[arrival.quarter] += fresh
    return {each: Intake(each, _counting(found[each]), read_now[each]) for each in quarters}


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


def checked(path: Path, workbook: Workbook | UnreadableReturn, sha256: str, place: Path | None) -> Validated:
    """One file's outcome. ``place`` is its folder below the returns (quarter, agency), where it lies there."""
    if isinstance(workbook, UnreadableReturn):
        return validate.unreadable(path.name, sha256, workbook)
    parts = place.parts if place is not None else ()
    quarter = Quarter.parse(parts[0]) if parts else None
    claimed = identity(workbook, quarter, parts[1] if len(parts) > 1 else None, ALL)
    if not isinstance(claimed, Identity):
        return validate.sent_back(path.name, sha256, claimed)
    return validate.answers(workbook, claimed)


@dataclass(frozen=True, eq=False)
class _Arrival:
    quarter: Quarter
    path: Path
    folder: str
    outcome: Received | UnreadableReturn

    @property
    def sha256(self) -> str:
        return self.outcome.sha256 if isinstance(self.outcome, Received) else ""

    @property
    def size(self) -> int:
        return len(self.outcome.data) if isinstance(self.outcome, Received) else 0


def _arrivals(workspace: Workspace, quarter: Quarter) -> Iterator[_Arrival]:
    for path in files(workspace, quarter):
        try:
            outcome: Received | UnreadableReturn = received(path)
        except UnreadableReturn as refused:
            outcome = refused
        yield _Arrival(quarter, path, path.parent.relative_to(workspace.raw).as_posix(), outcome)


def _unregistered(known: Sequence[Submission], arrivals: Sequence[_Arrival]) -> list[Submission]:
    seen = {(each.folder, each.file_name, each.sha256) for each in known}
    now = datetime.now(UTC).isoformat(timespec="seconds")
    fresh = [each for each in arrivals if (each.folder, each.path.name, each.sha256) not in seen]
    return [
        Submission(number, str(each.quarter), each.folder, each.path.name, each.sha256, each.size, now)
        for number, each in enumerate(fresh, start=len(known) + 1)
    ]


def _validated(
    workspace: Workspace, arrivals: Sequence[_Arrival], workers: int, progress: Progress
) -> Iterator[tuple[_Arrival, Validated, bool]]:
    waiting: list[tuple[_Arrival, Received, str]] = []
    for arrival in arrivals:
        if isinstance(arrival.outcome, UnreadableReturn):
            validated = validate.unreadable(arrival.path.name, "", arrival.outcome)
            feedback.write(validated, _feedback_folder(workspace, arrival, validated))
            yield arrival, validated, False
            continue
        kept_as = store.key(arrival.sha256, f"{arrival.folder}/{arrival.path.name}")
        known = store.kept(workspace, kept_as)
        if known is not None:
            yield arrival, known, False
        else:
            waiting.append((arrival, arrival.outcome, kept_as))
    if not waiting:
        return
    with Readers(workers) as readers:
        outcomes = readers.workbooks([bytes_of for _, bytes_of, _ in waiting])
        for number, ((arrival, bytes_of, kept_as), (_, outcome)) in enumerate(zip(waiting, outcomes, strict=True), 1):
            validated = checked(arrival.path, outcome, arrival.sha256, arrival.path.parent.relative_to(workspace.raw))
            if not validated.personal:  # what names a child is not copied anywhere
                store.receive(workspace, bytes_of.data, bytes_of.sha256)
            folder = _feedback_folder(workspace, arrival, validated)
            feedback.write(validated, folder, workbook=outcome if isinstance(outcome, Workbook) else None)
            store.keep(workspace, kept_as, validated)
            progress(f"read {number} of {len(waiting)}: {arrival.folder}: {validated.status}")
            yield arrival, validated, True


def _feedback_folder(workspace: Workspace, arrival: _Arrival, validated: Validated) -> Path:
    """Where an agency's feedback goes: a folder that holds that agency's files only."""
    parts = arrival.path.relative_to(workspace.raw).parts
    agency = parts[1] if len(parts) > 2 else "unplaced"
    # A file that names a child may do so in its own name.
    name = arrival.sha256[:12] if validated.personal else arrival.path.stem
    return workspace.reports / arrival.quarter.folder / "feedback" / agency / name


def _counting(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries in the order of the register; of each agency and audit the newest accepted one counts."""
    ordered = sorted(entries, key=lambda each: each.submission.number)
    newest = {_whose(each): each.submission.number for each in ordered if each.accepted}
    return tuple(
        replace(
            each,
            counts=each.accepted and newest[_whose(each)] == each.submission.number,
            superseded=each.accepted and newest[_whose(each)] != each.submission.number,
        )
        for each in ordered
    )


def _whose(entry: Entry) -> tuple[str, str]:
    identity_ = entry.validated.identity
    return (identity_.form.audit.code, identity_.agency) if identity_ else ("", entry.submission.folder)


def _audit(validated: Validated) -> Audit | None:
    return validated.identity.form.audit if validated.identity else None
