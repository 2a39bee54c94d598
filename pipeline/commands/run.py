"""``run``: a quarter, from its returns to its pages; where nothing changed, what stands is named at once."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from pipeline.calendar.quarter import Quarter
from pipeline.commands.arguments import RunWords
from pipeline.commands.left_out import say_left_out
from pipeline.commands.ran import Ran
from pipeline.commands.urgent import say_open
from pipeline.english import number_of
from pipeline.partnership.here import here
from pipeline.store.standing import standing as what_stands
from pipeline.store.workspace import Workspace, locked


def run(workspace: Workspace, **words: Any) -> int:
    """
    Run a quarter, in one edition or in all, and print the pages to open; or that of every area of a region.

    Gives the exit status. ``words``: those of `RunWords`.
    """
    asked = RunWords(**words)
    if asked.region is not None:
        from pipeline.commands.region import run_region

        return run_region(asked.region, asked)
    editions = asked.editions(here().default_edition)
    standing = {each: _standing(workspace, asked, each) if asked.plain else None for each in editions}
    due = [each for each, stands in standing.items() if stands is None]
    if due:
        # Only here: with all that a run needs, asking whether anything changed would take three times as long.
        from pipeline.commands.newly_run import run_anew

        standing |= zip(due, run_anew(workspace, asked, due), strict=True)
    ran = [each for each in standing.values() if each is not None]
    _say(Quarter.parse(asked.quarter), ran)
    status = say_left_out(workspace, ran[0].told)  # the returns are the same in every edition
    return max(status, say_open(workspace))


def _standing(workspace: Workspace, asked: RunWords, edition: str) -> Ran | None:
    quarter = Quarter.parse(asked.quarter)
    if quarter not in workspace.quarters() or not workspace.processed.is_dir():
        return None
    audits = () if asked.audit is None else (asked.audit.upper(),)
    with locked(workspace):
        stands = what_stands(workspace, quarter, edition, audits=audits, figures_only=asked.figures_only)
    if stands is None:
        return None
    signed = f"The final report stands, approved by: {stands.approved_by}." if stands.approved_by else ""
    return Ran(stands.note.counted, stands.note.told, stands.odd, stands.page, signed, changed=False)


def _say(quarter: Quarter, ran: Sequence[Ran]) -> None:
    first = ran[0]
    counts, out = number_of(first.counted, "return"), len(first.told.left_out)
    unchanged = "" if any(each.changed for each in ran) else " Nothing has changed."
    read = max(each.read_now for each in ran)
    print(f"{quarter}: {counts} counted, {read} read now, {out} left out.{unchanged}")
    for sentence in dict.fromkeys(odd for each in ran for odd in each.odd):
        print(f"note: {sentence}", file=sys.stderr)
    for each in ran:
        if each.useful:
            print(each.useful)
        if each.signed:
            print(each.signed)
        if each.page is not None:
            print(f"Open {each.page}")
