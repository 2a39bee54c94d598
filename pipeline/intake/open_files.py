"""Files that cannot be read as they lie there now: somebody has them open, or their bytes cannot be had here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.intake.arrivals import Arrival
from pipeline.intake.reading import ReadReturn
from pipeline.partnership.bodies import find
from pipeline.store.previous_returns import PreviousReturns
from pipeline.store.raw_files import NotRead
from pipeline.validate.catalogue.files import UNREADABLE

_CLOSE = "Save and close it, then run again."
SAVED = f"it is open on a computer, so what was last saved in it was read. {_CLOSE}"
_BEFORE = f"it is open on a computer and cannot be read now, so what was read from it before counts. {_CLOSE}"
_BUSY = f"it is open on a computer and cannot be read now. {_CLOSE}"


def as_they_count(
    returns: Iterable[ReadReturn], unread: Iterable[Arrival], marked: frozenset[Path], previous: PreviousReturns
) -> tuple[list[ReadReturn], list[NotRead]]:
    """
    The ``returns`` of which some may count, and what is to be told of the others and of those ``unread``.

    A workbook that is open (``marked``) may be half written, or closed to others. What was read from it before then
    goes on counting. Nothing here is the sender's to put right, so nobody is sent a receipt or asked for another.
    """
    there: list[ReadReturn] = []
    told: list[NotRead] = []
    lacking = list(unread)
    for each in returns:
        if each.arrival.path in marked and any(error.rule == UNREADABLE.id for error in each.validated.errors):
            lacking.append(each.arrival)
            continue
        there.append(each)
        if each.arrival.path in marked:
            told.append(_told(each.arrival, SAVED, read=True))
    for arrival in lacking:
        is_open = arrival.path in marked
        before = _before(arrival, previous) if is_open else None
        there += [before] if before else []
        told.append(_told(arrival, _BEFORE if before else _BUSY if is_open else str(arrival.refused), lacks=not before))
    return there, told


def _before(arrival: Arrival, previous: PreviousReturns) -> ReadReturn | None:
    """What was last read from the same file, as it was before; None where nobody could tell whose it was."""
    for submission in previous.replaced(arrival.submission):
        validated = previous.read_before(submission)
        if validated is not None and validated.identity is not None:
            return ReadReturn(replace(arrival, submission=submission, refused=None), validated, now=False)
    return None


def _told(arrival: Arrival, why: str, *, read: bool = False, lacks: bool = False) -> NotRead:
    """``lacks``: whether a return of the agency may lie in what was not read."""
    submission = arrival.submission
    known = find(submission.agency_folder) if lacks else None
    place = f"data/raw/{submission.folder}/{submission.file_name}"
    agencies = frozenset([known.code] if known else [])
    return NotRead(arrival.path, place, why, Quarter.parse(submission.quarter), agencies, read)
