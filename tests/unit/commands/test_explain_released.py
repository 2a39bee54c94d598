"""`explain` with an id tells in which releases a figure stood, what was printed of it, and if it was withdrawn."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.commands.explain import explain
from pipeline.commands.explain_released import printed_in_words
from pipeline.disclose.facts import Band, Cells, Fact, How, Line
from pipeline.disclose.released_before import cells_as_text, cells_path, fact_as_text
from pipeline.store.ledger import LedgerEntry, Step, add
from pipeline.store.workspace import Workspace, digest_of, locked
from tests.unit.workspaces import put, sent

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


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A return of three records, of which nothing is released yet."""
    fresh = Workspace(tmp_path)
    put(fresh, "sol/mine.xlsx", sent("SOL", "Y", "Y", "N"))
    return fresh


def released(workspace: Workspace, number: int, fact: Fact) -> None:
    """Enter a release of one figure, and the counts behind it."""
    path, text = cells_path(workspace, number), cells_as_text(Cells({}))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    whose = (number, "2019-20 Q2", "board", "2019-11-05")
    with locked(workspace):
        add(
            workspace,
            [
                LedgerEntry(Step.RELEASED, *whose, prepared_by="a", approved_by="b", counts=digest_of(text)),
                LedgerEntry(Step.FIGURE, *whose, figure=fact.line.id, says=fact_as_text(fact)),
            ],
        )


def told(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> list[str]:
    explain(workspace, quarter=LINE.id)
    return [each for each in capsys.readouterr().out.splitlines() if "release" in each]


def test_a_figure_s_releases_are_told_with_what_became_of_them(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(workspace, capsys) == ["  not released so far"]
    released(workspace, 1, Fact(LINE, "WNB", How.BAND, band=Band(60, 100), version="0123456789ab"))
    released(workspace, 2, Fact(LINE, "WNB", How.EXACT, met=18, of=20))
    with locked(workspace):
        add(workspace, [LedgerEntry(Step.WITHDRAWN, 1, "2019-20 Q2", "board", "2019-11-09", why="A return came twice")])

    assert told(workspace, capsys) == [
        (
            "  printed in release 1 (2019-20 Q2, board, 5 November 2019): 60% or more; "
            "definition version 0123456789ab; withdrawn: A return came twice"
        ),
        "  printed in release 2 (2019-20 Q2, board, 5 November 2019): 18 of 20 met",
    ]
    explain(workspace, quarter=LINE.id, as_json=True)
    first, second = json.loads(capsys.readouterr().out)["released"]
    assert (first["release"], first["edition"], first["withdrawn"]) == (1, "board", "A return came twice")
    assert second["printed"] == "18 of 20 met"


def test_a_released_figure_is_told_though_its_returns_are_not_here_any_more(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Line("WNB3", "all", ("2018-19 Q2",))
    released(workspace, 1, Fact(before, "WNB", How.EXACT, met=18, of=20))
    explain(workspace, quarter=before.id)
    assert capsys.readouterr().out.splitlines() == [
        "WNB3/all/2018-19-Q2",
        "  printed in release 1 (2019-20 Q2, board, 5 November 2019): 18 of 20 met",
        "  its returns are not here any more, so no record can be listed",
    ]
