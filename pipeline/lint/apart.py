"""
How far two dates may lie apart, given what is said of them: whether statements about dates can be so together.

It leans to yes. Working days are held against calendar days by bounds that no year's bank holidays break, so what is
said to be impossible is so in every calendar.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date

from pipeline.calendar.working_days import CLOSES, OPENS
from pipeline.definition import Date, DateTime
from pipeline.definition.predicate import Comparison, Constant, Operand, Span, Timed
from pipeline.partnership.limits import Limit

NOUGHT = "the first of all days"
_TURNED = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_MINUTE = 1 / 24 / 60
_TO_THE_MINUTE = ("hours", "working_hours")


@dataclass(frozen=True)
class Claim:
    """A comparison of dates, and whether it is so."""

    comparison: Comparison
    holds: bool

    @property
    def operator(self) -> str:
        """How its sides compare, as it is."""
        return self.comparison.operator if self.holds else _TURNED[self.comparison.operator]


@dataclass(frozen=True)
class _Apart:
    """From ``start`` to ``end`` there are at most ``most`` days. Units: days, and parts of them."""

    start: Hashable
    end: Hashable
    most: float


def together(claims: Iterable[Claim], dates: Iterable[Date]) -> bool:
    """Whether all ``claims`` can be so of one record, whose ``dates`` lie within their bounds."""
    claims = tuple(claims)
    if not _one_by_one(claims):
        return False
    edges = [edge for each in claims for edge in _edges(each)]
    for field in dates:
        first, last = _days(field.earliest), _days(field.latest) + isinstance(field, DateTime)
        edges += [_Apart(id(field), NOUGHT, -first), _Apart(NOUGHT, id(field), last)]
    return _no_circle(edges)


def _one_by_one(claims: Iterable[Claim]) -> bool:
    """Whether each span of time, by itself, can be as long as it is said to be."""
    bounds: dict[Hashable, tuple[float, float]] = {}
    for each in claims:
        span, number = each.comparison.left, number_in(each.comparison.right)
        if isinstance(span, Span) and isinstance(number, int | float):
            key = (span.unit, id(span.start), id(span.end))
            low, high = bounds.get(key, (-math.inf, math.inf))
            at_least, at_most = _within(each.operator, number, whole=span.unit not in _TO_THE_MINUTE)
            bounds[key] = (max(low, at_least), min(high, at_most))
    return all(low <= high for low, high in bounds.values())


def number_in(side: Operand | Constant | Limit) -> Operand | Constant:
    """One side of a comparison; of a time limit the number that it allows in the quarter it is read for."""
    return side.number if isinstance(side, Limit) else side


def _within(operator: str, number: float, *, whole: bool) -> tuple[float, float]:
    """The least and the most that a value compared with ``number`` so can be."""
    least, most = -math.inf, math.inf
    if operator in ("<", "<=", "=="):
        most = math.floor(number) if whole else number
        if operator == "<" and whole and number == most:
            most -= 1
    if operator in (">", ">=", "=="):
        least = math.ceil(number) if whole else number
        if operator == ">" and whole and number == least:
            least += 1
    return least, most


def _edges(each: Claim) -> list[_Apart]:
    left, right, operator = each.comparison.left, number_in(each.comparison.right), each.operator
    if isinstance(left, Span):
        return _of_span(left, operator, right) if isinstance(right, int | float) else []
    if not isinstance(left, Timed) or not isinstance(right, Timed | date):
        return []
    by_the_minute = isinstance(left, DateTime) and isinstance(right, DateTime)
    start: Hashable = _node(right) if isinstance(right, Timed) else NOUGHT
    moved = 0 if isinstance(right, Timed) else _days(right)
    least, most = _within(operator, 0, whole=not by_the_minute)
    slack = 0.0 if by_the_minute else _slack(left, right)
    return _between(start, _node(left), least + moved - slack, most + moved + slack)


def _of_span(span: Span, operator: str, number: float) -> list[_Apart]:
    least, most = _within(operator, number, whole=span.unit not in _TO_THE_MINUTE)
    slack = _slack(span.start, span.end)
    if span.unit == "working_hours":
        least, most, slack = -_within_hours(-least), _within_hours(most), _MINUTE
    elif span.unit == "hours":
        least, most, slack = least / 24, most / 24, _MINUTE
    elif span.unit == "working_days":
        least, most = -_longest(-least), _longest(most)
    return _between(_node(span.start), _node(span.end), least - slack, most + slack)


def _within_hours(working: float) -> float:
    """The most days that hold ``working`` working hours at most; of a negative number, the other way round."""
    if math.isinf(working):
        return working
    return working / 24 if working < 0 else _longest(math.ceil(working / (CLOSES - OPENS)) + 1)


def _longest(working: float) -> float:
    """
    The most calendar days that hold ``working`` working days at most.

    Units: days; a negative number of working days is one the other way round.
    """
    if math.isinf(working):
        return working
    if working < 0:
        at_least = -working
        return -(at_least + 2 * math.floor((at_least - 1) / 5))  # five working days in any seven at the most
    return 2 * working + 14  # far more than Christmas takes


def _between(start: Hashable, end: Hashable, least: float, most: float) -> list[_Apart]:
    edges = []
    if not math.isinf(most):
        edges.append(_Apart(start, end, most))
    if not math.isinf(least):
        edges.append(_Apart(end, start, -least))
    return edges


def _slack(*sides: object) -> float:
    """What is not known of a moment's day: two days apart may be nearly one day nearer, or further, by the clock."""
    return 1.0 if any(isinstance(side, DateTime) for side in sides) else 0.0


def _node(side: Timed) -> Hashable:
    return id(side)


def _days(day: date) -> int:
    return day.toordinal()


def _no_circle(edges: list[_Apart]) -> bool:
    """Whether no way round adds up to less than nothing (Bellman and Ford's shortest paths)."""
    nearest: dict[Hashable, float] = dict.fromkeys((node for edge in edges for node in (edge.start, edge.end)), 0.0)
    for _ in nearest:
        changed = False
        for edge in edges:
            if nearest[edge.start] + edge.most < nearest[edge.end] - 1e-9:
                nearest[edge.end] = nearest[edge.start] + edge.most
                changed = True
        if not changed:
            return True
    return not edges
