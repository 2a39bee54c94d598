"""The standard that a command is asked about."""

from __future__ import annotations

from difflib import get_close_matches

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, Standard
from pipeline.english import did_you_mean
from pipeline.errors import UsageError


def named_standard(standard_id: str, quarter: Quarter) -> tuple[type[Audit], Standard]:
    """The standard with this id, in any case, and its audit. Raises: UsageError -- with the nearest that there is."""
    known = {each.id.casefold(): (audit, each) for audit in audits.of(quarter).values() for each in audit.standards}
    if standard_id.casefold() in known:
        return known[standard_id.casefold()]
    near = get_close_matches(standard_id.casefold(), known, n=1)
    hint = did_you_mean(known[near[0]][1].id if near else None, f"Audits: {', '.join(audits.codes())}.")
    raise UsageError(f"There is no standard {standard_id!r}. {hint}")
