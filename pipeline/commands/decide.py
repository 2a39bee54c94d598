"""``decide``: what a meeting decided on reading a report is kept, listed, closed or withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pipeline.calendar.quarter import Quarter, spoken
from pipeline.commands.decide_words import DecideWords
from pipeline.commands.new_decision import day, new_decision, screened
from pipeline.commands.roles import needed_role
from pipeline.errors import UsageError
from pipeline.partnership.bodies import name_of
from pipeline.partnership.here import here
from pipeline.results.followed.closing import awaited
from pipeline.results.followed.decided import IN_WORDS
from pipeline.store import decisions as store
from pipeline.store.decisions import Closer, Decision
from pipeline.store.workspace import A_WHILE, Workspace, locked


def decide(workspace: Workspace, **words: Any) -> int:
    """
    Keep a decision, list what is kept, close one or withdraw one; gives the exit status.

    ``words``: those of `DecideWords`.
    """
    asked, today = DecideWords(**words), date.today()
    if asked.listing:
        return _list(workspace, asked)
    if asked.close is not None or asked.withdraw is not None:
        return _end(workspace, asked, today)
    new = new_decision(workspace, asked, today)
    with locked(workspace, A_WHILE):
        kept = store.decide(workspace, new)
        others = {each.action for each in store.decisions(workspace)}
    print(f"Kept as {_line(kept)}")
    for sentence in _doubts(kept, others):
        print(sentence)
    return 0


def _list(workspace: Workspace, asked: DecideWords) -> int:
    if asked.kind:
        raise UsageError("--list takes a quarter or nothing. Leave the other words away.")
    quarter = Quarter.parse(asked.quarter) if asked.quarter else None
    there = [each for each in store.decisions(workspace) if quarter is None or each.quarter == str(quarter)]
    for each in there:
        print(_line(each))
    if not there:
        print(f"No decision is kept{f' of a meeting on the report of {quarter}' if quarter else ''}.")
    return 0


def _end(workspace: Workspace, asked: DecideWords, today: date) -> int:
    """Close or withdraw a decision."""
    if asked.quarter:
        raise UsageError("Decide something new, or close or withdraw what was decided: one at a time.")
    on = day(asked.on, "--on") if asked.on else today
    if on > today:
        raise UsageError(f"{spoken(on)} is still to come. Nothing is closed before its day: --on.")
    if asked.withdraw is not None:
        by = needed_role(asked.by, "who withdraws it")
        with locked(workspace, A_WHILE):
            was = store.withdraw(workspace, asked.withdraw, by, on.isoformat())
        print(f"Withdrawn: {_line(was)}\nNo report shows it from now on; that it was decided stays in the file.")
        return 0
    assert asked.close is not None
    by = needed_role(asked.by, "who closes it")
    why = screened(asked.why or "", "The reason")
    if not why:
        raise UsageError("Say in a sentence why it is closed: --why.")
    with locked(workspace, A_WHILE):
        closed = store.close(workspace, asked.close, by, on.isoformat(), why)
    print(f"Closed: {_line(closed)}")
    return 0


def _line(each: Decision) -> str:
    """A decision in one line."""
    what = f"{IN_WORDS[each.kind]}{f' {each.action}' if each.action else ''}"
    read = f"{spoken(date.fromisoformat(each.on))}, on {each.quarter}"
    return f"no. {each.number}: {what} ({read}, {each.by}): {each.text} [{'; '.join(_parts(each))}]".replace(" []", "")


def _parts(each: Decision) -> Iterator[str]:
    if each.recommendations or each.standards:
        yield ", ".join((*each.recommendations, *each.standards))
    if each.agency:
        yield name_of(each.agency)
    if each.due:
        yield f"due {spoken(date.fromisoformat(each.due))}"
    if each.colour:
        yield f"{each.colour}, to the report of {each.until}"
    if each.closed:
        yield f"closed {spoken(date.fromisoformat(each.closed))}, {each.closed_by}: {each.closed_why}"
    elif words := awaited(each):
        yield f"closes with {words}"


def _doubts(kept: Decision, agreed: set[str]) -> Iterator[str]:
    """What whoever typed a decision should look at once more, in sentences."""
    plan = {each.id for each in here().actions} | agreed
    if kept.closer and kept.closer[0] is Closer.ACTION and kept.closer[1] not in plan:
        yield (
            f"Note: no action {kept.closer[1]} is in the plan. If it is an agency's own, all is well; if it is a slip, "
            f"withdraw no. {kept.number} and decide it again."
        )
