"""A small SVG, written as it is drawn: each look is said once, and what looks alike and lies together is one piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from string import ascii_lowercase

from pipeline.page.parts import writable

FONTS = "DejaVu Sans,Verdana,sans-serif"  # Verdana is drawn as wide, by the same hand
SHORT = 50.0  # pixels; a text of a few letters is hardly wider or narrower in another font

Look = dict[str, str]  # the names and values of a style, in order
Segments = Sequence[tuple[str, Sequence[float]]]  # a path's parts: SVG's letter, and the places that belong to it


@dataclass(frozen=True)
class _Piece:
    """An element without its look, or, of a path, its letters and numbers alone."""

    look: str
    written: str
    path: bool = False

    @property
    def element(self) -> str:
        return f"<path d='{self.written}'/>" if self.path else self.written


class Drawing:
    """What is drawn on a sheet of so many pixels, from the top left corner; the later lies on the earlier."""

    def __init__(self, width: int, height: int) -> None:
        self._size = (width, height)
        self._pieces: list[_Piece] = []
        self._looks: dict[str, str] = {}
        self._kept: dict[str, str] = {}  # what the drawing refers to: marks, hatchings, edges to cut at
        self._gathered_from: int | None = None

    def path(self, look: Look, segments: Segments, hatching: str = "", cut: str = "") -> None:
        """A line or an area; with ``hatching`` over it, and ``cut`` at the edges of that name."""
        written = letters(segments)
        name = self._look(look)
        if not hatching and not cut:
            self._pieces.append(_Piece(name, written, path=True))
            return
        drawn = f"<path class='{name}' d='{written}'/>"
        drawn += f"<path fill='url(#{hatching})' d='{written}'/>" if hatching else ""
        self._pieces.append(_Piece("", f"<g clip-path='url(#{cut})'>{drawn}</g>" if cut else drawn))

    def marks(self, look: Look, segments: Segments, places: Sequence[tuple[float, float]]) -> None:
        """The same mark, drawn about the point 0, at each of these places."""
        if not places:
            return
        kept = self._keep(f"<path id='@' class='{self._look(look)}' d='{letters(segments)}'/>")
        uses = "".join(f"<use href='#{kept}' x='{number(x)}' y='{number(y)}'/>" for x, y in places)
        self._pieces.append(_Piece("", uses))

    def text(self, look: Look, words: str, place: tuple[float, float], width: float, angle: float = 0.0) -> None:
        """One line of text from this place on, as wide as it is told to be. Units: pixels, and degrees to the left."""
        x, y = (str(round(each)) for each in place)
        held = f" textLength='{round(width)}'" if width > SHORT else ""
        turned = f" transform='rotate({number(-angle)} {x} {y})'" if angle else ""
        written = f"<text x='{x}' y='{y}'{held}{turned}>{escape(writable(words), quote=False)}</text>"
        self._pieces.append(_Piece(self._look(look), written))

    def hatching(self, look: Look, segments: Segments, size: float) -> str:
        """The name of a pattern that repeats itself after ``size``."""
        side = number(size)
        return self._keep(
            f"<pattern id='@' patternUnits='userSpaceOnUse' width='{side}' height='{side}'>"
            f"<path class='{self._look(look)}' d='{letters(segments)}'/></pattern>"
        )

    def edges(self, left: float, top: float, right: float, bottom: float) -> str:
        """The name of a rectangle to cut at."""
        size = f"width='{number(right - left)}' height='{number(bottom - top)}'"
        return self._keep(f"<clipPath id='@'><rect x='{number(left)}' y='{number(top)}' {size}/></clipPath>")

    def gather(self) -> None:
        """From here on nothing lies on anything else, such as in a scale, so that its order does not matter."""
        self._gathered_from = len(self._pieces)

    def gathered(self) -> None:
        """Join what looks alike since `gather`."""
        if self._gathered_from is None:
            return
        alike: dict[tuple[bool, str], list[_Piece]] = {}
        for each in self._pieces[self._gathered_from :]:
            alike.setdefault((each.path, each.look), []).append(each)
        del self._pieces[self._gathered_from :]
        for (path, look), pieces in alike.items():
            one = _Piece(look, "".join(each.written for each in pieces), path=True)
            self._pieces += [one] if path else pieces
        self._gathered_from = None

    @property
    def svg(self) -> str:
        """Everything drawn so far, on one line."""
        width, height = self._size
        looks = "".join(f".{name}{{{look}}}" for look, name in self._looks.items())
        kept = "".join(each.replace("@", name, 1) for each, name in self._kept.items())
        groups = ((look, list(pieces)) for look, pieces in groupby(self._pieces, lambda each: each.look))
        lines = {name for look, name in self._looks.items() if "fill:" not in look}
        drawn = "".join(_together(look, _elements(pieces, one=look in lines)) for look, pieces in groups)
        return (
            f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}' viewBox='0 0 {width} {height}' "
            f"fill='none' font-family='{FONTS}'>"
            f"<style>{looks}</style><defs>{kept}</defs>{drawn}</svg>"
        )

    def _look(self, look: Look) -> str:
        """The name of a look, which is said once."""
        written = ";".join(f"{name}:{value}" for name, value in look.items())
        return self._looks.setdefault(written, short_name(len(self._looks)))

    def _keep(self, shape: str) -> str:
        """The name of a shape to refer to, which is said once."""
        return self._kept.setdefault(shape, short_name(len(self._kept)))


def _elements(pieces: Sequence[_Piece], *, one: bool) -> list[str]:
    """What these pieces, which look alike, are written as; as ``one`` line where all of them are lines."""
    if one and all(each.path for each in pieces):
        return [_Piece("", "".join(each.written for each in pieces), path=True).element]
    return [each.element for each in pieces]


def _together(look: str, elements: Sequence[str]) -> str:
    if not look:
        return "".join(elements)
    if len(elements) == 1:
        return elements[0].replace(" ", f" class='{look}' ", 1)
    return f"<g class='{look}'>{''.join(elements)}</g>"


def letters(segments: Segments) -> str:
    """A path as SVG writes it: a level line by one number, and no letter or place that would repeat the last."""
    written, before, x, y = [], "", "", ""
    for letter, numbers in _ahead(segments):
        places = [number(each) for each in numbers]
        if letter == "L" and before != "M" and places == [x, y]:
            continue
        if letter == "L" and places[1] == y:
            letter, places, x = "H", places[:1], places[0]
        elif letter == "L" and places[0] == x:
            letter, places, y = "V", places[1:], places[1]
        elif places:
            x, y = places[-2:]
        written.append((" " if letter == before != "M" else letter) + " ".join(places))
        before = letter
    return "".join(written)


def _ahead(segments: Segments) -> Iterator[tuple[str, Sequence[float]]]:
    """The same path, with one line where level or upright lines follow each other in one direction."""
    before: list[tuple[str, Sequence[float]]] = []
    for letter, numbers in segments:
        if letter == "L" and len(before) == 2 and before[1][0] == "L":
            (_, start), (_, end) = before
            if numbers == end or _goes_on(start[-2:], end, numbers):
                before[1] = letter, numbers
                continue
        before.append((letter, numbers))
        if len(before) > 2:
            yield before.pop(0)
    yield from before


def _goes_on(start: Sequence[float], end: Sequence[float], to: Sequence[float]) -> bool:
    """Whether three points lie on one level or upright line, in this order."""
    return any(
        start[still] == end[still] == to[still] and (end[moves] - start[moves]) * (to[moves] - end[moves]) > 0
        for still, moves in ((0, 1), (1, 0))
    )


def short_name(place: int) -> str:
    """A short name for each number: a, b … z, ab, bb …"""
    rest, letter = divmod(place, len(ascii_lowercase))
    return ascii_lowercase[letter] + (short_name(rest) if rest else "")


def number(exact: float, places: int = 1) -> str:
    """A number in as few characters as it needs to be right to a tenth."""
    short = f"{exact:.{places}f}".rstrip("0").rstrip(".")
    if short in ("-0", ""):
        return "0"
    return short.replace("0.", ".", 1) if short.startswith(("0.", "-0.")) else short
