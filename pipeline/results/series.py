"""What may be drawn and said of a standard's comparable quarters: centre, limits and icons."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Polarity, Standard
from pipeline.definition.targets import target_of
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


def series(history: Sequence[Point], standard: Standard, quarter: Quarter, edition: Edition) -> Series | None:
    """
    What may be drawn and said of the comparable quarters of ``history`` that have a percentage; None without any.

    What is said of the quarters to come goes by the target in force in ``quarter``, the one reported on.

    Nothing is derived where the edition rounds, or hides any of them.
    """
    alike = [each for each in history if each.comparable]
    points = [each for each in alike if each.figure.counts.proportion is not None]
    if not points:
        return None
    last, values = points[-1].quarter, [each.figure.counts.proportion or 0.0 for each in points]
    if edition.round_to > 1 or any(each.figure.counts.hidden for each in alike):
        return Series(len(points), last, WITHHELD)
    allowed = tier(len(points))
    if allowed.median and max(values) - min(values) < 1e-9:
        says = f"No variation in {len(points)} quarters."
        return Series(len(points), last, says, values[0], "every quarter")
    if allowed.limits:
        return _limited(points, standard, quarter, allowed.says)
    if not allowed.median:
        return Series(len(points), last, allowed.says)
    middle = run_chart(values)
    shifted = middle.shifted if allowed.run_rules else None
    return Series(len(points), last, allowed.says, middle.median, "median", shifted)


def _limited(points: Sequence[Point], standard: Standard, quarter: Quarter, says: str) -> Series:
    aim = target_of(standard, quarter)
    counts = [each.figure.counts.met or 0 for each in points]
    totals = [each.figure.counts.applicable or 0 for each in points]
    chart = of_proportions(counts, totals, better=BETTER[standard.polarity], target=aim.target if aim.rated else None)
    by_size = p_chart(counts, totals)
    uneven = worth_offering(totals) and all(each.drawable for each in by_size.points)
    special = [
        _special(own, sized if uneven else None, chart, by_size)
        for own, sized in zip(chart.points, by_size.points, strict=True)
    ]
    if chart.points[-1].rule in RUNS and min(tails(sum(counts[-RUN:]), sum(totals[-RUN:]), by_size.centre)) >= CHANCE:
        special[-1] = None  # the icon shows the last quarter: a run of quarters that chance explains is no headline
    assert chart.limits is not None  # the values vary
    wide = chart.limits.drawn()
    return Series(
        points=len(points),
        last=points[-1].quarter,
        says=says,
        centre=by_size.centre if uneven else chart.mean,
        centre_is="pooled" if uneven else "mean",
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
    """Why a quarter stands out; None where it does not, or chance would explain it with so few cases."""
    if own.variation is not Variation.COMMON and not own.within_chance:
        return own.variation
    if sized is None or not (sized.outside and sized.believable):
        return None
    up = sized.value > by_size.centre
    if chart.better is Better.NEITHER:
        return Variation.HIGH if up else Variation.LOW
    return Variation.IMPROVEMENT if up is (chart.better is Better.HIGHER) else Variation.CONCERN
