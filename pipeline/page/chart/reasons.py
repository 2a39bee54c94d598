"""The reasons given, the commonest first."""

from __future__ import annotations

from pipeline.page.chart.style import MET, drawing, name_rows, picture, rows, wrapped
from pipeline.page.parts import Picture
from pipeline.page.sentences import percent
from pipeline.results.context_values import ContextResult

FEWEST = 3  # answers given; fewer are read as quickly in the table


def reasons(measure: ContextResult) -> Picture | None:
    """A bar for each reason with n, and what they come to so far; None where any is hidden, or few were given."""
    given = [(each.count, each.label) for each in measure.shares if each.count]
    if not measure.why or len(given) < FEWEST or any(each.count is None for each in measure.shares):
        return None
    ordered = sorted(given, key=lambda each: (-each[0], each[1]))
    whole = sum(count for count, _ in ordered)
    names = [wrapped(label) for _, label in ordered[::-1]]
    places = rows(names)
    with drawing(places[-1] + 0.3) as (figure, axes):
        axes.grid(visible=False)
        spoken, so_far = [], 0
        for place, (count, label) in zip(places[-2::-1], ordered, strict=True):
            so_far += count
            axes.barh(place, count, color=MET, height=0.18)
            axes.text(count, place, f" {count}; {percent(so_far / whole)} so far", va="center")
            spoken.append(f"{label}: {count}, {percent(so_far / whole)} so far.")
        name_rows(axes, names, places)
        axes.set_xticks([])
        most, first = ordered[0]
        axes.set_xlim(0, 1.6 * most)
        return picture(
            figure,
            alt=f"Bars of {measure.id}, the commonest first. {' '.join(spoken)}",
            caption=f"{measure.id} {measure.title}: the commonest is {first} ({most} of {whole}).",
        )
