"""The second step: what is new among the arrivals is read and kept; what was read before comes from the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import feedback, validate
from pipeline.audits import ALL
from pipeline.calendar.quarter import Quarter
from pipeline.errors import UnreadableReturn
from pipeline.intake.arrivals import Arrival
from pipeline.intake.passwords import Passwords
from pipeline.partnership.agencies import name_of
from pipeline.progress import Progress
from pipeline.read import Readers, Received, Workbook
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
    arrivals: Sequence[Arrival], previous: PreviousReturns, passwords: Passwords, workers: int, progress: Progress
) -> list[ReadReturn]:
    """
    What each arrival says, in their order.

    Each is kept as soon as it is read, so that a run which is stopped need not read it again.
    """
    read: dict[int, ReadReturn] = {}
    waiting: list[tuple[Arrival, Received]] = []
    for arrival in arrivals:
        number = arrival.submission.number
        if isinstance(arrival.content, UnreadableReturn):
            refused = validate.unreadable(arrival.path.name, "", arrival.content)
            read[number] = ReadReturn(arrival, refused, now=False)
            continue
        tried = passwords.of_folder(arrival.submission.agency_folder)
        known = arrival.known
        if known is None or (known.locked and tried):
            waiting.append((arrival, replace(arrival.content, passwords=tried)))
        else:
            read[number] = ReadReturn(arrival, known, now=False)
    if waiting:
        progress(READING, 0, len(waiting))
        with Readers(min(workers, len(waiting))) as readers:
            workbooks = readers.workbooks([content for _, content in waiting])
            for count, ((arrival, content), (_, workbook)) in enumerate(zip(waiting, workbooks, strict=True), start=1):
                submission = arrival.submission
                place = Path(submission.folder)
                validated = checked(arrival.path, workbook, submission.sha256, place, previous.approved)
                before = previous.before(submission, validated)
                marked_up = feedback.marked_up_return(validated, workbook, before)
                previous.keep(submission, content.data, validated, marked_up)
                read[submission.number] = ReadReturn(arrival, validated, now=True)
                progress(READING, count, len(waiting), _item(validated))
    return [read[each.submission.number] for each in arrivals]


def _item(validated: Validated) -> str:
    """A return as progress names it: by whose it says it is, since its file's and folder's names may name somebody."""
    identity = validated.identity
    return f"{name_of(identity.agency)}, {identity.form.audit.code}" if identity else "a file"


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
