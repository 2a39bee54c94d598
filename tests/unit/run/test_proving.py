"""What others prove of a quarter is what the run would prove itself, and they change nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.disclose.editions import BOARD
from pipeline.results import proved
from pipeline.run.proving import prove_part
from pipeline.run.quarter import RunRequest, quarter_run
from pipeline.store.workspace import Workspace
from tests.unit.workspaces import NOW, put, sent

pytestmark = pytest.mark.usefixtures("jobs", "one_audit")


def files(workspace: Workspace) -> dict[str, bytes]:
    return {
        file.relative_to(workspace.root).as_posix(): file.read_bytes()
        for file in workspace.root.rglob("*")
        if file.is_file() and not file.name.startswith("run.")
    }


@pytest.fixture
def counted(workspace: Workspace) -> Workspace:
    """A workspace whose quarter was counted here."""
    put(workspace, "sol/mine.xlsx", sent("SOL", *"YYYYYYYYYYYYYYYYYYNN"))
    quarter_run(workspace, RunRequest(NOW, BOARD, workers=1, figures_only=True))
    return workspace


def test_what_others_prove_is_to_the_byte_what_the_run_proves(counted: Workspace) -> None:
    before = files(counted)
    kept = counted.processed / "proved"
    assert any(name.startswith("data/processed/proved/") for name in before)
    shutil.rmtree(kept)
    assert prove_part(str(counted.root), NOW.folder, ["WNB"]) == {"proved": 1}
    assert files(counted) == before


def test_what_others_have_proved_the_run_attacks_no_more(counted: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(counted.processed / "proved")
    shutil.rmtree(counted.processed / "results")
    prove_part(str(counted.root), NOW.folder, ["WNB"])

    def attacked(*_: object) -> None:
        pytest.fail("it was attacked again")

    monkeypatch.setattr(proved, "refined", attacked)
    ran = quarter_run(counted, RunRequest(NOW, BOARD, workers=1, figures_only=True))
    assert Path(counted.processed / "results").is_dir()
    assert ran.result.edition == "board"
