"""The house style of charts: one look, readable in print and by colour-blind readers, the same bytes each time."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.typing import RcKeyType

from pipeline.page.chart.vector import SvgRenderer
from pipeline.page.parts import Picture
from pipeline.page.sentences import met_of_applicable
from pipeline.results.figure_values import Figure as Result
from pipeline.results.figure_values import Verdict
from pipeline.results.model import StandardResult

INK, QUIET, RULE = "#0b0c0c", "#505a5f", "#d9dcde"
MET, NOT_MET, SILENT = "#1d4f8b", "#e08b2c", "#f5d9b8"  # far apart in lightness, so they hold in grey too
SEQUENCE = ("#3c5a85", "#5a90c8", "#8fbfe6", "#cbe1f4")  # one hue, dark to light: an order, in grey too
RATED = {Verdict.ABOVE: "#00703c", Verdict.AT: "#00703c", Verdict.NOT_CLEAR: "#b35900", Verdict.BELOW: "#b10e1e"}
NARROW = 2.9  # inches; a telephone's, and half a sheet of paper
LETTERS = 8.8  # points; of a narrow chart on a telephone of 320 pixels they are 12 pixels high
LINE_HIGH, NAME_HIGH = 0.36, 0.15  # inches: of a row with its name over it, and of each further line of the name
BARE_HIGH = 0.2  # inches: of a row that is a name and words alone
NAME_UP, _ROW_DOWN, _BARE_DOWN = 0.1, 0.13, 0.05  # inches: from a row's place to its name, and to where the row begins
EDGE = 0.06  # inches kept free around a chart
SPAN_WIDE, SPAN_LIGHT = 7.0, 0.22  # of the light bar from the lowest to the highest that a hidden figure may be
SPAN_MEANS = " Light span: the counts are hidden; the figure lies somewhere within it."
FEWEST_DRAWN = 2  # dots and spans; one alone is said in words, and its picture would be empty but for a target
PERCENT_TICKS = ([0, 0.25, 0.5, 0.75, 1.0], ["0%", "25%", "50%", "75%", "100%"])

_LOOK: dict[RcKeyType, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": LETTERS,
    "text.color": INK,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": QUIET,
    "xtick.color": QUIET,
    "ytick.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "ytick.left": False,
    "xtick.bottom": False,
    "axes.facecolor": "none",
    "axes.grid": True,
    "axes.grid.axis": "x",
    "grid.color": RULE,
    "grid.linewidth": 0.7,
    "lines.solid_capstyle": "butt",  # a line ends where the interval does
    "axes.axisbelow": True,
    # Labels come from definitions; a dollar sign in one is a dollar sign.
    "text.parse_math": False,
    "figure.dpi": 120,
    "hatch.linewidth": 0.6,
}


@contextmanager
def drawing(height: float, width: float = NARROW) -> Iterator[tuple[Figure, Axes]]:
    """A figure in the house style, by default as narrow as a telephone, so that nobody has to scroll. Units: inches."""
    with mpl.rc_context(_LOOK):
        figure = Figure(figsize=(width, height))
        yield figure, figure.subplots()


def picture(figure: Figure, alt: str, caption: str) -> Picture:
    """The figure as a picture. ``alt`` says what a sighted reader sees."""
    renderer = SvgRenderer(figure)
    with mpl.rc_context(_LOOK):
        _fit(figure.axes[0], renderer)
        figure.draw(renderer)
    return Picture(renderer.svg, alt, caption, narrow=figure.get_figwidth() <= NARROW)


def _fit(axes: Axes, renderer: Any) -> None:
    """Fill the figure with the axes and all of their labels; matplotlib's own layouts measure everything twice."""
    for axis in (axes.xaxis, axes.yaxis):
        if not axis.get_label_text():
            axis.set_label_coords(0, 0)  # or all names of the scale are measured to find room for no words
    figure, drawn, own = axes.figure.bbox, axes.get_tightbbox(renderer), axes.get_window_extent(renderer)
    if drawn is None:
        return
    edge = EDGE * axes.figure.dpi
    left, right = own.x0 - drawn.x0 + edge, drawn.x1 - own.x1 + edge
    below, above = own.y0 - drawn.y0 + edge, drawn.y1 - own.y1 + edge
    inside = ((figure.width - left - right) / figure.width, (figure.height - below - above) / figure.height)
    axes.set_position((left / figure.width, below / figure.height, *inside))


def percent_axis(axes: Axes) -> None:
    """An x axis from 0 to 100 per cent. Units: proportions."""
    axes.set_xlim(-0.01, 1.01)
    axes.set_xticks(*PERCENT_TICKS)


def standard_names(standards: Sequence[StandardResult]) -> list[str]:
    """The names of the rows of a chart of ``standards``, the first at the top, so that the last comes first."""
    return [wrapped(f"{s.id} {s.title}") for s in standards[::-1]]


def rows(names: Sequence[str], bare: Sequence[bool] = ()) -> list[float]:
    """
    Where each row lies, from the bottom up, and last where the uppermost ends. Units: inches.

    Each name stands over its row, not beside it: so the chart is as narrow as a telephone, its letters as large.
    ``bare``: of each row, whether nothing is drawn in it, so that its words stand beside its name.
    """
    alone = bare or [False] * len(names)
    high = [BARE_HIGH if lone else LINE_HIGH for lone in alone]
    begins = accumulate(
        (each + NAME_HIGH * name.count("\n") for each, name in zip(high, names, strict=True)), initial=0.0
    )
    down = [-_BARE_DOWN - _ROW_DOWN if lone else 0.0 for lone in alone]
    return [begin + each for begin, each in zip(begins, [*down, 0.0], strict=True)]


def name_rows(axes: Axes, names: Sequence[str], places: Sequence[float]) -> None:
    """Write each name over its row, and leave the chart the height of all."""
    axes.set_yticks([place + NAME_UP for place in places[:-1]], names, ha="left", va="bottom")
    axes.tick_params(axis="y", pad=0)
    axes.set_ylim(-0.15, places[-1])


def hidden_span(result: Result) -> tuple[float, float] | None:
    """Between what a share lies whose counts are hidden; None where they are shown, or nothing is said."""
    if not result.counts.hidden or result.band is None:
        return None
    return result.band.low / 100, result.band.high / 100


def drawable(result: Result) -> bool:
    """Whether there is anything to draw of a figure: a dot, or a span."""
    return result.value is not None or hidden_span(result) is not None


def spans_told(figures: Iterable[Result]) -> str:
    """What a light span means, as a caption goes on; empty where none is drawn."""
    return SPAN_MEANS if any(hidden_span(each) is not None for each in figures) else ""


def beside_name(axes: Axes, place: float, result: Result) -> None:
    """n of N in words, at the end of the line on which the name of its row stands."""
    words = met_of_applicable(result)
    axes.annotate(words, (1.02, place + NAME_UP), va="bottom", color=QUIET, style="italic", annotation_clip=False)


def dot(axes: Axes, place: float, result: Result, colour: str = MET, *, alpha: float, edge: float) -> None:
    """
    A figure in its row: a dot (hollow: few cases) with its interval and n of N.

    Where its counts are hidden, a light span between what it lies, with its words; words alone where there is neither.
    """
    counts = result.counts
    if (ends := hidden_span(result)) is not None:
        axes.plot(ends, [place, place], color=colour, linewidth=SPAN_WIDE, alpha=SPAN_LIGHT, zorder=1.9)
        axes.annotate(met_of_applicable(result), (1.02, place), va="center", annotation_clip=False)
        return
    if result.value is None or result.lower is None or result.upper is None:
        words = met_of_applicable(result)
        axes.text(0.01, place, words, va="center", color=QUIET, style="italic")
        return
    # All intervals before all dots: what looks alike and is drawn together is small.
    axes.plot([result.lower, result.upper], [place, place], color=colour, linewidth=2.2, alpha=alpha, zorder=2)
    face = "white" if result.provisional else colour
    dotted: dict[str, Any] = {"markersize": 7, "markerfacecolor": face, "markeredgewidth": edge, "zorder": 2.1}
    axes.plot(result.value, place, "o", color=colour, **dotted)
    counted = f"{counts.met}/{counts.applicable}"
    axes.annotate(counted, (1.02, place), va="center", annotation_clip=False)


def wrapped(text: str, width: int = 34) -> str:
    """A label broken into lines of at most ``width`` characters."""
    return "\n".join(textwrap.wrap(text, width))
