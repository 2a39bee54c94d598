"""
What an attack found has to be given up of each audit of a quarter, kept so that nothing is attacked twice.

It holds only as long as what was attacked, and the code that attacked it, are the same.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.facts import Line
from pipeline.disclose.protect.said import GivenUp
from pipeline.store.codec import built
from pipeline.store.sealed import sealed, unsealed
from pipeline.store.workspace import Workspace, write_atomically


def given_up_before(workspace: Workspace, quarter: Quarter, audit: str, attacked: str) -> GivenUp | None:
    """
    What had to be given up; None where just this was not attacked before, or what was kept is damaged.

    ``attacked``: a digest of all that decides it.
    """
    try:
        parts = unsealed(_path(workspace, quarter, audit).read_bytes())
        if parts["attacked"] != attacked:
            return None
        return GivenUp(_lines(parts["counts"]), _lines(parts["everything"]))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def keep_given_up(workspace: Workspace, quarter: Quarter, audit: str, attacked: str, given_up: GivenUp) -> None:
    """Keep what had to be given up of what was ``attacked``."""
    parts = {"attacked": attacked, "counts": _kept(given_up.counts), "everything": _kept(given_up.everything)}
    write_atomically(_path(workspace, quarter, audit), sealed(parts))


def _path(workspace: Workspace, quarter: Quarter, audit: str) -> Path:
    return workspace.processed / "proved" / quarter.folder / f"{audit}.json"


def _kept(lines: frozenset[Line]) -> list[dict[str, Any]]:
    return [{"standard": each.standard, "agency": each.agency, "quarters": each.quarters} for each in sorted(lines)]


def _lines(kept: list[Any]) -> frozenset[Line]:
    return frozenset(built(Line, each) for each in kept)
