"""The returns that a figure is counted from, and the records of them that count nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.calendar.quarter import Quarter
from pipeline.partnership.bodies import agency, in_place_of, predecessors
from pipeline.results.traced.values import SET_ASIDE, TracedRecord, TracedReturn
from pipeline.validate.validated import Accepted


def theirs(returns: Sequence[Accepted], code: str, quarter: Quarter) -> list[Accepted]:
    """
    Those of the agency ``code``; of whoever stands for it in ``quarter``, or stood for it before, where it sent none.

    Every return where ``code`` is empty.
    """
    known = agency(code) if code else None
    lines = [code]
    if known is not None:
        lines += [in_place_of(known, quarter).code, *(each.code for each in predecessors(code))]
    own = ([each for each in returns if each.identity.agency == line] for line in lines)
    return list(returns) if not code else next((found for found in own if found), [])


def traced_returns(returns: Sequence[Accepted]) -> tuple[TracedReturn, ...]:
    """Each of ``returns`` by its file, in the order in which they came."""
    return tuple(
        TracedReturn(
            each.identity.agency, each.file_name, each.sha256, each.identity.form.sheet, each.identity.form.version
        )
        for each in returns
    )


def set_aside(returns: Sequence[Accepted]) -> tuple[TracedRecord, ...]:
    """The records that no standard counts, and why; a figure that seems too low may lack one of them."""
    return tuple(
        TracedRecord(each.file_name, each.sha256, each.identity.form.sheet, row, SET_ASIDE, why=why)
        for each in returns
        for row, why in sorted(each.aside.items())
    )
