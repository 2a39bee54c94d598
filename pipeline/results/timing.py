"""How long a step took: the days behind a standard that only says in time or not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.calendar.working_days import between
from pipeline.definition import Audit, Standard
from pipeline.definition.frame import rails
from pipeline.definition.timing import TimeLimit
from pipeline.results.beside_values import Bin, Timing
from pipeline.statistics.survival import kaplan_meier
from pipeline.statistics.tiers import FEWEST_FOR_RATING
from pipeline.validate.validated import Accepted

FULLEST = 15  # bins up to the line, so that a bar can be told from its neighbour


def timing(audit: type[Audit], standard: Standard, returns: Sequence[Accepted]) -> Timing | None:
    """
    The days that the cases of ``standard`` took; None where it is not timed, or on fewer than five cases.

    The median allows for the cases that are still open (Kaplan-Meier).
    """
    limit = standard.time_limit
    if limit is None:
        return None
    views = audit.timed_on(standard)
    days, closed = [], []
    for each in returns:
        if each.identity.form.view in views and len(each.rows):
            days_taken, ended = _days(standard, limit, each)
            days += days_taken
            closed += ended
    if len(days) < FEWEST_FOR_RATING:
        return None
    line = limit.most(returns[0].identity.form.quarter)
    survival = kaplan_meier(days, closed)
    finished = [day for day, ended in zip(days, closed, strict=True) if ended]
    waiting = [day for day, ended in zip(days, closed, strict=True) if not ended]
    return Timing(
        what=standard.timed,
        line=line,
        bins=bins_of(finished, line),
        open=len(waiting),
        open_late=sum(day > line for day in waiting),
        median=survival.median,
        lower=survival.median_lower,
        upper=survival.median_upper,
    )


def _days(standard: Standard, limit: TimeLimit, sent: Accepted) -> tuple[list[float], list[bool]]:
    rows = sent.rows
    start, end = rows[limit.start.name], rows[limit.end.name]
    chosen = rails(standard.applies, sent.identity.form.records(rows, sent.unusable)).true & start.notna().to_numpy()
    if limit.end.name in sent.unusable.columns:
        chosen &= ~sent.unusable[limit.end.name].fillna(False).to_numpy(dtype=bool)
    closed = end.notna().to_numpy()
    until = end.where(end.notna(), rows["as_of"]).to_numpy(dtype="datetime64[s]")
    days = between(start.to_numpy(dtype="datetime64[s]"), until)
    chosen &= days >= 0
    return days[chosen].tolist(), closed[chosen].tolist()


def bins_of(days: Sequence[float], line: int) -> tuple[Bin, ...]:
    """Bins of one width, of which the line is an edge, to twice the line and beyond."""
    width = max(1, -(-line // FULLEST))
    ends = [*range(0, line, width), *range(line, max(2 * line, line + 4) + 1, width)]
    placed = np.searchsorted(ends, np.array(days, dtype=float), side="left")
    counts = np.bincount(placed, minlength=len(ends) + 1)
    tops: list[int | None] = [*ends, None]
    return tuple(Bin(most, int(cases)) for most, cases in zip(tops, counts, strict=True))
