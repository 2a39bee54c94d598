"""Small counts of what children are, as on a plan: shown to named readers or hidden, as the partnership decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline.audits.wnb import WNB
from pipeline.disclose.child_status import edition_for, policy_in_words
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP
from pipeline.partnership.child_status import ChildStatus
from pipeline.partnership.here import here, used
from pipeline.results.frame import frame
from pipeline.results.model import QuarterResult
from pipeline.run.quarter import RunRequest, editions_run
from pipeline.store.workspace import Workspace
from pipeline.template import Filling, workbook
from tests.unit.results.built import COLOUR, SEX, definition
from tests.unit.workspaces import COVER, NOW, form, one_audit_alone, put, record, without_notebooks

COUNTS = ["met", "not_met", "not_recorded", "n", "not_applicable"]
ON_A_PLAN, GROWN = {"sc_status": "CP"}, {"age_years": 16, "age_16plus_self": "Y"}


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    without_notebooks(monkeypatch)
    with one_audit_alone():
        yield


def decided(child_status: ChildStatus, folder: Path, **children: list[dict[str, Any]]) -> QuarterResult:
    """The sub-group's figures where so was decided, of returns with these children and 20 more in each."""
    workspace = Workspace(folder)
    for agency, special in children.items():
        answers = [*special, *({"sc_status": "NONE"} for _ in range(20))]
        rows = [record(n, **each) for n, each in enumerate(answers, start=1)]
        late = {**COVER, "date_submitted": NOW.next().start}
        put(workspace, f"{agency.lower()}/a.xlsx", workbook(form(), agency, Filling(rows, late)))
    with used(replace(here(), child_status=child_status)):
        request = RunRequest(NOW, SUBGROUP, workers=1, stamp="1 May 2020")
        return editions_run(workspace, request, [SUBGROUP])[0].result


def rows(result: QuarterResult, standard: str) -> pd.DataFrame:
    shown = frame(result)
    return shown[(shown["standard"] == standard) & (shown["kind"] == "standard")]


def test_the_sub_group_is_shown_how_many_were_on_a_plan_where_that_was_decided(tmp_path: Path) -> None:
    told = decided(ChildStatus.SHOWN, tmp_path, SOL=[ON_A_PLAN] * 2, UHS=[ON_A_PLAN] * 1)
    by_agency = rows(told, "WNB13").set_index("agency")["n"].dropna().to_dict()
    assert {by_agency["SOL"], by_agency["UHS"]} == {2, 1}
    assert "small counts of what children are (on a plan, unborn) are shown" in told.edition_rule


def test_where_they_are_hidden_no_line_says_how_many_children_were_on_a_plan(tmp_path: Path) -> None:
    told = decided(ChildStatus.HIDDEN, tmp_path, SOL=[ON_A_PLAN] * 2, UHS=[ON_A_PLAN] * 1)
    assert rows(told, "WNB13")[COUNTS].isna().all().all()
    assert rows(told, "WNB13")["hidden"].all()
    assert rows(told, "WNB6")["n"].max() == 43
    assert "counts from 1 to 5 of what children are" in told.edition_rule
    assert "of what children are (on a plan, unborn) are hidden" in told.edition_rule


def test_how_many_a_standard_leaves_out_is_not_known_from_another_denominator(tmp_path: Path) -> None:
    """One young person manages their own appointments: 21 of 22 count on WNB1, and 22 on WNB3."""
    told = decided(ChildStatus.HIDDEN, tmp_path, SOL=[GROWN, {}], UHS=[{}] * 3)
    whole = rows(told, "WNB3").set_index("agency")["n"]
    assert whole["SOL"] == 22
    assert rows(told, "WNB1")[COUNTS].isna().all().all()
    assert told.audit("WNB").standard("WNB1").children is None


def test_what_is_not_small_is_shown_all_the_same(tmp_path: Path) -> None:
    told = decided(ChildStatus.HIDDEN, tmp_path, SOL=[ON_A_PLAN] * 12, UHS=[ON_A_PLAN] * 14)
    plain = decided(ChildStatus.SHOWN, tmp_path / "b", SOL=[ON_A_PLAN] * 12, UHS=[ON_A_PLAN] * 14)
    assert rows(told, "WNB13")["n"].tolist() == rows(plain, "WNB13")["n"].tolist() == [26, 12, 14, 26]


def test_standards_about_what_children_are_follow_from_the_questions_that_they_read() -> None:
    about = {each.id for each in WNB.standards if each.of_what_children_are}
    assert {"WNB1", "WNB8", "WNB13"} <= about
    assert not {"WNB3", "WNB6"} & about
    assert definition(applies=SEX == "F").of_what_children_are
    assert not definition(applies=COLOUR == "RED").of_what_children_are


def test_only_named_readers_need_the_decision() -> None:
    about = definition(applies=SEX == "F")
    with used(replace(here(), child_status=ChildStatus.HIDDEN)):
        assert edition_for(about, SUBGROUP) == SUBGROUP.of_few()
        assert edition_for(definition(), SUBGROUP) == SUBGROUP
        assert [edition_for(about, each) for each in (BOARD, PUBLIC)] == [BOARD, PUBLIC]
        assert [policy_in_words(each) for each in (BOARD, PUBLIC)] == ["", ""]
        assert policy_in_words(SUBGROUP, [definition()]) == ""
        assert policy_in_words(SUBGROUP, [about, definition()]).endswith("could be worked out.")
