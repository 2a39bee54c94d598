"""One standard over the quarters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from pipeline.chart.style import INK, MET, QUIET, drawing, picture
from pipeline.narrative import interval, of, percent
from pipeline.output import Picture
from pipeline.results.model import StandardResult

Array = np.ndarray[Any, Any]
FEWEST_FOR_MEDIAN = 6
ROOM_FOR_A_LABEL = 0.09  # of the scale


def over_time(standard: StandardResult) -> Picture | None:
    """The quarters' figures with 95% intervals and n under each; None where fewer than two quarters have one."""
    points = [each for each in standard.history if each.figure.counts.proportion is not None]
    if len(points) < 2:
        return None
    places = np.arange(len(points))
    values = np.array([each.figure.counts.proportion for each in points], dtype=float)
    with drawing(2.6) as (figure, axes):
        axes.grid(axis="y")
        axes.grid(visible=False, axis="x")
        for place, each in zip(places, points, strict=True):
            if each.figure.lower is not None and each.figure.upper is not None:
                axes.plot([place, place], [each.figure.lower, each.figure.upper], color=MET, linewidth=1.4, alpha=0.45)
        axes.plot(places, values, "-o", color=MET, linewidth=1.6, markersize=5.5)
        _across(axes, len(points), _lines(standard, values))
        older = sum(not each.comparable for each in points)
        if older:
            axes.axvline(older - 0.5, color=QUIET, linewidth=1, linestyle=":")
        axes.set_ylim(-0.02, 1.05)
        axes.set_yticks([0, 0.25, 0.5, 0.75, 1.0], ["0%", "25%", "50%", "75%", "100%"])
        axes.set_xlim(-0.5, len(points) + 0.35)
        axes.set_xticks(
            places, [f"{each.quarter}\nn={each.figure.counts.applicable}" for each in points], fontsize=7.5
        )
        spoken = " ".join(f"{each.quarter}: {of(each.figure)}, interval {interval(each.figure)}." for each in points)
        spoken += "".join(f" A line at the {line.text}." for line in _lines(standard, values))
        spoken += f" The first {older} quarters were counted in another way." if older else ""
        return picture(
            figure,
            alt=f"Line of {standard.id} over {len(points)} quarters. {spoken}",
            caption=f"{standard.id} over {len(points)} quarters, with 95% intervals and the number of records (n). "
            + _said(len(points)),
        )


@dataclass(frozen=True)
class _Line:
    height: float
    text: str
    colour: str
    style: str


def _lines(standard: StandardResult, values: Array) -> list[_Line]:
    median = float(np.median(values))
    lines = [_Line(median, f"median {percent(median)}", QUIET, "-")] if len(values) >= FEWEST_FOR_MEDIAN else []
    if standard.rated:
        lines.append(_Line(standard.target, f"target {percent(standard.target)}", INK, "--"))
    return sorted(lines, key=lambda line: line.height)


def _across(axes: Axes, points: int, lines: list[_Line]) -> None:
    """Lines with their own labels at the end, above the line; the lower of two that lie close has it below."""
    for place, line in enumerate(lines):
        axes.axhline(line.height, color=line.colour, linewidth=1.1, linestyle=line.style)
        close = any(other.height - line.height < ROOM_FOR_A_LABEL for other in lines[place + 1 :])
        gap, side = (-0.02, "top") if close else (0.012, "bottom")
        axes.text(points + 0.33, line.height + gap, line.text, fontsize=8, va=side, ha="right", color=line.colour)


def _said(points: int) -> str:
    if points < FEWEST_FOR_MEDIAN:
        return "Too few quarters for a median or limits."
    return "The line is the median; below 10 quarters a direction can be described, not tested."
