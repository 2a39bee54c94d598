"""
A region on disk: a folder of workspaces, one for each area, and beside them what is made of all of them.

`<region>/<any name>/` is an area where it has a partnership's files or returns. What the region keeps and publishes
lies where a workspace's would: `<region>/data/processed/`, `<region>/reports/<quarter>/regional/`. What it is called
stands in `<region>/region.toml`, as in ``name = "The northern areas"``.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.errors import UsageError
from pipeline.partnership.here import FOLDER
from pipeline.personal.characters import as_seen
from pipeline.store.workspace import Workspace

EDITION = "regional"
SETTINGS = "region.toml"
_OURS = {"data", "reports", "released", "templates", "samples", "meeting"}


@dataclass(frozen=True)
class Region:
    """The region whose areas lie under ``root``."""

    root: Path

    @property
    def own(self) -> Workspace:
        """Where what is made of all areas together is kept, as in a workspace."""
        return Workspace(self.root)

    @property
    def name(self) -> str:
        """
        What it is called: by its settings, or else by its folder.

        Raises: UsageError -- if it has settings that give no name.
        """
        settings = self.root / SETTINGS
        if not settings.is_file():
            return self.root.resolve().name
        try:
            name = tomllib.loads(settings.read_text(encoding="utf-8-sig")).get("name")
        except ValueError:
            name = None
        if not isinstance(name, str) or not as_seen(name).strip():
            raise UsageError(f'{settings} gives the region no name. Write one line there: name = "The northern areas"')
        return name.strip()

    def areas(self) -> list[Workspace]:
        """Each folder that is meant as an area's workspace, in the order of their names."""
        inside = self.root.iterdir() if self.root.is_dir() else ()
        folders = sorted(each for each in inside if each.is_dir() and not each.name.startswith("."))
        return [
            Workspace(each)
            for each in folders
            if each.name not in _OURS and ((each / FOLDER).exists() or (each / "data").is_dir())
        ]

    def reports(self, quarter: Quarter) -> Path:
        """Where the pages and tables of the regional edition lie."""
        return self.own.reports / quarter.folder / EDITION

    def results(self, quarter: Quarter) -> Path:
        """Where its `model.RegionResult` is kept."""
        return self.own.processed / "results" / quarter.folder / f"{EDITION}.json"

    def made_from(self, quarter: Quarter) -> Path:
        """Where a digest of all that the edition is made of is kept, with those of its files."""
        return self.results(quarter).with_suffix(".made-from.json")


def told_path(workspace: Workspace, quarter: Quarter) -> Path:
    """Where an area keeps what it gives the region for a quarter, a `told.AreaTold`."""
    return workspace.for_its_region / f"{quarter.folder}.json"


def key_of(area: str) -> str:
    """An area's name as file names can hold it: "North Vale" is "north-vale"."""
    plain = unicodedata.normalize("NFKD", area).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "area"
