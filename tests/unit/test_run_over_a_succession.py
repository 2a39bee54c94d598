"""Quarters in which one body took over from another, from the returns to a report that is made again."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import SUBGROUP
from pipeline.page import table
from pipeline.results.agency import agency_result, packs
from pipeline.results.model import QuarterResult
from pipeline.run.quarter import RunRequest, quarter_run
from pipeline.run.verify import verified
from pipeline.store.samples import samples
from pipeline.store.workspace import Workspace
from pipeline.template import Filling, workbook
from tests.unit.workspaces import COVER, due, form, put, record, sent

pytestmark = pytest.mark.usefixtures("jobs", "one_audit")

LAST, FIRST = Quarter(2024, 2), Quarter(2024, 3)  # SOL ended with the one, and HIOWH began with the other
OLD, NEW = "Solent NHS Trust", "Hampshire and Isle of Wight Healthcare NHS Foundation Trust"


def figures(workspace: Workspace, quarter: Quarter) -> QuarterResult:
    result = quarter_run(workspace, RunRequest(quarter, SUBGROUP, workers=1, figures_only=True)).result
    assert result is not None
    return result


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Four quarters: the last two of the old body, one of them by the new name, and the first two of the new body."""
    fresh = Workspace(tmp_path)
    for quarter, name, folder, answers in (
        (LAST.previous(), "SOL", "sol", "Y" * 10),
        (LAST, "HIOWH", "hiowh", "Y" * 11),
        (FIRST, "SOL", "sol", "Y" * 12),
        (FIRST.next(), "HIOWH", "sol", "Y" * 13),
    ):
        put(fresh, f"{folder}/r.xlsx", sent(name, *answers, quarter=quarter), quarter)
        put(fresh, "uhs/r.xlsx", sent("UHS", "Y", "N", quarter=quarter), quarter)
    return fresh


def test_every_return_counts_once_under_the_body_of_its_quarter_whatever_name_it_came_by(workspace: Workspace) -> None:
    result = figures(workspace, FIRST.next())

    standard = result.audit("WNB").standard("WNB12")
    assert [each.figure.counts.applicable for each in standard.history] == [12, 13, 14, 15]
    assert [(each.until, each.before, each.now) for each in standard.successions] == [("2024-25 Q2", OLD, NEW)]
    assert standard.breaks == ()
    assert f"Until 2024-25 Q2: {OLD}, from then on {NEW}." in table.history(standard).note
    assert "SOL" not in {each.agency for each in result.returns}
    assert packs(result) == ("HIOWH", "UHS")
    earlier = agency_result(result, "HIOWH").earlier
    assert {(each.quarter, each.body) for each in earlier} == {("2024-25 Q1", OLD), ("2024-25 Q2", OLD)}


def test_a_report_over_a_succession_is_made_again_and_nothing_differs(workspace: Workspace) -> None:
    report = quarter_run(workspace, RunRequest(FIRST.next(), SUBGROUP, workers=1, stamp="1 May 2025"))
    assert report.page is not None
    assert verified(workspace, report.page.parent)[0] == "8 returns as received"


def test_both_names_in_one_quarter_are_one_return_and_the_grid_has_one_line(workspace: Workspace) -> None:
    figures(workspace, FIRST)
    put(workspace, "hiowh/newer.xlsx", sent("HIOWH", "N", "N", quarter=FIRST), FIRST)

    result = figures(workspace, FIRST)

    line = [(each.agency_name, each.records) for each in result.returns if each.agency == "HIOWH"]
    assert line == [(NEW, 2)]


def test_references_drawn_for_the_body_before_pair_with_the_return_of_whoever_took_over(
    workspace: Workspace, tmp_path: Path
) -> None:
    source = tmp_path / "list.csv"
    source.write_text("Case\n" + "\n".join(f"case{number}" for number in range(20)) + "\n", encoding="utf-8")
    asked = ["sample", FIRST.folder, "--audit", "WNB", "--from", source, "--size", 6, "--root", workspace.root]
    assert main([str(each) for each in asked]) == 0
    (drawn,) = (each.sample.drawn for each in samples(workspace, FIRST))
    rows = [record(number, FIRST, audit_ref=reference) for number, reference in enumerate(drawn, start=1)]
    cover = {**COVER, "date_submitted": due(FIRST)}
    for folder, name in (("sol", "SOL"), ("hiowh", "HIOWH")):
        put(workspace, f"{folder}/r.xlsx", workbook(form(FIRST), name, Filling(rows, cover)), FIRST)

    (sample,) = figures(workspace, FIRST).audit("WNB").samples

    assert (sample.drawn, sample.returned, sample.silent) == (6, 6, 0)
