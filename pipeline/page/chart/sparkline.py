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
from pipeline.page.chart.style import hidden_span
from pipeline.page.parts import Html, rendered
from pipeline.page.sentences import share, target_steps
from pipeline.page.table import colour
from pipeline.results.agency import OwnStandard
from pipeline.results.figure_values import Figure, Point, Verdict
from pipeline.results.model import StandardResult

EDGE = 4.0  # units kept free around the drawing, for the dot and the width of the line
BLOCK = 4.0  # units: half as wide as the block of a hidden figure


@dataclass(frozen=True)
class Shape:
    """How wide and high a drawing is, in its own units, and how many quarters it has room for."""

    width: int
    height: int
    quarters: int


IN_A_TABLE = Shape(150, 34, 8)
IN_A_TILE = Shape(240, 84, 12)


@dataclass(frozen=True)
class _Line:
    """
    What is drawn of a standard. ``points``: up to the newest quarter, oldest first; ``target``: None where it has none.

    ``breaks``: the quarters from which on it is counted otherwise; ``centre``: the middle of those comparable.
    """

    title: str
    points: tuple[Point, ...]
    target: float | None
    verdict: Verdict
    breaks: tuple[str, ...]
    centre: float | None


@dataclass(frozen=True)
class _Placed:
    """A quarter's figure and where it lies. ``hidden``: it is a span from ``lower`` to ``upper``, without a dot."""

    quarter: Quarter
    point: Point
    across: float
    value: float
    lower: float
    upper: float
    hidden: bool


def sparkline(standard: StandardResult, quarter: str, shape: Shape = IN_A_TABLE) -> Html:
    """
    The quarters up to ``quarter``: the line, its 95% interval as a band, the target as dashes, the newest as a dot.

    A quarter without a figure that may be shown leaves a gap, and so does one that is not comparable with the next. One
    whose counts are hidden is a light block between what its figure lies. Nothing where no quarter has either.
    """
    return _drawn(_of_all(standard), quarter, shape)


def own_sparkline(standard: OwnStandard, quarter: str, shape: Shape = IN_A_TABLE) -> Html:
    """The same of one agency's own figures, and of nothing else."""
    points = (*standard.before, Point(quarter, standard.own, comparable=True, target=standard.target))
    pairs = pairwise(points)
    begun = tuple(after.quarter for before, after in pairs if after.comparable and not before.comparable)
    target = standard.target if standard.rated else None
    line = _Line(standard.title, points, target, standard.own.verdict, breaks=begun, centre=None)
    return _drawn(line, quarter, shape)


def _of_all(standard: StandardResult) -> _Line:
    return _Line(
        standard.title,
        standard.history,
        standard.target if standard.rated else None,
        standard.total.verdict,
        breaks=tuple(each.quarter for each in standard.breaks),
        centre=standard.series.centre if standard.series else None,
    )


def _drawn(standard: _Line, quarter: str, shape: Shape) -> Html:
    placed = _placed(standard, Quarter.parse(quarter), shape)
    if not placed:
        return Html("")
    spans = list(_spans(standard, placed))
    newest = placed[-1] if str(placed[-1].quarter) == quarter and not placed[-1].hidden else None
    return rendered(
        '<svg class="spark" role="img" aria-label="{{ label }}" viewBox="0 0 {{ shape.width }} {{ shape.height }}">'
        '{% if band %}<path class="spark-band" d="{{ band }}"/>{% endif %}'
        '{% if blocks %}<path class="spark-block" d="{{ blocks }}"/>{% endif %}'
        '{% if target %}<path class="spark-target" d="{{ target }}"/>{% endif %}'
        '{% if broken %}<path class="spark-break" d="{{ broken }}"/>{% endif %}'
        '{% if centre %}<path class="spark-centre" d="{{ centre }}"/>{% endif %}'
        '{% if line %}<path class="spark-line" d="{{ line }}"/>{% endif %}'
        '{% if newest %}<circle class="spark-dot spark-dot--{{ colour }}" cx="{{ newest[0] }}" cy="{{ newest[1] }}"'
        ' r="4"/>{% endif %}</svg>',
        plain=_label(standard, placed),
        label=_label(standard, placed),
        shape=shape,
        band="".join(_band(span) for span in spans),
        blocks="".join(_block(each) for each in placed if each.hidden),
        line="".join(_joined([(each.across, each.value) for each in span]) for span in spans),
        target=_target(standard, placed, shape),
        centre=_centre(standard, placed, shape),
        broken="".join(f"M{_number(across)} 0V{shape.height}" for across in _breaks(standard, placed)),
        newest=newest and (_number(newest.across), _number(newest.value)),
        colour=colour(standard.verdict),
    )


def span_of(standard: StandardResult, quarter: str, shape: Shape = IN_A_TILE) -> tuple[Quarter, Quarter] | None:
    """The first and the last quarter that a drawing has room for and reaches; None where nothing is drawn."""
    placed = _placed(_of_all(standard), Quarter.parse(quarter), shape)
    return (placed[0].quarter, Quarter.parse(quarter)) if placed else None


def _placed(standard: _Line, last: Quarter, shape: Shape) -> list[_Placed]:
    shown = {Quarter.parse(each.quarter): each for each in standard.points if _ends(each.figure) is not None}
    room = [last]
    while len(room) < shape.quarters and room[0] > min(shown, default=last):
        room.insert(0, room[0].previous())
    step = (shape.width - 2 * EDGE) / max(len(room) - 1, 1)
    placed = []
    for number, each in enumerate(room):
        if each in shown and (ends := _ends(shown[each].figure)) is not None:
            value = shown[each].figure.value
            at, lower, upper = (_height(end, shape) for end in (ends[0] if value is None else value, *ends))
            across = EDGE + step * number if len(room) > 1 else shape.width - EDGE
            placed.append(_Placed(each, shown[each], across, at, lower, upper, hidden=value is None))
    return placed


def _ends(figure: Figure) -> tuple[float, float] | None:
    """The ends of a figure's interval, or of the span that a hidden one lies in; None where nothing is drawn of it."""
    if figure.value is None:
        return hidden_span(figure)
    return None if figure.lower is None or figure.upper is None else (figure.lower, figure.upper)


def _height(proportion: float, shape: Shape) -> float:
    return EDGE + (1 - proportion) * (shape.height - 2 * EDGE)


def _spans(standard: _Line, placed: Sequence[_Placed]) -> Iterator[list[_Placed]]:
    """The figures that one line may join: of quarters that follow each other and may be compared, and none hidden."""
    dots = [each for each in placed if not each.hidden]
    span = dots[:1]
    for before, each in pairwise(dots):
        if each.quarter == before.quarter.next() and not _apart(standard, before, each):
            span.append(each)
        else:
            yield span
            span = [each]
    yield from [span] if span else []


def _apart(standard: _Line, before: _Placed, after: _Placed) -> bool:
    """Whether a break lies between two quarters."""
    return any(before.quarter < Quarter.parse(each) <= after.quarter for each in standard.breaks)


def _breaks(standard: _Line, placed: Sequence[_Placed]) -> list[float]:
    return [(before.across + after.across) / 2 for before, after in pairwise(placed) if _apart(standard, before, after)]


def _band(span: Sequence[_Placed]) -> str:
    """From the upper ends to the lower ones and back; of one quarter alone, an upright line."""
    upper = [(each.across, each.upper) for each in span]
    lower = [(each.across, each.lower) for each in reversed(span)]
    return f"{_joined([*upper, *lower])}z"


def _block(hidden: _Placed) -> str:
    """An upright block from the lowest to the highest that a hidden figure may be."""
    return (
        f"M{_number(hidden.across - BLOCK)} {_number(hidden.upper)}H{_number(hidden.across + BLOCK)}"
        f"V{_number(hidden.lower)}H{_number(hidden.across - BLOCK)}z"
    )


def _target(standard: _Line, placed: Sequence[_Placed], shape: Shape) -> str:
    """The target across the drawing, in steps where it changed."""
    if standard.target is None:
        return ""
    aims = [standard.target if each.point.target is None else each.point.target for each in placed]
    path = f"M0 {_number(_height(aims[0], shape))}"
    for (before, aim), (one, other) in zip(pairwise(aims), pairwise(placed), strict=True):
        if aim != before:
            path += f"H{_number((one.across + other.across) / 2)}V{_number(_height(aim, shape))}"
    return f"{path}H{shape.width}"


def _centre(standard: _Line, placed: Sequence[_Placed], shape: Shape) -> str:
    """The middle of the comparable quarters, where there is room for it."""
    if shape is IN_A_TABLE or standard.centre is None:
        return ""
    begun = next((each.across for each in placed if each.point.comparable), None)
    return "" if begun is None else f"M{_number(begun)} {_number(_height(standard.centre, shape))}H{shape.width}"


def _joined(points: Sequence[tuple[float, float]]) -> str:
    (across, down), *rest = points
    begun = f"M{_number(across)} {_number(down)}"
    # A line of no length has round ends, and so is a small dot.
    return begun + ("".join(f"L{_number(x)} {_number(y)}" for x, y in rest) or "h0")


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _label(standard: _Line, placed: Sequence[_Placed]) -> str:
    """Every figure drawn, in numbers, oldest first."""
    told, before = [], placed[0]
    for each in placed:
        if before is not each and each.quarter != before.quarter.next():
            told.append("nothing shown")
        if before is not each and _apart(standard, before, each):
            told.append("from here on counted otherwise")
        told.append(share(each.point.figure))
        before = each
    target = f"; {target_steps([each.point for each in placed])}" if standard.target is not None else ""
    begun, ended = placed[0].quarter, placed[-1].quarter
    span = f"{begun} to {ended}" if begun != ended else str(begun)
    return f"{standard.title}, {span}: {', '.join(told)}{target}."
