"""Regions of any number of areas, to measure with: few are made up, the others are copies with a name of their own."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.by_hand import returns
from benchmarks.few_audits import few_audits
from benchmarks.process import Cost, cost, python
from pipeline.calendar.quarter import Quarter
from pipeline.partnership.here import FOLDER, used
from pipeline.store.workspace import Workspace
from pipeline.synthetic import partnership

WHOSE = "northtown"
NAME = "region"  # of each folder, so that what is made of the same areas is the same wherever it was made


def made(folder: Path, count: int, quarters: Sequence[Quarter], audits: Sequence[str], workers: int) -> list[Path]:
    """So many areas, each with returns of its own; gives their workspaces."""
    areas = []
    for number in range(count):
        root = folder / str(number)
        with used(few_audits(root, WHOSE, audits)):
            partnership(Workspace(root), quarters, seed=number, workers=workers)
        areas.append(root)
    return areas


@dataclass(frozen=True)
class Told:
    """
    What a run cost, and what came of it.

    ``counted``: how many returns of the quarter count, over all areas; ``result``: the regional edition as it is kept.
    """

    cost: Cost
    counted: int
    result: Any


@dataclass(frozen=True)
class Areas:
    """A region at ``root``, of which nothing has been run, or all."""

    root: Path
    quarter: Quarter

    @property
    def areas(self) -> list[Path]:
        """The workspaces of its areas."""
        return sorted(each for each in self.root.iterdir() if (each / FOLDER).is_dir())

    @property
    def returns(self) -> int:
        """How many returns lie there, of all quarters."""
        return sum(len(returns(each)) for each in self.areas)

    def cold(self) -> None:
        """Take away all that runs have made."""
        for each in (self.root, *self.areas):
            for made_here in (each / "data" / "processed", each / "reports"):
                shutil.rmtree(made_here, ignore_errors=True)

    def run(self, workers: int = 1, engine: str = "local", *, figures_only: bool = False) -> Told:
        """Run the quarter, by the command that a user types."""
        words = ["--region", self.root, "--workers", workers, "--engine", engine]
        spent = cost(python("pipeline", "run", self.quarter.folder, *words, *["--figures-only"][: int(figures_only)]))
        kept = self.root / "data" / "processed" / "results" / self.quarter.folder / "regional.json"
        result = json.loads(kept.read_text(encoding="utf-8"))
        return Told(spent, sum(each["counted"] for each in result["areas"]), result)


def region_of(made_up: Sequence[Path], count: int, folder: Path, quarter: Quarter) -> Areas:
    """
    A region in ``folder`` of ``count`` areas: those made up in turn, and again in turn, each under another name.

    The returns are linked and not copied, for a run changes none.
    """
    root = folder / NAME
    for number in range(count):
        area = root / f"area-{number + 1:03d}"
        source = made_up[number % len(made_up)]
        shutil.copytree(source / "data" / "raw", area / "data" / "raw", copy_function=os.link)
        shutil.copy(Workspace(source).marker, Workspace(area).marker)
        shutil.copytree(source / FOLDER, area / FOLDER)
        names = area / FOLDER / "partnership.toml"
        text = names.read_text(encoding="utf-8")
        for word in ("area", "name"):
            text = re.sub(rf'^{word} = "(.*)"$', rf'{word} = "\g<1> {number + 1:03d}"', text, flags=re.MULTILINE)
        names.write_text(text, encoding="utf-8")
    return Areas(root, quarter)
