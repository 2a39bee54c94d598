"""A release withdrawn, with a reason: its folder stays and says so, and what it said stays known."""

from __future__ import annotations

from datetime import date

from pipeline.calendar.quarter import Quarter, spoken
from pipeline.disclose.editions import Edition
from pipeline.errors import UsageError
from pipeline.report.release.kept_ledger import refuse_if_cut
from pipeline.report.release.unfinished import finish
from pipeline.store.ledger import LedgerEntry, Release, Step, add, releases
from pipeline.store.workspace import Workspace


def withdraw(workspace: Workspace, quarter: Quarter, edition: Edition, by: str, on: date, why: str) -> Release:
    """
    Withdraw the release of a quarter and edition that stands, in a workspace that the caller holds; gives it.

    Raises: UsageError -- if none stands; PipelineError -- if the ledger lost something.
    """
    refuse_if_cut(workspace)
    finish(workspace)
    theirs = [
        each for each in releases(workspace) if (each.entry.quarter, each.entry.edition) == (str(quarter), edition.name)
    ]
    standing = next((each for each in theirs if each.stands), None)
    if standing is None:
        raise UsageError(_none_stands(theirs, quarter, edition))
    entry = standing.entry
    back = LedgerEntry(
        Step.WITHDRAWN, entry.release, entry.quarter, entry.edition, on.isoformat(), withdrawn_by=by, why=why
    )
    add(workspace, [back])
    finish(workspace)
    return standing


def _none_stands(theirs: list[Release], quarter: Quarter, edition: Edition) -> str:
    back = next((each.withdrawn for each in reversed(theirs) if each.withdrawn), None)
    if back is None:
        return f"Nothing of {quarter} in the {edition.name} edition was released. What was: release list."
    return (
        f"Release {back.release} ({quarter}, {edition.name}) was withdrawn already, on "
        f"{spoken(date.fromisoformat(back.on))} by {back.withdrawn_by}. Nothing need be done; a report that is to take "
        "its place is prepared like any other: release prepare."
    )
