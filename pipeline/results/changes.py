"""The planned comparisons of a standard: a quarter and the one before, the last four and the four before them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import Edition
from pipeline.disclose.hiding import line
from pipeline.measure.counts import Counts
from pipeline.results.breaks import counted_alike
from pipeline.results.model import Change, Moved
from pipeline.statistics.intervals import newcombe
from pipeline.statistics.tiers import FEWEST_FOR_RATING

POOLED = 4  # quarters pooled on each side of the comparison over time
FEWEST_ALIKE = 2  # of the earlier ones, counted in the same way
CLAIM_LEVEL = 0.998  # many standards are compared each quarter, so a claim of change must be this sure


@dataclass(frozen=True)
class Span:
    """Quarters taken together: what they are called, and their counts summed before any division."""

    label: str
    counts: Counts


def pooled(past: Mapping[Quarter, Counts], quarters: Sequence[Quarter]) -> Span:
    """The counts of ``quarters``, which are in order, as one."""
    label = " to ".join(str(each) for each in dict.fromkeys((quarters[0], quarters[-1])))
    return Span(label, sum((past[each] for each in quarters), Counts()))


def since_last(past: Mapping[Quarter, Counts], quarter: Quarter, begun: Quarter | None, edition: Edition) -> Change:
    """The quarter against the one before."""
    before = quarter.previous()
    if before not in past or not past[before].records:
        return Change(str(quarter), str(before), Moved.NOT_TESTED, f"no figures for {before}")
    compared = change if counted_alike(before, begun) else not_comparable
    return compared(pooled(past, [quarter]), pooled(past, [before]), edition)


def over_year(past: Mapping[Quarter, Counts], quarter: Quarter, begun: Quarter | None, edition: Edition) -> Change:
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
    alike = [each for each in earlier if counted_alike(each, begun)]
    if len(alike) >= FEWEST_ALIKE and counted_alike(recent[0], begun):
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
