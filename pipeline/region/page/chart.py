"""One standard, area by area, in the order of their names whatever their shares: no ranks."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from pipeline.disclose.editions import BOARD
from pipeline.english import first_few
from pipeline.page.chart.style import (
    FEWEST_DRAWN,
    INK,
    MET,
    NOT_MET,
    PERCENT_TICKS,
    QUIET,
    SPAN_LIGHT,
    SPAN_MEANS,
    SPAN_WIDE,
    drawing,
    name_rows,
    percent_axis,
    picture,
    rows,
    wrapped,
)
from pipeline.page.parts import Picture
from pipeline.page.sentences import HIDDEN
from pipeline.region.model import AreaLine, RegionStandard
from pipeline.region.page.words import apart_sentence, said, spread_sentence, total_sentence
from pipeline.statistics.intervals import wilson

MOST_NAMED = 16  # areas, each with its name; more stand side by side under the letters that their names begin with
WIDE, HIGH = 7.0, 2.9  # inches: of a chart of many areas
_MOST_SPOKEN = 6  # areas that are not drawn, by name


def drawn(line: AreaLine) -> bool:
    """Whether an area has a dot or a span: its report prints a percentage, or between what that lies."""
    return line.band is not None or (line.met is not None and (line.of or 0) >= BOARD.least_for_percent)


def by_area(standard: RegionStandard) -> Picture | None:
    """A dot and its 95% interval, or a span, for each area; None where fewer than two would be drawn."""
    shown = [each for each in standard.areas if drawn(each)]
    if len(shown) < FEWEST_DRAWN:
        return None
    return _rows(standard, shown) if len(shown) <= MOST_NAMED else _columns(standard, shown)


def _rows(standard: RegionStandard, shown: Sequence[AreaLine]) -> Picture:
    """Few areas: a row for each with its name, the first at the top."""
    upwards = shown[::-1]
    names = [wrapped(each.area) for each in upwards]
    places = rows(names)
    with drawing(places[-1] + 0.5) as (figure, axes):
        if (whole := _whole(standard)) is not None:
            axes.axvline(whole, color=INK, linewidth=1)
        for place, each in zip(places, upwards, strict=False):
            _mark(axes, each, place, upright=False, wide=SPAN_WIDE, size=7.0)
            axes.annotate(_beside(each), (1.02, place), va="center", annotation_clip=False)
        name_rows(axes, names, places)
        percent_axis(axes)
        spoken = " ".join(f"{each.area}: {said(each)}." for each in shown)
        return picture(
            figure,
            alt=f"Dot chart of {standard.id} by area. {spoken} {_told_of_all(standard)}",
            caption=_caption(standard, shown, "in the order of their names"),
        )


def _columns(standard: RegionStandard, shown: Sequence[AreaLine]) -> Picture:
    """Many areas: side by side, with the first letter of each name's first."""
    with drawing(HIGH, WIDE) as (figure, axes):
        if (whole := _whole(standard)) is not None:
            axes.axhline(whole, color=INK, linewidth=1)
        for place, each in enumerate(shown):
            _mark(axes, each, place, upright=True, wide=2.6, size=3.6)
        firsts = [place for place, each in enumerate(shown) if place == 0 or _letter(each) != _letter(shown[place - 1])]
        axes.set_xlim(-1, len(shown))
        axes.set_xticks(firsts, [_letter(shown[place]) for place in firsts])
        axes.set_yticks(*PERCENT_TICKS)
        axes.set_ylim(-0.02, 1.02)
        axes.grid(visible=True, axis="y")
        return picture(
            figure,
            alt=f"Chart of {standard.id} by area: {len(shown)} areas side by side. {_told_of_all(standard)} "
            "The table below has each area.",
            caption=_caption(standard, shown, "from left to right in the order of their names, under their letters"),
        )


def _letter(line: AreaLine) -> str:
    return line.area[:1].upper()


def _whole(standard: RegionStandard) -> float | None:
    """The share of all areas that are added, where their counts are said."""
    total = standard.total
    return total.met / total.of if total.met is not None and total.of else None


def _mark(axes: Axes, line: AreaLine, place: float, *, upright: bool, wide: float, size: float) -> None:
    """An area's span, or its interval and dot; a diamond where it differs from the others."""

    def between(low: float, high: float) -> tuple[tuple[float, float], tuple[float, float]]:
        return ((place, place), (low, high)) if upright else ((low, high), (place, place))

    if line.met is None or not line.of:
        assert line.band is not None
        ends = between(line.band.low / 100, line.band.high / 100)
        axes.plot(*ends, color=MET, linewidth=wide, alpha=SPAN_LIGHT, zorder=1.9)
        return
    share, colour = line.met / line.of, NOT_MET if line.apart else MET
    axes.plot(*between(*wilson(line.met, line.of)), color=QUIET, linewidth=size / 3.5, alpha=0.55, zorder=2)
    mark = "D" if line.apart else "o"
    face, edge = (colour, "white") if line.version == 1 else ("white", colour)
    at = (place, share) if upright else (share, place)
    axes.plot(
        *at, mark, markersize=size, markerfacecolor=face, markeredgecolor=edge, markeredgewidth=size / 7, zorder=2.1
    )


def _beside(line: AreaLine) -> str:
    """n of N at the end of an area's row, or between what its share lies."""
    return f"{line.met}/{line.of}" if line.met is not None else said(line) or HIDDEN


def _told_of_all(standard: RegionStandard) -> str:
    parts = (total_sentence(standard), spread_sentence(standard), apart_sentence(standard))
    return " ".join(filter(None, parts))


def _caption(standard: RegionStandard, shown: Sequence[AreaLine], order: str) -> str:
    names = {each.key for each in shown}
    absent = [each.area for each in standard.areas if each.key not in names]
    marks = {
        " Line: 95% interval.": any(each.met is not None for each in shown),
        " Diamond: differs from the other areas together.": any(each.apart for each in shown),
        " Hollow: counted by another version, so not added.": any(each.version != 1 for each in shown),
        " Full line: all areas that are added.": _whole(standard) is not None,
        SPAN_MEANS: any(each.met is None for each in shown),
        f" Not drawn, for want of a percentage: {first_few(absent, _MOST_SPOKEN)}.": bool(absent),
    }
    told = "".join(each for each, holds in marks.items() if holds)
    return f"{standard.id} by area, {order}. What each deals with differs; not a ranking.{told}"
