"""``run``: a quarter, from its returns to its pages; where nothing changed, what stands is named at once."""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.commands.left_out import say_left_out
from pipeline.english import number_of
from pipeline.store.standing import Standing, standing
from pipeline.store.workspace import Workspace, locked


def run(
    workspace: Workspace,
    *,
    quarter: str,
    audit: str | None,
    edition: str,
    workers: int,
    figures_only: bool,
    final: bool,
    approved_by: str | None,
    again: bool,
    password_file: Path | None,
) -> int:
    """Run a quarter and print the page to open; gives the exit status."""
    if not (again or final or approved_by is not None or password_file is not None):
        stands = _standing(workspace, quarter, audit, edition, figures_only)
        if stands is not None:
            return _say(workspace, Quarter.parse(quarter), stands)
    # Only here: with all that a run needs, asking whether anything changed would take three times as long.
    from pipeline.commands.newly_run import run_anew

    return run_anew(
        workspace,
        quarter=quarter,
        audit=audit,
        edition=edition,
        workers=workers,
        figures_only=figures_only,
        final=final,
        approved_by=approved_by,
        again=again,
        password_file=password_file,
    )


def _standing(
    workspace: Workspace, quarter: str, audit: str | None, edition: str, figures_only: bool
) -> Standing | None:
    asked = Quarter.parse(quarter)
    if asked not in workspace.quarters() or not workspace.processed.is_dir():
        return None
    audits = () if audit is None else (audit.upper(),)
    with locked(workspace):
        return standing(workspace, asked, edition, audits=audits, figures_only=figures_only)


def _say(workspace: Workspace, quarter: Quarter, stands: Standing) -> int:
    note = stands.note
    counts, out = number_of(note.counted, "return"), len(note.told.left_out)
    print(f"{quarter}: {counts} counted, 0 read now, {out} left out. Nothing has changed.")
    for each in stands.odd:
        print(f"note: {each}", file=sys.stderr)
    if stands.approved_by:
        print(f"The final report stands, approved by: {stands.approved_by}.")
    if stands.page is not None:
        print(f"Open {stands.page}")
    return say_left_out(workspace, note.told)
