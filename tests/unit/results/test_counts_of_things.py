"""Counts of organisations and activities tell of nobody and are never hidden; numbers of people among them are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline import audits
from pipeline.audits.gpd import GPD
from pipeline.audits.hrs import HRS
from pipeline.audits.ish import ISH
from pipeline.audits.trn import TRN
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP, Edition
from pipeline.results.model import QuarterResult
from pipeline.run.quarter import RunRequest, editions_run
from pipeline.store.workspace import Workspace
from pipeline.template import Filling, workbook
from tests.unit.workspaces import COVER, NOW, put, without_notebooks

NOT_KEPT, KEPT = {"own_view": "NOT", "evidence_date": None, "trained": 14}, {"own_view": "MET", "trained": 14}


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is asked for any audit but that of contracts."""
    without_notebooks(monkeypatch)
    monkeypatch.setattr(audits, "of", lambda _: {"HRS": HRS})


def result(folder: Path, requirements: Sequence[Mapping[str, Any]], edition: Edition) -> QuarterResult:
    form = HRS.form(HRS.provider, NOW)
    usual = {each.name: each.example for each in form.fields if each.example not in (None, "")}
    rows = [{**usual, "record_ref": f"HRS-{n:04d}", **each} for n, each in enumerate(requirements, start=1)]
    workspace = Workspace(folder)
    sent = workbook(form, "HRSP", Filling(rows, {**COVER, "date_submitted": NOW.next().start}))
    put(workspace, "hrsp/a.xlsx", sent)
    return editions_run(workspace, RunRequest(NOW, edition, workers=1, stamp="1 May 2020"), [edition])[0].result


@pytest.mark.parametrize("edition", [SUBGROUP, BOARD, PUBLIC], ids=lambda each: each.name)
def test_a_few_requirements_are_counted_in_every_edition_and_a_few_of_the_staff_only_for_named_readers(
    tmp_path: Path, edition: Edition
) -> None:
    told = result(tmp_path, [NOT_KEPT] * 3 + [KEPT] * 9 + [{"trained": 11}], edition).audits[0]

    of_requirements = told.standard("HRS4").total.counts
    of_staff = told.standard("HRS5").total.counts
    assert (of_requirements.not_met, of_requirements.applicable) == (3, 13)
    views = next(each for each in told.context if each.id == "HRSx2")
    assert {each.code: each.count for each in views.shares} == {"MET": 9, "PARTLY": 1, "NOT": 3}
    assert (of_staff.not_met is None) == bool(edition.hide)
    briefed = [told.standard(each).briefed for each in ("HRS4", "HRS5")]
    assert [each and each.counts.not_met for each in briefed] == [3, None], "as practitioners are told"


def test_an_edition_that_hides_says_where_it_does_not(tmp_path: Path) -> None:
    requirements = [KEPT] * 3
    where = "Counts of organisations and of activities tell of nobody, and are shown as they are: in Housing support"

    assert where in result(tmp_path / "board", requirements, BOARD).edition_rule
    assert where not in result(tmp_path / "subgroup", requirements, SUBGROUP).edition_rule


def test_requests_documents_and_numbers_of_staff_are_of_people() -> None:
    def of_people(audit: type[Any]) -> set[str]:
        return {each.id for each in audit.standards if audit.of_people(each)}

    assert of_people(ISH) == {"ISH6"}
    assert of_people(GPD) == {each.id for each in GPD.standards} - {"GPD8"}
    assert of_people(TRN) == {each.id for each in TRN.standards}
    assert of_people(HRS) == {"HRS5"}
