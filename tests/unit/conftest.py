"""What tests may ask for: an empty workspace; for whole runs, pages without notebooks, and one audit alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.report.execute import Job
from pipeline.store.workspace import Workspace
from tests.unit.workspaces import one_audit_alone, without_notebooks


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace without returns."""
    return Workspace(tmp_path)


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """The notebooks that would be run."""
    return without_notebooks(monkeypatch)


@pytest.fixture
def one_audit() -> Iterator[None]:
    """Nobody is asked for any audit but missed appointments."""
    with one_audit_alone():
        yield
