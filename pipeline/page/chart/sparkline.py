"""
One standard's last quarters as a line of a few hundred bytes: beside its name in a table, or under it in a tile.

It is written by hand and takes its looks from the page: fifty of them weigh less than two charts. There are no letters
in it, so that none is too small on a telephone; what it shows stands in its label, in numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.calendar.quarter import Quarter
from pipeline.page.parts import Html, rendered
from pipeline.page.sentences import percent, target_steps
from pipeline.page.table import colour
from pipeline.results.figure_values import Point
from pipeline.results.model import StandardResult

EDGE = 4.0  # units kept free around the drawing, for the dot and the width of the line


@dataclass(frozen=True)
class Shape:
    """How wide and high a drawing is, in its own units, and how many quarters it has room for."""

    width: int
    height: int
    quarters: int


IN_A_TABLE = Shape(150, 34, 8)
IN_A_TILE = Shape(240, 84, 12)


@dataclass(frozen=True)
class _Placed:
    """A quarter's figure and where it lies."""

    quarter: Quarter
    point: Point
    across: float
    value: float
    lower: float
    upper: float


def sparkline(standard: StandardResult, quarter: str, shape: Shape = IN_A_TABLE) -> Html:
    """
    The quarters up to ``quarter``: the line, its 95% interval as a band, the target as dashes, the newest as a dot.

    A quarter without a figure that may be shown leaves a gap, and so does one that is not comparable with the next.
    Nothing where no quarter has one.
    """
    placed = _placed(standard, Quarter.parse(quarter), shape)
    if not placed:
        return Html("")
    spans = list(_spans(standard, placed))
    newest = placed[-1] if str(placed[-1].quarter) == quarter else None
    return rendered(
        '<svg class="spark" role="img" aria-label="{{ label }}" viewBox="0 0 {{ shape.width }} {{ shape.height }}">'
        '<path class="spark-band" d="{{ band }}"/>'
        '{% if target %}<path class="spark-target" d="{{ target }}"/>{% endif %}'
        '{% if broken %}<path class="spark-break" d="{{ broken }}"/>{% endif %}'
        '{% if centre %}<path class="spark-centre" d="{{ centre }}"/>{% endif %}'
        '<path class="spark-line" d="{{ line }}"/>'
        '{% if newest %}<circle class="spark-dot spark-dot--{{ colour }}" cx="{{ newest[0] }}" cy="{{ newest[1] }}"'
        ' r="4"/>{% endif %}</svg>',
        plain=_label(standard, placed),
        label=_label(standard, placed),
        shape=shape,
        band="".join(_band(span) for span in spans),
        line="".join(_joined([(each.across, each.value) for each in span]) for span in spans),
        target=_target(standard, placed, shape),
        centre=_centre(standard, placed, shape),
        broken="".join(f"M{_number(across)} 0V{shape.height}" for across in _breaks(standard, placed)),
        newest=newest and (_number(newest.across), _number(newest.value)),
        colour=colour(standard.total.verdict),
    )


def span_of(standard: StandardResult, quarter: str, shape: Shape = IN_A_TILE) -> tuple[Quarter, Quarter] | None:
    """The first and the last quarter that a drawing has room for and reaches; None where nothing is drawn."""
    placed = _placed(standard, Quarter.parse(quarter), shape)
    return (placed[0].quarter, Quarter.parse(quarter)) if placed else None


def _placed(standard: StandardResult, last: Quarter, shape: Shape) -> list[_Placed]:
    shown = {
        Quarter.parse(each.quarter): each
        for each in standard.history
        if each.figure.value is not None and each.figure.lower is not None and each.figure.upper is not None
    }
    room = [last]
    while len(room) < shape.quarters and room[0] > min(shown, default=last):
        room.insert(0, room[0].previous())
    step = (shape.width - 2 * EDGE) / max(len(room) - 1, 1)
    placed = []
    for number, each in enumerate(room):
        if each in shown:
            figure = shown[each].figure
            heights = (_height(end or 0.0, shape) for end in (figure.value, figure.lower, figure.upper))
            across = EDGE + step * number if len(room) > 1 else shape.width - EDGE
            placed.append(_Placed(each, shown[each], across, *heights))
    return placed


def _height(proportion: float, shape: Shape) -> float:
    return EDGE + (1 - proportion) * (shape.height - 2 * EDGE)


def _spans(standard: StandardResult, placed: Sequence[_Placed]) -> Iterator[list[_Placed]]:
    """The figures that one line may join: of quarters that follow each other and may be compared."""
    span = [placed[0]]
    for before, each in pairwise(placed):
        if each.quarter == before.quarter.next() and not _apart(standard, before, each):
            span.append(each)
        else:
            yield span
            span = [each]
    yield span


def _apart(standard: StandardResult, before: _Placed, after: _Placed) -> bool:
    """Whether a break lies between two quarters."""
    return any(before.quarter < Quarter.parse(each.quarter) <= after.quarter for each in standard.breaks)


def _breaks(standard: StandardResult, placed: Sequence[_Placed]) -> list[float]:
    return [(before.across + after.across) / 2 for before, after in pairwise(placed) if _apart(standard, before, after)]


def _band(span: Sequence[_Placed]) -> str:
    """From the upper ends to the lower ones and back; of one quarter alone, an upright line."""
    upper = [(each.across, each.upper) for each in span]
    lower = [(each.across, each.lower) for each in reversed(span)]
    return f"{_joined([*upper, *lower])}z"


def _target(standard: StandardResult, placed: Sequence[_Placed], shape: Shape) -> str:
    """The target across the drawing, in steps where it changed."""
    if not standard.rated:
        return ""
    aims = [standard.target if each.point.target is None else each.point.target for each in placed]
    path = f"M0 {_number(_height(aims[0], shape))}"
    for (before, aim), (one, other) in zip(pairwise(aims), pairwise(placed), strict=True):
        if aim != before:
            path += f"H{_number((one.across + other.across) / 2)}V{_number(_height(aim, shape))}"
    return f"{path}H{shape.width}"


def _centre(standard: StandardResult, placed: Sequence[_Placed], shape: Shape) -> str:
    """The middle of the comparable quarters, where there is room for it."""
    if shape is IN_A_TABLE or standard.series is None or standard.series.centre is None:
        return ""
    begun = next((each.across for each in placed if each.point.comparable), None)
    return "" if begun is None else f"M{_number(begun)} {_number(_height(standard.series.centre, shape))}H{shape.width}"


def _joined(points: Sequence[tuple[float, float]]) -> str:
    (across, down), *rest = points
    begun = f"M{_number(across)} {_number(down)}"
    # A line of no length has round ends, and so is a small dot.
    return begun + ("".join(f"L{_number(x)} {_number(y)}" for x, y in rest) or "h0")


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _label(standard: StandardResult, placed: Sequence[_Placed]) -> str:
    """Every figure drawn, in numbers, oldest first."""
    told, before = [], placed[0]
    for each in placed:
        if before is not each and each.quarter != before.quarter.next():
            told.append("no figure")
        if before is not each and _apart(standard, before, each):
            told.append("from here on counted otherwise")
        told.append(percent(each.point.figure.value))
        before = each
    target = f"; {target_steps([each.point for each in placed])}" if standard.rated else ""
    begun, ended = placed[0].quarter, placed[-1].quarter
    span = f"{begun} to {ended}" if begun != ended else str(begun)
    return f"{standard.title}, {span}: {', '.join(told)}{target}."
