"""The second step: what is new among the arrivals is read and kept; what was read before comes from the store."""

from __future__ import annotations

from collections.abc import Callable, Container, Generator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipeline import audits, feedback, validate
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Field
from pipeline.errors import UnreadableReturn
from pipeline.intake.arrivals import Arrival
from pipeline.intake.passwords import Passwords
from pipeline.partnership.bodies import name_of
from pipeline.progress import Progress
from pipeline.read import Readers, Received, Workbook, received
from pipeline.store.approvals import NO_APPROVALS, Approvals
from pipeline.store.previous_returns import PreviousReturns
from pipeline.validate.identify import identity
from pipeline.validate.validated import Identity, Validated

READING = "reading returns"


@dataclass(frozen=True, eq=False)
class ReadReturn:
    """What was read from an arrival. ``now``: whether this run read it."""

    arrival: Arrival
    validated: Validated
    now: bool


def read_returns(
    arrivals: Sequence[Arrival],
    previous: Callable[[Arrival], PreviousReturns],
    passwords: Passwords,
    workers: int,
    progress: Progress,
    elsewhere: Container[int] = (),
) -> Generator[ReadReturn, None, None]:
    """
    What each arrival says, in their order. ``previous``: what is known of the returns of an arrival's quarter.
    ``elsewhere``: the numbers of those that this run had read for it by other processes, which kept what they read.

    Each is kept as soon as it is read, so that a run which is stopped need not read it again; and none is held here
    once it is given away, so that many quarters need no more memory than one.
    """
    waiting = [each for each in arrivals if is_unread(each, previous(each), passwords)]
    due = {each.submission.number for each in waiting}
    if waiting:
        progress(READING, 0, len(waiting))
    with Readers(max(1, min(workers, len(waiting)))) as readers:
        reading = _Reading(readers, waiting, passwords)
        for arrival in arrivals:
            known, submission = previous(arrival), arrival.submission
            if arrival.refused is not None:
                yield ReadReturn(arrival, validate.unreadable(arrival.path.name, "", arrival.refused), now=False)
                continue
            validated = None if submission.number in due else known.read_before(submission)
            if validated is not None:
                yield ReadReturn(arrival, validated, now=submission.number in elsewhere)
                continue
            content, workbook = reading.next(arrival)
            validated = checked(arrival.path, workbook, submission.sha256, Path(submission.folder), known.approved)
            marked_up = feedback.marked_up_return(validated, workbook, known.before(submission, validated))
            if content is not None:
                known.keep(submission, content.data, validated, marked_up)
            progress(READING, reading.count, max(reading.count, len(due)), named_return(validated))
            yield ReadReturn(arrival, validated, now=True)


def is_unread(arrival: Arrival, previous: PreviousReturns, passwords: Passwords) -> bool:
    """Whether an arrival is to be read: it never was, or it had a password and one is given now."""
    if arrival.refused is not None:
        return False
    if not previous.keeps(arrival.submission):
        return True
    if not passwords_of(arrival, passwords):
        return False
    known = previous.read_before(arrival.submission)
    return known is None or known.locked


def passwords_of(arrival: Arrival, passwords: Passwords) -> tuple[str, ...]:
    """What to try on an arrival."""
    submission = arrival.submission
    return passwords.of_folder(submission.agency_folder, Quarter.parse(submission.quarter))


class _Reading:
    """The workbooks of ``waiting``, read side by side and given in their order; any other is read when asked for."""

    def __init__(self, readers: Readers, waiting: Sequence[Arrival], passwords: Passwords) -> None:
        self.count = 0
        self._passwords = passwords
        self._readers = readers
        self._waiting = {each.submission.number for each in waiting}
        self._contents: dict[Path, Received] = {}
        self._workbooks = readers.workbooks(map(self._source, waiting))

    def next(self, arrival: Arrival) -> tuple[Received | None, Workbook | UnreadableReturn]:
        """An arrival's bytes, None where they are no longer those that were registered, and its workbook or why not."""
        self.count += 1
        if arrival.submission.number in self._waiting:
            _, outcome = next(self._workbooks)
        else:
            (_, outcome), *_ = self._readers.workbooks([self._source(arrival)])
        content = self._contents.pop(arrival.path, None)
        if content is None and isinstance(outcome, Workbook):
            outcome = UnreadableReturn("This file changed while it was being read.", "Run again.")
        return content, outcome

    def _source(self, arrival: Arrival) -> Received | Path:
        # Only now, so that no more files are held in memory than are being read.
        try:
            content = received(arrival.path)
        except UnreadableReturn:
            return arrival.path  # whoever reads it says why it cannot be read
        if content.sha256 != arrival.submission.sha256:
            return arrival.path
        content = replace(content, passwords=passwords_of(arrival, self._passwords))
        self._contents[arrival.path] = content
        return content


def named_return(validated: Validated) -> str:
    """A return as progress names it: by whose it says it is, since its file's and folder's names may name somebody."""
    identity = validated.identity
    return f"{name_of(identity.agency)}, {identity.form.audit.code}" if identity else "a file"


def _questions(quarter: Quarter | None) -> list[Field]:
    """The questions of every audit, by which one that cannot be told is searched."""
    return [
        field for audit in audits.of(quarter or Quarter.containing(date.today())).values() for field in audit.fields
    ]


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
    claimed = identity(workbook, quarter, parts[1] if len(parts) > 1 else None)
    if not isinstance(claimed, Identity):
        return validate.unidentified(workbook, claimed, _questions(quarter))
    theirs = approved.headings(claimed.agency, claimed.form.audit.code)
    return validate.answers(workbook, replace(claimed, approved=theirs))
