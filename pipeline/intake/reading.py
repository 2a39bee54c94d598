"""The second step: what is new among the arrivals is read and kept; what was read before comes from the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import feedback, validate
from pipeline.audits import ALL
from pipeline.calendar.quarter import Quarter
from pipeline.errors import UnreadableReturn
from pipeline.intake.arrivals import Arrival, agency_folder
from pipeline.intake.passwords import Passwords
from pipeline.read import Readers, Received, Workbook
from pipeline.store import returns as store
from pipeline.store.approvals import NO_APPROVALS, Approvals
from pipeline.store.previous_returns import PreviousReturns, place_key
from pipeline.store.workspace import Workspace
from pipeline.validate.identify import identity
from pipeline.validate.validated import Identity, Validated

Progress = Callable[[str], None]


@dataclass(frozen=True, eq=False)
class ReadReturn:
    """What was read from an arrival. ``kept_as``: its key in the store; ``now``: whether this run read it."""

    arrival: Arrival
    validated: Validated
    kept_as: str
    now: bool


def read_returns(
    workspace: Workspace,
    arrivals: Sequence[Arrival],
    *,
    approved: Approvals,
    passwords: Passwords,
    earlier: PreviousReturns,
    workers: int,
    progress: Progress,
) -> list[ReadReturn]:
    """
    What each arrival says, in their order; each is remembered among the ``earlier`` ones.

    Each is kept as soon as it is read, so that a run which is stopped need not read it again.
    """
    read: dict[int, ReadReturn] = {}
    waiting: list[tuple[Arrival, Received]] = []
    for arrival in arrivals:
        number, kept_as = arrival.submission.number, place_key(arrival.submission, approved)
        if isinstance(arrival.content, UnreadableReturn):
            refused = validate.unreadable(arrival.path.name, "", arrival.content)
            read[number] = ReadReturn(arrival, refused, kept_as, now=False)
            continue
        tried = passwords.of_folder(agency_folder(arrival.path.relative_to(workspace.raw)))
        known = store.load(workspace, kept_as)
        if known is None or (known.locked and tried):
            waiting.append((arrival, replace(arrival.content, passwords=tried)))
        else:
            earlier.add(number, known)
            read[number] = ReadReturn(arrival, known, kept_as, now=False)
    if waiting:
        with Readers(min(workers, len(waiting))) as readers:
            workbooks = readers.workbooks([content for _, content in waiting])
            for count, ((arrival, content), (_, workbook)) in enumerate(zip(waiting, workbooks, strict=True), start=1):
                submission, kept_as = arrival.submission, place_key(arrival.submission, approved)
                place = arrival.path.parent.relative_to(workspace.raw)
                validated = checked(arrival.path, workbook, submission.sha256, place, approved)
                earlier.add(submission.number, validated)
                if not validated.personal:  # what names a child is not copied anywhere
                    store.receive(workspace, content.data, content.sha256)
                before = earlier.before(submission, validated)
                store.save(workspace, kept_as, validated, feedback.marked_up_return(validated, workbook, before))
                read[submission.number] = ReadReturn(arrival, validated, kept_as, now=True)
                progress(f"read {count} of {len(waiting)}: {submission.folder}: {validated.status}")
    return [read[each.submission.number] for each in arrivals]


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
