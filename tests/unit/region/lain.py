"""Regions on disk: areas with the usual partnership's files under names of their own, each with a return or two."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.partnership.here import FOLDER, SHIPPED, USUAL, shipped
from pipeline.region.folder import Region
from pipeline.run import engine
from pipeline.run.engine.process import Answer, answer
from pipeline.store.workspace import Workspace
from tests.unit.workspaces import NOW, put, sent


def area(region: Path, folder: str, name: str, *followed: str, quarter: Quarter = NOW) -> Workspace:
    """An area called ``name`` with one return: a record for each answer to "local policy followed?"."""
    workspace = Workspace(region / folder)
    shutil.copytree(SHIPPED / USUAL, workspace.root / FOLDER)
    settings = workspace.root / FOLDER / "partnership.toml"
    usual = shipped(USUAL)
    text = settings.read_text(encoding="utf-8")
    for line in (f'area = "{usual.area}"', f'name = "{usual.name}"'):
        assert line in text
        key = line.partition(" ")[0]
        text = text.replace(line, f'{key} = "{name}"', 1)
    settings.write_text(text, encoding="utf-8")
    if followed:
        put(workspace, "sol/mine.xlsx", sent("SOL", *followed, quarter=quarter), quarter)
    return workspace


def two_areas(folder: Path) -> Region:
    """A region of Ashmere, where 12 of 20 followed the policy, and of Birchway, where 14 of 20 did."""
    area(folder, "one", "Ashmere", *"Y" * 12, *"N" * 8)
    area(folder, "two", "Birchway", *"Y" * 14, *"N" * 6)
    return Region(folder)


def done_here(patch: pytest.MonkeyPatch) -> list[Mapping[str, Any]]:
    """Have tasks be done in this process, so that what a test patches holds there too; gives what was asked of them."""
    asked: list[Mapping[str, Any]] = []

    def here(name: str, words: dict[str, Any]) -> Answer:
        asked.append({"task": name, **words})
        return answer(name, words)

    patch.setattr(engine, "done_in_its_own_process", here)
    return asked
