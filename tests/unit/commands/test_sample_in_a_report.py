"""A sample from the list to the page: drawn, returned, weighted, named in the manifest and made again by verify."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.audits.wnb import WNB
from pipeline.disclose.editions import BOARD, SUBGROUP, Edition
from pipeline.errors import NotReproduced, PipelineError
from pipeline.results.load import results
from pipeline.results.model import AuditResult
from pipeline.run.quarter import RunRequest, quarter_run
from pipeline.run.verify import verified
from pipeline.store.reports import MANIFEST
from pipeline.store.samples import samples
from pipeline.store.workspace import Workspace
from pipeline.template import Filling, workbook
from tests.unit.workspaces import COVER, NOW, due, form, put, record

pytestmark = pytest.mark.usefixtures("jobs", "one_audit")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A list of 60 appointments of which 4 of 10 on a plan and 8 of 50 others were drawn; 11 of the 12 came back."""
    rows = [f"case{number},{'plan' if number < 10 else 'other'}" for number in range(60)]
    source = tmp_path / "list.csv"
    source.write_text("Case,Kind\n" + "\n".join(rows) + "\n", encoding="utf-8")
    asked = [
        "sample",
        "2019-20-Q2",
        "--audit",
        "WNB",
        "--from",
        source,
        "--size",
        12,
        "--strata",
        "kind",
        "--over",
        "plan=2.5",
        "--root",
        tmp_path,
    ]
    assert main([str(each) for each in asked]) == 0
    fresh = Workspace(tmp_path)
    (kept,) = samples(fresh, NOW)
    other, plan = kept.sample.strata
    assert (len(plan.drawn), len(other.drawn)) == (4, 8)
    # On a plan the policy was followed for 1 of 4, of the others for 6 of 7: one of these was not returned.
    answers = {**dict(zip(plan.drawn, "YNNN", strict=True)), **dict(zip(other.drawn, "YYYYYYN", strict=False))}
    records = [
        record(number, policy_followed=answer, audit_ref=reference)
        for number, (reference, answer) in enumerate(answers.items(), start=1)
    ]
    put(fresh, "sol/mine.xlsx", workbook(form(), "SOL", Filling(records, {**COVER, "date_submitted": due(NOW)})))
    return fresh


def report(workspace: Workspace, edition: Edition = SUBGROUP) -> Path:
    run_result = quarter_run(workspace, RunRequest(NOW, edition, workers=1, stamp="1 November 2019"))
    return run_result.page.parent


def wnb(workspace: Workspace, edition: str = "subgroup") -> AuditResult:
    return results(str(NOW), edition, str(workspace.root)).audit("WNB")


def policy() -> str:
    """The standard that is counted by whether the policy was followed."""
    (standards,) = [each.id for each in WNB.standards if "policy_followed" in [field.name for field in each.fields()]]
    return standards


def test_a_standard_is_weighted_to_the_list_and_the_page_says_what_came_back(workspace: Workspace) -> None:
    report(workspace)
    audit = wnb(workspace)
    sampled = audit.standard(policy()).sampled
    assert (sampled.met, sampled.counted, sampled.others, sampled.listed, sampled.uneven) == (7, 11, 0, 60, True)
    assert sampled.value == pytest.approx((10 * 1 / 4 + 50 * 6 / 7) / 60)
    (sample,) = audit.samples
    assert (sample.drawn, sample.returned, sample.replaced, sample.silent) == (12, 11, 0, 1)


def test_a_report_without_a_sample_says_nothing_of_one(workspace: Workspace) -> None:
    (account,) = (workspace.samples / NOW.folder).iterdir()
    account.unlink()
    report(workspace)
    audit = wnb(workspace)
    assert audit.samples == ()
    assert all(each.sampled is None for each in audit.standards)


def test_the_board_is_not_told_how_many_records_there_were(workspace: Workspace) -> None:
    report(workspace, BOARD)
    (kept,) = wnb(workspace, "board").samples
    assert [kept.listed, kept.drawn, kept.returned, kept.replaced, kept.silent] == [None] * 5
    assert all(each.sampled is None for each in wnb(workspace, "board").standards)


def test_the_manifest_names_the_account_by_its_digest_and_holds_no_reference(workspace: Workspace) -> None:
    (kept,) = samples(workspace, NOW)
    text = (report(workspace) / MANIFEST).read_text(encoding="utf-8")
    assert json.loads(text)["samples"] == [{"file": kept.name, "sha256": kept.sha256}]
    assert not any(each in text for each in kept.sample.references)


def test_a_report_is_made_again_with_the_account_that_it_was_made_with(workspace: Workspace) -> None:
    folder = report(workspace)
    assert "every figure" in verified(workspace, folder)
    (account,) = (workspace.samples / NOW.folder).iterdir()
    account.unlink()
    assert "every figure" in verified(workspace, folder)


def test_an_account_that_is_no_longer_kept_is_named(workspace: Workspace) -> None:
    (kept,) = samples(workspace, NOW)
    folder = report(workspace)
    (workspace.samples / NOW.folder / kept.name).unlink()
    (workspace.processed / "received" / kept.sha256).unlink()
    with pytest.raises(NotReproduced, match=f"{kept.name}: the account of the sample is no longer kept"):
        verified(workspace, folder)


def test_figures_are_made_again_where_the_account_has_changed_since(workspace: Workspace) -> None:
    assert wnb(workspace).samples
    (account,) = (workspace.samples / NOW.folder).iterdir()
    account.unlink()
    assert not wnb(workspace).samples


def test_an_altered_account_stops_the_run(workspace: Workspace) -> None:
    (account,) = (workspace.samples / NOW.folder).iterdir()
    account.write_text(account.read_text(encoding="utf-8").replace('"listed": 50', '"listed": 40'), encoding="utf-8")
    with pytest.raises(PipelineError, match="account of a sample is damaged"):
        report(workspace)


def test_an_account_that_is_deleted_after_a_report_was_made_with_it_is_named_with_where_its_copy_lies(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    run = ["run", NOW.folder, "--root", str(workspace.root)]
    assert main(run) == 0
    (kept,) = samples(workspace, NOW)
    path = workspace.samples / NOW.folder / kept.name
    path.unlink()
    capsys.readouterr()

    assert main(run) == 0
    told = capsys.readouterr().err
    copy = workspace.processed / "received" / kept.sha256
    assert f"note: The account of the sample {kept.name} is gone from {path.parent}" in told
    assert f"copy {copy} there under that name" in told

    path.write_bytes(copy.read_bytes())
    assert main(run) == 0
    assert "note:" not in capsys.readouterr().err
