"""An audit of few children, of which named readers too are told no small count, nor anything that gives one away."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline import audits
from pipeline.audits.met import MET
from pipeline.definition import View
from pipeline.disclose.editions import BOARD, SUBGROUP, Edition
from pipeline.results.frame import frame
from pipeline.results.model import QuarterResult
from pipeline.run.quarter import RunRequest, editions_run
from pipeline.store.workspace import Workspace
from pipeline.template import Filling, workbook
from tests.unit.workspaces import COVER, NOW, put, without_notebooks

LOW, HIGH = {"risk": "LOW", "plan_date": None}, {"risk": "HIGH"}
SUPPORTED = 12  # children at medium risk


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is asked for any audit but that of missing and exploited children."""
    without_notebooks(monkeypatch)
    monkeypatch.setattr(audits, "of", lambda _: {"MET": MET})


def sent(view: View, agency: str, children: Sequence[dict[str, Any]]) -> bytes:
    form = MET.form(view, NOW)
    usual = {each.name: each.example for each in form.fields if each.example not in (None, "")}
    rows = [
        {**usual, "record_ref": f"MET-{n:04d}", "audit_ref": f"AUD19Q2-E-{n:03d}", "child_ref": f"C{n:08X}", **child}
        for n, child in enumerate(children, start=1)
    ]
    rows = [{name: value for name, value in row.items() if name in {each.name for each in form.fields}} for row in rows]
    return workbook(form, agency, Filling(rows, {**COVER, "date_submitted": NOW.next().start}))


def result(folder: Path, *children: dict[str, Any], edition: Edition = SUBGROUP) -> QuarterResult:
    workspace = Workspace(folder)
    put(workspace, "scc-cf/a.xlsx", sent(MET.social_care, "SCC-CF", children))
    put(workspace, "hc/b.xlsx", sent(MET.police, "HC", children))
    put(workspace, "sol/c.xlsx", sent(MET.health, "SOL", children))
    return editions_run(workspace, RunRequest(NOW, edition, workers=1, stamp="1 May 2020"), [edition])[0].result


def test_no_small_count_stands_in_the_figures_of_the_sub_group(tmp_path: Path) -> None:
    few = [{"tool": "NONE", "tool_date": None}] * 2 + [{}] * SUPPORTED
    shown = frame(result(tmp_path, *few))

    counts = shown[["met", "not_met", "not_recorded", "n", "pending", "missing", "not_applicable"]].stack()
    assert len(counts.dropna())
    assert not counts.dropna().between(1, 5).any()


def test_how_many_records_a_return_has_is_not_told(tmp_path: Path) -> None:
    told = result(tmp_path, {}, {}, {})

    assert {(line.status, line.records, line.rows_seen) for line in told.returns} == {("accepted", None, None)}


def test_the_rule_says_of_which_audit_it_is_stricter(tmp_path: Path) -> None:
    rule = result(tmp_path, {}).edition_rule

    assert "Missing and exploited children: of so few children that every count from 1 to 5 is hidden" in rule


@pytest.mark.parametrize("edition", [SUBGROUP, BOARD], ids=lambda each: each.name)
def test_a_few_children_at_low_risk_are_not_known_by_subtraction(tmp_path: Path, edition: Edition) -> None:
    told = result(tmp_path, *[LOW] * 3, *[HIGH] * 6, *[{}] * SUPPORTED, edition=edition).audits[0]
    risks = next(each for each in told.context if each.id == "METx4")
    everybody, at_risk = (told.standard(each).total.counts.applicable for each in ("MET1", "MET6"))

    assert {(share.count, share.band) for share in risks.shares} == {(None, None)}
    assert risks.note.endswith("these answers decide a standard, which says what may be said of them.")
    assert everybody == 21
    assert at_risk is None
    assert told.standard("MET4").total.counts.applicable in (6, None)
