"""How an edition shows an audit and each of its standards, and what the released ones print of each line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit
from pipeline.disclose.child_status import edition_for
from pipeline.disclose.editions import BOARD, SUBGROUP, Edition
from pipeline.disclose.protect.said import GivenUp, SaidLines
from pipeline.disclose.released_before import ReleasedBefore
from pipeline.measure.counts import counts_by
from pipeline.partnership.here import here
from pipeline.results.child_status import without_child_status
from pipeline.results.counted import CountedAudit, CountedQuarter
from pipeline.results.protection import ToProtect, protection


def edition_of(audit: type[Audit], edition: Edition) -> Edition:
    """How ``edition`` shows an audit: more narrowly where it is of few children."""
    return edition.of_few() if audit.few else edition


def shown_in(counted: CountedAudit, edition: Edition) -> Mapping[str, Edition]:
    """How ``edition`` shows each standard, by its id: in full where it tells of nobody."""
    audit, shown = counted.audit, edition_of(counted.audit, edition)
    every = {each.standard.id: each.standard for each in counted.standards}
    return {
        name: edition_for(each, shown) if audit.of_people(each) else shown.of_things() for name, each in every.items()
    }


def protection_of(
    counted: CountedAudit,
    quarter: Quarter,
    released: Sequence[ReleasedBefore] = (),
    given_up: GivenUp | None = None,
) -> dict[str, SaidLines]:
    """
    What each released edition prints of every line of those standards of an audit whose counts are of people.

    Where the partnership hides small counts of what children are from named readers too, also what their edition prints
    of the standards that are about those.
    """
    audit = counted.audit
    standards = [
        ToProtect(
            each.standard,
            {**each.before, quarter: counts_by(each.outcomes, "agency")},
            each.shapes,
            each.around,
            audit.taken_together,
        )
        for each in counted.standards
        if audit.of_people(each.standard)
    ]
    said = protection(standards, quarter, audit.code, counted.overlap, released, given_up)
    if here().hides_child_status:
        said[SUBGROUP.name] = without_child_status(said[BOARD.name], standards, counted.overlap)
    return said


def protected_quarter(counted: CountedQuarter) -> dict[str, dict[str, SaidLines]]:
    """The same of every audit of a quarter, by its code, given all that was released before."""
    quarter = counted.intake.quarter
    return {each.audit.code: protection_of(each, quarter, counted.released) for each in counted.audits}
