"""``demo``: a made-up partnership's returns, and the newest quarter run from them to its pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.commands.left_out import say_left_out
from pipeline.commands.progress import shown
from pipeline.disclose.editions import SUBGROUP
from pipeline.english import number_of
from pipeline.errors import UsageError
from pipeline.partnership.bodies import name_of
from pipeline.run import RunRequest, quarter_run
from pipeline.store.workspace import Workspace, locked
from pipeline.store.writable import refuse_if_not_writable
from pipeline.synthetic import Planted, load, making_code, marked, partnership, place

NEWEST = Quarter(2019, 2)
MOST_QUARTERS = 40  # the families' births reach no further back


def demo(_: Workspace, *, into: Path, quarters: int, seed: int, workers: int) -> int:
    """
    Make the returns, unless they are there already, and run the newest quarter; gives the exit status.

    They go into a workspace of their own, whichever was asked for otherwise.
    """
    if quarters > MOST_QUARTERS:
        raise UsageError(f"--quarters can be at most {MOST_QUARTERS}, got {quarters}.")
    if seed < 0:
        raise UsageError(f"--seed can be 0 or more, got {seed}.")
    workspace = Workspace(into)
    asked = _quarters(quarters)
    _refuse_if_anothers(workspace, asked, seed)
    planted = load(workspace)
    refuse_if_not_writable(workspace)
    with shown() as progress:
        if planted is None or planted.code != making_code():
            with locked(workspace):
                planted = partnership(workspace, asked, seed, progress)
        ran = quarter_run(workspace, RunRequest(NEWEST, SUBGROUP, workers=workers), progress)
    for line in told(planted):
        print(line)
    print(f"All of it, cell by cell: {place(workspace)}")
    say_left_out(workspace, ran.told)
    if ran.page is not None:
        print(f"Open {ran.page.resolve()}")
    return 0


def _quarters(count: int) -> list[Quarter]:
    quarters = [NEWEST]
    while len(quarters) < count:
        quarters.insert(0, quarters[0].previous())
    return quarters


def _refuse_if_anothers(workspace: Workspace, quarters: Sequence[Quarter], seed: int) -> None:
    """Raises: UsageError -- if the folder holds anything but this very demonstration, whole or begun."""
    elsewhere = "Choose another folder (--into), or delete this one if nobody needs it."
    holds_returns = workspace.raw.is_dir() and any(workspace.raw.iterdir())
    if holds_returns and not workspace.synthetic:
        raise UsageError(f"{workspace.root} holds returns that are not known to be made up. {elsewhere}")
    if workspace.synthetic and workspace.marker.read_bytes() != marked(quarters, seed).encode("utf-8"):
        raise UsageError(f"{workspace.root} holds a demonstration with another seed or other quarters. {elsewhere}")


def told(planted: Planted) -> list[str]:
    """What was planted, in five lines."""
    sent = [each for each in planted.returns if not each.missing]
    late, nil, missing, back = (
        ", ".join(_named(each.audit, each.agency) for each in planted.newest if getattr(each, what)) or "none"
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
        f"In {last} one return is late ({late}), one nil ({nil}) and one missing ({missing}).",
        f"Sent back on purpose: {back}. Its sheet of records is renamed and a heading deleted.",
        f"Mistakes on purpose: {slips} in {mistaken}.",
        f"Really better: {better}. Whatever else moves is chance.",
    ]


def _named(audit: str, code: str) -> str:
    return f"{audit} of {name_of(code)}"
