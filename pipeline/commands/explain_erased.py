"""What ``explain`` says of a figure whose records were erased: its counts, and what became of the rest."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.calendar.quarter import Quarter
from pipeline.commands.named_standard import named_standard
from pipeline.measure.counts import Counts
from pipeline.partnership.bodies import named
from pipeline.partnership.keeping import Kept
from pipeline.results.past import counted_before_erasure
from pipeline.store.erasure.erasures import erased_quarters
from pipeline.store.erasure.gone import erased_in_words
from pipeline.store.workspace import Workspace


def counts_alone(workspace: Workspace, quarter: Quarter, standard: str, agency: str | None) -> Iterator[str]:
    """The lines on a figure of a quarter whose returns were erased; none where they were not."""
    told = erased_in_words(workspace, quarter)
    if not told:
        return
    audit, wanted = named_standard(standard, quarter)
    meant = named(agency).code if agency is not None else ""
    yield f"{wanted.id} {wanted.titled(quarter)}, {quarter}{f', {agency}' if agency else ''}"
    if quarter not in erased_quarters(workspace, Kept.COUNTS):
        kept = counted_before_erasure(workspace, quarter).audits.get(audit.code)
        by_agency = kept.standards.get(wanted.id, {}) if kept else {}
        counted = sum((each for code, each in by_agency.items() if meant in ("", code)), start=Counts())
        yield f"  {counted.met} of {counted.applicable} met; {counted.not_recorded} of the others not recorded"
    yield f"  {told} None of its records can be listed."
