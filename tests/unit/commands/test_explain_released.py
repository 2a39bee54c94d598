"""`explain` with an id tells in which releases a figure stood, what was printed of it, and if it was withdrawn."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.commands.explain import explain
from pipeline.commands.explain_released import printed_in_words
from pipeline.disclose.editions import BOARD
from pipeline.disclose.facts import Band, Fact, How, Line
from pipeline.store.workspace import Workspace
from tests.unit.report.release.released import (
    APPROVER,
    OF_THE_BOARD,
    QUARTER,
    approved,
    laid,
    signed,
    typed,
    without_names,
)
from tests.unit.workspaces import one_audit_alone

LINE = Line("WNB3", "all", ("2019-20 Q2",))


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (Fact(LINE, "WNB", How.EXACT, met=18, of=20, verdict="At target"), "18 of 20 met, At target"),
        (Fact(LINE, "WNB", How.ROUNDED, met=20, of=25, round_to=5), "about 20 of 25 met, rounded to 5"),
        (Fact(LINE, "WNB", How.BAND, band=Band(80, 100), verdict="At target"), "80% or more, At target"),
        (Fact(LINE, "WNB", How.NOTHING), "no count and no share"),
    ],
)
def test_what_was_printed_is_told_as_it_was(fact: Fact, words: str) -> None:
    assert printed_in_words(fact) == words


def test_a_figure_s_releases_are_told_with_what_became_of_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    without_names(monkeypatch)
    with one_audit_alone():
        workspace = laid(Workspace(tmp_path))
        explain(workspace, quarter=LINE.id)
        assert "  not released so far" in capsys.readouterr().out
        signed(workspace, BOARD)
        approved(workspace)
        assert typed(workspace, "withdraw", QUARTER, *OF_THE_BOARD, APPROVER, "--because", "A return came twice") == 0
        capsys.readouterr()
        explain(workspace, quarter=LINE.id)
        (line,) = [each for each in capsys.readouterr().out.splitlines() if "printed in" in each]
        explain(workspace, quarter=LINE.id, as_json=True)
        (told,) = json.loads(capsys.readouterr().out)["released"]
    assert line.startswith("  printed in release 1 (2019-20 Q2, board, ")
    assert "; definition version " in line
    assert line.endswith("; withdrawn: A return came twice")
    assert (told["release"], told["edition"], told["withdrawn"]) == (1, "board", "A return came twice")
