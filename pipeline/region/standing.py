"""
Whether an area of a region stands as it was run, and what it gave the region, as its workspace keeps it.

Apart from `area`, which runs it: with all that a run needs, asking whether anything changed takes nearly twice as long.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import BOARD
from pipeline.partnership.here import here, used
from pipeline.region.folder import told_path
from pipeline.region.told import AreaTold
from pipeline.store.code_digest import program
from pipeline.store.codec import built, encoded
from pipeline.store.kept_results import Told
from pipeline.store.partnerships import partnership_of
from pipeline.store.reports import approved_by, report_folder
from pipeline.store.sealed import sealed, unsealed
from pipeline.store.standing import standing
from pipeline.store.workspace import Workspace, locked, write_atomically


def stands(
    workspace: Workspace, quarter: Quarter, editions: Sequence[str], figures_only: bool
) -> dict[str, Any] | None:
    """
    What `area_run` would give, where it would change nothing; else None. The process works for the area meanwhile.

    Raises: BusyWorkspace -- if somebody else uses the workspace; WrongPartnership -- as `area_run`.
    """
    kept = told(workspace, quarter)
    if kept is None:
        return None
    with used(partnership_of(workspace)), locked(workspace):
        names = wanted(editions)
        due = dict.fromkeys(names, figures_only) | ({} if BOARD.name in names else {BOARD.name: True})
        there = {
            name: standing(workspace, quarter, name, audits=(), figures_only=figures) for name, figures in due.items()
        }
        standing_ones = [each for each in there.values() if each is not None]
        board = there[BOARD.name]
        if len(standing_ones) < len(there) or board is None:
            return None
        if (kept.results, kept.approved_by) != (board.note.sha256, signed_by(workspace, quarter)):
            return None
        return in_words(standing_ones[0].note.told, [odd for each in standing_ones for odd in each.odd])


def keep(workspace: Workspace, quarter: Quarter, told: AreaTold) -> None:
    """Keep what an area gives the region."""
    parts = {"told": json.loads(encoded(told)), "program": program()}
    write_atomically(told_path(workspace, quarter), sealed(parts))


def told(workspace: Workspace, quarter: Quarter) -> AreaTold | None:
    """What an area gave, where it was made by this very program and is as it was kept; else None."""
    try:
        parts = unsealed(told_path(workspace, quarter).read_bytes())
        return built(AreaTold, parts["told"]) if parts["program"] == program() else None
    except (FileNotFoundError, ValueError, KeyError, TypeError, RecursionError):
        return None


def in_words(files: Told, odd: Sequence[str]) -> dict[str, Any]:
    """What there is to say of a run: of the area's files, and of what is odd there."""
    return {
        "left_out": [each.file for each in files.left_out],
        "not_read": [each.sentence for each in files.not_read if not each.read],
        "odd": list(dict.fromkeys(odd)),
    }


def wanted(editions: Sequence[str]) -> Sequence[str]:
    """The names of the editions whose pages are made of an area: its partnership's usual one, where none is asked."""
    return list(editions) or [here().default_edition]


def signed_by(workspace: Workspace, quarter: Quarter) -> str:
    """Who signed the area's own board report off; empty for a draft, and where there is none."""
    return approved_by(report_folder(workspace, quarter, BOARD.name))
