"""What ``run --region`` does: the quarter of every area of a region, and the edition over them all."""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.commands.arguments import RunWords
from pipeline.commands.progress import Display, shown
from pipeline.commands.urgent import LOOK, name_open
from pipeline.english import first_few, number_of
from pipeline.errors import UsageError
from pipeline.region.folder import Region
from pipeline.region.model import RegionResult
from pipeline.region.run import AreaRan, RegionRan, RegionRequest, region_run
from pipeline.run.engine import engine_named
from pipeline.store.immediate_action import urgent_records
from pipeline.store.workspace import Workspace

_LEFT_OUT = 3  # the exit status
_OF_FILES = {"left_out": "left out in", "not_read": "not read in", "odd": "note of"}
_NAMED = 6  # standards of an area that are named
_OF_ONE_WORKSPACE = {
    "audit": "--audit",
    "final": "--final",
    "approved_by": "--approved-by",
    "password_file": "--password-file",
}


def run_region(folder: Path, asked: RunWords) -> int:
    """Run every area of the region in ``folder``, and print the page to open; gives the exit status."""
    alone = [option for name, option in _OF_ONE_WORKSPACE.items() if getattr(asked, name)]
    if alone:
        raise UsageError(
            f"{alone[0]} is for one area: run that area by itself first, with --root {folder}/… in place of --region."
        )
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}. A region is a folder of workspaces, one for each area.")
    quarter = Quarter.parse(asked.quarter)
    request = RegionRequest(
        quarter, tuple(asked.editions("")) if asked.names_editions else (), asked.figures_only, asked.again
    )
    engine = engine_named(asked.engine, asked.workers)
    with shown() as progress:
        heard = _Heard(progress)
        ran = region_run(Region(folder), request, engine, progress, heard)
    return max(_said(ran, quarter), heard.status)


class _Heard:
    """Says of each area, as soon as it is run, what came of it; ``status``: the exit status that follows from it."""

    def __init__(self, display: Display) -> None:
        self._display = display
        self.status = 0

    def __call__(self, ran: AreaRan) -> None:
        """Name what was left out, what is odd, and what needs action at once."""
        self._display.aside()
        folder = ran.workspace.root.name
        for what in ("left_out", "not_read", "odd"):
            for each in ran.told[what]:
                print(f"{_OF_FILES[what]} {folder}: {each}", file=sys.stderr)
        if ran.told["left_out"] or ran.told["not_read"]:
            self.status = _LEFT_OUT
        if _open(ran.workspace):
            name_open(ran.workspace)
            self.status = LOOK


def _open(workspace: Workspace) -> bool:
    return any(each.open and not each.made_up for each in urgent_records(workspace))


def _said(ran: RegionRan, quarter: Quarter) -> int:
    """Say what the region came to; gives the exit status."""
    result = ran.result
    counted = sum(each.counted for each in result.areas)
    unchanged = "" if ran.changed else " Nothing has changed."
    print(
        f"{quarter}: {number_of(len(result.areas), 'area')} with {number_of(counted, 'return')} counted, "
        f"{len(result.left_out)} left out.{unchanged}"
    )
    status = say_left_out(result)
    otherwise = _counting_otherwise(result)
    for area, standards in otherwise.items():
        print(
            f"not added: {area} counts {first_few(standards, _NAMED)} otherwise than most areas; its own pages show "
            "it, and so do the region’s.",
            file=sys.stderr,
        )
    if ran.page is not None:
        print(f"Open {ran.page}")
    return _LEFT_OUT if otherwise else status


def say_left_out(result: RegionResult) -> int:
    """Name each folder that is not in the edition, and why, on stderr; gives the exit status."""
    for each in result.left_out:
        print(f"left out: {each.folder}: {each.why}", file=sys.stderr)
    return _LEFT_OUT if result.left_out else 0


def _counting_otherwise(result: RegionResult) -> dict[str, list[str]]:
    """By area, the standards that it counts by another version than most areas."""
    found: dict[str, list[str]] = {}
    for audit in result.audits:
        for standard in audit.standards:
            for line in standard.areas:
                if line.version != 1:
                    found.setdefault(line.area, []).append(standard.id)
    return found
