"""The standard that a command is asked about."""

from __future__ import annotations

from difflib import get_close_matches

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, Standard
from pipeline.english import did_you_mean
from pipeline.errors import UsageError
from pipeline.partnership.here import here

_NONE = "None decides it; what is behind it stands on recommendations.html of the report."


def named_standard(standard_id: str, quarter: Quarter) -> tuple[type[Audit], Standard]:
    """The standard with this id, in any case, and its audit. Raises: UsageError -- with the nearest that there is."""
    known = {each.id.casefold(): (audit, each) for audit in audits.of(quarter).values() for each in audit.standards}
    if standard_id.casefold() in known:
        return known[standard_id.casefold()]
    for each in here().recommendations:
        if each.id.casefold() == standard_id.casefold():
            deciding = f"Name one that decides it: {', '.join(each.key_standards)}." if each.key_standards else _NONE
            raise UsageError(f"{each.id} is a recommendation, and a standard is asked for. {deciding}")
    near = get_close_matches(standard_id.casefold(), known, n=1)
    hint = did_you_mean(known[near[0]][1].id if near else None, f"Audits: {', '.join(audits.codes())}.")
    raise UsageError(f"There is no standard {standard_id!r}. {hint}")
