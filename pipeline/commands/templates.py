"""``templates``: the workbooks to send out for a quarter."""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline import audits, template
from pipeline.calendar.quarter import Quarter
from pipeline.commands.audit_codes import audit_codes
from pipeline.commands.previous_volumes import EarlierVolumes, previous_volumes
from pipeline.commands.progress import shown
from pipeline.english import number_of
from pipeline.errors import UsageError
from pipeline.partnership.bodies import folder_of, in_place_of, name_of, named
from pipeline.store.workspace import Workspace, clear_unfinished, write_atomically
from pipeline.store.writable import refuse_if_not_writable


def templates(workspace: Workspace, *, quarter: str, audit: str | None, agency: str | None, into: Path | None) -> int:
    """Write the templates of a quarter, one for each agency and audit; gives the exit status."""
    asked = Quarter.parse(quarter)
    there = audits.of(asked)
    wanted = audit_codes(audit) or tuple(there)
    meant = named(agency) if agency is not None else None
    only = in_place_of(meant, asked) if meant else None
    if meant and only and only != meant:
        print(f"{only.name} is asked in place of {meant.name}", file=sys.stderr)
    folder = into or workspace.root / "templates" / asked.folder
    before = previous_volumes(workspace, asked)
    asked_for = [
        (code, view, codes)
        for code in wanted
        if there[code].due(asked)
        for view in there[code].views
        if (codes := [each for each in there[code].returners(view, asked) if only is None or each == only.code])
    ]
    for code in wanted:
        for view in there[code].views if there[code].due(asked) else ():
            if not there[code].returners(view, asked):
                print(
                    f"{code}: nobody is in the role {view.role} in {asked}, so there is no template of its "
                    f"{view.title}. Say in returns.csv who is.",
                    file=sys.stderr,
                )
    if not asked_for:
        raise UsageError(f"{only.name if only else 'Nobody'} returns nothing for {', '.join(wanted)} in {asked}.")
    for code in wanted:
        if not there[code].due(asked):
            print(f"{code} is not due in {asked}", file=sys.stderr)
    refuse_if_not_writable(workspace, folder)
    clear_unfinished(folder)
    count, of = 0, sum(len(codes) for _, _, codes in asked_for)
    with shown() as progress:
        progress("writing templates", 0, of)
        for code, view, codes in asked_for:
            form, known = there[code].form(view, asked), before.get(code, EarlierVolumes())
            copies = template.workbooks(form, codes, previous_volumes=known.lines, previous_by=known.by)
            for returner, data in copies:
                write_atomically(folder / folder_of(returner) / f"{code}-{returner}-{asked.folder}.xlsx", data)
                count += 1
                progress("writing templates", count, of, f"{name_of(returner)}, {code}")
    print(f"{number_of(count, 'template')} written to {folder}")
    return 0
