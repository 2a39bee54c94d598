"""A standard over the quarters: its history, the planned comparisons, and what its series allows to be said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Standard
from pipeline.definition.targets import target_of
from pipeline.disclose.editions import Edition
from pipeline.disclose.hiding import line
from pipeline.measure.counts import Counts
from pipeline.results.breaks import counted_alike
from pipeline.results.changes import over_year, since_last
from pipeline.results.figures import figure
from pipeline.results.model import Break, Change, Point, Series
from pipeline.results.series import series


@dataclass(frozen=True)
class Trend:
    """What a standard's counts say over the quarters; each part as in `StandardResult`."""

    history: tuple[Point, ...]
    breaks: tuple[Break, ...]
    series: Series | None
    since_last: Change
    over_year: Change


def trend(
    standard: Standard, past: Mapping[Quarter, Counts], quarter: Quarter, edition: Edition, broken: Sequence[Break] = ()
) -> Trend:
    """What ``past``, the counts of each quarter in order, says over time. ``broken``: every break in the series."""
    begun = Quarter.parse(broken[-1].quarter) if broken else None
    history = _history(past, begun, edition, standard)
    return Trend(
        history=history,
        breaks=tuple(each for each in broken if each.quarter > history[0].quarter) if history else (),
        series=series(history, standard, quarter, edition),
        since_last=since_last(past, quarter, begun, edition),
        over_year=over_year(past, quarter, begun, edition),
    )


def _history(
    past: Mapping[Quarter, Counts], begun: Quarter | None, edition: Edition, standard: Standard
) -> tuple[Point, ...]:
    points = []
    for each, counted in past.items():
        if counted.records:
            aim = target_of(standard, each)
            shown = figure("", str(each), counted, line(counted, edition), aim)
            points.append(Point(str(each), shown, counted_alike(each, begun), aim.target if aim.rated else None))
    return tuple(points)
