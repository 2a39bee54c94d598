"""How long a step took, against the line drawn for it."""

from __future__ import annotations

from pipeline.page.chart.style import INK, MET, NOT_MET, drawing, picture
from pipeline.page.parts import Picture
from pipeline.page.sentences import timing_sentence
from pipeline.results.beside_values import Bin
from pipeline.results.model import StandardResult


def days(standard: StandardResult) -> Picture | None:
    """A bar for each number of working days, n above it, and a line after the last number that is in time."""
    timing = standard.timing
    if timing is None or not any(each.cases for each in timing.bins):
        return None
    with drawing(1.9) as (figure, axes):
        axes.grid(visible=False)
        for place, each in enumerate(timing.bins):
            late = each.most is None or each.most > timing.line
            axes.bar(place, each.cases, width=0.86, color=NOT_MET if late else MET)
            if each.cases:
                axes.text(place, each.cases, str(each.cases), ha="center", va="bottom", fontsize=8)
        last = next(place for place, each in enumerate(timing.bins) if each.most == timing.line)
        axes.axvline(last + 0.5, color=INK, linewidth=1.4, linestyle="--")
        axes.text(last + 0.55, max(each.cases for each in timing.bins), f"allowed: {timing.line}", fontsize=8, va="top")
        axes.set_xticks(range(len(timing.bins)), _names(timing.bins), fontsize=8)
        axes.set_yticks([])
        axes.set_xlabel("working days", fontsize=8.5)
        named = zip(_names(timing.bins), timing.bins, strict=True)
        spoken = "; ".join(f"{name} days: {each.cases}" for name, each in named if each.cases)
        return picture(
            figure,
            alt=f"Bars of {standard.id}, cases by working days taken. {spoken}. A line after {timing.line}.",
            caption=f"{standard.id}. {timing_sentence(timing)}",
        )


def _names(bins: tuple[Bin, ...]) -> list[str]:
    names, before = [], -1
    for each in bins:
        if each.most is None:
            names.append(f"over {before}")
        else:
            names.append(str(each.most) if each.most == before + 1 else f"{before + 1} to {each.most}")
            before = each.most
    return names
