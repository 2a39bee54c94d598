"""What a quarter's returns came to, and what may be claimed of it: worked out once, for every edition alike."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import pandas as pd

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, Standard
from pipeline.definition.when_due import last_due
from pipeline.disclose.released_before import ReleasedBefore
from pipeline.intake import Intake
from pipeline.measure.clustering import shape_of
from pipeline.measure.counts import AuditCounts, Counts, counts, counts_by
from pipeline.measure.overlaps import Overlap, overlaps
from pipeline.measure.runs import failure_of, runs_between
from pipeline.measure.shapes import ListPart, Pair, Shape
from pipeline.measure.table import outcome_table, returned_by
from pipeline.results.breaks import ReturnHistory
from pipeline.results.case_led import not_compared
from pipeline.results.changes import GO_BACK, Comparisons
from pipeline.results.claims import Ruled, ruled
from pipeline.results.dual_run import DualRun, dual_run
from pipeline.results.followed.reading import reported
from pipeline.results.followed.reported import Reported
from pipeline.results.standards import compared
from pipeline.results.versions import changes
from pipeline.store.baselines import Baseline
from pipeline.store.decisions import Decision
from pipeline.store.meeting_files import NO_MEETINGS, Meetings
from pipeline.store.samples import Sample, StoredSample, listed_in, lists_of
from pipeline.validate.validated import Accepted


@dataclass(frozen=True)
class OtherCounted:
    """The records of a standard by the other version of a document, while two run side by side."""

    dual: DualRun
    counts: Counts
    shape: Shape


@dataclass(frozen=True)
class CountedStandard:
    """
    A standard's records, the counts of its earlier quarters, and its comparisons over time.

    ``around``: what is known of the returns; ``shapes`` and ``runs``: of every quarter, this one too. ``ruled``: what
    the rule of the whole report makes of the comparisons.
    """

    standard: Standard
    outcomes: pd.DataFrame
    before: Mapping[Quarter, Mapping[str, Counts]]
    shapes: Mapping[Quarter, Shape]
    runs: Mapping[Quarter, tuple[int, ...]]
    around: ReturnHistory
    compared: Comparisons
    other: OtherCounted | None = None


@dataclass(frozen=True)
class CountedAudit:
    """
    What the returns of an audit came to. ``lists``: the parts of each list that its cases were drawn from.

    ``overlap``: of every quarter, this one too, how the records that count on its standards lie in each other.
    """

    audit: type[Audit]
    returns: Sequence[Accepted]
    standards: Sequence[CountedStandard]
    samples: Sequence[Sample]
    lists: Sequence[Sequence[ListPart]]
    context: Mapping[Quarter, Mapping[str, Pair]]
    overlap: Mapping[Quarter, Overlap] = field(default_factory=dict)


@dataclass(frozen=True)
class CountedQuarter:
    """
    What a quarter's ``intake`` came to, beside the quarters ``before`` it.

    ``rulings``: what the rule of the report makes of the comparisons of each standard, over all audits together.
    ``told``: what agencies reported of actions and evidence, for each quarter and this one.
    ``baselines``: those of actions that are frozen. ``decisions``: what meetings decided on the reports up to this one.
    ``released``: every report that was released, the newest last.
    """

    intake: Intake
    before: tuple[Quarter, ...]
    audits: Sequence[CountedAudit]
    rulings: Sequence[Ruled]
    meetings: Meetings = NO_MEETINGS
    told: Mapping[Quarter, Reported] = field(default_factory=dict)
    baselines: tuple[Baseline, ...] = ()
    decisions: tuple[Decision, ...] = ()
    released: tuple[ReleasedBefore, ...] = ()

    @property
    def comparisons(self) -> list[Comparisons]:
        """Those of every standard, in the order of the ``rulings``."""
        return [each.compared for audit in self.audits for each in audit.standards]


def counted_quarter(
    intake: Intake,
    past: Mapping[Quarter, Mapping[str, AuditCounts]],
    samples: Sequence[StoredSample] = (),
    meetings: Meetings = NO_MEETINGS,
    told: Mapping[Quarter, Reported] = MappingProxyType({}),
) -> CountedQuarter:
    """
    Count a quarter's ``intake``.

    ``past``: what each earlier quarter came to, by audit. ``samples``: those that were drawn for the quarter.
    ``meetings``: what is written down of those on its cases. ``told``: what agencies reported of actions and evidence
    for each earlier quarter.
    """
    every = [
        _audit(audit, intake, {each: counted[code] for each, counted in past.items() if code in counted}, samples)
        for code, audit in audits.running(intake.quarter, intake.came).items()
    ]
    rulings = ruled([each.compared for audit in every for each in audit.standards])  # since all are in one report
    so_far = {**told, intake.quarter: reported(intake)}
    return CountedQuarter(intake, tuple(sorted(past)), every, rulings, meetings, so_far)


def _audit(
    audit: type[Audit], intake: Intake, past: Mapping[Quarter, AuditCounts], samples: Sequence[StoredSample]
) -> CountedAudit:
    quarter, returns, lists = intake.quarter, intake.counted(audit), lists_of(samples, audit.code)
    table = outcome_table(audit, quarter, returns)
    returned = {each: counted.returned for each, counted in past.items()}
    returned[quarter] = returned_by(audit, returns)

    def of(standard: Standard) -> CountedStandard:
        outcomes = table[table["standard"] == standard.id]
        before = {each: counted.standards.get(standard.id, {}) for each, counted in past.items()}
        around = _around(audit, standard, returned, quarter)
        shapes = {each: counted.shapes[standard.id] for each, counted in past.items() if standard.id in counted.shapes}
        shapes[quarter] = shape_of(outcomes, lists)
        runs = {each: counted.runs.get(standard.id, ()) for each, counted in past.items()}
        runs[quarter] = runs_between(outcomes, failure_of(standard))
        over_time = (
            not_compared(quarter)
            if audit.case_led(quarter)
            else compared(standard, counts_by(outcomes, "agency"), before, quarter, around, shapes)
        )
        other = _other(audit, standard, quarter, returns, lists)
        return CountedStandard(standard, outcomes, before, shapes, runs, around, over_time, other)

    return CountedAudit(
        audit,
        returns,
        [of(each) for each in audit.standards_in(quarter)],
        listed_in(samples, audit.code),
        lists,
        {each: theirs.context for each, theirs in past.items()},
        {**{each: theirs.overlap for each, theirs in past.items()}, quarter: overlaps(table)},
    )


def _other(
    audit: type[Audit],
    standard: Standard,
    quarter: Quarter,
    returns: Sequence[Accepted],
    lists: Sequence[Sequence[ListPart]],
) -> OtherCounted | None:
    dual = dual_run(audit, standard, quarter)
    if dual is None:
        return None
    others = outcome_table(audit, quarter, returns, standards=[standard], as_if=dual.as_if)
    return OtherCounted(dual, counts(others), shape_of(others, lists))


def _around(
    audit: type[Audit], standard: Standard, returned: Mapping[Quarter, Mapping[str, Collection[str]]], quarter: Quarter
) -> ReturnHistory:
    views = audit.counted_on(standard)
    asked = {code for view in views for code in audit.returners(view, quarter)}
    theirs = {each: {code for view in views for code in by_view[view.code]} for each, by_view in returned.items()}
    silent = asked - theirs[quarter] if audit.due(quarter) else set()
    not_due = [each for each in quarter.last(GO_BACK) if not audit.sent_out(each)]
    return ReturnHistory(theirs, asked, silent, changes(audit, standard), not_due, last_due(audit, quarter))
