"""Two made-up partnerships, of every audit and of few, each written once for all tests that only look at it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.few_audits import FLAGSHIPS, few_audits
from pipeline.calendar.quarter import Quarter
from pipeline.partnership.here import used
from pipeline.partnership.model import Partnership
from pipeline.store.workspace import Workspace
from pipeline.synthetic import Planted, partnership

QUARTERS = (Quarter(2019, 1), Quarter(2019, 2))


@dataclass(frozen=True)
class Town:
    """A workspace of two quarters, and the account of what was planted in it."""

    workspace: Workspace
    planted: Planted

    def files(self) -> dict[str, bytes]:
        """Every workbook, by its place below the returns."""
        raw = self.workspace.raw
        return {path.relative_to(raw).as_posix(): path.read_bytes() for path in sorted(raw.rglob("*.xlsx"))}


def written(folder: Path, seed: int) -> Town:
    workspace = Workspace(folder)
    return Town(workspace, partnership(workspace, QUARTERS, seed))


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    """Who runs three audits with one sheet of records each, and one with a further sheet."""
    return few_audits(tmp_path_factory.mktemp("few"), audits=(*FLAGSHIPS, "CPC"))


@pytest.fixture(scope="session")
def few_of_town(few: Partnership, tmp_path_factory: pytest.TempPathFactory) -> Town:
    """Theirs of seed 1."""
    with used(few):
        return written(tmp_path_factory.mktemp("few-of-town"), seed=1)


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """The partnership of seed 1."""
    return written(tmp_path_factory.mktemp("town"), seed=1)
