"""A quarter in which two versions run side by side: the same records by the other one, where it may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, Standard
from pipeline.definition.records import AsIf
from pipeline.definition.targets import Aim
from pipeline.disclose.editions import Edition
from pipeline.disclose.hiding import line
from pipeline.measure.counts import Counts
from pipeline.measure.shapes import Shape
from pipeline.partnership.defining import RECODING
from pipeline.partnership.here import here
from pipeline.partnership.model import Document, kinds
from pipeline.results.figure_values import OtherReading
from pipeline.results.figures import figure
from pipeline.results.versions import changed_by, titled
from pipeline.results.worths import worth_shown


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
    changing = (each for each in _running(quarter) if _judges_otherwise(audit, standard, each))
    return next((each.dual(quarter) for each in changing), None)


def recoding_dual_run(quarter: Quarter) -> DualRun | None:
    """The other reading of answers that a document makes one; None where no such document is in its dual run then."""
    return next((each.dual(quarter) for each in _running(quarter) if each.document.kind in RECODING), None)


def other_reading(
    dual: DualRun, other: Counts, aim: Aim, edition: Edition, shape: Shape | None = None
) -> OtherReading | None:
    """
    The ``other`` reading as ``edition`` may show it beside the first; None where it may not.

    ``shape``: how the records hang together by it, each by itself where not given. Two figures on the same records give
    away how many records they differ in, and of two agencies each knows how many of its own do: so the other one is for
    named readers, but where it tells of things.
    """
    if edition.hide:
        return None
    beside = line(other, edition)
    label = f"All returns, {dual.by}"
    return OtherReading(dual.by, figure("", label, other, beside, aim, worth_shown(shape, edition) if shape else None))


@dataclass(frozen=True)
class _Running:
    """A document in its dual run, its first day, and the version before it, if any."""

    document: Document
    since: date
    before: Document | None

    def dual(self, quarter: Quarter) -> DualRun:
        """What the other side of it is in ``quarter``."""
        if self.since > quarter.end:
            return DualRun(AsIf(self.since, later=True), f"by the version that follows ({titled(self.document)})")
        if self.before is None:
            return DualRun(AsIf(self.since), f"as before the {self.document.version}")
        return DualRun(AsIf(self.since), f"by the version before ({titled(self.before)})")


def _running(quarter: Quarter) -> list[_Running]:
    """The documents in their dual run in ``quarter``, the first to come in first."""
    running = []
    for kind in kinds(here().documents):
        before: Document | None = None
        for each in (version for version in here().versions(kind) if version.dated):
            if each.since is not None and quarter in each.dual_run:
                running.append(_Running(each, each.since, before))
            before = each
    return sorted(running, key=lambda each: each.since)


def _judges_otherwise(audit: type[Audit], standard: Standard, running: _Running) -> bool:
    """Whether a record can come out otherwise once the document is in force."""
    document = running.document
    if any(each.document == document.kind for each in standard.versions):
        return True
    if not changed_by(audit, standard, document):
        return False
    if document.kind in RECODING:
        recoded = audit.recoded()
        return any(each.name in recoded for each in standard.fields())
    eve = running.since - timedelta(days=1)
    sides = [(limit.on(eve), limit.on(running.since)) for limit in standard.limits()]
    return any((one and one.limit) != (other and other.limit) for one, other in sides)
