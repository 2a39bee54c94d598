"""How long a step took, against the line drawn for it."""

from __future__ import annotations

from pipeline.page.chart.style import INK, MET, NOT_MET, drawing, picture
from pipeline.page.parts import Picture
from pipeline.page.sentences import timing_sentence
from pipeline.results.beside_values import Bin
from pipeline.results.model import StandardResult

MOST_NAMED = 6  # bars with a name under them; of more the names would run into each other


def days(standard: StandardResult) -> Picture | None:
    """A bar for each number of working days, n above it, and a line after the last number that is in time."""
    timing = standard.timing
    if timing is None or not any(each.cases for each in timing.bins):
        return None
    with drawing(1.9) as (figure, axes):
        axes.grid(visible=False)
        names = _names(timing.bins)
        allowed = next(place for place, each in enumerate(timing.bins) if each.most == timing.line)
        last = max(allowed + 1, *(place for place, each in enumerate(timing.bins) if each.cases))
        for place, each in enumerate(timing.bins[: last + 1]):
            late = each.most is None or each.most > timing.line
            axes.bar(place, each.cases, width=0.86, color=NOT_MET if late else MET)
            if each.cases:
                axes.text(place, each.cases, str(each.cases), ha="center", va="bottom")
        axes.axvline(allowed + 0.5, color=INK, linewidth=1.4, linestyle="--")
        above = 1.13 * max(each.cases for each in timing.bins)  # the number over the highest bar
        axes.text(allowed + 0.5, above, f"allowed: {timing.line}", ha="center", va="bottom")
        ticks = _ticks(allowed, last)
        axes.set_xticks(ticks, [names[place] for place in ticks])
        axes.set_yticks([])
        axes.set_xlabel("working days")
        named = zip(names, timing.bins, strict=True)
        spoken = "; ".join(f"{name} days: {each.cases}" for name, each in named if each.cases)
        return picture(
            figure,
            alt=f"Bars of {standard.id}, cases by working days taken. {spoken}. A line after {timing.line}.",
            caption=f"{standard.id}. {timing_sentence(timing)}",
        )


def _ticks(allowed: int, last: int) -> list[int]:
    """The places that are named: the last number in time, the last one drawn, and others as far as there is room."""
    apart = -(-(last + 1) // MOST_NAMED)
    steps = range(allowed % apart, last + 1, apart)
    return [*(place for place in steps if place <= last - apart), last]


def _names(bins: tuple[Bin, ...]) -> list[str]:
    names, before = [], -1
    for each in bins:
        if each.most is None:
            names.append(f"over {before}")
        else:
            names.append(str(each.most) if each.most == before + 1 else f"{before + 1} to {each.most}")
            before = each.most
    return names
