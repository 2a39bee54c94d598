"""Every file among a quarter's returns, read once, with one outcome each; and which of them count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from pipeline import feedback, validate
from pipeline.audits import ALL
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit
from pipeline.errors import UnreadableReturn
from pipeline.intake.counting import NOBODY, ONCE, Entry, counting
from pipeline.intake.passwords import NO_PASSWORDS, Passwords
from pipeline.personal import safely_named
from pipeline.read import Readers, Received, Workbook, received
from pipeline.store import returns as store
from pipeline.store.approvals import NO_APPROVALS, Approvals, approvals
from pipeline.store.previous_returns import PreviousReturns, gone, place_key
from pipeline.store.register import Submission, register, submissions
from pipeline.store.workspace import UNFINISHED, Workspace
from pipeline.validate.identify import identity
from pipeline.validate.validated import Identity, Validated

__all__ = ["UNPLACED", "Entry", "Intake", "checked", "files", "folder_name", "intake"]

# What file systems and mail programs leave behind; no return was ever lost by passing these over.
_LITTER = {".ds_store", "thumbs.db", "desktop.ini", ".gitkeep"}
UNPLACED = "unplaced"  # the folder for feedback on returns of which it could not be told whose they are
Progress = Callable[[str], None]


@dataclass(frozen=True, eq=False)
class Intake:
    """A quarter's files, in the order of the register."""

    quarter: Quarter
    entries: tuple[Entry, ...]
    read_now: int

    def counted(self, audit: type[Audit]) -> list[Validated]:
        """The returns of ``audit`` whose figures count: the newest accepted one of each agency."""
        return [each.validated for each in self.entries if each.counts and _audit(each.validated) is audit]

    def sent(self, audit: type[Audit], agency: str) -> list[Entry]:
        """Every file that ``agency`` sent for ``audit``, in the order of the register."""
        return [
            each
            for each in self.entries
            if (who := each.validated.identity) and who.form.audit is audit and who.agency == agency
        ]

    def sent_back(self) -> list[Entry]:
        """The files that were not taken in."""
        return [each for each in self.entries if not each.accepted]


def intake(
    workspace: Workspace,
    quarters: Sequence[Quarter],
    workers: int,
    progress: Progress = lambda _: None,
    passwords: Passwords = NO_PASSWORDS,
) -> dict[Quarter, Intake]:
    """Read what is new or changed among the returns of ``quarters``, keep it, and say which of them count."""
    known = submissions(workspace)
    found_now = [each for quarter in quarters for each in _arrivals(workspace, quarter)]
    register(workspace, known, _unregistered(known, found_now))
    registered = submissions(workspace)
    numbers = {(each.folder, each.file_name, each.sha256): each for each in registered}
    placed = [(numbers[each.registered_as], each) for each in found_now]
    arrivals = sorted(placed, key=lambda each: each[0].number)  # so that a return comes after what it replaces
    approved = approvals(workspace)
    earlier = PreviousReturns(workspace, approved, gone(registered, [submission for submission, _ in arrivals]))
    found: dict[Quarter, list[Entry]] = {each: [] for each in quarters}
    read_now = dict.fromkeys(quarters, 0)
    reading = _validated(workspace, arrivals, approved, earlier, workers, progress, passwords)
    for submission, arrival, validated, fresh in reading:
        found[arrival.quarter].append(Entry(arrival.path, submission, validated))
        read_now[arrival.quarter] += fresh
    made = {each: Intake(each, counting(found[each]), read_now[each]) for each in quarters}
    by_path = {each.path: each for _, each in arrivals}
    for entry in (entry for each in made.values() for entry in each.entries):
        _tell(_feedback_folder(workspace, by_path[entry.path], entry.validated), entry, earlier)
    return made


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


def checked(
    path: Path,
    workbook: Workbook | UnreadableReturn,
    sha256: str,
    place: Path | None,
    approved: Approvals = NO_APPROVALS,
) -> Validated:
    """One file's outcome. ``place`` is its folder below the returns (quarter, agency), where it lies there."""
    if isinstance(workbook, UnreadableReturn):
        return validate.unreadable(path.name, sha256, workbook)
    parts = place.parts if place is not None else ()
    quarter = Quarter.parse(parts[0]) if parts else None
    claimed = identity(workbook, quarter, parts[1] if len(parts) > 1 else None, ALL)
    if not isinstance(claimed, Identity):
        return validate.unidentified(workbook, claimed, [field for audit in ALL.values() for field in audit.fields])
    theirs = approved.headings(claimed.agency, claimed.form.audit.code)
    return validate.answers(workbook, replace(claimed, approved=theirs))


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

    @property
    def registered_as(self) -> tuple[str, str, str]:
        """What the register knows it by; a name that may name somebody is not among it."""
        return self.folder, safely_named(self.path.name, self.sha256), self.sha256


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
    fresh = [each for each in arrivals if each.registered_as not in seen]
    fresh.sort(key=lambda each: _saved(each.path))  # of those that came together the one saved last replaces the others
    return [
        Submission(number, str(each.quarter), each.folder, each.registered_as[1], each.sha256, each.size, now)
        for number, each in enumerate(fresh, start=len(known) + 1)
    ]


def _saved(path: Path) -> int:
    try:
        return path.lstat().st_mtime_ns
    except OSError:
        return 0  # it has disappeared meanwhile, and is said so elsewhere


def _validated(
    workspace: Workspace,
    arrivals: Sequence[tuple[Submission, _Arrival]],
    approved: Approvals,
    earlier: PreviousReturns,
    workers: int,
    progress: Progress,
    passwords: Passwords,
) -> Iterator[tuple[Submission, _Arrival, Validated, bool]]:
    waiting: list[tuple[Submission, _Arrival, Received]] = []
    for submission, arrival in arrivals:
        if isinstance(arrival.outcome, UnreadableReturn):
            validated = validate.unreadable(arrival.path.name, "", arrival.outcome)
            feedback.write(validated, _feedback_folder(workspace, arrival, validated))
            yield submission, arrival, validated, False
            continue
        tried = passwords.of_folder(_agency_folder(workspace, arrival))
        known = store.load(workspace, place_key(submission, approved))
        if known is not None and not (known.locked and tried):
            earlier.add(submission.number, known)
            yield submission, arrival, known, False
        else:
            waiting.append((submission, arrival, replace(arrival.outcome, passwords=tried)))
    if not waiting:
        return
    with Readers(min(workers, len(waiting))) as readers:
        outcomes = readers.workbooks([bytes_of for *_, bytes_of in waiting])
        pairs = zip(waiting, outcomes, strict=True)
        for number, ((submission, arrival, bytes_of), (_, outcome)) in enumerate(pairs, start=1):
            place = arrival.path.parent.relative_to(workspace.raw)
            validated = checked(arrival.path, outcome, arrival.sha256, place, approved)
            earlier.add(submission.number, validated)
            if not validated.personal:  # what names a child is not copied anywhere
                store.receive(workspace, bytes_of.data, bytes_of.sha256)
            feedback.write(
                validated,
                _feedback_folder(workspace, arrival, validated),
                workbook=outcome if isinstance(outcome, Workbook) else None,
                earlier=earlier.before(submission, validated),
            )
            store.save(workspace, place_key(submission, approved), validated)
            progress(f"read {number} of {len(waiting)}: {arrival.folder}: {validated.status}")
            yield submission, arrival, validated, True


def _feedback_folder(workspace: Workspace, arrival: _Arrival, validated: Validated) -> Path:
    """Where an agency's feedback goes: a folder that holds that agency's files only."""
    agency = _agency_folder(workspace, arrival) or UNPLACED
    # A file that names a child may do so in its own name.
    path = arrival.path.relative_to(workspace.raw)
    *folders, name = map(folder_name, path.parts[2:] if len(path.parts) > 2 else path.parts[-1:])
    if name != path.name.removesuffix(".xlsx") and any(
        other != arrival.path and folder_name(other.name) == name for other in arrival.path.parent.iterdir()
    ):
        name = f"{name}-{arrival.sha256[:12]}"
    inside = Path(*folders, name)
    if validated.personal:
        inside = Path(arrival.sha256[:12] or "unnamed")
    return workspace.reports / arrival.quarter.folder / "feedback" / agency / inside


def folder_name(file_name: str) -> str:
    """The folder for the feedback on a file: none that leads elsewhere, or whose end a disk would leave out."""
    return file_name.removesuffix(".xlsx").rstrip(" .") or "unnamed"


def _agency_folder(workspace: Workspace, arrival: _Arrival) -> str | None:
    parts = arrival.path.relative_to(workspace.raw).parts
    return parts[1] if len(parts) > 2 else None


def _tell(folder: Path, entry: Entry, earlier: PreviousReturns) -> None:
    """Write a receipt anew where the return's standing beside the others has changed."""
    if entry.stands_apart or feedback.mentions(folder, ONCE, NOBODY):
        feedback.receipts(entry.validated, folder, earlier.before(entry.submission, entry.validated))


def _audit(validated: Validated) -> type[Audit] | None:
    return validated.identity.form.audit if validated.identity else None
