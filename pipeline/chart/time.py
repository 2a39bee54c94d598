"""One standard over the quarters."""

from __future__ import annotations

import numpy as np

from pipeline.chart.style import INK, MET, QUIET, drawing, picture
from pipeline.narrative import of, percent
from pipeline.output import Picture
from pipeline.results.model import StandardResult

FEWEST_FOR_MEDIAN = 6


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
        if len(points) >= FEWEST_FOR_MEDIAN:
            median = float(np.median(values))
            axes.axhline(median, color=QUIET, linewidth=1)
            axes.text(len(points) - 0.55, median, f"median {percent(median)}", fontsize=8, va="center", color=QUIET)
        if standard.rated:
            axes.axhline(standard.target, color=INK, linewidth=1.2, linestyle=(0, (4, 3)))
            target = f"target {percent(standard.target)}"
            axes.text(len(points) - 0.55, standard.target, target, fontsize=8, va="center")
        for place, each in zip(places, points, strict=True):
            if not each.comparable:
                axes.axvline(place + 0.5, color=QUIET, linewidth=1, linestyle=":")
        axes.set_ylim(-0.02, 1.05)
        axes.set_yticks([0, 0.25, 0.5, 0.75, 1.0], ["0%", "25%", "50%", "75%", "100%"])
        axes.set_xlim(-0.5, len(points) + 0.35)
        axes.set_xticks(
            places, [f"{each.quarter}\nn={each.figure.counts.applicable}" for each in points], fontsize=7.5
        )
        spoken = " ".join(f"{each.quarter}: {of(each.figure)}." for each in points)
        return picture(
            figure,
            alt=f"Line of {standard.id} over {len(points)} quarters. {spoken}",
            caption=f"{standard.id} over {len(points)} quarters, with 95% intervals and the number of records (n). "
            + _said(len(points)),
        )


def _said(points: int) -> str:
    if points < FEWEST_FOR_MEDIAN:
        return "Too few quarters for a median or limits."
    return "The line is the median; below 10 quarters a direction can be described, not tested."
