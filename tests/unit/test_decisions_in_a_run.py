"""What meetings decided, in a run: noticed, named by the manifest, and there again when the report is verified."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.calendar.quarter import spoken
from pipeline.disclose.editions import PUBLIC, SUBGROUP, Edition
from pipeline.errors import PipelineError
from pipeline.results.assemble import quarter_result
from pipeline.results.commentary import SO_WHAT, unexplained
from pipeline.results.counted import CountedQuarter
from pipeline.results.followed.closing import seen_in
from pipeline.results.followed.decided import decision_lines
from pipeline.results.followed.values import Colour, DecisionLine
from pipeline.results.model import QuarterResult
from pipeline.run import verify
from pipeline.run.quarter import RunRequest, RunResult, quarter_run
from pipeline.store.baselines import baselines
from pipeline.store.decisions import Decision, DecisionKind, close, decide, decisions, digest, withdraw
from pipeline.store.reports import MANIFEST
from pipeline.store.standing import standing
from pipeline.store.workspace import Workspace, write_atomically
from tests.unit.workspaces import NOW, one_audit_alone, put, sent, without_notebooks

pytestmark = pytest.mark.usefixtures("jobs", "one_audit")
BEFORE = NOW.previous()
ASKED = Decision(
    0, DecisionKind.ASK, str(BEFORE), "2019-09-05", "chair", "Send the return", agency="UHS", due="2019-10-28",
    closes="return WNB",
)  # fmt: skip


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """One agency's return of two quarters, what was asked at a meeting on the first, and a report of the second."""
    fresh = Workspace(tmp_path_factory.mktemp("reported"))
    put(fresh, "sol/mine.xlsx", sent("SOL", "Y", "N"))
    put(fresh, "sol/mine.xlsx", sent("SOL", "Y", quarter=BEFORE), BEFORE)
    decide(fresh, ASKED)
    with pytest.MonkeyPatch.context() as patch, one_audit_alone():
        without_notebooks(patch)
        run(fresh)
    return fresh


@pytest.fixture
def workspace(reported: Workspace, tmp_path: Path) -> Workspace:
    """A copy of its own for each test."""
    shutil.copytree(reported.root, tmp_path / "own")
    return Workspace(tmp_path / "own")


def run(workspace: Workspace, edition: Edition = SUBGROUP, **options: Any) -> RunResult:
    return quarter_run(workspace, RunRequest(NOW, edition, workers=1, stamp=spoken(date.today()), **options))


def stands(workspace: Workspace) -> bool:
    return standing(workspace, NOW, "subgroup", audits=(), figures_only=False) is not None


def folder(workspace: Workspace) -> Path:
    return workspace.reports / NOW.folder / "subgroup"


def told(workspace: Workspace) -> str:
    """What the manifest says of the decisions: the digest of those that the report was made with."""
    return str(json.loads((folder(workspace) / MANIFEST).read_text(encoding="utf-8"))["decisions"])


def test_the_manifest_names_the_decisions_that_the_report_was_made_with_and_none_of_their_words(
    workspace: Workspace,
) -> None:
    assert stands(workspace)
    assert told(workspace) == digest(decisions(workspace)) != ""
    assert ASKED.text not in (folder(workspace) / MANIFEST).read_text(encoding="utf-8")


@pytest.mark.parametrize("change", ["decided", "closed", "withdrawn"])
def test_a_decision_that_is_added_closed_or_withdrawn_is_in_the_next_run(workspace: Workspace, change: str) -> None:
    if change == "decided":
        decide(workspace, ASKED)
    elif change == "closed":
        close(workspace, 1, "chair", "2019-09-30", "It came by post")
    else:
        withdraw(workspace, 1, "chair", "2019-09-30")
    assert not stands(workspace)

    run(workspace)

    assert stands(workspace)
    assert told(workspace) == digest(decisions(workspace))


def test_decisions_on_a_later_report_are_not_of_this_one(workspace: Workspace) -> None:
    decide(workspace, Decision(0, DecisionKind.DECISION, str(NOW.next()), "2020-03-05", "chair", "As planned"))
    run(workspace)
    assert told(workspace) == digest(decisions(workspace)[:1])


def test_a_final_report_stands_whatever_is_decided_on_reading_it(workspace: Workspace) -> None:
    figures = run(workspace, figures_only=True).result
    sections = "".join(f"## {SO_WHAT}{each.id}\n\nWe have looked into it.\n\n" for each in unexplained(figures.audits))
    write_atomically(workspace.commentary / NOW.folder / "wnb.md", sections)
    run(workspace, approved_by="chair")
    before = {each: each.read_bytes() for each in folder(workspace).iterdir()}

    decide(workspace, Decision(0, DecisionKind.DECISION, str(NOW), "2019-12-05", "chair", "As planned"))

    assert run(workspace).stands == "chair"
    assert {each: each.read_bytes() for each in folder(workspace).iterdir()} == before


def test_a_report_is_reproduced_with_the_decisions_that_it_was_made_with(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_with = decisions(workspace)
    withdraw(workspace, 1, "chair", "2019-09-30")
    decide(workspace, ASKED)
    laid_out: list[tuple[Decision, ...]] = []

    def noted(again: Workspace, *rest: Any) -> RunResult:
        laid_out.append(decisions(again))
        return quarter_run(again, *rest)

    monkeypatch.setattr(verify, "quarter_run", noted)

    assert "every figure" in verify.verified(workspace, folder(workspace))
    assert laid_out == [made_with]


def test_decisions_that_were_altered_stop_a_run_with_what_to_do(workspace: Workspace) -> None:
    path = workspace.processed / "decisions.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("2019-10-28", "2029-10-28"), encoding="utf-8")
    assert not stands(workspace)
    with pytest.raises(PipelineError, match="The decisions of meetings are damaged at line 1"):
        run(workspace)


def test_a_report_says_what_became_of_what_was_decided_on_the_one_before(workspace: Workspace) -> None:
    decide(workspace, replace(ASKED, agency="SOL", recommendations=("T2.2",)))
    action = replace(ASKED, kind=DecisionKind.ACTION, recommendations=("T2.2",), standards=("WNB3",), closes="")
    decide(workspace, action)
    set_ = Decision(
        0, DecisionKind.OVERRIDE, str(NOW), "2019-12-05", "chair", "Too few", ("T2.2",), colour="Green", until=str(NOW)
    )
    decide(workspace, set_)

    result = run(workspace, figures_only=True).result

    assert [(each.number, bool(each.closed), each.overdue) for each in result.decisions] == [
        (1, False, False),
        (2, True, False),
        (3, False, False),
    ]
    own = next(each for each in result.recommendations if each.id == "T2.2")
    assert [each.number for each in own.decisions] == [2, 3]
    assert [(each.source, each.agreed) for each in own.actions if each.id == "M2019Q1.1"] == [
        ("a meeting", "2019-09-05")
    ]
    assert own.override is not None
    assert (own.colour, own.override.why) == (Colour.GREEN, "Too few")


def test_the_baseline_of_an_action_is_frozen_by_the_first_run_after_it_was_agreed(workspace: Workspace) -> None:
    decide(
        workspace,
        Decision(
            0, DecisionKind.ACTION, str(NOW), "2019-12-05", "chair", "Remind clinics", ("T2.2",), ("WNB3",), "SOL",
            "2020-03-31",
        ),
    )  # fmt: skip
    run(workspace, figures_only=True)
    assert [(each.action, each.standard) for each in baselines(workspace, NOW)] == [("M2019Q2.1", "WNB3")]


def test_what_a_run_has_seen_of_its_quarters_can_close_a_decision(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(workspace, "uhs/ours.xlsx", sent("UHS", *["Y"] * 60))
    counted: list[CountedQuarter] = []

    def noted(whole: CountedQuarter, *rest: Any, **more: Any) -> QuarterResult:
        counted.append(whole)
        return quarter_result(whole, *rest, **more)

    monkeypatch.setattr("pipeline.run.quarter.quarter_result", noted)
    result = run(workspace, figures_only=True).result

    seen = seen_in(counted[0], result.audits)

    assert seen.returns == {BEFORE: {("WNB", "SOL")}, NOW: {("WNB", "SOL"), ("WNB", "UHS")}}
    reached = {each.id for audit in result.audits for each in audit.standards if each.total.verdict.reached}
    assert reached
    assert seen.reached[NOW] == reached
    (line,) = decision_lines(decisions(workspace), NOW, seen)
    assert line.closed_by == "the WNB return for July to September 2019"


def test_an_ask_for_a_target_is_not_overdue_merely_since_an_edition_hides_the_figure(workspace: Workspace) -> None:
    decide(workspace, replace(ASKED, agency="", closes="standard WNB1", due="2019-09-20", text="Words of a meeting"))

    def line(edition: Edition) -> DecisionLine:
        (found,) = [each for each in run(workspace, edition, figures_only=True).result.decisions if each.number == 2]
        return found

    seen, hidden = line(SUBGROUP), line(PUBLIC)

    assert (seen.overdue, seen.not_shown, seen.text) == (True, False, "Words of a meeting")
    assert (hidden.overdue, hidden.not_shown, hidden.text) == (False, True, "")


def test_a_report_whose_decisions_are_gone_says_so(workspace: Workspace) -> None:
    for name in ("decisions.jsonl", "decisions.head"):
        (workspace.processed / name).unlink()
    with pytest.raises(PipelineError, match="the file of decisions of meetings"):
        verify.verified(workspace, folder(workspace))
