"""Returns that somebody has open: what was last saved is read, and what was read before counts where that cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline import validate
from pipeline.calendar.quarter import Quarter
from pipeline.errors import OutOfReach
from pipeline.intake.reading import ReadReturn
from pipeline.store.previous_returns import PreviousReturns
from pipeline.store.raw_files import NotRead
from pipeline.validate.catalogue.files import OUT_OF_REACH, UNREADABLE

_CLOSE = "Save and close it, then run again."
SAVED = f"it is open on a computer, so what was last saved in it was read. {_CLOSE}"
_BEFORE = f"it is open on a computer and cannot be read now, so what was read from it before counts. {_CLOSE}"
_BUSY = OutOfReach("This workbook is open on a computer and cannot be read now.", _CLOSE)


def with_open_files(
    returns: Iterable[ReadReturn], marked: frozenset[Path], previous: PreviousReturns
) -> Iterator[tuple[ReadReturn, NotRead | None]]:
    """
    The ``returns``, and what is to be told of each that is open (``marked``).

    A workbook that is open may be half written, or be closed to others. That is nobody's mistake: neither is it left
    out, where it was read before, nor is its sender asked for another.
    """
    for each in returns:
        if each.arrival.path not in marked:
            yield each, None
        elif not any(finding.rule in (UNREADABLE.id, OUT_OF_REACH.id) for finding in each.validated.errors):
            yield each, _told(each, SAVED, read=True)
        elif (before := _before(each, previous)) is not None:
            yield before, _told(before, _BEFORE, read=False)
        else:
            refused = validate.unreadable(each.arrival.path.name, each.validated.sha256, _BUSY)
            yield replace(each, validated=refused), None


def _before(each: ReadReturn, previous: PreviousReturns) -> ReadReturn | None:
    """What was last read from the same file, as it was before; None where nothing of it was ever taken in."""
    for submission in previous.replaced(each.arrival.submission):
        validated = previous.read_before(submission)
        if validated is not None and validated.identity is not None:
            return ReadReturn(replace(each.arrival, submission=submission), validated, now=False)
    return None


def _told(each: ReadReturn, why: str, *, read: bool) -> NotRead:
    submission = each.arrival.submission
    place = f"data/raw/{submission.folder}/{submission.file_name}"
    return NotRead(each.arrival.path, place, why, Quarter.parse(submission.quarter), read=read)
