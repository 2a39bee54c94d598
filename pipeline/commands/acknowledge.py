"""``acknowledge``: list the records that need action at once, or say that those with these numbers are seen to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.calendar.quarter import spoken
from pipeline.commands.roles import needed_role
from pipeline.commands.urgent import LOOK, urgent_line
from pipeline.english import number_of
from pipeline.errors import UsageError
from pipeline.store.immediate_action import acknowledge as note
from pipeline.store.immediate_action import readable, urgent_records
from pipeline.store.workspace import A_WHILE, Workspace, locked


def acknowledge(workspace: Workspace, *, numbers: Sequence[int], every: bool, by: str | None) -> int:
    """List what nobody has acknowledged, or acknowledge it; gives the exit status."""
    if not numbers and not every:
        if by is not None:
            raise UsageError("Say which records are seen to: their numbers, or --all.")
        return _list(workspace)
    if numbers and every:
        raise UsageError("Give the numbers of the records, or --all, and not both.")
    who = needed_role(by, "who told the agency")
    with locked(workspace, A_WHILE):
        chosen = [each.number for each in urgent_records(workspace) if each.open] if every else numbers
        now = note(workspace, chosen, who, date.today().isoformat())
    left = [each for each in urgent_records(workspace) if each.open]
    print(f"Acknowledged by {who}: {number_of(len(now), 'record')}. Still open: {len(left)}.")
    return 0


def _list(workspace: Workspace) -> int:
    waiting = [each for each in urgent_records(workspace) if each.open]
    for each in waiting:
        told = spoken(date.fromisoformat(each.told))
        print(f"{urgent_line(each)} (told on {told}{', made up' if each.made_up else ''})")
    if not waiting:
        print("No record waits for action at once.")
        return 0
    print(f"All that was ever told of, with who saw to it: {readable(workspace)}")
    return LOOK if any(not each.made_up for each in waiting) else 0
