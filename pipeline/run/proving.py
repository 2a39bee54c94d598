"""The task that other computers do of what is counted: to attack some audits of a quarter, and keep what is found."""

from __future__ import annotations

from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.partnership.here import used
from pipeline.results.proved import prove_ahead
from pipeline.run.quarter import counted_again
from pipeline.store.partnerships import partnership_of
from pipeline.store.workspace import Workspace


def prove_part(root: str, quarter: str, audits: list[str]) -> dict[str, int]:
    """The task "prove": count a quarter again, of what is kept, and attack some of its audits; see `prove_ahead`."""
    workspace = Workspace(Path(root))
    with used(partnership_of(workspace)):
        prove_ahead(counted_again(workspace, Quarter.parse(quarter)), workspace, frozenset(audits))
    return {"proved": len(audits)}
