"""One standard, agency by agency, in the order of their names: no ranks."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan

from pipeline.page.chart.style import (
    FEWEST_DRAWN,
    INK,
    MET,
    NOT_MET,
    PERCENT_TICKS,
    QUIET,
    beside_name,
    dot,
    drawable,
    drawing,
    name_rows,
    percent_axis,
    picture,
    rows,
    spans_told,
    wrapped,
)
from pipeline.page.parts import Picture
from pipeline.page.sentences import apart_sentence, interval, met_of_applicable, percent, with_verdict
from pipeline.results.figure_values import Figure
from pipeline.results.model import StandardResult
from pipeline.statistics.rest import FLAG, LOOK, unmarked_beside_rest
from pipeline.statistics.tiers import FEWEST_FOR_RATING

FEWEST_BESIDE = 2  # agencies with a dot
MOST_STEPS = 30  # of a line as wide as a telephone
LABEL_WIDE, LABEL_HIGH = 0.24, 0.07  # shares of each scale


def by_agency(standard: StandardResult) -> Picture | None:
    """A dot and its 95% interval, or a span, for each agency; None where fewer than two would be drawn."""
    return _dots(standard, standard.agencies, "agency")


def by_group(standard: StandardResult) -> Picture | None:
    """The same for each group of records; None where most would not be drawn, since the table says as much."""
    with_share = sum(map(drawable, standard.groups))
    if 2 * with_share < len(standard.groups):
        return None
    return _dots(standard, standard.groups, standard.groups_by.rstrip("?").lower())


def beside_rest(standard: StandardResult) -> Picture | None:
    """
    Each agency's share by its number of records, between the steps that chance alone seldom leaves.

    The steps are the counts that are not flagged, so a dot lies outside them exactly where its agency is. None where no
    agency may be held against the rest.
    """
    whole = standard.whole
    shown = [each for each in standard.agencies if each.counts.proportion is not None]
    if whole is None or not whole.total or len(shown) < FEWEST_BESIDE:
        return None
    own = [each.counts.applicable or 0 for each in shown]
    largest, sizes = max(own), step_sizes(own)
    with drawing(2.6) as (figure, axes):
        for tail, style in ((LOOK, (0, (2, 2))), (FLAG, "-")):
            ends = [unmarked_beside_rest(size, whole.met, whole.total, tail, whole.worth) for size in sizes]
            for end in (0, 1):
                steps = [nan if each is None else each[end] / size for size, each in zip(sizes, ends, strict=True)]
                axes.step(sizes, steps, where="mid", color=QUIET, linewidth=1, linestyle=style)
        for each in shown:
            place = each.counts.applicable or 0, each.counts.proportion or 0.0
            apart = next((a for a in standard.apart if a.agency == each.code), None)
            axes.plot(*place, "D" if apart else "o", color=MET if apart is None or apart.better else NOT_MET,
                      markersize=7.5 if apart else 5.5, markeredgecolor="white")  # fmt: skip
        for code, across, height in _labels(shown, largest):
            axes.text(across + 0.025 * largest, height, code, va="center")
        axes.axhline(whole.met / whole.total, color=INK, linewidth=1)
        axes.set_ylim(-0.02, 1.05)
        axes.set_yticks(*PERCENT_TICKS)
        axes.set_xlim(FEWEST_FOR_RATING - 1, largest * 1.12 + 1)
        axes.set_xlabel("records")
        spoken = " ".join(f"{each.label}: {met_of_applicable(each)}." for each in shown)
        told = apart_sentence(standard)
        return picture(
            figure,
            alt=f"Dots of {standard.id} by agency and number of records, with steps. {spoken} All: "
            f"{percent(whole.met / whole.total)}. {told}",
            caption=f"{standard.id}: each agency ({', '.join(sorted(each.code for each in shown))}) beside all others "
            f"together. Full steps: what chance leaves 1 time in 500; dotted: 1 in 20. {told}",
        )


def step_sizes(own: Sequence[int]) -> list[int]:
    """
    The numbers of records at which the steps are drawn: all up to the largest, or of very many some.

    The agencies' ``own`` numbers are always among them, so that each dot lies beside its own step.
    """
    every = range(FEWEST_FOR_RATING, max(own) + 1, 1 + max(own) // MOST_STEPS)
    return sorted({*every, *own})


def _labels(shown: Sequence[Figure], largest: int) -> list[tuple[str, int, float]]:
    """Where each agency's code stands: at its dot, and lower where another's would lie on it."""
    placed: list[tuple[str, int, float]] = []
    for each in sorted(shown, key=lambda own: -(own.counts.proportion or 0.0)):
        across, height = each.counts.applicable or 0, each.counts.proportion or 0.0
        near = [other for _, there, other in placed if abs(there - across) < LABEL_WIDE * largest]
        placed.append((each.code, across, min([height, *(other - LABEL_HIGH for other in near)])))
    return placed


def _dots(standard: StandardResult, figures: tuple[Figure, ...], of_what: str) -> Picture | None:
    shown = sorted(figures, key=lambda each: each.label)
    if sum(map(drawable, shown)) < FEWEST_DRAWN:
        return None
    names = [wrapped(each.label) for each in shown[::-1]]
    places = rows(names, [not drawable(each) for each in shown[::-1]])
    with drawing(places[-1] + 0.7) as (figure, axes):
        for place, each in zip(places, shown[::-1], strict=False):
            if not drawable(each):
                beside_name(axes, place, each)
            else:
                dot(axes, place, each, alpha=0.7, edge=1.0)
        if standard.rated:
            axes.axvline(standard.target, color=INK, linewidth=1.4)
            axes.text(
                standard.target,
                places[-1] - 0.06,
                f"target {percent(standard.target)}",
                ha="right",
                va="bottom",
            )
        name_rows(axes, names, places)
        percent_axis(axes)
        spoken = " ".join(_spoken(each, low_is_good=standard.low_is_good) for each in shown)
        spoken += f" Target {percent(standard.target)}." if standard.rated else ""
        return picture(
            figure,
            alt=f"Dot chart of {standard.id} by {of_what}. {spoken}",
            caption=f"{standard.id} by {of_what}, in the order of their names. What each deals with differs; "
            f"not a ranking.{spans_told(shown)}",
        )


def _spoken(figure: Figure, *, low_is_good: bool) -> str:
    between = "" if figure.lower is None else f", interval {interval(figure)}"
    return f"{figure.label}: {with_verdict(figure, low_is_good)}{between}."
