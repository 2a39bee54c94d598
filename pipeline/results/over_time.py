"""A standard over the quarters: its history, the planned comparisons, and what its series allows to be said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Standard
from pipeline.definition.targets import target_of
from pipeline.disclose.editions import Edition
from pipeline.disclose.hiding import as_said
from pipeline.disclose.protect.said import SaidLines
from pipeline.measure.counts import Counts
from pipeline.measure.shapes import Shape
from pipeline.results.breaks import counted_alike
from pipeline.results.change_values import Break, Change, Rebase, Series
from pipeline.results.changes import ByAgency, Comparisons, PrintedLines, shown
from pipeline.results.claims import Ruled
from pipeline.results.figure_values import Point
from pipeline.results.figures import figure
from pipeline.results.protection import line_of
from pipeline.results.rebases import rebases_of
from pipeline.results.series import Behind, series, unclaimed
from pipeline.results.worths import worth_shown


@dataclass(frozen=True)
class Trend:
    """What a standard's counts say over the quarters; each part as in `StandardResult`."""

    history: tuple[Point, ...]
    breaks: tuple[Break, ...]
    series: Series | None
    since_last: Change
    over_year: Change
    rebases: tuple[Rebase, ...] = ()


def trend(
    standard: Standard,
    by_agency: ByAgency,
    quarter: Quarter,
    edition: Edition,
    broken: Sequence[Break],
    shapes: Mapping[Quarter, Shape],
    *,
    compared: Comparisons,
    ruled: Ruled,
    said: SaidLines | None = None,
) -> Trend:
    """
    What the counts of each quarter, in order, say over time. ``broken``: every break in the series.

    ``shapes``: how the records of each quarter hang together. ``compared``: its comparisons, and ``ruled``: what the
    rule of the report makes of them. ``said``: what a released edition prints of each line.
    """
    begun = Quarter.parse(broken[-1].quarter) if broken else None
    past = {each: sum(theirs.values(), Counts()) for each, theirs in by_agency.items()}
    history = _history(past, begun, edition, standard, shapes, said)
    behind = {str(each): Behind(shapes[each].worth(), theirs) for each, theirs in by_agency.items()}
    begun_anew = rebases_of(standard, quarter)
    lines = PrintedLines(standard.id, said)
    own = series(history, standard, quarter, edition, behind=behind, rebases=begun_anew)
    return Trend(
        rebases=begun_anew,
        history=history,
        breaks=tuple(each for each in broken if each.quarter > history[0].quarter) if history else (),
        series=own if own is None or ruled.special else unclaimed(own),
        since_last=shown(compared.since_last, ruled.since_last, by_agency, edition, lines),
        over_year=shown(compared.over_year, ruled.over_year, by_agency, edition, lines),
    )


def _history(
    past: Mapping[Quarter, Counts],
    begun: Quarter | None,
    edition: Edition,
    standard: Standard,
    shapes: Mapping[Quarter, Shape],
    said: SaidLines | None,
) -> tuple[Point, ...]:
    points = []
    for each, counted in past.items():
        if counted.records:
            aim, own = target_of(standard, each), said[line_of(standard, each)] if said is not None else None
            worth = worth_shown(shapes[each], edition)
            shown = figure("", str(each), counted, as_said(counted, own, edition), aim, worth, own)
            points.append(Point(str(each), shown, counted_alike(each, begun), aim.target if aim.rated else None))
    return tuple(points)
