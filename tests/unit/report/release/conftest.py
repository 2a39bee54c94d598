"""What tests of releases may ask for: a workspace of their own whose reports are signed off."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.store.workspace import Workspace
from tests.unit.report.release.released import made, without_names
from tests.unit.workspaces import one_audit_alone


@pytest.fixture(scope="session")
def signed_off(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The reports of the board and the public, final; not to be changed."""
    with pytest.MonkeyPatch.context() as patch, one_audit_alone():
        without_names(patch)
        return made(tmp_path_factory.mktemp("signed"))


@pytest.fixture
def workspace(signed_off: Workspace, tmp_path: Path) -> Iterator[Workspace]:
    """A copy for each test, in which no notebook is run and only one audit is asked for."""
    shutil.copytree(signed_off.root, tmp_path / "own")
    with pytest.MonkeyPatch.context() as patch, one_audit_alone():
        without_names(patch)
        yield Workspace(tmp_path / "own")
