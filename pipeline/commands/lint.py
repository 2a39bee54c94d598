"""``lint``: what an audit's definition asks or counts in vain, and what an edition will often hide of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline import audits as every
from pipeline.calendar.quarter import Quarter
from pipeline.commands.audit_codes import audit_codes
from pipeline.definition import Audit
from pipeline.english import listed, number_of
from pipeline.errors import UsageError
from pipeline.lint import doubts
from pipeline.partnership.here import here
from pipeline.store.workspace import Workspace
from pipeline.synthetic.profiles import profile_of

DOUBTED = 3


def lint(_: Workspace, *, audits: Sequence[str], quarter: str | None, meant: bool) -> int:
    """
    Print every doubt about the audits asked for; gives the exit status, 0 where there is none.

    ``meant``: those too that the audit itself says are so on purpose.
    """
    asked = Quarter.parse(quarter) if quarter is not None else Quarter.containing(date.today())
    theirs = every.of(asked)
    chosen = list(dict.fromkeys(code for each in audits for code in _codes(each, asked))) or list(theirs)
    told = [(code, each) for code in chosen for each in doubts(theirs[code], asked, _cases(theirs[code], asked))]
    open_ = [each for each in told if not each[1].meant]
    for code, doubt in told if meant else open_:
        print(f"{code}: {doubt.text}")
    explained = len(told) - len(open_)
    beside = f"; {explained} more explained in the definition (--meant shows them)" if explained and not meant else ""
    print(f"{listed(chosen)}, {asked}: {number_of(len(open_), 'doubt') if open_ else 'no doubt'}{beside}")
    return DOUBTED if open_ else 0


def _codes(text: str, quarter: Quarter) -> tuple[str, ...]:
    """The audits that ``text`` names, by code or by the file in which they are written."""
    if not text.casefold().endswith(".py"):
        return audit_codes(text)
    if not (written := every.written_in(Path(text).resolve(), quarter)):
        raise UsageError("That file is none of this partnership's definitions; they lie in its folder audits.")
    return written


def _cases(audit: type[Audit], quarter: Quarter) -> float:
    """About how many records an agency sends in a quarter: the size of its sample, or else those of made-up returns."""
    planned = (each.sample_size for each in here().audits if each.audit == audit.code and each.on(quarter.end))
    return next((size for size in planned if size is not None), sum(profile_of(audit).cases) / 2)
