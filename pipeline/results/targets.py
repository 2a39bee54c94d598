"""The targets that the partnership set: who decided each, and what it does to the verdicts of the quarters shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Standard
from pipeline.definition.targets import Aim, own_target, rows_within, target_by, target_of
from pipeline.disclose.editions import Edition
from pipeline.disclose.hiding import ShownCounts
from pipeline.measure.counts import Counts
from pipeline.measure.shapes import Shape, Worth
from pipeline.partnership.model import Target
from pipeline.results.figure_values import Figure, Verdict
from pipeline.results.target_values import Rerated, TargetSet
from pipeline.results.verdicts import shown_verdict, verdict
from pipeline.results.worths import worth_shown


def targets_set(
    standard: Standard,
    past: Mapping[Quarter, Counts],
    shown: Mapping[str, Figure],
    edition: Edition,
    shapes: Mapping[Quarter, Shape],
) -> tuple[TargetSet, ...]:
    """
    The rows of targets that hold in any of the quarters shown, in the order of time.

    ``past``: the counts of each quarter in order, that reported on the last; ``shown``: by quarter, those that have
    records, as they are shown. ``shapes``: how the records of each quarter hang together.
    """
    first, quarter = min(past), max(past)
    lines = {
        each: _Line(counted, shown[str(each)].counts, worth_shown(shapes[each], edition))
        for each, counted in past.items()
        if str(each) in shown
    }
    return tuple(_set(standard, row, lines, first, quarter) for row in rows_within(standard, first, quarter))


@dataclass(frozen=True)
class _Line:
    """A quarter's counts, as they are and as they are shown, and what its records are worth."""

    counts: Counts
    shown: ShownCounts
    worth: Worth | None

    def by(self, aim: Aim) -> Verdict:
        return shown_verdict(verdict(self.counts, self.worth, aim), self.worth, self.shown, aim)


def _set(standard: Standard, row: Target, past: Mapping[Quarter, _Line], first: Quarter, now: Quarter) -> TargetSet:
    this = target_by(standard, row)
    before = own_target(standard) if row.since is None else target_of(standard, row.since.previous())
    ratings = [
        Rerated(str(each), theirs.by(before), theirs.by(this))
        for each, theirs in past.items()
        if row.on(each) and theirs.by(this).judged
    ]
    return TargetSet(
        target=this.target,
        amber=this.amber,
        since=str(row.since or ""),
        until=str(row.until or ""),
        begun=row.since is not None and row.since > first,
        in_force=row.on(now),
        decided_by=row.decided_by,
        minute=row.minute,
        why=row.why,
        target_before=before.target,
        amber_before=before.amber,
        ratings=tuple(ratings),
    )
