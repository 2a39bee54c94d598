"""A standard over the quarters: its history, the planned comparisons, and what its series allows to be said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Polarity, Standard
from pipeline.definition.targets import target_of
from pipeline.disclose.editions import Edition
from pipeline.disclose.hiding import line
from pipeline.measure.counts import Counts
from pipeline.measure.shapes import Shape
from pipeline.results.figures import figure
from pipeline.results.model import Break, Change, Limit, Moved, Point, Series
from pipeline.statistics.exact import tails
from pipeline.statistics.intervals import newcombe
from pipeline.statistics.pchart import PChart, PPoint, p_chart, worth_offering
from pipeline.statistics.rules import RUN, Rule
from pipeline.statistics.runs import run_chart
from pipeline.statistics.tiers import FEWEST_FOR_RATING, tier
from pipeline.statistics.xmr import CHANCE, Better, Variation, Xmr, of_proportions
from pipeline.statistics.xmr import Point as Charted

POOLED = 4  # quarters pooled on each side of the comparison over time
FEWEST_ALIKE = 2  # of the earlier ones, counted in the same way
CLAIM_LEVEL = 0.998  # many standards are compared each quarter, so a claim of change must be this sure
BETTER = {Polarity.HIGH_GOOD: Better.HIGHER, Polarity.LOW_GOOD: Better.LOWER, Polarity.CONTEXT: Better.NEITHER}
RUNS = (Rule.RUN_ABOVE, Rule.RUN_BELOW, Rule.RISING, Rule.FALLING)
WITHHELD = "Some quarters are hidden or rounded, so nothing is worked out from the series."


@dataclass(frozen=True)
class Trend:
    """What a standard's counts say over the quarters; each part as in `StandardResult`."""

    history: tuple[Point, ...]
    breaks: tuple[Break, ...]
    series: Series | None
    since_last: Change
    over_year: Change


@dataclass(frozen=True)
class Span:
    """Quarters taken together: what they are called, and their counts summed before any division."""

    label: str
    counts: Counts


def trend(
    standard: Standard,
    past: Mapping[Quarter, Counts],
    quarter: Quarter,
    edition: Edition,
    broken: Sequence[Break],
    shapes: Mapping[Quarter, Shape],
) -> Trend:
    """
    What ``past``, the counts of each quarter in order, says over time.

    ``broken``: every break in the series; ``shapes``: how the records of each quarter hang together, by agency as they
    are called in ``quarter``.
    """
    begun = Quarter.parse(broken[-1].quarter) if broken else None
    history = _history(past, begun, edition, standard, shapes)
    return Trend(
        history=history,
        breaks=tuple(each for each in broken if each.quarter > history[0].quarter) if history else (),
        series=series(history, standard, quarter, edition),
        since_last=_since_last(past, quarter, begun, edition),
        over_year=_over_year(past, quarter, begun, edition),
    )


def _history(
    past: Mapping[Quarter, Counts],
    begun: Quarter | None,
    edition: Edition,
    standard: Standard,
    shapes: Mapping[Quarter, Shape],
) -> tuple[Point, ...]:
    points = []
    for each, counted in past.items():
        if counted.records:
            aim = target_of(standard, each)
            shown = figure("", str(each), counted, line(counted, edition), aim, shapes[each].worth())
            points.append(Point(str(each), shown, _alike(each, begun), aim.target if aim.rated else None))
    return tuple(points)


def _alike(quarter: Quarter, begun: Quarter | None) -> bool:
    """Whether a quarter is counted in the same way as those from ``begun`` on."""
    return begun is None or quarter >= begun


def pooled(past: Mapping[Quarter, Counts], quarters: Sequence[Quarter]) -> Span:
    """The counts of ``quarters``, which are in order, as one."""
    label = " to ".join(str(each) for each in dict.fromkeys((quarters[0], quarters[-1])))
    return Span(label, sum((past[each] for each in quarters), Counts()))


def _since_last(past: Mapping[Quarter, Counts], quarter: Quarter, begun: Quarter | None, edition: Edition) -> Change:
    before = quarter.previous()
    if before not in past or not past[before].records:
        return Change(str(quarter), str(before), Moved.NOT_TESTED, f"no figures for {before}")
    compared = change if _alike(before, begun) else not_comparable
    return compared(pooled(past, [quarter]), pooled(past, [before]), edition)


def _over_year(past: Mapping[Quarter, Counts], quarter: Quarter, begun: Quarter | None, edition: Edition) -> Change:
    """
    The latest four quarters against the four before, which shows changes that one quarter against the last would miss.

    Quarters before a change of definition are left out of the four before, of which at least two must be left.
    """
    quarters = [quarter]
    while len(quarters) < 2 * POOLED:
        quarters.insert(0, quarters[0].previous())
    earlier, recent = quarters[:POOLED], quarters[POOLED:]
    lacking = [str(each) for each in quarters if each not in past]
    if lacking:
        labels = [f"{span[0]} to {span[-1]}" for span in (recent, earlier)]
        return Change(labels[0], labels[1], Moved.NOT_TESTED, f"no figures for {', '.join(lacking)}")
    alike = [each for each in earlier if _alike(each, begun)]
    if len(alike) >= FEWEST_ALIKE and _alike(recent[0], begun):
        return change(pooled(past, recent), pooled(past, alike), edition)
    return not_comparable(pooled(past, recent), pooled(past, earlier), edition)


def change(recent: Span, earlier: Span, edition: Edition) -> Change:
    """
    One planned comparison: ``recent`` quarters against ``earlier`` ones.

    Source: Newcombe's hybrid score interval at 99.8%, so that 40 standards give a false claim in one report in 12.
    """
    after, before = recent.counts, earlier.counts
    shown = not_comparable(recent, earlier, edition)
    hidden = any(each is None or each.hidden for each in (shown.recent_counts, shown.earlier_counts))
    if hidden or not edition.agencies:
        return Change(recent.label, earlier.label, Moved.WITHHELD)
    if min(after.applicable, before.applicable) < max(FEWEST_FOR_RATING, edition.least_for_percent):
        return replace(shown, moved=Moved.TOO_FEW)
    difference = after.met / after.applicable - before.met / before.applicable
    lower, upper = newcombe(after.met, after.applicable, before.met, before.applicable, CLAIM_LEVEL)
    moved = Moved.RISEN if lower > 0 else Moved.FALLEN if upper < 0 else Moved.NO_CLEAR_CHANGE
    return replace(shown, difference=difference, lower=lower, upper=upper, moved=moved)


def not_comparable(recent: Span, earlier: Span, edition: Edition) -> Change:
    """Two spans of time that were not counted in the same way: both are shown, and nothing is claimed."""
    after, before = line(recent.counts, edition), line(earlier.counts, edition)
    return Change(recent.label, earlier.label, Moved.NOT_COMPARABLE, recent_counts=after, earlier_counts=before)


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
