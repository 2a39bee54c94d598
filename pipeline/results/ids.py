"""
The id of each figure: the name under which it is known for good, in files, in the release ledger and to `explain`.

An id says of what, of whom and of when: "NEG3/all/2019-20-Q2" of all returns, "NEG3/TRUST/2019-20-Q2" of an agency,
"NEG3/all/2018-19-Q3--2019-20-Q2" of several quarters together. Where one line of several is meant, its code follows:
the answer that a group of records or a share of a distribution gave, or `OTHER` for the other reading of a dual run.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.facts import ALL, SPAN, Line
from pipeline.errors import UsageError
from pipeline.results.figure_values import Figure, Point
from pipeline.results.model import StandardResult

OTHER = "other-reading"
_BETWEEN = "/"
_QUARTER = re.compile(r"\d{4}-\d{2}-Q[1-4]", re.IGNORECASE)
_FORM = "It is written as NEG3/all/2019-20-Q2: a standard, an agency’s code or “all”, and a quarter"


@dataclass(frozen=True)
class FigureId:
    """An id in its parts. ``part``: of which answer or reading; empty where it is of the whole line."""

    line: Line
    part: str = ""

    def __str__(self) -> str:
        return _BETWEEN.join(filter(None, (self.line.id, self.part)))

    @property
    def of_all(self) -> bool:
        """Whether it is of all returns together."""
        return self.line.agency == ALL

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """The quarters that it is of, from the first to the last, oldest first."""
        first, last = (Quarter.parse(each) for each in (self.line.quarters[0], self.line.quarters[-1]))
        span = [last]
        while span[-1] > first:
            span.append(span[-1].previous())
        return tuple(reversed(span))


def figure_id(standard: str, quarters: str | Sequence[str], agency: str = "", part: str = "") -> str:
    """
    The id of a figure, an ``agency``'s where one is given.

    ``standard``: its id, or that of a measure for context. ``part``: the code of one answer, where it is of that alone.
    Shape: ``quarters`` are one or several as they are written ("2019-20 Q2"), oldest first.
    """
    over = (quarters,) if isinstance(quarters, str) else tuple(quarters)
    return str(FigureId(Line(standard, agency or ALL, over), part))


def looks_like_one(text: str) -> bool:
    """Whether ``text`` is meant as an id, and not as a quarter ("2019/20 Q2" is one too)."""
    return text.count(_BETWEEN) > 1


def parsed(text: str) -> FigureId:
    """An id in its parts, in whatever case it is typed. Raises: UsageError -- if it is none."""
    parts = [each.strip() for each in text.split(_BETWEEN)]
    if len(parts) not in (3, 4) or not all(parts):
        raise UsageError(f"{text!r} is no figure’s id. {_FORM}.")
    standard, agency, over, *part = parts
    quarters = over.split(SPAN)
    if len(quarters) > 2 or not all(map(_QUARTER.fullmatch, quarters)):
        raise UsageError(f"{text!r} is no figure’s id: {over!r} is no quarter. {_FORM}, or two with {SPAN} between.")
    known = [Quarter.parse(each) for each in quarters]
    if known != sorted(known):
        raise UsageError(f"{text!r} is no figure’s id: its first quarter is after its last. Give the older one first.")
    whose = ALL if agency.casefold() == ALL else agency
    return FigureId(Line(standard, whose, tuple(map(str, known))), part[0] if part else "")


def with_ids(result: StandardResult, quarter: str) -> StandardResult:
    """The ``result`` of a standard in ``quarter``, every figure of it under its id."""

    def named(figure: Figure, when: str | Sequence[str] = quarter, agency: str = "", part: str = "") -> Figure:
        return replace(figure, id=figure_id(result.id, when, agency, part))

    def over_time(points: Sequence[Point], agency: str = "") -> tuple[Point, ...]:
        return tuple(replace(each, figure=named(each.figure, each.quarter, agency)) for each in points)

    other, year = result.other_reading, result.year
    return replace(
        result,
        total=named(result.total),
        briefed=named(result.briefed) if result.briefed is not None else None,
        agencies=tuple(named(each, agency=each.code) for each in result.agencies),
        groups=tuple(named(each, part=each.code) for each in result.groups),
        history=over_time(result.history),
        own_history=tuple(replace(each, points=over_time(each.points, each.code)) for each in result.own_history),
        earlier=tuple(
            replace(each, figure=named(each.figure, each.quarter, each.figure.code)) for each in result.earlier
        ),
        other_reading=replace(other, figure=named(other.figure, part=OTHER)) if other is not None else None,
        year=replace(year, figure=named(year.figure, year.quarters)) if year.figure is not None else year,
    )
