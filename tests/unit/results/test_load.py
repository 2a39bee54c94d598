"""A notebook asks for results: found as they were made, or made again where a return came, went or changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.errors import NoResults, UsageError
from pipeline.results import load
from pipeline.store.codec import encoded
from pipeline.store.inputs import inputs
from pipeline.store.kept_results import ResultsNote, Told, keep_results, results_path
from pipeline.store.register import submissions
from pipeline.store.workspace import Workspace, digest_of, write_atomically
from tests.followed import recommendation
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
        text = encoded(replace(quarter(audit(), audit(code="TSU")), quarter=str(wanted), edition=edition))
        made_from = inputs(workspace, wanted).of_results(edition, submissions(workspace))
        keep_results(workspace, wanted, edition, text, ResultsNote(made_from, digest_of(text), 0, Told((), ()), (), ()))

    monkeypatch.setattr(load, "_make", make)
    return calls


def test_the_newest_quarter_is_given_where_none_is_asked_for(workspace: Workspace, makings: list[str]) -> None:
    assert load.results(root=str(workspace.root)).quarter == "2019-20 Q2"
    assert load.results("2019-20-Q1", "board", str(workspace.root)).quarter == "2019-20 Q1"
    assert makings == ["2019-20 Q2 subgroup", "2019-20 Q1 board"]


def test_results_that_stand_are_not_made_again(workspace: Workspace, makings: list[str]) -> None:
    assert load.results(root=str(workspace.root)) == load.results(root=str(workspace.root))
    assert makings == ["2019-20 Q2 subgroup"]


def a_return_changes(workspace: Workspace) -> None:
    mine = workspace.raw / NOW.folder / "sol" / "mine.xlsx"
    before = mine.stat()
    mine.write_bytes(b"b return")  # as long as it was, and as old
    os.utime(mine, ns=(before.st_atime_ns, before.st_mtime_ns))


def a_return_comes_with_an_old_date(workspace: Workspace) -> None:
    other = write_atomically(workspace.raw / NOW.folder / "sol" / "other.xlsx", b"another return")
    os.utime(other, (LONG_AGO, LONG_AGO))


def a_return_goes(workspace: Workspace) -> None:
    (workspace.raw / NOW.folder / "sol" / "mine.xlsx").unlink()


def an_earlier_return_changes(workspace: Workspace) -> None:
    write_atomically(workspace.raw / NOW.previous().folder / "sol" / "mine.xlsx", b"another return")


def words_are_written(workspace: Workspace) -> None:
    write_atomically(workspace.commentary / NOW.folder / "neg.md", "# Neglect")


def a_sample_is_drawn(workspace: Workspace) -> None:
    write_atomically(workspace.samples / NOW.folder / "NEG-1.json", "{}")


def a_heading_is_approved(workspace: Workspace) -> None:
    write_atomically(workspace.processed / "approvals.jsonl", "{}")


def the_marker_goes(workspace: Workspace) -> None:
    workspace.marker.unlink()


def the_results_are_edited(workspace: Workspace) -> None:
    path = results_path(workspace, NOW, "subgroup")
    path.write_text(path.read_text(encoding="utf-8").replace('"records": 40', '"records": 777'), encoding="utf-8")


def their_note_is_lost(workspace: Workspace) -> None:
    (note,) = (workspace.processed / "results").rglob("*.made-from.json")
    note.unlink()


def their_note_is_damaged(workspace: Workspace) -> None:
    (note,) = (workspace.processed / "results").rglob("*.made-from.json")
    note.write_bytes(note.read_bytes()[:-20])


@pytest.mark.parametrize(
    "change",
    [
        a_return_changes,
        a_return_comes_with_an_old_date,
        a_return_goes,
        an_earlier_return_changes,
        words_are_written,
        a_sample_is_drawn,
        a_heading_is_approved,
        the_marker_goes,
        the_results_are_edited,
        their_note_is_lost,
        their_note_is_damaged,
    ],
)
def test_results_are_made_again_after_anything_changed_that_they_rest_on(
    workspace: Workspace, makings: list[str], change: Callable[[Workspace], None]
) -> None:
    write_atomically(workspace.marker, "")
    load.results(root=str(workspace.root))
    path = results_path(workspace, NOW, "subgroup")
    change(workspace)
    future = time.time() + 7200
    os.utime(path, (future, future))  # by the clock nothing that they rest on is newer
    load.results(root=str(workspace.root))
    load.results(root=str(workspace.root))
    assert makings == ["2019-20 Q2 subgroup"] * 2


@pytest.mark.parametrize("ahead", [120, -1_000_000_000])
def test_a_file_server_s_clock_makes_nothing_stale(workspace: Workspace, makings: list[str], ahead: int) -> None:
    for each in workspace.raw.rglob("*"):
        os.utime(each, (time.time() + ahead, time.time() + ahead))
    load.results(root=str(workspace.root))
    load.results(root=str(workspace.root))
    assert makings == ["2019-20 Q2 subgroup"]


def test_a_later_quarter_s_return_is_no_reason_to_count_again(workspace: Workspace, makings: list[str]) -> None:
    load.results("2019-20-Q2", root=str(workspace.root))
    write_atomically(workspace.raw / NOW.next().folder / "sol" / "mine.xlsx", b"a return")
    load.results("2019-20-Q2", root=str(workspace.root))
    assert makings == ["2019-20 Q2 subgroup"]


def test_the_notebooks_of_a_run_get_its_own_results_whatever_comes_meanwhile(
    workspace: Workspace, makings: list[str]
) -> None:
    ours = replace(quarter(audit(), audit(code="TSU")), quarter=str(NOW), synthetic=False)
    asked = ("2019-20-Q2", "subgroup", str(workspace.root))
    with load.handed_over(workspace, ours, ""):
        a_return_changes(workspace)
        assert load.results(*asked) is ours
    assert makings == []
    assert load.results(*asked) != ours


def test_a_kernel_of_the_run_takes_the_very_file_that_the_run_has_written_and_no_other(
    workspace: Workspace, makings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load.results(root=str(workspace.root))
    sha256 = digest_of(results_path(workspace, NOW, "subgroup").read_bytes())
    a_return_changes(workspace)
    with load.handed_over(workspace, quarter(audit()), sha256):
        monkeypatch.setattr(load, "_handed_over", {})  # a kernel's own process was handed no value
        load.results(root=str(workspace.root))
        assert len(makings) == 1
        the_results_are_edited(workspace)
        load.results(root=str(workspace.root))
    assert len(makings) == 2


@pytest.mark.usefixtures("makings")
def test_what_a_notebook_asks_for_is_known_by_its_parts(workspace: Workspace) -> None:
    root = str(workspace.root)
    load.asked.clear()
    whole = load.results(root=root)
    load.asked.clear()
    assert load.part(whole, "audit:TSU") == load.audit("tsu", root=root)
    assert load.asked == {"audit:TSU"}
    load.results(root=root)
    assert load.asked == {"audit:TSU", "whole"}
    for unknown in ("audit:XYZ", "agency:XYZ", "everything"):
        with pytest.raises(KeyError):
            load.part(whole, unknown)


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


@pytest.mark.usefixtures("makings")
def test_one_theme_is_given_alone_and_a_wrong_one_is_refused(workspace: Workspace) -> None:
    root, whole = str(workspace.root), load.results(root=str(workspace.root))
    with pytest.raises(NoResults, match="No recommendations are followed in 2019-20 Q2"):
        load.theme(root=root)
    followed = replace(whole, recommendations=(recommendation(), recommendation(id="T3.1", theme_code="T3")))

    with load.handed_over(workspace, followed, ""):
        load.asked.clear()
        given = load.theme("T3", "2019-20-Q2", root=root)
        assert load.part(followed, "theme:T3") == given
        assert load.asked == {"theme:T3"}
        assert [each.id for each in load.theme(quarter="2019-20-Q2", root=root).recommendations] == ["T2.2"]
        with pytest.raises(UsageError, match=r"There is no theme 'T9'\. Choose one of T2, T3\."):
            load.theme("T9", "2019-20-Q2", root=root)
