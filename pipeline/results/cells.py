"""The counts behind a quarter's figures, as the protection and the proof of a released edition take them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.disclose.facts import Cells
from pipeline.disclose.protect.said import SaidLines
from pipeline.measure.counts import counts_by
from pipeline.results.counted import CountedAudit, CountedQuarter
from pipeline.results.protection import as_printed


def together(every: Sequence[Cells]) -> Cells:
    """The counts behind the figures of several audits."""
    quarters = {quarter for each in every for quarter in (*each.within, *each.apart)}
    return Cells(
        {key: theirs for each in every for key, theirs in each.counts.items()},
        {quarter: tuple(pair for each in every for pair in each.within.get(quarter, ())) for quarter in quarters},
        {quarter: tuple(pair for each in every for pair in each.apart.get(quarter, ())) for quarter in quarters},
    )


def cells_of_audit(counted: CountedAudit, quarter: CountedQuarter, printed: SaidLines | None = None) -> Cells:
    """
    The counts of those standards of an audit whose counts are of people, of this quarter and of those before.

    ``printed``: what an edition prints of them: a quarter that was released may have to stand as it was.
    """
    now, of_people = (
        quarter.intake.quarter,
        [each for each in counted.standards if counted.audit.of_people(each.standard)],
    )
    counts = {
        (each.standard.id, agency, str(when)): theirs
        for each in of_people
        for when, by_agency in as_printed(
            {**each.before, now: counts_by(each.outcomes, "agency")}, each.standard, printed
        ).items()
        for agency, theirs in by_agency.items()
    }
    ids = {each.standard.id for each in of_people}
    return Cells(
        counts,
        {str(when): tuple(pair for pair in each.within if {*pair} <= ids) for when, each in counted.overlap.items()},
        {str(when): tuple(pair for pair in each.apart if {*pair} <= ids) for when, each in counted.overlap.items()},
    )
