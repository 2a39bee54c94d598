"""``meeting``: the pages for a meeting on the cases of an audit, and the files in which it is written down."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.commands.audit_codes import audit_codes
from pipeline.commands.one_quarter import one_quarter
from pipeline.english import number_of
from pipeline.errors import NoResults
from pipeline.report.meeting import destroy, folder_of, write
from pipeline.results.case_values import CasesResult
from pipeline.results.cases import cases
from pipeline.store.erasure.gone import refuse_erased
from pipeline.store.meeting_files import meetings, write_headings
from pipeline.store.samples import listed_in, samples
from pipeline.store.workspace import A_WHILE, Workspace, locked
from pipeline.store.writable import refuse_if_not_writable


def meeting(
    workspace: Workspace, *, quarter: str, audit: str, destroyed: bool = False, password_file: Path | None = None
) -> int:
    """
    Write the pages for a meeting on an audit's cases, and its files where they are not there; gives the exit status.

    ``destroyed``: take the pages away instead, once the meeting is over; what was written down of it stays.
    """
    asked, (code,) = Quarter.parse(quarter), audit_codes(audit)
    into = folder_of(workspace, asked, code)
    refuse_if_not_writable(workspace, workspace.meeting_files, into, room=0)
    if destroyed:
        with locked(workspace, A_WHILE):
            gone = destroy(workspace, asked, code)
        print(f"{number_of(gone, 'page')} destroyed in {into}. Destroy what was printed of them too.")
        return 0
    refuse_erased(workspace, asked)
    with locked(workspace, A_WHILE):
        for path in write_headings(workspace, asked):
            print(f"To be filled in: {path}")
        written = meetings(workspace, asked).of(code)  # before the returns are read, since it may be wrong
        drawn = listed_in(samples(workspace, asked), code)
    definition = audits.of(asked)[code]
    returns = one_quarter(workspace, quarter, password_file).counted(definition)
    result = cases(definition, asked, returns, written, drawn)
    if not result.cases:
        raise NoResults(
            f"No record of {code} for {asked} names a case, so there is nothing to read at a meeting. Ask for the "
            f"references: every agency writes the one of the sample list."
        )
    with locked(workspace, A_WHILE):
        path = write(workspace, result)
    print(f"{number_of(len(result.cases), 'case')}: {path}")
    for note in _to_see_to(result, case_led=definition.case_led(asked)):
        print(f"note: {note}", file=sys.stderr)
    return 0


def _to_see_to(result: CasesResult, *, case_led: bool) -> Iterator[str]:
    """What is still to be seen to, without the reference of any case."""
    there, written = {each.reference for each in result.cases}, result.meetings
    if not case_led:
        yield (
            f"audits.csv does not say that {result.audit} is case-led, so the pages of the report give its percentages."
        )
    if result.without:
        count = sum(count for _, count in result.without)
        yield f"{number_of(count, 'record')} without the reference of a case: in none of the pages."
    if not written.panels:
        yield "panel.csv has no row for this audit: who met, and when?"
    if lacking := len(there - {each.case for each in written.agreed}):
        yield f"agreed.csv has no row for {number_of(lacking, 'case')}."
    if strange := len({each.case for each in written.agreed} - there):
        yield f"agreed.csv has {number_of(strange, 'row')} for a case that no return has. Is it written right?"
    if back := len(there & {each.case for each in written.left_out}):
        yield f"{number_of(back, 'case')} of exclusions.csv came back in a return. Take the row out, or ask the agency."
    if silent := len(set(result.drawn) - there - {each.case for each in written.left_out}):
        yield f"{number_of(silent, 'case')} drawn, not back and not in exclusions.csv: say why."
    if result.moderation.unexplained:
        yield f"{number_of(result.moderation.unexplained, 'grade')} changed by moderation without a reason."
