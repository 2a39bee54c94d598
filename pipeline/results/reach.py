"""Of which quarters the figure of one quarter is."""

from __future__ import annotations

from pipeline.calendar.quarter import Quarter, Reach
from pipeline.definition import Audit, Standard


def reach_of(audit: type[Audit], standard: Standard, quarter: Quarter) -> Reach:
    """Of which quarters the figure of ``standard`` is that is given for ``quarter``."""
    return Reach(audit.run(quarter).quarters, audit.counted_on(standard)[0].behind)
