"""A change of targets.csv: history is rated again, no return is read for it, and what was published stays provable."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import SUBGROUP
from pipeline.partnership.here import FOLDER, SHIPPED, USUAL, of_workspace, used
from pipeline.report.job import Job
from pipeline.results import past
from pipeline.results.figure_values import Verdict
from pipeline.results.model import StandardResult
from pipeline.run.quarter import RunRequest, RunResult, quarter_run
from pipeline.run.verify import verified
from pipeline.store.standing import standing
from pipeline.store.workspace import Workspace
from tests.unit.workspaces import NOW, put, sent, without_notebooks

BEFORE = NOW.previous()
ID = "WNB12"  # its target is 80%, and amber goes down to 60%
EIGHT_OF_TEN = "YYYYYYYYNN"
LONG_AFTER = "1 November 2025"  # no return of the year falls due between this day and today
pytestmark = pytest.mark.usefixtures("jobs")
HEADINGS = "standard,target,amber,from,to,decided_by,minute,why"


@contextmanager
def targets(workspace: Workspace, *rows: str) -> Iterator[None]:
    """Within the block its partnership is the usual one with these rows of targets."""
    folder = workspace.root / FOLDER
    if not folder.is_dir():
        shutil.copytree(SHIPPED / USUAL, folder)
    (folder / "targets.csv").write_text("\n".join([HEADINGS, *rows, ""]), encoding="utf-8")
    with used(of_workspace(workspace.root)):
        yield


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Ten records of one agency in each of two quarters, and the report by the definition's own target."""
    fresh = Workspace(tmp_path_factory.mktemp("reported"))
    put(fresh, "sol/mine.xlsx", sent("SOL", *EIGHT_OF_TEN))
    put(fresh, "sol/mine.xlsx", sent("SOL", *EIGHT_OF_TEN, quarter=BEFORE), BEFORE)
    with pytest.MonkeyPatch.context() as patch, targets(fresh):
        without_notebooks(patch)
        run(fresh)
    return fresh


@pytest.fixture
def workspace(reported: Workspace, tmp_path: Path) -> Workspace:
    """A copy of its own for each test."""
    shutil.copytree(reported.root, tmp_path / "own")
    return Workspace(tmp_path / "own")


def run(workspace: Workspace) -> RunResult:
    return quarter_run(workspace, RunRequest(NOW, SUBGROUP, workers=1, stamp=LONG_AFTER))


def of(ran: RunResult) -> StandardResult:
    return ran.result.audit("WNB").standard(ID)


def harder(since: Quarter) -> str:
    return f"{ID},0.90,0.85,{since},,QA sub-group,2019-06-12 item 5,Everybody has had the training."


def test_history_is_judged_again_and_no_return_is_read_or_counted(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[Any] = []
    monkeypatch.setattr(past, "audit_counts", lambda *asked: counted.append(asked))
    with targets(workspace, harder(BEFORE)):
        assert standing(workspace, NOW, "subgroup", audits=(), figures_only=False) is None
        ran = run(workspace)
    assert (ran.intake.read_now, counted) == (0, [])
    assert [each.figure.verdict for each in of(ran).history] == [Verdict.NOT_CLEAR, Verdict.NOT_CLEAR]
    assert [each.before for each in of(ran).targets[0].ratings] == [Verdict.AT, Verdict.AT]


def test_only_the_pages_that_show_the_verdict_are_made_again(workspace: Workspace, jobs: list[Job]) -> None:
    with targets(workspace, harder(NOW)):
        run(workspace)
        assert standing(workspace, NOW, "subgroup", audits=(), figures_only=False) is not None
    pages = {each.html.name for each in jobs if each.html}
    assert {"index.html", "wnb.html", "pack-sol.html"} <= pages
    assert pages.isdisjoint({"neg.html", "mash.html", "method.html"})


def test_a_report_is_proved_by_the_targets_that_it_was_made_with_and_a_new_one_by_its_own(
    workspace: Workspace,
) -> None:
    folder, handed_out = workspace.reports / NOW.folder / "subgroup", workspace.root / "handed out"
    shutil.copytree(folder, handed_out)
    with targets(workspace, harder(NOW)):
        assert of(run(workspace)).total.verdict is Verdict.NOT_CLEAR
        assert all("every figure" in verified(workspace, each) for each in (folder, handed_out))
    with targets(workspace):
        assert of(run(workspace)).total.verdict is Verdict.AT
