"""One standard, agency by agency, in the order of their names: no ranks."""

from __future__ import annotations

from pipeline.page.chart.style import INK, dot, drawing, percent_axis, picture, wrapped
from pipeline.page.parts import Picture
from pipeline.page.sentences import interval, met_of_applicable, percent
from pipeline.results.model import Figure, StandardResult


def by_agency(standard: StandardResult) -> Picture | None:
    """A dot and its 95% interval for each agency; None where fewer than two agencies are counted."""
    return _dots(standard, standard.agencies, "agency")


def by_group(standard: StandardResult) -> Picture | None:
    """The same for each group of records; None where most have no percentage, since the table says as much."""
    with_share = sum(each.counts.proportion is not None for each in standard.groups)
    if 2 * with_share < len(standard.groups):
        return None
    return _dots(standard, standard.groups, standard.groups_by.rstrip("?").lower())


def _dots(standard: StandardResult, figures: tuple[Figure, ...], of_what: str) -> Picture | None:
    shown = sorted(figures, key=lambda each: each.label)
    if len(shown) < 2:
        return None
    with drawing(0.9 + 0.38 * len(shown)) as (figure, axes):
        for place, each in enumerate(shown[::-1]):
            dot(axes, place, each, alpha=0.7, edge=1.0, fontsize=8.5)
        if standard.rated:
            axes.axvline(standard.target, color=INK, linewidth=1.4)
            axes.text(
                standard.target,
                len(shown) - 0.35,
                f"target {percent(standard.target)}",
                ha="right",
                va="bottom",
                fontsize=8,
            )
        axes.set_yticks(range(len(shown)), [wrapped(each.label, 40) for each in shown[::-1]], fontsize=8.5)
        axes.set_ylim(-0.6, len(shown) - 0.1)
        percent_axis(axes)
        spoken = " ".join(f"{each.label}: {met_of_applicable(each)}, interval {interval(each)}." for each in shown)
        spoken += f" Target {percent(standard.target)}." if standard.rated else ""
        return picture(
            figure,
            alt=f"Dot chart of {standard.id} by {of_what}. {spoken}",
            caption=f"{standard.id} by {of_what}, in the order of their names. Each holds different cases; "
            "not a ranking.",
        )
