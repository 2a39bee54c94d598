"""Headings that a person has approved: appended, bound to each other, withdrawn by an entry of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import PipelineError, UsageError
from pipeline.store.approvals import Approval, approvals, approve, lay_out, withdraw
from pipeline.store.workspace import Workspace
from pipeline.validate.approved import Approved
from pipeline.validate.tidy import folded

ONE = Approval("SOL", "WNB", "Child’s  Age *", "age_years", "audit lead", "2019-11-01T09:00:00+00:00")
LATER = "2019-12-02T09:00:00+00:00"


def path(workspace: Workspace) -> Path:
    return workspace.processed / "approvals.jsonl"


def test_an_approved_heading_is_known_however_it_is_typed_with_who_and_when(workspace: Workspace) -> None:
    approve(workspace, ONE)

    assert approvals(workspace).headings("SOL", "WNB") == {
        folded("child's age"): Approved("age_years", "audit lead", date(2019, 11, 1))
    }


@pytest.mark.parametrize(("agency", "audit"), [("UHS", "WNB"), ("SOL", "NEG")])
def test_it_is_approved_for_one_agency_and_audit_only(workspace: Workspace, agency: str, audit: str) -> None:
    approve(workspace, ONE)

    assert approvals(workspace).headings(agency, audit) == {}


@pytest.mark.parametrize(
    "other", [replace(ONE, heading="How old?"), replace(ONE, field="ethnicity"), replace(ONE, heading="CHILD'S AGE")]
)
def test_a_question_has_one_heading_and_a_heading_one_question(workspace: Workspace, other: Approval) -> None:
    approve(workspace, ONE)

    with pytest.raises(UsageError, match=r"already approved for age_years .*withdraw"):
        approve(workspace, other)


def test_another_agency_may_have_its_own(workspace: Workspace) -> None:
    approve(workspace, ONE)
    approve(workspace, replace(ONE, agency="UHS"))

    assert approvals(workspace).headings("UHS", "WNB")


def test_what_is_withdrawn_is_no_longer_in_force_and_not_forgotten(workspace: Workspace) -> None:
    approve(workspace, ONE)
    before = path(workspace).read_bytes()

    assert withdraw(workspace, "SOL", "WNB", "CHILD'S AGE", "audit lead", LATER).field == "age_years"

    assert approvals(workspace).entries == ()
    assert path(workspace).read_bytes().startswith(before)
    approve(workspace, replace(ONE, field="ethnicity", when=LATER))
    assert [each.field for each in approvals(workspace).entries] == ["ethnicity"]


def test_what_was_never_approved_cannot_be_withdrawn(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="Nothing is approved for 'child's age' of SOL in WNB"):
        withdraw(workspace, "SOL", "WNB", "Child's age", "audit lead", LATER)


def test_an_altered_approval_is_said(workspace: Workspace) -> None:
    approve(workspace, ONE)
    approve(workspace, replace(ONE, heading="Other", field="ethnicity"))
    path(workspace).write_text(path(workspace).read_text(encoding="utf-8").replace("age_years", "reason"))

    with pytest.raises(PipelineError, match=r"damaged at line 2 .*Restore them from a backup"):
        approvals(workspace)


def test_the_digest_of_an_agencys_folder_changes_with_its_own_approvals_only(workspace: Workspace) -> None:
    none = approvals(workspace)
    approve(workspace, ONE)
    one = approvals(workspace)
    approve(workspace, replace(ONE, agency="UHS"))
    both = approvals(workspace)

    assert none.digest("2019-20-Q2/sol") == one.digest("2019-20-Q2/uhs") == ""
    assert one.digest("2019-20-Q2/sol") == both.digest("2019-20-Q2/sol") != ""
    assert one.digest("2019-20-Q2/sol/again") == one.digest("2019-20-Q2/sol")


@pytest.mark.parametrize("folder", ["2019-20-Q2", "2019-20-Q2/everybody"])
def test_a_file_in_nobodys_folder_may_be_anybodys(workspace: Workspace, folder: str) -> None:
    approve(workspace, ONE)

    assert approvals(workspace).digest(folder)


def test_a_withdrawal_gives_the_digest_back_that_was_before(workspace: Workspace) -> None:
    approve(workspace, ONE)
    withdraw(workspace, "SOL", "WNB", ONE.heading, "audit lead", LATER)

    assert approvals(workspace).digest("2019-20-Q2/sol") == ""


def test_what_was_in_force_can_be_laid_out_elsewhere(workspace: Workspace, tmp_path: Path) -> None:
    approve(workspace, ONE)
    again = Workspace(tmp_path / "again")

    lay_out(again, [vars(each) for each in approvals(workspace).entries])

    assert approvals(again) == approvals(workspace)


@given(heading=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_heading_is_kept_as_it_folds(tmp_path_factory: pytest.TempPathFactory, heading: str) -> None:
    workspace = Workspace(tmp_path_factory.mktemp("approvals"))
    approve(workspace, replace(ONE, heading=heading))

    assert list(approvals(workspace).headings("SOL", "WNB")) == [folded(heading)]
