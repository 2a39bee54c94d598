"""What may be drawn and said of a standard's comparable quarters: centre, limits and icons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Polarity, Standard
from pipeline.definition.targets import target_of
from pipeline.disclose.editions import Edition
from pipeline.measure.counts import Counts
from pipeline.measure.shapes import Worth
from pipeline.results.change_values import Limit, Rebase, Series
from pipeline.results.figure_values import Point
from pipeline.statistics.ordinary import Ordinary, Proportion, ordinary
from pipeline.statistics.runs import run_chart
from pipeline.statistics.tiers import tier
from pipeline.statistics.xmr import Better, Variation

BETTER = {Polarity.HIGH_GOOD: Better.HIGHER, Polarity.LOW_GOOD: Better.LOWER, Polarity.CONTEXT: Better.NEITHER}
WITHHELD = "Some quarters are hidden or rounded here, so no median and no limits are worked out from the series."
BY_SIZE = "exact limits for each quarter's own number (p chart)"
BY_RANGES = "limits of ordinary variation (XmR chart)"
ByAgency = Mapping[str, Counts]


@dataclass(frozen=True)
class Behind:
    """What stands behind a quarter's figure: what its records are worth, and who sent them."""

    worth: Worth | None = None
    by_agency: ByAgency | None = None


def series(
    history: Sequence[Point],
    standard: Standard,
    quarter: Quarter,
    edition: Edition,
    *,
    behind: Mapping[str, Behind] | None = None,
    rebases: Sequence[Rebase] = (),
) -> Series | None:
    """
    What may be drawn and said of the comparable quarters of ``history`` that have a figure; None without any.

    What is said of the quarters to come goes by the target in force in ``quarter``, the one reported on. ``behind``: by
    quarter. At each of ``rebases``, in order, limits begin anew: those before stay drawn, and icons come of the last.

    Nothing is derived where the edition rounds, or hides any of them.
    """
    alike = [each for each in history if each.comparable]
    points = [each for each in alike if each.figure.value is not None]
    if not points:
        return None
    *before, now = _phases(points, rebases)
    if edition.round_to > 1 or any(each.figure.counts.hidden for each in alike):
        return Series(len(points), points[-1].quarter, WITHHELD)
    judged_by = behind or {}
    own = _phase(now, standard, quarter, judged_by)
    older = [_phase(each, standard, quarter, judged_by) for each in before]
    anew = f"Limits began anew in {now[0].quarter}. " if before else ""
    return replace(
        own,
        says=f"{anew}{own.says}",
        newest=own.last == str(quarter),
        limits=tuple(limit for each in (*older, own) for limit in each.limits),
        limits_are=next((each.limits_are for each in (own, *older[::-1]) if each.limits), ""),
    )


def unclaimed(own: Series) -> Series:
    """The same series where its last quarter may be chance among so many: drawn as it is, and no icon says more."""
    common = None if own.variation is None else Variation.COMMON
    if own.shifted is None:
        return replace(own, variation=common)
    return replace(own, variation=common, shifted=False, may_be_chance=own.shifted)


def _phases(points: Sequence[Point], rebases: Sequence[Rebase]) -> list[list[Point]]:
    """The points from one rebase to the next; those with none in them are left out."""
    phases: dict[int, list[Point]] = {}
    for point in points:
        phases.setdefault(sum(each.quarter <= point.quarter for each in rebases), []).append(point)
    return list(phases.values())


def _phase(points: Sequence[Point], standard: Standard, quarter: Quarter, behind: Mapping[str, Behind]) -> Series:
    last, values = points[-1].quarter, [_judged(each) for each in points]
    allowed = tier(len(points))
    if allowed.median and max(values) - min(values) < 1e-9:
        says = f"No variation in {len(points)} quarters."
        return Series(len(points), last, says, values[0], "every quarter")
    if allowed.limits:
        return _limited(points, standard, quarter, behind)
    if not allowed.median:
        return Series(len(points), last, allowed.says)
    middle = run_chart(values)
    shifted = middle.shifted if allowed.run_rules else None
    return Series(len(points), last, allowed.says, middle.median, "median", shifted)


def _limited(points: Sequence[Point], standard: Standard, quarter: Quarter, behind: Mapping[str, Behind]) -> Series:
    aim, better = target_of(standard, quarter), BETTER[standard.polarity]
    chart = ordinary(_proportions(points, behind))
    limits = tuple(_limit(each.quarter, chart, place, better) for place, each in enumerate(points))
    return Series(
        points=len(points),
        last=points[-1].quarter,
        says=tier(len(points)).says,
        centre=chart.centre,
        centre_is="pooled" if chart.by_size else "mean",
        limits=limits,
        limits_are=BY_SIZE if chart.by_size else BY_RANGES,
        variation=limits[-1].special or Variation.COMMON,
        assurance=chart.assurance(aim.target, better) if aim.rated else None,
        chance=chart.chance,
    )


def _limit(quarter: str, chart: Ordinary, place: int, better: Better) -> Limit:
    own, stands_out = chart.points[place], chart.variation(place, better)
    special = None if stands_out is Variation.COMMON else stands_out
    return Limit(quarter, own.lower, own.upper, special, chart.centre, own.within_chance)


def _judged(point: Point) -> float:
    return point.figure.value or 0.0


def _proportions(points: Sequence[Point], behind: Mapping[str, Behind]) -> list[Proportion]:
    sent = {each.quarter: behind.get(each.quarter, Behind()).by_agency or {} for each in points}
    overall: dict[str, Counts] = {}
    for theirs in sent.values():
        for code, counts in theirs.items():
            overall[code] = overall.get(code, Counts()) + counts
    proportions = []
    for each in points:
        total, value = each.figure.counts.applicable or 0, _judged(each)
        worth = behind.get(each.quarter, Behind()).worth
        there = [code for code, counts in sent[each.quarter].items() if counts.applicable]
        proportions.append(
            Proportion(
                met=value * total,
                total=total,
                cases=min(worth.cases, float(total)) if worth is not None else float(total),
                expected=_of_those(overall, there) if there and _some_silent(overall, there) else None,
            )
        )
    return proportions


def _some_silent(overall: ByAgency, there: Sequence[str]) -> bool:
    return any(counts.applicable for code, counts in overall.items() if code not in there)


def _of_those(overall: ByAgency, there: Sequence[str]) -> float | None:
    """What the agencies that are counted in a quarter come to over the series."""
    return sum((overall[code] for code in there), Counts()).value
