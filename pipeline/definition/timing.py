"""The time that a standard allows, taken from the predicate that says when it is met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.calendar.quarter import Quarter
from pipeline.definition.kinds import Date
from pipeline.definition.predicate import And, Comparison, Predicate, Span
from pipeline.errors import DefinitionError
from pipeline.partnership.limits import Limit


@dataclass(frozen=True, eq=False)
class TimeLimit:
    """At most ``allowed`` working days may lie between two dates of a record."""

    start: Date
    end: Date
    allowed: int | Limit

    def most(self, quarter: Quarter) -> int:
        """The working days allowed in ``quarter``, by its last day."""
        return self.allowed.last(quarter).limit if isinstance(self.allowed, Limit) else self.allowed


def time_limit(described: str, met: Predicate) -> TimeLimit:
    """
    The limit that ``met`` sets: the one ``working_days(start, end) <= most`` that must hold.

    Raises: DefinitionError -- if there is none, or more than one, between two dates of the record.
    """
    limits = [
        TimeLimit(span.start, span.end, each.right)
        for each in _all_must_hold(met)
        if isinstance(each, Comparison) and isinstance(span := each.left, Span) and each.operator == "<="
        if span.unit == "working_days" and isinstance(span.start, Date) and isinstance(span.end, Date)
        if isinstance(each.right, int | Limit)
    ]
    if len(limits) != 1:
        raise DefinitionError(
            f"{described}: timed= needs one working_days(a date, a date) <= a whole number or a time limit in met=, "
            f"found {len(limits)}; take timed= away, or write met= so."
        )
    return limits[0]


def _all_must_hold(predicate: Predicate) -> Iterator[Predicate]:
    if isinstance(predicate, And):
        for part in predicate.parts:
            yield from _all_must_hold(part)
    else:
        yield predicate
