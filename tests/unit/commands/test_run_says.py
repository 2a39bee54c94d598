"""What a run says at its end: of an edition that hides small counts, how much it still says."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.commands.run import run
from pipeline.store.workspace import Workspace
from tests.unit.workspaces import NOW, put, sent

DRAFT = {
    "quarter": NOW.folder,
    "audit": None,
    "edition": "",
    "workers": 1,
    "figures_only": True,
    "final": False,
    "approved_by": None,
    "again": False,
    "all_editions": False,
    "password_file": None,
}
pytestmark = pytest.mark.usefixtures("one_audit")


def said(workspace: Workspace, capsys: pytest.CaptureFixture[str], **asked: object) -> list[str]:
    """The lines that a run prints on how much each edition says."""
    run(workspace, **{**DRAFT, **asked})
    return [line for line in capsys.readouterr().out.splitlines() if "lines" in line]


def test_each_edition_that_hides_small_counts_says_how_much_it_still_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = Workspace(tmp_path)
    put(workspace, "sol/mine.xlsx", sent("SOL", *"YNNNYNNNNN"))
    board, public = said(workspace, capsys, all_editions=True)
    assert board.startswith("Board edition: Of ")
    assert public.startswith("Public edition: Of ")
    assert " say something: " in board
    assert said(workspace, capsys, edition="subgroup", again=True) == []
