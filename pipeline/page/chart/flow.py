"""What became of records: bands that run from stage to stage, as wide as the records in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from pipeline.english import number_of
from pipeline.page.chart.style import INK, QUIET, SEQUENCE, drawing, picture, wrapped
from pipeline.page.parts import Picture
from pipeline.page.sentences import flow_finding
from pipeline.results.flow_values import Band, FlowResult, Stage

HEIGHT, WIDTH = 4.7, 5.6  # inches
THICK = 0.07  # of the space from one stage to the next
LABEL, GAP = 0.085, 0.012  # of the chart's height: the least that a band's label needs, and what is left free
WIDEST = 3  # bands of each step that the words name

Span = tuple[float, float]  # from its top to its bottom, the chart's height being 1


def flow(result: FlowResult) -> Picture:
    """
    Each stage as a column of bands with n beside each, and ribbons between them; what is not recorded is hatched.

    A ribbon has the colour of its band at the second stage, darkest at the top.
    """
    with drawing(HEIGHT, WIDTH) as (figure, axes):
        axes.axis("off")
        unit = _unit(result)
        columns = [_spans(stage, unit) for stage in result.stages]
        for place, cells in enumerate(result.links):
            ribbons = _ribbons(cells, columns[place], columns[place + 1], unit)
            # The thin ones last, so that none is lost beneath another.
            for row, column, start, end in sorted(ribbons, key=lambda each: each[2][0] - each[2][1]):
                colour, hatch = _paint(result, column if place == 0 else row)
                axes.add_patch(_ribbon(place, start, end, colour, hatch))
        for place, (stage, spans) in enumerate(zip(result.stages, columns, strict=True)):
            axes.text(
                place,
                -0.03,
                wrapped(stage.title, 18),
                ha=_side(place, result),
                va="bottom",
                fontsize=9.5,
                weight="bold",
                color=INK,
            )
            for each, span in zip(stage.bands, spans, strict=True):
                if each.count:
                    _band(axes, place, result, each, span)
        axes.set_xlim(-THICK, len(result.stages) - 1 + THICK)
        axes.set_ylim(1.0, 0.0)
        return picture(figure, alt=_spoken(result), caption=f"{result.id} {result.title}. {flow_finding(result)}")


def _unit(result: FlowResult) -> float:
    """The height of one record, so that the stage with the most bands fills the chart."""
    return min(_fitting([each.count for each in stage.bands if each.count]) for stage in result.stages)


def _fitting(counts: Sequence[int]) -> float:
    """The height of one record where each of ``counts`` has room for its label and all fill the chart."""
    free, small = 1.0 - GAP * (len(counts) - 1), sorted(counts)
    for number in range(len(small)):
        unit = (free - number * LABEL) / sum(small[number:])
        if unit * small[number] >= LABEL:
            return unit
    return LABEL / max(counts)


def _spans(stage: Stage, unit: float) -> list[Span]:
    """Where each band of a stage lies, in the middle of the room for its label, and the column in the chart's."""
    rooms = [max(LABEL, unit * each.count) + GAP if each.count else 0.0 for each in stage.bands]
    spans, top = [], (1.0 - sum(rooms) + GAP) / 2
    for each, room in zip(stage.bands, rooms, strict=True):
        start = top + (room - GAP - unit * each.count) / 2 if each.count else top
        spans.append((start, start + unit * each.count))
        top += room
    return spans


def _ribbons(
    cells: Sequence[Sequence[int]], left: Sequence[Span], right: Sequence[Span], unit: float
) -> Iterator[tuple[int, int, Span, Span]]:
    """Each ribbon's row and column, and where it begins and ends; in a band they lie in the order of the others."""
    leaving, arriving = [top for top, _ in left], [top for top, _ in right]
    for row, counts in enumerate(cells):
        for column, count in enumerate(counts):
            if count:
                height = unit * count
                yield (
                    row,
                    column,
                    (leaving[row], leaving[row] + height),
                    (arriving[column], arriving[column] + height),
                )
                leaving[row] += height
                arriving[column] += height


def _ribbon(place: int, start: Span, end: Span, colour: str, hatch: str) -> PathPatch:
    left, right, middle = place + THICK / 2, place + 1 - THICK / 2, place + 0.5
    points = [
        (left, start[0]),
        (middle, start[0]),
        (middle, end[0]),
        (right, end[0]),
        (right, end[1]),
        (middle, end[1]),
        (middle, start[1]),
        (left, start[1]),
    ]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3]
    return PathPatch(Path(points, codes), facecolor=colour, edgecolor="white", linewidth=0.8, hatch=hatch)


def _paint(result: FlowResult, band: int) -> tuple[str, str]:
    """The colour and hatching of a band of the second stage, whose last one is of what is not recorded."""
    last = len(result.stages[1].bands) - 1
    return ("white", "////") if band == last else (SEQUENCE[band * len(SEQUENCE) // last], "")


def _band(axes: Axes, place: int, result: FlowResult, band: Band, span: Span) -> None:
    silent = band is result.stages[place].bands[-1]
    axes.add_patch(
        Rectangle(
            (place - THICK / 2, span[0]),
            THICK,
            span[1] - span[0],
            linewidth=0.8,
            edgecolor=QUIET,
            facecolor="white" if silent else QUIET,
            hatch="////" if silent else "",
        )
    )
    side = _side(place, result)
    aside = {"right": -1, "center": 0, "left": 1}[side]
    axes.annotate(
        wrapped(f"{band.label}:\u00a0{band.count}", 18),
        (place + aside * THICK * 0.8, sum(span) / 2),
        ha=side,
        va="center",
        fontsize=8.5,
        color=INK,
        bbox=None if aside else {"facecolor": "white", "alpha": 0.85, "linewidth": 0, "pad": 1.5},
        annotation_clip=False,
    )


def _side(place: int, result: FlowResult) -> str:
    """Which end of its words a column's label hangs on: the first to its left, the last to its right."""
    return "right" if place == 0 else "left" if place == len(result.stages) - 1 else "center"


def _spoken(result: FlowResult) -> str:
    parts = [f"Bands of {number_of(result.cases, 'record')} from stage to stage, left to right."]
    for stage in result.stages:
        named = "; ".join(f"{each.label} {each.count}" for each in stage.bands if each.count)
        parts.append(f"{stage.title}: {named}.")
    for first, second, cells in zip(result.stages, result.stages[1:], result.links, strict=False):
        sized = [
            (count, one.label, other.label)
            for one, row in zip(first.bands, cells, strict=True)
            for other, count in zip(second.bands, row, strict=True)
            if count
        ]
        widest = sorted(sized, key=lambda each: (-each[0], each[1:]))[:WIDEST]
        named = "; ".join(f"{one} to {other} {count}" for count, one, other in widest)
        parts.append(f"The widest bands from {first.title} to {second.title}: {named}.")
    return " ".join(parts)
