"""The reasons given, the commonest first."""

from __future__ import annotations

from pipeline.page.chart.style import MET, drawing, picture, wrapped
from pipeline.page.parts import Picture
from pipeline.page.sentences import percent
from pipeline.results.model import ContextResult

FEWEST = 3  # answers given; fewer are read as quickly in the table


def reasons(measure: ContextResult) -> Picture | None:
    """A bar for each reason with n, and what they come to so far; None where any is hidden, or few were given."""
    given = [each for each in measure.shares if each.count != 0]
    if not measure.why or len(given) < FEWEST or any(each.count is None for each in given):
        return None
    ordered = sorted(given, key=lambda each: (-(each.count or 0), each.label))
    whole = sum(each.count or 0 for each in ordered)
    with drawing(0.5 + 0.3 * len(ordered)) as (figure, axes):
        axes.grid(visible=False)
        spoken, so_far = [], 0
        for place, each in enumerate(ordered):
            so_far += each.count or 0
            at = len(ordered) - 1 - place
            axes.barh(at, each.count or 0, color=MET, height=0.7)
            axes.text(each.count or 0, at, f" {each.count}; {percent(so_far / whole)} so far", va="center", fontsize=8)
            spoken.append(f"{each.label}: {each.count}, {percent(so_far / whole)} so far.")
        axes.set_yticks(range(len(ordered)), [wrapped(each.label, 40) for each in ordered[::-1]], fontsize=8)
        axes.set_xticks([])
        axes.set_xlim(0, 1.25 * (ordered[0].count or 1))
        first = ordered[0]
        return picture(
            figure,
            alt=f"Bars of {measure.id}, the commonest first. {' '.join(spoken)}",
            caption=f"{measure.id} {measure.title}: the commonest is {first.label} ({first.count} of {whole}).",
        )
