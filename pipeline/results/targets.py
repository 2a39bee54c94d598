"""The targets that the partnership set: who decided each, and what it does to the verdicts of the quarters shown."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Standard
from pipeline.definition.targets import Aim, own_target, rows_within, target_by, target_of
from pipeline.disclose.editions import Edition
from pipeline.disclose.hiding import ShownCounts, line
from pipeline.measure.counts import Counts
from pipeline.partnership.model import Target
from pipeline.results.model import Figure, Rerated, TargetSet, Verdict
from pipeline.results.verdicts import plain_worth, shown_verdict, verdict


def targets_set(
    standard: Standard, past: Mapping[Quarter, Counts], now: Figure, edition: Edition
) -> tuple[TargetSet, ...]:
    """
    The rows of targets that hold in any of the quarters shown, in the order of time.

    ``past``: the counts of each quarter in order, that reported on the last; ``now``: its figure as it is shown.
    """
    first, quarter = min(past), max(past)
    shown = {each: line(counted, edition) for each, counted in past.items()} | {quarter: now.counts}
    return tuple(_set(standard, row, past, shown) for row in rows_within(standard, first, quarter))


def _set(
    standard: Standard, row: Target, past: Mapping[Quarter, Counts], shown: Mapping[Quarter, ShownCounts]
) -> TargetSet:
    this = target_by(standard, row)
    before = own_target(standard) if row.since is None else target_of(standard, row.since.previous())
    ratings = [
        Rerated(str(each), *_both(counted, shown[each], before, this))
        for each, counted in past.items()
        if row.on(each) and _by(counted, shown[each], this).judged
    ]
    return TargetSet(
        target=this.target,
        amber=this.amber,
        since=str(row.since or ""),
        until=str(row.until or ""),
        begun=row.since is not None and row.since > min(past),
        in_force=row.on(max(past)),
        decided_by=row.decided_by,
        minute=row.minute,
        why=row.why,
        target_before=before.target,
        amber_before=before.amber,
        ratings=tuple(ratings),
    )


def _both(counted: Counts, shown: ShownCounts, before: Aim, this: Aim) -> tuple[Verdict, Verdict]:
    return _by(counted, shown, before), _by(counted, shown, this)


def _by(counted: Counts, shown: ShownCounts, aim: Aim) -> Verdict:
    return shown_verdict(verdict(counted, plain_worth(counted), aim), shown, aim)
