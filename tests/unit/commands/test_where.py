"""Every file that holds a reference is listed with its kind and place, and nothing else that it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.commands.where import where
from pipeline.disclose.editions import SUBGROUP
from pipeline.errors import UsageError
from pipeline.run.quarter import RunRequest, quarter_run
from pipeline.store.workspace import Workspace, write_atomically
from tests.unit.workspaces import NOW, put, sent

pytestmark = pytest.mark.usefixtures("jobs", "one_audit")

FAMILY = "F0002"  # of the second record


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A quarter that was run, with a return in which there is something to mend."""
    fresh = Workspace(tmp_path / "own")
    put(fresh, "sol/mine.xlsx", sent("SOL", "Y", "perhaps"))
    quarter_run(fresh, RunRequest(NOW, SUBGROUP, workers=1))
    return fresh


def test_each_file_stands_on_a_line_with_its_kind_and_place(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert where(workspace, reference="wnb-0002") == 0

    told = capsys.readouterr().out.splitlines()
    assert f"data/raw/{NOW.folder}/sol/mine.xlsx  (a return as it was sent): Records!B7" in told
    marked = f"reports/{NOW.folder}/feedback/sol/mine/marked-up.xlsx  (a return marked up, for its agency): "
    assert any(line.startswith(marked) and "Records!B7" in line for line in told)
    kinds = {line.partition("  (")[2].partition(")")[0] for line in told[:-1]}
    assert {"the accepted rows of a return", "the kept copy of a file as it was received"} <= kinds
    assert told[-1].endswith("files hold it.")
    assert "perhaps" not in "".join(told)


def test_a_family_s_reference_is_found_in_what_is_kept_of_each_child(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    where(workspace, reference=FAMILY)

    assert f"data/processed/children/{NOW.folder}.json  (what a quarter's returns say of each child)" in (
        capsys.readouterr().out
    )


def test_no_page_results_or_notebook_holds_a_reference(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    for each in ("WNB-0002", FAMILY, "C00000002"):
        where(workspace, reference=each)

    told = capsys.readouterr().out
    assert not any(each in told for each in ("results", "notebook", "a page of a report", "pages/"))


def test_none_is_said_to_be_none(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert where(workspace, reference="WNB-7777") == 0

    assert capsys.readouterr().out.startswith("None of ")


def test_what_cannot_be_looked_into_is_named_and_the_status_says_so(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    write_atomically(workspace.raw / NOW.folder / "sol" / "half.xlsx", b"PK\x03\x04 and no more")

    assert where(workspace, reference="WNB-0002") == 3

    told = capsys.readouterr()
    line = f"cannot be looked into: data/raw/{NOW.folder}/sol/half.xlsx (a return as it was sent): a zip or workbook"
    assert line in told.err
    assert "1 file or folder could not be looked into." in told.out


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"is no folder\. Say where the workspace lies: --root"):
        where(Workspace(tmp_path / "nowhere"), reference="WNB-0002")


def test_pages_for_a_meeting_are_looked_into_too(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    write_atomically(workspace.meeting / NOW.folder / "UBB" / "case-1.html", "<h1>Case 1 (WNB-0002)</h1>")

    where(workspace, reference="WNB-0002")

    assert f"meeting/{NOW.folder}/UBB/case-1.html  (a page for a meeting on cases): line 1" in capsys.readouterr().out
