"""A quarter in which two versions run side by side: the same records by the other one, where it may be shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, Standard
from pipeline.definition.records import AsIf
from pipeline.definition.targets import Aim
from pipeline.disclose.editions import Edition
from pipeline.disclose.hiding import ShownCounts, line, small
from pipeline.measure.counts import Counts
from pipeline.partnership.here import here
from pipeline.partnership.model import Document, kinds
from pipeline.results.figures import figure
from pipeline.results.model import OtherReading
from pipeline.results.versions import changed_by, titled


@dataclass(frozen=True)
class DualRun:
    """How a standard would be judged on the other side of a document: ``by`` what, as it goes on in a sentence."""

    as_if: AsIf
    by: str


def dual_run(audit: type[Audit], standard: Standard, quarter: Quarter) -> DualRun | None:
    """
    The other reading of ``standard`` in ``quarter``; None where no document that changes it is in its dual run then.

    Where the new version is in force in the quarter the other reading is by the one before; otherwise by the new one.
    """
    running = sorted(_running(audit, standard, quarter), key=lambda pair: pair[1].since or quarter.start)
    for before, document in running:
        since = document.since
        assert since is not None
        if since > quarter.end:
            return DualRun(AsIf(since, later=True), f"by the version that follows ({titled(document)})")
        name = f"by the version before ({titled(before)})" if before else f"as before the {document.version}"
        return DualRun(AsIf(since), name)
    return None


def other_reading(
    dual: DualRun, counted: tuple[Counts, Counts], shown: ShownCounts, aim: Aim, edition: Edition
) -> OtherReading | None:
    """
    The other reading as ``edition`` may show it beside the first, which it shows as ``shown``; None where it may not.

    ``counted``: both readings' counts, the first one's first. Two figures on the same records give the records away
    that they differ in: so, but to named readers, the other one is shown only where it differs by nothing or by more
    than a small count, and where nothing of either is hidden.
    """
    first, other = counted
    beside = line(other, edition)
    if not edition.named_readers:
        beside = replace(beside, not_recorded=None)
        lacking = (shown.met, shown.applicable, beside.met, beside.applicable)
        apart = [abs(getattr(first, name) - getattr(other, name)) for name in ("met", "not_met", "applicable")]
        if None in lacking or any(small(each, edition.hide) for each in apart):
            return None
    label = f"All returns, {dual.by}"
    return OtherReading(dual.by, figure("", label, other, beside, aim))


def _running(audit: type[Audit], standard: Standard, quarter: Quarter) -> Iterator[tuple[Document | None, Document]]:
    """Each document in its dual run that judges ``standard`` otherwise than what was before it, and that."""
    for kind in kinds(here().documents):
        before: Document | None = None
        for each in (version for version in here().versions(kind) if version.dated):
            if each.since is not None and quarter in each.dual_run and _judges_otherwise(audit, standard, each):
                yield before, each
            before = each


def _judges_otherwise(audit: type[Audit], standard: Standard, document: Document) -> bool:
    assert document.since is not None
    if any(each.document == document.kind for each in standard.versions):
        return True
    if not changed_by(audit, standard, document):
        return False
    eve = document.since - timedelta(days=1)
    sides = [(limit.on(eve), limit.on(document.since)) for limit in standard.limits()]
    return any((one and one.limit) != (other and other.limit) for one, other in sides)
