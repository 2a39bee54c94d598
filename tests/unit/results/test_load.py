"""A notebook asks for results: found as they were made, or made again where a return came, went or changed."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.errors import NoResults, UsageError
from pipeline.results import load
from pipeline.store.codec import encoded
from pipeline.store.workspace import Workspace, write_atomically
from tests.unit.results.built import NOW, audit, quarter

LONG_AGO = 1_571_000_000


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with one return in each of two quarters."""
    made_workspace = Workspace(tmp_path)
    for each in (NOW.previous(), NOW):
        write_atomically(made_workspace.raw / each.folder / "sol" / "mine.xlsx", b"a return")
    for each in (made_workspace.raw, *made_workspace.raw.rglob("*")):
        os.utime(each, (LONG_AGO, LONG_AGO))
    return made_workspace


@pytest.fixture
def makings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every quarter and edition that had to be made, in order."""
    calls: list[str] = []

    def make(workspace: Workspace, wanted: Quarter, edition: str) -> None:
        calls.append(f"{wanted} {edition}")
        results = replace(quarter(audit(), audit(code="TSU")), quarter=str(wanted), edition=edition)
        write_atomically(load.results_path(workspace, wanted, edition), encoded(results))

    monkeypatch.setattr(load, "_make", make)
    return calls


def test_the_newest_quarter_is_given_where_none_is_asked_for(workspace: Workspace, makings: list[str]) -> None:
    assert load.results(root=str(workspace.root)).quarter == "2019-20 Q2"
    assert load.results("2019-20-Q1", "board", str(workspace.root)).quarter == "2019-20 Q1"
    assert makings == ["2019-20 Q2 subgroup", "2019-20 Q1 board"]


def test_results_that_stand_are_not_made_again(workspace: Workspace, makings: list[str]) -> None:
    assert load.results(root=str(workspace.root)) == load.results(root=str(workspace.root))
    assert makings == ["2019-20 Q2 subgroup"]


@pytest.mark.parametrize("what", ["changed", "copied in with its old date", "taken away"])
def test_results_are_made_again_after_a_return_came_went_or_changed(
    workspace: Workspace, makings: list[str], tmp_path: Path, what: str
) -> None:
    load.results(root=str(workspace.root))
    # Made a while ago, since a file system's clock may not tell two moments of a test apart.
    os.utime(load.results_path(workspace, NOW, "subgroup"), (LONG_AGO + 60, LONG_AGO + 60))
    mine = workspace.raw / NOW.folder / "sol" / "mine.xlsx"
    if what == "changed":
        write_atomically(mine, b"another return")
    elif what == "taken away":
        mine.unlink()
    else:
        old = write_atomically(tmp_path / "old.xlsx", b"another return")
        os.utime(old, (LONG_AGO, LONG_AGO))
        shutil.copy2(old, mine.with_name("other.xlsx"))
    load.results(root=str(workspace.root))
    assert makings == ["2019-20 Q2 subgroup"] * 2


def test_a_link_that_leads_nowhere_is_no_reason_to_stop(workspace: Workspace, makings: list[str]) -> None:
    (workspace.raw / NOW.folder / "sol" / "gone.xlsx").symlink_to(workspace.root / "nowhere")
    load.results(root=str(workspace.root))
    assert makings == ["2019-20 Q2 subgroup"]


def test_a_workspace_without_returns_says_where_to_put_them(tmp_path: Path) -> None:
    with pytest.raises(NoResults, match=r"There are no returns in .*raw.*<quarter>/<agency>"):
        load.results(root=str(tmp_path))


def test_a_quarter_without_returns_names_those_that_have_some(workspace: Workspace) -> None:
    with pytest.raises(NoResults, match="there are 2019-20 Q1, 2019-20 Q2"):
        load.results("2018-19-Q4", root=str(workspace.root))


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"quarter": "Q2"}, "is not a quarter"),
        ({"edition": "press"}, "There is no edition 'press'"),
        ({"root": "no/such/folder"}, "There is no folder no/such/folder"),
    ],
)
def test_a_wrong_question_is_answered_with_what_is_wrong(
    workspace: Workspace, asked: dict[str, str], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        load.results(**{"root": str(workspace.root), **asked})


@pytest.mark.usefixtures("makings")
def test_a_notebook_of_one_audit_is_given_the_first_where_none_is_named(workspace: Workspace) -> None:
    root = str(workspace.root)
    assert load.audit(root=root).code == "TST"
    assert load.audit("tsu", root=root).code == "TSU"
    with pytest.raises(UsageError, match=r"There is no audit 'XYZ'. Choose one of TST, TSU\."):
        load.audit("XYZ", root=root)
