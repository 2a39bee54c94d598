"""`explain`: the records behind a figure by their cells, one outcome of them alone, and those that count nowhere."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import audits
from pipeline.audits.wnb import WNB
from pipeline.commands.arguments import OUTCOMES, SET_ASIDE
from pipeline.commands.explain import explain
from pipeline.definition import Distribution, Ratio
from pipeline.errors import UsageError
from pipeline.measure.outcomes import Outcome
from pipeline.partnership.here import here, shipped, used
from pipeline.partnership.model import Document
from pipeline.partnership.recommendations import Recommendation
from pipeline.partnership.returns_due import due
from pipeline.store.workspace import Workspace, digest_of
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


def by_id(workspace: Workspace, capsys: pytest.CaptureFixture[str], figure: str, only: str | None = None) -> list[str]:
    explain(workspace, quarter=figure, only=only)
    return capsys.readouterr().out.splitlines()


def test_an_id_gives_the_definition_its_version_the_counts_and_each_return_by_its_digest(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    data = (workspace.raw / NOW.folder / "sol" / "mine.xlsx").read_bytes()
    lines = by_id(workspace, capsys, "wnb6/ALL/2019-20-Q2")

    assert lines[:2] == ["WNB6/all/2019-20-Q2", "  not released so far"]
    assert lines[2] == "WNB6 GP informed, 2019-20 Q2, all returns"
    assert any(each.startswith("  met where: ") for each in lines)
    assert any(re.fullmatch(r"  definition: version [0-9a-f]{12}", each) for each in lines)
    assert "  1 of 2 met; 0 of the others not recorded" in lines
    assert f"  return of SOL: mine.xlsx, SHA-256 {digest_of(data)}, form {form().version}" in lines
    assert [each.split("Records!")[1].split()[0] for each in lines if "Records!" in each] == ["6", "7", "8"]


def test_an_agencys_id_is_of_its_own_records_alone(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    other = Filling([record(1, gp_informed="Y")], {**COVER, "date_submitted": due(NOW)})
    put(workspace, "uhs/mine.xlsx", workbook(form(), "UHS", other))
    of_all, own = (by_id(workspace, capsys, f"WNB6/{whose}/2019-20-Q2") for whose in ("all", "UHS"))
    assert any(each.endswith("(SOL): 1 of 2 met; 0 of the others not recorded") for each in of_all)
    assert "  2 of 3 met; 0 of the others not recorded" in of_all
    assert "  1 of 1 met; 0 of the others not recorded" in own
    assert sum("Records!" in each for each in own) == 1


def test_a_span_is_told_quarter_by_quarter_and_together(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    before = NOW.previous()
    rows = Filling([record(1, before, gp_informed="N")], {**COVER, "date_submitted": due(before)})
    put(workspace, "sol/mine.xlsx", workbook(form(before), "SOL", rows), before)
    lines = by_id(workspace, capsys, "WNB6/all/2018-19-Q3--2019-20-Q2", "not-met")
    assert lines[1] == "  2 quarters together: 1 of 3 met; 0 of the others not recorded"
    assert [each for each in lines if each.startswith("WNB6 GP")] == [
        f"WNB6 GP informed, {each}, all returns" for each in (before, NOW)
    ]
    assert sum("Records!" in each for each in lines) == 2


def test_an_id_as_json_holds_the_counts_and_every_place_and_no_value(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    explain(workspace, quarter="WNB6/all/2019-20-Q2", as_json=True)
    printed = capsys.readouterr().out
    (quarter,) = json.loads(printed)["quarters"]
    assert (quarter["counted"]["met"], quarter["counted"]["applicable"]) == (1, 2)
    assert [each["row"] for each in quarter["records"]] == [6, 7]
    assert [each["why"] for each in quarter["set_aside"]] == ["a date outside the quarter"]
    assert "C00000002" not in printed


@pytest.mark.parametrize(
    ("figure", "why"),
    [
        ("WNB6/all/2015-16-Q1", "nothing has been returned for 2015-16 Q1. Of WNB6 there are: WNB6/all/2019-20-Q2."),
        (
            "WNB6/UHS/2019-20-Q2",
            "has no return that counts then. Of WNB6 there are: WNB6/all/2019-20-Q2.",
        ),
        ("WNB6/all/2019-20-Q2/other-reading", "it is read in one way alone then. Of WNB6 there are: WNB6/all"),
        ("WNB6/all/2019-20-Q2/RED", "it has no line of its own for 'RED'. Of WNB6 there are: WNB6/all/2019-20-Q2, "),
        ("WNB66/all/2019-20-Q2", "Did you mean WNB6?"),
        ("WNB6/Solnt/2019-20-Q2", "There is no agency 'Solnt'"),
        ("WNB6/all", "Say of which standard"),
    ],
)  # fmt: skip
def test_a_figure_that_is_not_there_is_refused_with_those_that_are(workspace: Workspace, figure: str, why: str) -> None:
    with pytest.raises(UsageError) as told:
        explain(workspace, quarter=figure)
    assert why in str(told.value)


def test_an_id_says_everything_so_nothing_is_typed_beside_it(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="take away what is typed beside it"):
        explain(workspace, quarter="WNB6/all/2019-20-Q2", agency="SOL")


def test_a_share_of_a_distribution_lists_the_records_that_gave_the_answer(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [each for each in audits.of(NOW)[WNB.code].context if isinstance(each, Distribution)]
    for measure in asked:
        whole = by_id(workspace, capsys, f"{measure.id}/all/2019-20-Q2")
        given = sum("answered  " in each for each in whole)
        shares = {
            code.code: by_id(workspace, capsys, f"{measure.id}/all/2019-20-Q2/{code.code}")
            for code in measure.field.codes.judged_as()
        }
        assert sum("answered  " in each for lines in shares.values() for each in lines) >= given
        assert all(lines[0] == f"{measure.id}/all/2019-20-Q2/{code}" for code, lines in shares.items())
        if given == 2:
            return
    pytest.fail("no distribution of this audit is answered on both records")


def test_a_ratio_is_traced_to_the_returns_whose_volumes_it_adds_up(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    ratio = next(each for each in audits.of(NOW)[WNB.code].context if isinstance(each, Ratio))
    lines = by_id(workspace, capsys, f"{ratio.id}/all/2019-20-Q2")
    assert "  0 of 0" in lines
    assert any(each.startswith("  return of SOL: mine.xlsx, SHA-256 ") for each in lines)
