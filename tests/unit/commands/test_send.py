"""One zip for each agency: its letter, receipts, marked-up workbooks and page, and nothing of any other."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from pipeline.commands.send import FOLDER, send
from pipeline.disclose.editions import BOARD, SUBGROUP, Edition
from pipeline.errors import NoResults
from pipeline.partnership.here import here
from pipeline.run.quarter import RunRequest, quarter_run
from pipeline.store.workspace import Workspace
from tests.unit.workspaces import NOW, put, sent

pytestmark = pytest.mark.usefixtures("one_audit", "jobs")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Two returns that count and a file that is none, in the folder of a third agency."""
    fresh = Workspace(tmp_path)
    put(fresh, "sol/mine.xlsx", sent("SOL", "Y", "N"))
    put(fresh, "uhs/ours.xlsx", sent("UHS", "Y", "N", "N"))
    put(fresh, "ccg/odd.xlsx", b"rubbish")
    return fresh


def run(workspace: Workspace, edition: Edition = SUBGROUP) -> None:
    quarter_run(workspace, RunRequest(NOW, edition, workers=1, stamp="1 November 2019"))


def zips(workspace: Workspace) -> dict[str, bytes]:
    folder = workspace.reports / NOW.folder / FOLDER
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def inside(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as parcel:
        return {name: parcel.read(name) for name in parcel.namelist()}


def sent_back(workspace: Workspace) -> int:
    return send(workspace, quarter=NOW.folder, password_file=None)


def test_each_agency_gets_its_letter_its_feedback_and_its_page(workspace: Workspace) -> None:
    run(workspace)

    assert sent_back(workspace) == 0

    files = {name: sorted(inside(data)) for name, data in zips(workspace).items()}
    page = ["pack-sol-tables.xlsx", "pack-sol.html"]
    assert sorted(files) == ["ccg.zip", "sol.zip", "uhs.zip"]
    marked_up = "feedback/mine/marked-up.xlsx"
    receipts = ["feedback/mine/receipt.html", "feedback/mine/receipt.txt"]
    assert files["sol.zip"] == [marked_up, *receipts, "letter.txt", *page]
    assert files["ccg.zip"] == ["feedback/odd/receipt.html", "feedback/odd/receipt.txt", "letter.txt"]


def test_no_zip_names_another_agency_in_its_letter_or_its_files(workspace: Workspace) -> None:
    run(workspace)
    sent_back(workspace)

    for name, data in zips(workspace).items():
        own = here().agencies.find(name.removesuffix(".zip"))
        assert own is not None
        letter = inside(data)["letter.txt"].decode("utf-8").replace(here().words(NOW).board, "")
        assert f"To: {own.name}" in letter
        others = [each for each in here().agencies if each.code != own.code]
        assert [each.name for each in others if each.name in letter] == []
        assert [each.folder for each in others if any(f"pack-{each.folder}" in place for place in inside(data))] == []


def test_the_letter_says_what_is_in_it_what_is_asked_and_by_when(workspace: Workspace) -> None:
    run(workspace)
    sent_back(workspace)

    letter = inside(zips(workspace)["sol.zip"])["letter.txt"].decode("utf-8")
    assert "- pack-sol.html: your results, to be opened in a browser" in letter
    assert "The last day for returns for 2019-20 Q2 is 28 October 2019" in letter
    assert "2019-20 Q3, by 29 January 2020." in letter
    assert "nobody has signed them off yet" in letter


def test_the_same_report_gives_the_same_bytes_and_an_old_zip_goes(workspace: Workspace) -> None:
    run(workspace)
    sent_back(workspace)
    before = zips(workspace)
    (workspace.reports / NOW.folder / FOLDER / "gp.zip").write_bytes(b"of a return that was taken away")

    sent_back(workspace)

    assert zips(workspace) == before


def test_who_gets_nothing_is_named_with_the_reason(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    put(workspace, "lying-loose.xlsx", b"rubbish too")
    run(workspace)
    capsys.readouterr()

    sent_back(workspace)

    told = capsys.readouterr().err
    assert "nothing to send: 1 of the files read: nobody can say whose they are" in told


@pytest.mark.parametrize("edition", [None, BOARD])
def test_without_the_agencies_pages_nothing_is_sent(workspace: Workspace, edition: Edition | None) -> None:
    if edition is not None:
        run(workspace, edition)

    with pytest.raises(NoResults, match="There is no finished report for 2019-20 Q2"):
        sent_back(workspace)


def test_a_return_that_came_after_the_report_is_not_answered_by_an_older_page(workspace: Workspace) -> None:
    run(workspace)
    put(workspace, "sol/mine.xlsx", sent("SOL", "Y", "Y", "Y"))
    quarter_run(workspace, RunRequest(NOW, SUBGROUP, workers=1, figures_only=True))

    with pytest.raises(NoResults, match="or it is not of the returns that lie there now"):
        sent_back(workspace)


def test_a_return_that_nobody_has_run_yet_is_named_and_no_older_page_is_sent(workspace: Workspace) -> None:
    run(workspace)
    put(workspace, "uhs/ours.xlsx", sent("UHS", "Y", "Y", "Y"))
    put(workspace, "ccg/odd.xlsx", sent("CCG", "Y"))
    (workspace.raw / NOW.folder / "sol/mine.xlsx").unlink()

    with pytest.raises(NoResults, match="Run it again and read it, then send: python -m pipeline run") as refused:
        sent_back(workspace)

    for told in ("uhs/ours.xlsx (came since)", "ccg/odd.xlsx (came since)", "sol/mine.xlsx (is gone)"):
        assert f"{NOW.folder}/{told}" in str(refused.value)
    assert not (workspace.reports / NOW.folder / FOLDER).exists()


def test_no_folder_or_file_of_a_return_that_came_since_is_named_by_what_may_name_somebody(workspace: Workspace) -> None:
    run(workspace)
    put(workspace, "Jane Doe/JD 943 476 5919.xlsx", sent("UHS", "Y", "Y", "Y"))

    with pytest.raises(NoResults, match=r"2019-20-Q2/…/file [0-9a-f]{12}\.xlsx \(came since\)") as refused:
        sent_back(workspace)
    assert "Jane" not in str(refused.value)


def test_results_that_another_version_kept_are_not_read_and_that_is_said(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(workspace)
    monkeypatch.setattr("pipeline.store.codec.parsed", lambda _: {"quarter": str(NOW)})  # what it kept of them

    with pytest.raises(NoResults, match="made by another version of this software"):
        sent_back(workspace)


def test_a_return_of_an_earlier_quarter_that_nobody_has_run_yet_stops_it_too(workspace: Workspace) -> None:
    before = NOW.previous()
    put(workspace, "sol/then.xlsx", sent("SOL", "Y", quarter=before), before)
    run(workspace)
    sent_back(workspace)
    put(workspace, "sol/then.xlsx", sent("SOL", "N", quarter=before), before)

    with pytest.raises(NoResults, match=r"so no agency is sent its page: other returns of 2019-20 Q1\. Run it again"):
        sent_back(workspace)


def test_a_return_under_another_name_is_told_though_its_figures_are_the_same(workspace: Workspace) -> None:
    run(workspace)
    folder = workspace.raw / NOW.folder / "sol"
    (folder / "mine.xlsx").rename(folder / "again.xlsx")

    with pytest.raises(NoResults, match=r"again\.xlsx \(came since\), 2019-20-Q2/sol/mine\.xlsx \(is gone\)"):
        sent_back(workspace)
