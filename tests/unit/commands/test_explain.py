"""`explain`: the records behind a figure by their cells, one outcome of them alone, and those that count nowhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.commands.arguments import OUTCOMES, SET_ASIDE
from pipeline.commands.explain import explain
from pipeline.errors import UsageError
from pipeline.measure.outcomes import Outcome
from pipeline.partnership.here import here, shipped, used
from pipeline.partnership.model import Document
from pipeline.partnership.recommendations import Recommendation
from pipeline.partnership.returns_due import due
from pipeline.store.workspace import Workspace
from pipeline.template import Filling, workbook
from tests.unit.workspaces import COVER, NOW, form, put, record


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """One return of three records: one meets WNB6, one does not, and one is of another quarter."""
    rows = [
        record(1, gp_informed="Y"),
        record(2, gp_informed="N", child_ref="C00000002"),
        record(3, child_ref="C00000003", appt_date=NOW.end.replace(month=12)),
    ]
    fresh = Workspace(tmp_path)
    put(fresh, "sol/mine.xlsx", workbook(form(), "SOL", Filling(rows, {**COVER, "date_submitted": due(NOW)})))
    return fresh


def explained(workspace: Workspace, capsys: pytest.CaptureFixture[str], only: str | None) -> list[str]:
    """The rows that are printed, by their place and what became of them."""
    explain(workspace, quarter=NOW.folder, standard="WNB6", only=only)
    lines = [line for line in capsys.readouterr().out.splitlines() if "Records!" in line]
    return [line.partition("Records!")[2].partition(" from ")[0].strip() for line in lines]


def test_every_record_is_listed_and_those_set_aside_with_their_reason(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = explained(workspace, capsys, None)

    assert [" ".join(each.split()) for each in listed] == [
        "6 met",
        "7 not met",
        "8 set aside a date outside the quarter; counted nowhere",
    ]


@pytest.mark.parametrize(("only", "rows"), [("met", ["6"]), ("not-met", ["7"]), ("missing", []), ("set-aside", ["8"])])
def test_the_records_of_one_outcome_are_listed_alone(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], only: str, rows: list[str]
) -> None:
    assert [each.split()[0] for each in explained(workspace, capsys, only)] == rows


def test_every_outcome_of_a_standard_can_be_asked_for() -> None:
    assert {*OUTCOMES} - {SET_ASIDE} == {str(each).replace(" ", "-") for each in Outcome}


def test_a_figure_that_is_read_in_one_way_alone_has_no_other_reading(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="WNB6 has no other reading in 2019-20 Q2"):
        explain(workspace, quarter=NOW.folder, standard="WNB6", other_reading=True)


def test_the_other_reading_of_a_dual_run_is_listed_record_by_record(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    help_ = Document(
        kind="family help", version="Help", since=NOW.start, dual_run=(NOW,), standards=("WNB8",), what_changes="One."
    )
    early_help = Filling([record(1, sc_status="EH")], {**COVER, "date_submitted": due(NOW)})
    put(workspace, "uhs/mine.xlsx", workbook(form(), "UHS", early_help))
    with used(replace(shipped("southampton"), documents=(help_,))):
        explain(workspace, quarter=NOW.folder, standard="WNB8", only="not-applicable")
        first = capsys.readouterr().out
        explain(workspace, quarter=NOW.folder, standard="WNB8", only="not-applicable", other_reading=True)
        other = capsys.readouterr().out
    assert "as before the Help" not in first
    assert "  as before the Help\n  met where" in other
    assert (first.count("Records!"), other.count("Records!")) == (0, 1)


@pytest.mark.parametrize(
    ("key_standards", "next_step"),
    [
        (("WNB1", "WNB3"), "Name one that decides it: WNB1, WNB3."),
        ((), "None decides it; what is behind it stands on recommendations.html of the report."),
    ],
)
def test_who_asks_for_a_recommendation_is_told_which_standards_decide_it(
    workspace: Workspace, key_standards: tuple[str, ...], next_step: str
) -> None:
    asked = Recommendation("T2.2", "Guidance is used", ("SOL",), ("WNB",), key_standards=key_standards)
    with used(replace(here(), recommendations=(asked,))), pytest.raises(UsageError) as told:
        explain(workspace, quarter=NOW.folder, standard="t2.2")
    assert str(told.value) == f"T2.2 is a recommendation, and a standard is asked for. {next_step}"
