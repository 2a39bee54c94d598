"""What is said where something is asked of a quarter whose returns were erased."""

from __future__ import annotations

from pipeline.calendar.quarter import Quarter
from pipeline.errors import ErasedQuarter
from pipeline.partnership.keeping import Kept
from pipeline.store.erasure.erasures import What, enter, entered, erased_quarters
from pipeline.store.workspace import Workspace, write_atomically


def erased_in_words(workspace: Workspace, quarter: Quarter) -> str:
    """What became of a quarter's returns; empty where they were not erased."""
    if altogether := erased_quarters(workspace, Kept.COUNTS).get(quarter):
        return f"All that was kept of {quarter} was {altogether.in_words}."
    erasure = erased_quarters(workspace).get(quarter)
    if erasure is None:
        return ""
    return (
        f"The returns for {quarter} were {erasure.in_words}. Its counts are kept, and later reports are held against "
        f"them; its reports stand as they were made, in {workspace.reports / quarter.folder}."
    )


def lay_out_erased(workspace: Workspace, again: Workspace, day: str) -> None:
    """
    Lay out in another workspace what is kept in place of quarters that were erased, and that they were.

    Of single returns only those that were gone on ``day`` (as in ISO 8601) are said to be so.
    """
    for path in workspace.kept_counts.glob("*.json"):
        write_atomically(again.root / path.relative_to(workspace.root), path.read_bytes())
    for each in entered(workspace):
        if each.what is What.QUARTER or each.on <= day:
            enter(again, each, each.step)


def refuse_erased(workspace: Workspace, quarter: Quarter) -> None:
    """Raises: ErasedQuarter -- if the returns of ``quarter`` were erased, so that nothing can be made of them."""
    if told := erased_in_words(workspace, quarter):
        raise ErasedQuarter(f"{told} Nothing new can be made from returns that are gone.")
