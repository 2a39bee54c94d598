"""``demo``: a made-up partnership's returns, and the newest quarter run from them to its pages."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from pipeline.audits.checked import problems
from pipeline.calendar.quarter import Quarter
from pipeline.commands.bell import Bell
from pipeline.commands.left_out import say_left_out
from pipeline.commands.progress import shown
from pipeline.commands.urgent import say_open
from pipeline.commands.usual_words import DEMO, DEMO_OF_AREAS
from pipeline.disclose.editions import SUBGROUP
from pipeline.english import listed, number_of
from pipeline.errors import UsageError
from pipeline.partnership.bodies import name_of
from pipeline.partnership.here import FOLDER, USUAL, here, of_workspace, shipped, used
from pipeline.partnership.load import load as load_partnership
from pipeline.partnership.model import Partnership
from pipeline.run.quarter import RunRequest, quarter_run
from pipeline.store.workspace import Workspace, locked, write_atomically
from pipeline.store.writable import refuse_if_not_writable
from pipeline.synthetic import Planted, load, making_code, marked, partnership, place
from pipeline.synthetic.plan import Plan, Story

NEWEST = Quarter(2019, 2)  # of the usual partnership; of any other the last that has ended
FIRST = Quarter(2012, 1)
YEARS_AHEAD = 2
MOST_QUARTERS = 40  # the families' births reach no further back
_ELSEWHERE = "Choose another folder (--into), or delete this one if nobody needs it."


def demo(
    asked_in: Workspace,
    *,
    into: Path | None,
    quarters: int,
    seed: int,
    workers: int,
    quarter: str | None = None,
    partnership: str | None = None,
    areas: int | None = None,
) -> int:
    """
    Make the returns, unless they are there already, and run the newest quarter; gives the exit status.

    With ``areas``, those of a region of so many (see `demo_areas`).

    They go into a workspace of their own, and are those of the partnership that is named; else of that of the workspace
    in which it was asked for; where that has none of its own, of that of the one that they go into.
    """
    if quarters > MOST_QUARTERS:
        raise UsageError(f"--quarters can be at most {MOST_QUARTERS}, got {quarters}.")
    if seed < 0:
        raise UsageError(f"--seed can be 0 or more, got {seed}.")
    if areas is not None:
        return _of_areas(areas, into, quarters, seed, workers, quarter, partnership)
    workspace = Workspace(into or DEMO)
    whose = shipped(partnership) if partnership else of_workspace(_own(workspace, asked_in).root, problems)
    with used(whose):
        newest = _newest(quarter)
        asked = newest.last(quarters)
        _refuse_if_anothers(workspace, asked, seed)
        refuse_if_not_writable(workspace)
        _write(workspace, whose)
        return _demonstrated(workspace, asked, seed, workers)


def _of_areas(
    areas: int, into: Path | None, quarters: int, seed: int, workers: int, quarter: str | None, partnership: str | None
) -> int:
    from pipeline.commands.demo_areas import demo_areas, newest

    if partnership:
        raise UsageError("--partnership and --areas do not go together: each area is a partnership of its own.")
    asked = (_asked(quarter) if quarter else newest()).last(quarters)
    return demo_areas(into or DEMO_OF_AREAS, areas, asked, seed, workers)


def _own(workspace: Workspace, asked_in: Workspace) -> Workspace:
    return asked_in if os.path.lexists(asked_in.root / FOLDER) else workspace


def _newest(quarter: str | None) -> Quarter:
    if quarter is None:
        return NEWEST if here() is shipped(USUAL) else Quarter.containing(date.today()).previous()
    return _asked(quarter)


def _asked(quarter: str) -> Quarter:
    asked, today = Quarter.parse(quarter), date.today()
    last = Quarter.containing(date(today.year + YEARS_AHEAD, today.month, 1))
    if not FIRST <= asked <= last:
        raise UsageError(f"--quarter can be one from {FIRST.folder} to {last.folder}, got {asked.folder}.")
    return asked


def _write(workspace: Workspace, whose: Partnership) -> None:
    """
    Write the files of ``whose`` into the demonstration's own folder, where none are; the usual one needs none.

    Raises: UsageError -- if others lie there already.
    """
    folder = workspace.root / FOLDER
    if os.path.lexists(folder):
        if load_partnership(folder).digest != whose.digest:
            raise UsageError(f"{folder} holds other files than those of {whose.name}. {_ELSEWHERE}")
    elif whose is not shipped(USUAL):
        for name, data in whose.files.items():
            write_atomically(folder / name, data)


def _demonstrated(workspace: Workspace, asked: Sequence[Quarter], seed: int, workers: int) -> int:
    planted = load(workspace)
    with shown() as progress:
        if planted is None or planted.code != making_code():
            with locked(workspace):
                planted = partnership(workspace, asked, seed, progress, workers)
        bell = Bell(workspace, progress)
        ran = quarter_run(workspace, RunRequest(asked[-1], SUBGROUP, workers=workers, alarm=bell), progress)
    for line in told(planted):
        print(line)
    print(f"All of it, cell by cell: {place(workspace)}")
    say_left_out(workspace, ran.told)
    say_open(workspace)
    if ran.page is not None:
        print(f"Open {ran.page.resolve()}")
    return 0


def _refuse_if_anothers(workspace: Workspace, quarters: Sequence[Quarter], seed: int) -> None:
    """Raises: UsageError -- if the folder holds anything but this very demonstration, whole or begun."""
    holds_returns = workspace.raw.is_dir() and any(workspace.raw.iterdir())
    if holds_returns and not workspace.synthetic:
        raise UsageError(f"{workspace.root} holds returns that are not known to be made up. {_ELSEWHERE}")
    if workspace.synthetic and workspace.marker.read_bytes() != marked(quarters, seed).encode("utf-8"):
        raise UsageError(f"{workspace.root} holds a demonstration with another seed or other quarters. {_ELSEWHERE}")


def told(planted: Planted) -> list[str]:
    """What was planted, in a few lines."""
    sent = [each for each in planted.returns if not each.missing]
    late, nil, missing, back = (
        [_named(each.audit, each.agency) for each in planted.newest if getattr(each, what)]
        for what in ("late", "nil", "missing", "sent_back")
    )
    errors = sum(each.severity == "error" for each in planted.faults)
    slips = f"{number_of(errors, 'error')} and {number_of(len(planted.faults) - errors, 'query', 'queries')}"
    mistaken = ", ".join(sorted({_named(each.audit, each.agency) for each in planted.faults})) or "none"
    change, last = planted.improved, planted.quarters[-1]
    span = last if len(planted.quarters) == 1 else f"{planted.quarters[0]} to {last}"
    better = "nothing"
    if change is not None:
        better = f"{change.standard}, from {change.before:.0%} to {change.after:.0%} since {change.since}"
    return [
        f"{number_of(len(sent), 'return')} for {span}, all made up (seed {planted.seed}).",
        f"Planted in {last}: late {_so_many(late)}, nil {_so_many(nil)}, missing {_so_many(missing)}.",
        f"Sent back on purpose: {', '.join(back) or 'none'}. Its sheet of records is renamed and a heading deleted.",
        f"Mistakes on purpose: {slips} in {mistaken}.",
        f"Really better: {better}. Whatever else moves is chance.",
        *_followed(planted.plan),
    ]


def _followed(plan: Plan) -> Iterator[str]:
    """What was planted in the action plan, where there is one."""
    actions = [f"{each.id} {each.story}" for each in plan.actions if each.story is not Story.IN_ORDER]
    evidence = [
        f"{each.number} of {name_of(each.agency)} {each.story}"
        for each in plan.evidence
        if each.story is not Story.IN_ORDER
    ]
    if plan.actions:
        yield f"In the action plan: {listed([*actions, *evidence]) or 'all in order'}."


def _so_many(named: Sequence[str]) -> str:
    return f"{len(named)} ({', '.join(named)})" if named else "0"


def _named(audit: str, code: str) -> str:
    return f"{audit} of {name_of(code)}"
