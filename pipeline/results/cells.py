"""The counts behind a quarter's figures, as the protection and the proof of a released edition take them."""

from __future__ import annotations

from pipeline.disclose.facts import Cells
from pipeline.measure.counts import counts_by
from pipeline.results.counted import CountedAudit, CountedQuarter


def cells_of(counted: CountedQuarter) -> Cells:
    """The counts of people behind the figures of every audit, of this quarter and of those before."""
    every = [cells_of_audit(each, counted) for each in counted.audits]
    quarters = {quarter for each in every for quarter in (*each.within, *each.apart)}
    return Cells(
        {key: theirs for each in every for key, theirs in each.counts.items()},
        {quarter: tuple(pair for each in every for pair in each.within.get(quarter, ())) for quarter in quarters},
        {quarter: tuple(pair for each in every for pair in each.apart.get(quarter, ())) for quarter in quarters},
    )


def cells_of_audit(counted: CountedAudit, quarter: CountedQuarter) -> Cells:
    """The same of one audit: of those of its standards whose counts are of people."""
    now, of_people = (
        quarter.intake.quarter,
        [each for each in counted.standards if counted.audit.of_people(each.standard)],
    )
    counts = {
        (each.standard.id, agency, str(when)): theirs
        for each in of_people
        for when, by_agency in {**each.before, now: counts_by(each.outcomes, "agency")}.items()
        for agency, theirs in by_agency.items()
    }
    ids = {each.standard.id for each in of_people}
    return Cells(
        counts,
        {str(when): tuple(pair for pair in each.within if {*pair} <= ids) for when, each in counted.overlap.items()},
        {str(when): tuple(pair for pair in each.apart if {*pair} <= ids) for when, each in counted.overlap.items()},
    )
