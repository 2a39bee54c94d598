"""Every standard of an audit against its target."""

from __future__ import annotations

from matplotlib.axes import Axes

from pipeline.page.chart.style import (
    FEWEST_DRAWN,
    INK,
    MET,
    RATED,
    dot,
    drawable,
    drawing,
    name_rows,
    percent_axis,
    picture,
    rows,
    spans_told,
    standard_names,
)
from pipeline.page.parts import Picture
from pipeline.page.sentences import interval, percent, with_verdict
from pipeline.results.model import AuditResult, StandardResult
from pipeline.statistics.tiers import FEWEST_FOR_FIRM_RATING


def targets(audit: AuditResult) -> Picture | None:
    """
    A dot and its 95% interval, or a span, for each standard, a tick at its target, and n of N beside it.

    None where fewer than two would be drawn.
    """
    shown = audit.standards
    if sum(drawable(s.total) for s in shown) < FEWEST_DRAWN:
        return None
    names = standard_names(shown)
    places = rows(names)
    with drawing(places[-1] + 0.5) as (figure, axes):
        for place, standard in zip(places, shown[::-1], strict=False):
            _line(axes, place, standard)
        name_rows(axes, names, places)
        percent_axis(axes)
        rated = sum(s.total.counts.proportion is not None for s in shown)
        return picture(
            figure,
            alt="Dot chart of standards against target. " + " ".join(_spoken(s) for s in shown),
            caption=f"{audit.code}: {rated} of {len(shown)} standards have enough for a percentage. Dot: the "
            f"figure; line: 95% interval; upright mark: target. Hollow: few cases (under {FEWEST_FOR_FIRM_RATING})."
            f"{spans_told(s.total for s in shown)}",
        )


def _line(axes: Axes, place: float, standard: StandardResult) -> None:
    total = standard.total
    if standard.rated:
        axes.plot([standard.target] * 2, [place - 0.09, place + 0.09], color=INK, linewidth=2, zorder=2.05)
    dot(axes, place, total, RATED.get(total.verdict, MET), alpha=0.75, edge=1.6)


def _spoken(standard: StandardResult) -> str:
    target = f", target {percent(standard.target)}" if standard.rated else ""
    spread = f", interval {interval(standard.total)}" if standard.total.lower is not None else ""
    return f"{standard.id}: {with_verdict(standard.total, standard.low_is_good)}{spread}{target}."
