"""``run``: a quarter, from its returns to its pages; where nothing changed, what stands is named at once."""

from __future__ import annotations

import sys
from typing import Any

from pipeline.calendar.quarter import Quarter
from pipeline.commands.arguments import RunWords
from pipeline.commands.left_out import say_left_out
from pipeline.english import number_of
from pipeline.partnership.here import here
from pipeline.store.standing import Standing, standing
from pipeline.store.workspace import Workspace, locked


def run(workspace: Workspace, **words: Any) -> int:
    """Run a quarter and print the page to open; gives the exit status. ``words``: those of `RunWords`."""
    asked = RunWords(**words).in_edition(here().default_edition)
    quarter = Quarter.parse(asked.quarter)
    stands = _standing(workspace, quarter, asked) if asked.plain else None
    if stands is not None:
        return _say(workspace, quarter, stands)
    # Only here: with all that a run needs, asking whether anything changed would take three times as long.
    from pipeline.commands.newly_run import run_anew

    return run_anew(workspace, asked)


def _standing(workspace: Workspace, quarter: Quarter, asked: RunWords) -> Standing | None:
    if quarter not in workspace.quarters() or not workspace.processed.is_dir():
        return None
    audits = () if asked.audit is None else (asked.audit.upper(),)
    with locked(workspace):
        return standing(workspace, quarter, asked.edition, audits=audits, figures_only=asked.figures_only)


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
