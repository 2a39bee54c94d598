"""Rare failures: how many cases in a row went well between one and the next."""

from __future__ import annotations

from pipeline.page.chart.style import INK, MET, NOT_MET, QUIET, drawing, picture
from pipeline.page.parts import Picture
from pipeline.page.sentences import between_sentence
from pipeline.results.model import StandardResult

MOST = 40  # runs; the newest are drawn


def between(standard: StandardResult) -> Picture | None:
    """A dot for each run, hollow for the one that goes on, and the longest that chance gives; None without any."""
    rare = standard.between
    if rare is None:
        return None
    runs, close = rare.runs[-MOST:], rare.close[-MOST:]
    top = max(rare.longest, rare.going_on, *runs)
    with drawing(2.1) as (figure, axes):
        axes.grid(axis="y")
        axes.grid(visible=False, axis="x")
        axes.plot(range(len(runs)), runs, "-o", color=MET, linewidth=1.4, markersize=5)
        for place, (run, marked) in enumerate(zip(runs, close, strict=True)):
            if marked:
                axes.plot(place, run, "s", color=NOT_MET, markersize=8, markeredgecolor="white")
        axes.plot(len(runs), rare.going_on, "o", color=MET, markerfacecolor="white", markersize=6)
        axes.text(len(runs) + 0.6, rare.going_on + 0.04 * top, "goes on", va="bottom", ha="right", color=QUIET)
        axes.axhline(rare.longest, color=QUIET, linewidth=1, linestyle=(0, (4, 2)))
        axes.axhline(rare.median, color=INK, linewidth=1)
        axes.set_ylim(-1, top * 1.08 + 1)
        axes.set_xlim(-0.5, len(runs) + 0.7)
        axes.set_xticks([])
        axes.set_ylabel("cases in a row")
        told = between_sentence(rare)
        return picture(
            figure,
            alt=f"Dots of {standard.id}, cases in a row that went well before each that did not: "
            f"{', '.join(str(each) for each in runs)}; going on: {rare.going_on}. A line at {rare.longest}. {told}",
            caption=f"{standard.id}. {told} Dashed: the longest run that chance gives (g chart).",
        )
