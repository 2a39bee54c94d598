"""A standard's quarters as a series: what their number allows, and nothing that a hidden quarter could be had from."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.definition import Polarity, Standard
from pipeline.disclose.editions import Edition
from pipeline.results.model import Limit, Point, Series
from pipeline.statistics.exact import tails
from pipeline.statistics.pchart import PChart, PPoint, p_chart, worth_offering
from pipeline.statistics.rules import RUN, Rule
from pipeline.statistics.runs import run_chart
from pipeline.statistics.tiers import tier
from pipeline.statistics.xmr import CHANCE, Better, Variation, Xmr, of_proportions
from pipeline.statistics.xmr import Point as Charted

BETTER = {Polarity.HIGH_GOOD: Better.HIGHER, Polarity.LOW_GOOD: Better.LOWER, Polarity.CONTEXT: Better.NEITHER}
RUNS = (Rule.RUN_ABOVE, Rule.RUN_BELOW, Rule.RISING, Rule.FALLING)
WITHHELD = "Some quarters are hidden or rounded, so nothing is worked out from the series."


def series(history: Sequence[Point], standard: Standard, edition: Edition) -> Series | None:
    """
    What may be drawn and said of the comparable quarters of ``history`` that have a percentage; None without any.

    Nothing is derived where the edition rounds, or hides any of them.
    """
    alike = [each for each in history if each.comparable]
    points = [each for each in alike if each.figure.counts.proportion is not None]
    if not points:
        return None
    last, values = points[-1].quarter, [each.figure.counts.proportion or 0.0 for each in points]
    if edition.round_to > 1 or any(each.figure.counts.hidden for each in alike):
        return Series(len(points), last, WITHHELD, None, "", None, (), "", None, None)
    allowed = tier(len(points))
    if allowed.median and max(values) - min(values) < 1e-9:
        says = f"No variation in {len(points)} quarters."
        return Series(len(points), last, says, values[0], "every quarter", None, (), "", None, None)
    if allowed.limits:
        return _limited(points, standard, allowed.says)
    middle = run_chart(values) if allowed.median else None
    return Series(
        len(points),
        last,
        allowed.says,
        middle.median if middle else None,
        "median" if middle else "",
        middle.shifted if middle and allowed.run_rules else None,
        (),
        "",
        None,
        None,
    )


def _limited(points: Sequence[Point], standard: Standard, says: str) -> Series:
    counts = [each.figure.counts.met or 0 for each in points]
    totals = [each.figure.counts.applicable or 0 for each in points]
    chart = of_proportions(
        counts, totals, better=BETTER[standard.polarity], target=standard.target if standard.rated else None
    )
    by_size = p_chart(counts, totals)
    uneven = worth_offering(totals) and all(each.drawable for each in by_size.points)
    special = [
        _special(own, sized if uneven else None, chart, by_size)
        for own, sized in zip(chart.points, by_size.points, strict=True)
    ]
    if chart.points[-1].rule in RUNS and min(tails(sum(counts[-RUN:]), sum(totals[-RUN:]), by_size.centre)) >= CHANCE:
        special[-1] = None  # the icon is of this one: a run of quarters that chance gives is no headline
    assert chart.limits is not None  # the values vary
    wide = chart.limits.drawn()
    return Series(
        points=len(points),
        last=points[-1].quarter,
        says=says,
        centre=by_size.centre if uneven else chart.mean,
        centre_is="pooled" if uneven else "mean",
        shifted=None,
        limits=tuple(
            Limit(each.quarter, *((sized.lower, sized.upper) if uneven else wide), marked)
            for each, sized, marked in zip(points, by_size.points, special, strict=True)
        ),
        limits_are="exact limits for each quarter's own number (p chart)"
        if uneven
        else "limits of ordinary variation (XmR chart)",
        variation=special[-1] or Variation.COMMON,
        assurance=chart.assurance,
    )


def _special(own: Charted, sized: PPoint | None, chart: Xmr, by_size: PChart) -> Variation | None:
    """Why a quarter stands out; None where chance gives as much with so many cases."""
    if own.variation is not Variation.COMMON and not own.within_chance:
        return own.variation
    if sized is None or not (sized.outside and sized.believable):
        return None
    up = sized.value > by_size.centre
    if chart.better is Better.NEITHER:
        return Variation.HIGH if up else Variation.LOW
    return Variation.IMPROVEMENT if up is (chart.better is Better.HIGHER) else Variation.CONCERN
