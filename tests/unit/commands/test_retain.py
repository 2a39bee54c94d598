"""What is past its time by the partnership's rules is listed, and erased only where that is asked for."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.commands.retain import retain
from pipeline.disclose.editions import SUBGROUP
from pipeline.errors import ErasedQuarter, PipelineError
from pipeline.partnership.here import here
from pipeline.partnership.keeping import KeepingTime, Kept
from pipeline.run.quarter import RunRequest, RunResult, quarter_run
from pipeline.store.erasure.erasures import entered, erased_quarters
from pipeline.store.erasure.past_its_time import overdue, past_its_time
from pipeline.store.workspace import Workspace, write_atomically
from tests.unit.workspaces import NOW, put, sent

pytestmark = pytest.mark.usefixtures("jobs", "one_audit")

BEFORE = NOW.previous()  # to 30 June 2019


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Two quarters of one agency's returns, each with its report, and a sample's workbook."""
    fresh = Workspace(tmp_path)
    for quarter in (BEFORE, NOW):
        put(fresh, "sol/mine.xlsx", sent("SOL", "Y", "N", quarter=quarter), quarter)
        report(fresh, quarter)
    write_atomically(fresh.sample_books / BEFORE.folder / "WNB.xlsx", "a list of cases")
    return fresh


def report(workspace: Workspace, quarter: Quarter = NOW) -> RunResult:
    return quarter_run(workspace, RunRequest(quarter, SUBGROUP, workers=1, stamp="1 November 2019"))


def retained(workspace: Workspace, **words: Any) -> int:
    usual: dict[str, Any] = {"dry_run": False, "today": None, "by": "business manager", "password_file": None}
    return retain(workspace, **{**usual, **words})


def there(workspace: Workspace) -> set[str]:
    files = (each for each in workspace.root.rglob("*") if each.is_file() and each.name != "run.lock")
    return {each.relative_to(workspace.root).as_posix() for each in files}


def kinds(workspace: Workspace, today: str) -> list[tuple[Quarter, Kept]]:
    return [(each.quarter, each.kept) for each in past_its_time(workspace, here().keeping, date.fromisoformat(today))]


def test_each_kind_is_past_its_time_on_the_day_after_its_last(workspace: Workspace) -> None:
    assert kinds(workspace, "2020-06-30") == []
    assert kinds(workspace, "2020-07-01") == [(BEFORE, Kept.FEEDBACK), (BEFORE, Kept.LISTS)]
    assert (BEFORE, Kept.RETURNS) in kinds(workspace, "2021-07-01")
    assert (NOW, Kept.RETURNS) not in kinds(workspace, "2021-09-30")
    assert (BEFORE, Kept.COUNTS) in kinds(workspace, "2027-07-01")


def test_what_is_past_its_time_is_listed_by_rule_and_nothing_goes(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    before = there(workspace)

    assert retained(workspace, dry_run=True, today="1 July 2021", by=None) == 0

    told = capsys.readouterr().out
    assert (
        "2019-20 Q1: returns, their rows, the accounts of samples and what meetings wrote down were to be kept for"
        in told
    )
    assert "2 years, to 30 June 2021 ([keeping] returns)." in told
    assert "2019-20 Q2: returns" not in told
    assert there(workspace) == before


def test_what_is_past_its_time_is_erased_for_that_reason_and_what_is_not_stays(workspace: Workspace) -> None:
    before = report(workspace).result.audits[0].standards

    assert retained(workspace, today="2021-07-01") == 0

    assert entered(workspace)[0].because == "retention rule: returns 2 years, feedback 1 year, lists 1 year"
    assert list(erased_quarters(workspace)) == [BEFORE]
    assert not list((workspace.raw / BEFORE.folder).rglob("*.xlsx"))
    assert not (workspace.sample_books / BEFORE.folder).exists() or not any(
        (workspace.sample_books / BEFORE.folder).iterdir()
    )
    assert (workspace.reports / BEFORE.folder / "subgroup" / "index.html").is_file()
    assert report(workspace).result.audits[0].standards == before
    with pytest.raises(ErasedQuarter):
        report(workspace, BEFORE)
    assert kinds(workspace, "2021-07-01") == []


def test_feedback_that_was_erased_is_not_written_again_and_the_quarter_is_still_counted_from_its_returns(
    workspace: Workspace,
) -> None:
    retained(workspace, today="2020-07-01")

    report(workspace)
    report(workspace, BEFORE)

    assert not list((workspace.reports / BEFORE.folder).rglob("receipt.txt"))
    assert list((workspace.reports / NOW.folder).rglob("receipt.txt"))
    assert not erased_quarters(workspace)


def test_counts_that_are_past_their_time_go_with_the_reports_and_later_quarters_go_on(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    year = SimpleNamespace(keeping=dict.fromkeys(Kept, KeepingTime(12)))
    monkeypatch.setattr("pipeline.commands.retain.here", lambda: year)
    write_atomically(workspace.for_its_region / f"{BEFORE.folder}.json", "{}")

    retained(workspace, today="2020-07-01")

    assert not [each for each in there(workspace) if BEFORE.folder in each]
    assert entered(workspace)[0].kept == tuple(Kept)
    ran = report(workspace)
    assert not ran.result.audits[0].standards[0].history[:-1]
    assert [each.submission.quarter for each in ran.intake.entries] == [str(NOW)]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"today": "someday"}, "is no day. Write it as 2020-01-31"),
        ({"today": "2020-13-45"}, "is no day"),
        ({"today": "2028-06-01"}, r"is still to come\. See what will be past its time then with --dry-run"),
        ({"by": None}, "Say who has it erased, by a role"),
        ({"by": "Dr John Smith"}, "--by holds what looks like"),
    ],
)
def test_what_is_wrong_is_said_in_a_line_and_nothing_goes(
    workspace: Workspace, words: dict[str, Any], message: str
) -> None:
    before = there(workspace)

    with pytest.raises(PipelineError, match=message):
        retained(workspace, **words)

    assert there(workspace) == before


def test_a_run_removes_nothing_by_itself_and_doctor_says_what_is_past_its_time(workspace: Workspace) -> None:
    report(workspace)
    told = [str(each) for each in overdue(workspace, here().keeping, date(2026, 11, 27))]

    assert list((workspace.raw / BEFORE.folder).rglob("*.xlsx"))
    assert "what is kept of 2019-20 Q1, 2019-20 Q2 is past its time by [keeping] in partnership.toml" in told[0]
    write_atomically(workspace.marker, "")
    assert not list(overdue(workspace, here().keeping, date(2026, 11, 27)))
