"""When an audit was due last and is due next, and what is said of one that is not due."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.calendar.quarter import Quarter, months_of
from pipeline.definition.audit import Audit
from pipeline.definition.cadence import Cadence

_AS_FAR_AS = 20  # quarters: an audit may be held once, and again some years later


def next_due(audit: type[Audit], quarter: Quarter) -> Quarter | None:
    """The first quarter after ``quarter`` for which returns are due; None where none is in the years ahead."""
    return _first_due(audit, quarter, Quarter.next)


def last_due(audit: type[Audit], quarter: Quarter) -> Quarter | None:
    """The last quarter before ``quarter`` for which returns were due; None where none was in the years before."""
    return _first_due(audit, quarter, Quarter.previous)


def when_due(audit: type[Audit], quarter: Quarter) -> str:
    """How an audit stands of which no return is due for ``quarter``, as a sentence goes on after its name."""
    if not audit.runs(quarter):
        return f"is not run in {quarter}."
    if audit.run(quarter) is Cadence.CONTINUOUS:
        return "is sent all the time: what comes is counted, and nothing is ever missing."
    return f"is not due in {quarter}{next_time(audit, quarter)}"


def next_time(audit: type[Audit], quarter: Quarter) -> str:
    """When it is due after ``quarter``, and of which months, as a sentence ends."""
    following = next_due(audit, quarter)
    if following is None:
        return ", and in no later quarter that is planned."
    return f". It is next due in {following}{spoken_of(audit, following)}."


def spoken_of(audit: type[Audit], quarter: Quarter) -> str:
    """The months that a return for ``quarter`` speaks of, as words go on, where these are more than its own."""
    period = audit.run(quarter).period(quarter)
    return "" if period.first == period.last else f", for {months_of(period.first, period.last)}"


def _first_due(audit: type[Audit], quarter: Quarter, step: Callable[[Quarter], Quarter]) -> Quarter | None:
    for _ in range(_AS_FAR_AS):
        quarter = step(quarter)
        if audit.due(quarter):
            return quarter
    return None
