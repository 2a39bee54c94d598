"""``templates``: the workbooks to send out for a quarter."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline import audits, template
from pipeline.calendar.quarter import Quarter
from pipeline.commands.audit_codes import audit_codes
from pipeline.commands.carried import carried
from pipeline.commands.previous_volumes import EarlierVolumes, previous_volumes
from pipeline.commands.progress import shown
from pipeline.definition import Audit
from pipeline.definition.when_due import when_due
from pipeline.english import number_of
from pipeline.errors import UsageError
from pipeline.partnership.bodies import folder_of, in_place_of, name_of, named
from pipeline.partnership.here import here
from pipeline.store.workspace import Workspace, clear_unfinished, write_atomically
from pipeline.store.writable import refuse_if_not_writable


def templates(workspace: Workspace, *, quarter: str, audit: str | None, agency: str | None, into: Path | None) -> int:
    """Write the templates of a quarter, one for each agency and audit; gives the exit status."""
    asked = Quarter.parse(quarter)
    there = audits.of(asked)
    chosen = audit_codes(audit) or tuple(code for code, each in there.items() if each.runs(asked))
    wanted = [code for code in chosen if there[code].sent_out(asked)]
    meant = named(agency) if agency is not None else None
    only = in_place_of(meant, asked) if meant else None
    if meant and only and only != meant:
        print(f"{only.name} is asked in place of {meant.name}", file=sys.stderr)
    folder = into or workspace.root / "templates" / asked.folder
    before, filled = previous_volumes(workspace, asked), carried(workspace, asked)
    asked_for = [
        (code, view, codes)
        for code in wanted
        for view in there[code].returned()
        if (codes := [each for each in there[code].returners(view, asked) if only is None or each == only.code])
    ]
    if asked_for:
        refuse_if_not_writable(workspace, folder)
    # Who asks for one agency's templates is not told of an audit that it neither named nor returns.
    told = chosen if audit or only is None else [code for code in chosen if _returns(there[code], only.code, asked)]
    for each in _left_out(there, told, wanted, asked):
        print(each, file=sys.stderr)
    if not asked_for:
        raise UsageError(_nothing(only.name if only else "", wanted, asked))
    clear_unfinished(folder)
    count, of = 0, sum(len(codes) for _, _, codes in asked_for)
    with shown() as progress:
        progress("writing templates", 0, of)
        for code, view, codes in asked_for:
            form, known = there[code].form(view, asked), before.get(code, EarlierVolumes())
            copies = template.workbooks(
                form, codes, previous_volumes=known.lines, previous_by=known.by, carried=filled.get(code, {})
            )
            for returner, data in copies:
                write_atomically(folder / folder_of(returner) / f"{code}-{returner}-{asked.folder}.xlsx", data)
                count += 1
                progress("writing templates", count, of, f"{name_of(returner)}, {code}")
    print(f"{number_of(count, 'template')} written to {folder}")
    return 0


def _returns(audit: type[Audit], agency: str, quarter: Quarter) -> bool:
    return any(agency in audit.returners(view, quarter) for view in audit.returned())


def _left_out(
    there: Mapping[str, type[Audit]], chosen: Sequence[str], wanted: Sequence[str], quarter: Quarter
) -> Iterator[str]:
    """Of which audits and views no template is written, and why."""
    for code in chosen:
        if code not in wanted:
            row = "" if there[code].runs(quarter) else " To run it, give it a row in audits.csv."
            yield f"{code} {when_due(there[code], quarter)}{row}"
    for code in wanted:
        for view in there[code].returned():
            if not there[code].returners(view, quarter) and not here().begins_after(view.role, code, quarter):
                yield (
                    f"{code}: nobody is in the role {view.role} in {quarter}, so there is no template of its "
                    f"{view.title}. Say in returns.csv who is."
                )


def _nothing(agency: str, wanted: Sequence[str], quarter: Quarter) -> str:
    """Why there is no template to write."""
    if not wanted:
        return f"None of these audits is due in {quarter}, so there is no template. Name a quarter in which one is."
    return f"{agency or 'Nobody'} returns nothing for {', '.join(wanted)} in {quarter}."
