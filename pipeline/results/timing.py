"""How long a step took: the days behind a standard that only says in time or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.audits import mash, neg
from pipeline.calendar.working_days import between
from pipeline.definition import Date, View
from pipeline.definition.frame import rails
from pipeline.definition.records import Records
from pipeline.disclose.editions import Edition
from pipeline.results.model import Bin, Timing
from pipeline.statistics.survival import kaplan_meier
from pipeline.statistics.tiers import FEWEST_FOR_RATING
from pipeline.validate.validated import Accepted

FULLEST = 15  # bins up to the line, so that a bar can be told from its neighbour


@dataclass(frozen=True, eq=False)
class Timed:
    """The two dates of a standard that has a time to keep, and the working days that it allows."""

    what: str
    view: View
    start: Date
    end: Date
    line: int


TIMED: Mapping[str, Timed] = {
    "NEG11": Timed(
        "Working days from the S47 enquiry to the initial conference", neg.SOCIAL_CARE, neg.s47_start, neg.icpc_date, 15
    ),
    "MASH4": Timed("Working days from the contact to the decision", mash.HUB, mash.received_at, mash.decision_at, 1),
}
APPLIES = {each.id: each.applies for each in (neg.icpc_in_time, mash.decided_in_time)}


def timing(standard: str, returns: Sequence[Accepted], edition: Edition) -> Timing | None:
    """
    The days that the cases of ``standard`` took, for the sub-group alone; None where it has no time to keep.

    The median allows for the cases that are still open (Kaplan-Meier).
    """
    timed = TIMED.get(standard)
    if timed is None or edition.hide:
        return None
    days, closed = [], []
    for each in returns:
        if each.identity.form.view is timed.view and len(each.rows):
            taken, done = _days(timed, standard, each)
            days += taken
            closed += done
    if len(days) < FEWEST_FOR_RATING:
        return None
    found = kaplan_meier(days, closed)
    finished = [day for day, done in zip(days, closed, strict=True) if done]
    return Timing(
        what=timed.what,
        line=timed.line,
        bins=_bins(finished, timed.line),
        open=len(days) - len(finished),
        median=found.median,
        lower=found.median_lower,
        upper=found.median_upper,
    )


def _days(timed: Timed, standard: str, sent: Accepted) -> tuple[list[float], list[bool]]:
    rows = sent.rows
    chosen = rails(APPLIES[standard], Records(rows, sent.unusable)).true & rows[timed.start.name].notna().to_numpy()
    end = rows[timed.end.name]
    if timed.end.name in sent.unusable.columns:
        chosen &= ~sent.unusable[timed.end.name].fillna(False).to_numpy(dtype=bool)
    closed = end.notna().to_numpy()
    until = end.where(end.notna(), rows["as_of"]).to_numpy(dtype="datetime64[s]")
    taken = between(rows[timed.start.name].to_numpy(dtype="datetime64[s]"), until)
    chosen &= taken >= 0
    return taken[chosen].tolist(), closed[chosen].tolist()


def _bins(days: Sequence[float], line: int) -> tuple[Bin, ...]:
    """Bins of one width, of which the line is an edge, to twice the line and beyond."""
    width = max(1, -(-line // FULLEST))
    ends = [*range(0, line, width), *range(line, max(2 * line, line + 4) + 1, width)]
    placed = np.searchsorted(ends, np.array(days, dtype=float), side="left")
    counts = np.bincount(placed, minlength=len(ends) + 1)
    tops: list[int | None] = [*ends, None]
    return tuple(Bin(most, int(cases)) for most, cases in zip(tops, counts, strict=True))
