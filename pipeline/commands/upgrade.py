"""``upgrade``: what this package's audits change for a workspace, as a list of breaks, and the decision to take it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from pipeline.audits import of
from pipeline.calendar.quarter import Quarter, spoken
from pipeline.commands.roles import role
from pipeline.definition.upgrade import Change, touched
from pipeline.english import number_of
from pipeline.errors import UsageError
from pipeline.partnership.here import FOLDER, here
from pipeline.partnership.proposed import rows_to_add
from pipeline.store.definitions import applies_to, changed, kept, take
from pipeline.store.workspace import A_WHILE, Workspace, locked
from pipeline.store.writable import refuse_if_not_writable

WAITING = 3  # exit status
_LONGEST = 80  # characters of a role


def upgrade(workspace: Workspace, *, take: bool, by: str | None) -> int:
    """List what has changed and is not taken, or take it; gives the exit status."""
    if take != bool(by):
        raise UsageError("To go on with newer definitions say both: --take, and --by with the role that decides.")
    decided_by = role(by, "--by") if by else ""
    if len(decided_by) > _LONGEST:
        raise UsageError(f"--by is a role of at most {_LONGEST} characters.")
    if not applies_to(workspace):
        print(f"Nothing to do: there is no folder {workspace.root / FOLDER}, so the package's own audits are used.")
        return 0
    if rows := rows_to_add(here()):
        print(
            "timescales.csv lacks limits that audits read. These rows hold until it has its own; copy in those that "
            "your board agrees with, each with its own source:"
        )
        for each in rows:
            print(f"  {each}")
    before = kept(workspace)
    if before is None:
        print("Nothing to compare with: no run has kept yet what it counted by. The next one does.")
        return 0
    quarter = Quarter.parse(before.quarter)
    changes = changed(before)
    if not changes:
        print("Nothing has changed: the audits are those that this workspace counts by.")
        return 0
    if decided_by:
        _take(workspace, decided_by, len(changes))
        print(f"Taken by {decided_by}: {number_of(len(changes), 'change')}. Runs no longer speak of them.")
        return 0
    since = spoken(datetime.fromisoformat(before.since).date())
    breaks = sum(each.breaks for each in changes)
    print(f"Changed since {since}: {number_of(len(changes), 'part')} of the audits, {number_of(breaks, 'break')}.")
    for line in _told(changes, list(touched(changes, before.outline, of(quarter)))):
        print(line)
    return WAITING


def _take(workspace: Workspace, by: str, count: int) -> None:
    refuse_if_not_writable(workspace, workspace.processed)
    with locked(workspace, wait=A_WHILE):
        take(workspace, Quarter.containing(date.today()), by, count)


def _told(changes: Sequence[Change], own: Sequence[str]) -> Iterator[str]:
    for heading, theirs in (
        ("Breaks:", [each for each in changes if each.breaks]),
        ("Other changes:", [each for each in changes if not each.breaks]),
    ):
        if theirs:
            yield heading
        for each in theirs:
            yield f"  {each.audit}, {each.part}: “{each.title}”. {each.effect}"
            yield from (f"    {line}" for line in _sides(each))
    if own:
        yield "Of your own, see whether these still count what they should:"
        yield from (f"  {each}" for each in own)


def _sides(change: Change) -> Iterator[str]:
    """What differs, as it was and as it is; of a part that is new or gone only what there is."""
    whole = all(not was for _, was, _ in change.differs) or all(not now for _, _, now in change.differs)
    for what, was, now in change.differs:
        if whole:
            yield f"{what}: {was or now}"
        else:
            yield f"{what}, before: {was or '(nothing)'}"
            yield f"{what}, now:    {now or '(nothing)'}"
