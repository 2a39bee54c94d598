"""
A figure as a small SVG: letters as text and lines as lines, so that it is crisp at any size, and smaller than a PNG.

matplotlib's own SVG writer draws every letter as an outline and repeats every style; a page of thirty charts would be
larger than with PNGs. Here each look is said once, and a place to a tenth of a pixel. The letters are measured as they
are drawn in DejaVu Sans, and hold that width on a machine that has another font.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from string import ascii_lowercase
from typing import Any

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox, Transform
from matplotlib.typing import ColorType

FONTS = "DejaVu Sans,Bitstream Vera Sans,Verdana,sans-serif"  # Verdana is drawn as wide, by the same hand
SHORT = 40.0  # pixels; a text of a few letters is hardly wider or narrower in another font
POINTS = 72.0  # to the inch
_LETTERS = {int(Path.MOVETO): "M", int(Path.LINETO): "L", int(Path.CURVE3): "Q", int(Path.CURVE4): "C"}
_CAPS = {"projecting": "square"}  # SVG's word for it; the others are the same
_LEVEL = 1e-3  # pixels; a line that rises less is level

Segments = Sequence[tuple[str, list[float]]]


class SvgRenderer(RendererBase):
    """Takes in what a figure draws and gives it back as SVG. Units: pixels at the figure's dots per inch."""

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        self._width, self._height = (round(each) for each in (figure.bbox.width, figure.bbox.height))
        self._dpi = figure.dpi
        self._drawn: list[str] = []
        self._looks: dict[str, str] = {}
        self._kept: dict[str, str] = {}  # what the drawing refers to: markers, hatchings, edges to cut at

    def svg(self) -> str:
        """Everything drawn so far, on one line."""
        looks = "".join(f".{name}{{{look}}}" for look, name in self._looks.items())
        kept = "".join(each.replace("@", name, 1) for each, name in self._kept.items())
        return (
            f"<svg xmlns='http://www.w3.org/2000/svg' width='{self._width}' height='{self._height}' "
            f"viewBox='0 0 {self._width} {self._height}' font-family='{FONTS}' xml:space='preserve'>"
            f"<style>{looks}</style><defs>{kept}</defs>{''.join(self._drawn)}</svg>"
        )

    def get_canvas_width_height(self) -> tuple[float, float]:
        """The picture's size."""
        return self._width, self._height

    def points_to_pixels(self, points: Any) -> Any:
        """How many pixels ``points`` are."""
        return points * self._dpi / POINTS

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
        cut = self._cut(gc, segments)
        if cut is None:
            return
        written = _letters(segments)
        drawn = f"<path class='{self._look(_lines(self, gc) | _area(gc, rgbFace))}' d='{written}'/>"
        if gc.get_hatch() and rgbFace is not None:
            drawn += f"<path fill='url(#{self._hatching(gc)})' d='{written}'/>"
        self._drawn.append(f"<g clip-path='url(#{cut})'>{drawn}</g>" if cut else drawn)

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
        edge = _edge(gc)
        places = [(float(x), float(y)) for x, y in trans.transform(path.vertices)]
        shown = [each for each in places if edge is None or edge.padded(1).contains(*each)]
        if not shown:
            return
        segments = _segments(marker_path, marker_trans + Affine2D().scale(1, -1), self._stroke(gc))
        look = self._look(_lines(self, gc) | _area(gc, rgbFace))
        mark = self._keep(f"<path id='@' class='{look}' d='{_letters(segments)}'/>")
        straight = _is_straight(segments)  # then on whole pixels, as its lines are
        for x, y in shown:
            across, down = (round(x), self._height - round(y)) if straight else (x, self._height - y)
            self._drawn.append(f"<use href='#{mark}' x='{_n(across)}' y='{_n(down)}'/>")

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
        """Write one line of text; it is as wide as it was measured in any font."""
        alpha = gc.get_rgb()[3]
        look = {"fill": _colour(gc.get_rgb()), "font-size": f"{_n(self._size(prop))}px"}
        look |= {"font-weight": "700"} if prop.get_weight() in ("bold", 700) else {}
        look |= {"font-style": "italic"} if prop.get_style() == "italic" else {}
        look |= {"opacity": _n(alpha, 2)} if alpha < 1 else {}
        width, _, _ = self.get_text_width_height_descent(s, prop, ismath=False)
        held = f" textLength='{_n(width)}'" if width > SHORT else ""
        turned = f" transform='rotate({_n(-angle)} {_n(x)} {_n(y)})'" if angle else ""
        self._drawn.append(
            f"<text class='{self._look(look)}' x='{_n(x)}' y='{_n(y)}'{held}{turned}>{escape(s, quote=False)}</text>"
        )

    def _stroke(self, gc: GraphicsContextBase) -> float:
        return float(self.points_to_pixels(gc.get_linewidth()))

    def _size(self, prop: FontProperties) -> float:
        return float(self.points_to_pixels(prop.get_size_in_points()))

    def _cut(self, gc: GraphicsContextBase, segments: Segments) -> str | None:
        """The name of the edges to cut a path at, empty where it lies within them; None where nothing of it does."""
        across = [each for _, numbers in segments for each in numbers[::2]]
        down = [each for _, numbers in segments for each in numbers[1::2]]
        edge = _edge(gc)
        if not across or edge is None:
            return "" if across else None
        left, top, right, bottom = edge.x0, self._height - edge.y1, edge.x1, self._height - edge.y0
        if max(across) < left or min(across) > right or max(down) < top or min(down) > bottom:
            return None
        if min(across) >= left - 1 and max(across) <= right + 1 and min(down) >= top - 1 and max(down) <= bottom + 1:
            return ""
        size = f"x='{_n(left)}' y='{_n(top)}' width='{_n(right - left)}' height='{_n(bottom - top)}'"
        return self._keep(f"<clipPath id='@'><rect {size}/></clipPath>")

    def _look(self, look: dict[str, str]) -> str:
        """The name of a look, which is said once."""
        written = ";".join(f"{name}:{value}" for name, value in look.items())
        return self._looks.setdefault(written, short_name(len(self._looks)))

    def _keep(self, shape: str) -> str:
        """The name of a shape to refer to, which is said once."""
        return self._kept.setdefault(shape, short_name(len(self._kept)))

    def _hatching(self, gc: GraphicsContextBase) -> str:
        """The name of a hatching, which repeats itself every inch."""
        inch = self._dpi
        lines = gc.get_hatch_path()
        segments = _segments(lines, Affine2D().scale(inch, -inch).translate(0, inch), 0) if lines else []
        look = {
            "fill": "none",
            "stroke": _colour(gc.get_hatch_color()),
            "stroke-width": _n(self.points_to_pixels(gc.get_hatch_linewidth()), 2),
        }
        return self._keep(
            f"<pattern id='@' patternUnits='userSpaceOnUse' width='{_n(inch)}' height='{_n(inch)}'>"
            f"<path class='{self._look(look)}' d='{_letters(segments)}'/></pattern>"
        )


@cache
def _measured(text: str, font: FontProperties, dpi: float) -> tuple[float, float, float]:
    width, height, descent = _ruler(dpi).get_text_width_height_descent(text, font, ismath=False)
    return width, height, descent


@cache
def _ruler(dpi: float) -> Any:
    """matplotlib's own renderer, which is asked for the size of letters and draws nothing."""
    untyped: Any = RendererAgg
    return untyped(1, 1, dpi)


def short_name(number: int) -> str:
    """A short name for each number: a, b … z, ab, bb …"""
    rest, letter = divmod(number, len(ascii_lowercase))
    return ascii_lowercase[letter] + (short_name(rest) if rest else "")


def _n(number: float, places: int = 1) -> str:
    """A number in as few characters as a tenth of a pixel needs."""
    short = f"{number:.{places}f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short.replace("0.", ".", 1) if short.startswith(("0.", "-0.")) else short


def _colour(colour: ColorType) -> str:
    """A colour, in three figures where they say as much as six."""
    six = to_hex(colour)
    return f"#{six[1::2]}" if six[1::2] == six[2::2] else six


def _edge(gc: GraphicsContextBase) -> Bbox | None:
    edge = gc.get_clip_rectangle()
    return Bbox.from_extents(*edge.extents) if edge is not None else None


def _lines(renderer: SvgRenderer, gc: GraphicsContextBase) -> dict[str, str]:
    """How the line around a shape looks."""
    width, alpha = gc.get_linewidth(), gc.get_rgb()[3]
    if not width or not alpha:
        return {}
    look = {"stroke": _colour(gc.get_rgb()), "stroke-width": _n(renderer.points_to_pixels(width), 2)}
    dashing: Any = gc.get_dashes()
    offset, dashes = dashing
    if dashes is not None:
        lengths = [_n(renderer.points_to_pixels(float(each))) for each in dashes]
        look |= {"stroke-dasharray": " ".join(lengths)}
        look |= {"stroke-dashoffset": _n(renderer.points_to_pixels(float(offset)))} if offset else {}
    cap, join = str(gc.get_capstyle()), str(gc.get_joinstyle())
    look |= {"stroke-linecap": _CAPS.get(cap, cap)} if cap != "butt" else {}
    look |= {"stroke-linejoin": join} if join != "miter" else {}
    return look | ({"stroke-opacity": _n(alpha, 2)} if alpha < 1 else {})


def _area(gc: GraphicsContextBase, face: Any) -> dict[str, str]:
    """How the inside of a shape looks."""
    if face is None:
        return {"fill": "none"}
    alpha = gc.get_alpha() if gc.get_forced_alpha() or len(face) < 4 else face[3]
    return {"fill": _colour(face)} | ({"fill-opacity": _n(alpha, 2)} if alpha < 1 else {})


def _segments(path: Path, transform: Transform, stroke: float) -> Segments:
    """A path's parts by their letters; one of level and upright lines lies on whole pixels, or it would be blurred."""
    parts = list(_parts(path, transform))
    if not _is_straight(parts):
        return parts
    # As matplotlib does: a line of an odd width lies in the middle of a pixel, and one of an even width between two.
    middle = 0.5 if round(stroke) % 2 else 0.0
    return [(letter, [round(each) + middle for each in numbers]) for letter, numbers in parts]


def _parts(path: Path, transform: Transform) -> Iterator[tuple[str, list[float]]]:
    for numbers, code in path.iter_segments(transform, simplify=False):
        yield _LETTERS.get(int(code), "z"), [] if code == Path.CLOSEPOLY else [float(each) for each in numbers]


def _is_straight(segments: Segments) -> bool:
    points = [numbers for _, numbers in segments if numbers]
    return all(letter in "MLz" for letter, _ in segments) and all(
        letter == "M" or abs(one[0] - other[0]) < _LEVEL or abs(one[1] - other[1]) < _LEVEL
        for one, other, (letter, _) in zip(points, points[1:], segments[1:], strict=False)
    )


def _letters(segments: Segments) -> str:
    """A path as SVG writes it: a level or upright line by one number, and no letter that would repeat the last."""
    written, before, x, y = [], "", "", ""
    for letter, numbers in segments:
        places = [_n(each) for each in numbers]
        if letter == "L" and places[1] == y:
            letter, places, x = "H", places[:1], places[0]
        elif letter == "L" and places[0] == x:
            letter, places, y = "V", places[1:], places[1]
        elif places:
            x, y = places[-2:]
        written.append((" " if letter == before != "M" else letter) + " ".join(places))
        before = letter
    return "".join(written)
