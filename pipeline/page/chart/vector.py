"""
A figure of matplotlib as a small SVG: crisp at any size, and a third of the bytes of a picture made of dots.

matplotlib's own SVG writer draws every letter as an outline and repeats every style; a page of thirty charts would be
larger than with pictures. Here letters stay text. They are measured in DejaVu Sans, in which they are drawn, and hold
that width on a machine that has another font.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform
from matplotlib.typing import ColorType

from pipeline.page.chart.svg import Drawing, Look, Segments, number

POINTS = 72.0  # to the inch
SCALE = "matplotlib.axis"  # what matplotlib calls the group of a scale's lines, marks and names
_LETTERS = {int(Path.MOVETO): "M", int(Path.LINETO): "L", int(Path.CURVE3): "Q", int(Path.CURVE4): "C"}
_CAPS = {"projecting": "square"}  # SVG's word for it; the others are the same
_CIRCLE = Path.unit_circle()
_LEVEL = 1e-3  # pixels; a line that rises less is level


class SvgRenderer(RendererBase):
    """Takes in what a figure draws and gives it back as SVG. Units: pixels at the figure's dots per inch."""

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        self._width, self._height = (int(round(each, 3)) for each in figure.bbox.size)
        self._dpi = figure.dpi
        self._drawing = Drawing(self._width, self._height)

    @property
    def svg(self) -> str:
        """Everything drawn so far."""
        return self._drawing.svg

    def get_canvas_width_height(self) -> tuple[float, float]:
        """The picture's size."""
        return self._width, self._height

    def points_to_pixels(self, points: Any) -> Any:
        """How many pixels ``points`` are."""
        return points * self._dpi / POINTS

    def open_group(self, s: str, gid: str | None = None) -> None:
        """A scale begins."""
        if s == SCALE:
            self._drawing.gather()

    def close_group(self, s: str) -> None:
        """A scale is complete: its lines are joined to one, and so are its marks."""
        if s == SCALE:
            self._drawing.gathered()

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: bool | str
    ) -> tuple[float, float, float]:
        """How much room a text takes; a chart's labels hold no formulas."""
        return _measured(s, prop.copy(), self._dpi)

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: Any = None,  # noqa: N803  # their name
    ) -> None:
        """Draw a line or an area; what lies outside the chart's edges is left out or cut off."""
        segments = _segments(path, transform + Affine2D().scale(1, -1).translate(0, self._height), self._stroke(gc))
        cut, look = self._cut(gc, segments), self._line(gc, segments) | _area(gc, rgbFace)
        if cut is not None and look:
            hatching = self._hatching(gc) if gc.get_hatch() and rgbFace is not None else ""
            self._drawing.path(look, segments, hatching, cut)

    def draw_markers(
        self,
        gc: GraphicsContextBase,
        marker_path: Path,
        marker_trans: Transform,
        path: Path,
        trans: Transform,
        rgbFace: Any = None,  # noqa: N803  # their name
    ) -> None:
        """Draw the same mark at each of the path's points that lie within the chart's edges."""
        edge = gc.get_clip_rectangle()
        every = [(float(x), float(y)) for x, y in trans.transform(path.vertices)]
        within = [each for each in every if edge is None or edge.padded(1).contains(*each)]
        segments = _segments(marker_path, marker_trans + Affine2D().scale(1, -1), self._stroke(gc))
        look = self._line(gc, segments) | _area(gc, rgbFace)
        if not _is_straight(segments):
            self._drawing.marks(look, segments, [(x, self._height - y) for x, y in within])
            return
        for x, y in within:  # on whole pixels, as its lines are
            self._drawing.path(look, _moved(segments, round(x), self._height - round(y)))

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,
    ) -> None:
        """Write one line of text."""
        *_, alpha = gc.get_rgb()
        size = self.points_to_pixels(prop.get_size_in_points())
        look = {"fill": _colour(gc.get_rgb()), "font-size": f"{number(size)}px"}
        look |= {"font-weight": "700"} if prop.get_weight() in ("bold", 700) else {}
        look |= {"font-style": "italic"} if prop.get_style() == "italic" else {}
        look |= {"opacity": number(alpha, 2)} if alpha < 1 else {}
        # A browser leaves out a space that a text begins with, so the text begins after it.
        whole, words = self._wide(s.rstrip(), prop), self._wide(s.strip(), prop)
        self._drawing.text(look, s.strip(), (x + whole - words, y), words, angle)

    def _wide(self, text: str, prop: FontProperties) -> float:
        return self.get_text_width_height_descent(text, prop, ismath=False)[0]

    def _stroke(self, gc: GraphicsContextBase) -> float:
        return float(self.points_to_pixels(gc.get_linewidth()))

    def _line(self, gc: GraphicsContextBase, segments: Segments) -> Look:
        """How the line around a shape looks."""
        width, (*_, alpha) = self._stroke(gc), gc.get_rgb()
        if not width or not alpha:
            return {}
        look = {"stroke": _colour(gc.get_rgb()), "stroke-width": number(width, 2)}
        dashing: Any = gc.get_dashes()
        offset, dashes = dashing
        if dashes is not None:
            look |= {"stroke-dasharray": " ".join(number(self.points_to_pixels(each)) for each in dashes)}
            look |= {"stroke-dashoffset": number(self.points_to_pixels(offset))} if offset else {}
        cap, join = str(gc.get_capstyle()), str(gc.get_joinstyle())
        look |= {"stroke-linecap": _CAPS.get(cap, cap)} if cap != "butt" else {}
        bends = sum(letter in "LQC" for letter, _ in segments) > 1
        look |= {"stroke-linejoin": join} if bends and join != "miter" else {}
        return look | ({"stroke-opacity": number(alpha, 2)} if alpha < 1 else {})

    def _cut(self, gc: GraphicsContextBase, segments: Segments) -> str | None:
        """The name of the edges to cut a path at, empty where it lies within them; None where nothing of it does."""
        across = [each for _, numbers in segments for each in numbers[::2]]
        down = [each for _, numbers in segments for each in numbers[1::2]]
        edge = gc.get_clip_rectangle()
        if not across or edge is None:
            return "" if across else None
        left, top, right, bottom = edge.x0, self._height - edge.y1, edge.x1, self._height - edge.y0
        if max(across) < left or min(across) > right or max(down) < top or min(down) > bottom:
            return None
        if min(across) >= left - 1 and max(across) <= right + 1 and min(down) >= top - 1 and max(down) <= bottom + 1:
            return ""
        return self._drawing.edges(left, top, right, bottom)

    def _hatching(self, gc: GraphicsContextBase) -> str:
        """The name of a hatching, which repeats itself every inch."""
        inch, lines = self._dpi, gc.get_hatch_path()
        segments = _segments(lines, Affine2D().scale(inch, -inch).translate(0, inch), 0)
        width = number(self.points_to_pixels(gc.get_hatch_linewidth()), 2)
        return self._drawing.hatching({"stroke": _colour(gc.get_hatch_color()), "stroke-width": width}, segments, inch)


@cache
def _measured(text: str, font: FontProperties, dpi: float) -> tuple[float, float, float]:
    width, height, descent = _ruler(dpi).get_text_width_height_descent(text, font, ismath=False)
    return width, height, descent


@cache
def _ruler(dpi: float) -> Any:
    """matplotlib's own renderer, which is asked for the size of letters and draws nothing."""
    untyped: Any = RendererAgg
    return untyped(1, 1, dpi)


def _colour(colour: ColorType) -> str:
    """A colour, in three figures where they say as much as six."""
    six = to_hex(colour)
    return f"#{six[1::2]}" if six[1::2] == six[2::2] else six


def _area(gc: GraphicsContextBase, face: Any) -> Look:
    """How the inside of a shape looks."""
    if face is None:
        return {}
    alpha = gc.get_alpha() if gc.get_forced_alpha() or len(face) < 4 else face[3]
    if not alpha:
        return {}
    return {"fill": _colour(face)} | ({"fill-opacity": number(alpha, 2)} if alpha < 1 else {})


def _segments(path: Path, transform: Transform, stroke: float) -> Segments:
    """A path's parts by their letters; one of level and upright lines lies on whole pixels, or it would be blurred."""
    if path is _CIRCLE:
        return _circle(transform)
    parts = list(_parts(path, transform))
    if not _is_straight(parts):
        return parts
    # As matplotlib does: a line of an odd width lies in the middle of a pixel, and one of an even width between two.
    middle = 0.5 if round(stroke) % 2 else 0.0
    return [(letter, [round(each) + middle for each in numbers]) for letter, numbers in parts]


def _circle(transform: Transform) -> Segments:
    """A circle as two arcs, where matplotlib draws eight curves."""
    (across, down), (edge, _) = transform.transform([(0, 0), (1, 0)])
    wide = edge - across
    arcs = [("a", [wide, wide, 0, 1, 0, way * 2 * wide, 0]) for way in (1, -1)]
    return [("M", [across - wide, down]), *arcs, ("z", [])]


def _parts(path: Path, transform: Transform) -> Iterator[tuple[str, list[float]]]:
    for numbers, code in path.iter_segments(transform, simplify=False):
        yield _LETTERS.get(int(code), "z"), [] if code == Path.CLOSEPOLY else [float(each) for each in numbers]


def _is_straight(segments: Segments) -> bool:
    points = [numbers for _, numbers in segments if numbers]
    return all(letter in "MLz" for letter, _ in segments) and all(
        letter == "M" or abs(one[0] - other[0]) < _LEVEL or abs(one[1] - other[1]) < _LEVEL
        for one, other, (letter, _) in zip(points, points[1:], segments[1:], strict=False)
    )


def _moved(segments: Segments, across: float, down: float) -> Segments:
    return [
        (letter, [each + (down if place % 2 else across) for place, each in enumerate(numbers)])
        for letter, numbers in segments
    ]
