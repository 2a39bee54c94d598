"""From when the limits of a standard's chart are worked out anew: where somebody decided so, and nowhere else."""

from __future__ import annotations

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Standard
from pipeline.partnership.here import here
from pipeline.results.change_values import Rebase


def rebases_of(standard: Standard, quarter: Quarter) -> tuple[Rebase, ...]:
    """The decisions that hold in ``quarter``, in the order of time."""
    return tuple(
        Rebase(str(each.since), each.decided_by, each.minute, each.why)
        for each in here().rebases_of(standard.id)
        if each.since <= quarter
    )
