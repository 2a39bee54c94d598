"""A finished report held against its returns: reproduced, or everything that differs is named."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipeline.disclose.editions import SUBGROUP
from pipeline.errors import NotReproduced, PipelineError
from pipeline.run import RunRequest, quarter_run
from pipeline.store.reports import MANIFEST
from pipeline.store.workspace import Workspace, write_atomically
from pipeline.verify import verified
from tests.unit.workspaces import NOW, one_audit_alone, put, sent, without_notebooks

pytestmark = pytest.mark.usefixtures("jobs", "one_audit")


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with two agencies' returns, one of them revised, one file that is no return, and their report."""
    fresh = Workspace(tmp_path_factory.mktemp("finished"))
    put(fresh, "sol/mine.xlsx", sent("SOL", "N"))
    put(fresh, "uhs/ours.xlsx", sent("UHS", "Y", "N"))
    put(fresh, "uhs/odd.xlsx", b"rubbish")
    with pytest.MonkeyPatch.context() as patch, one_audit_alone():
        without_notebooks(patch)
        quarter_run(fresh, RunRequest(NOW, SUBGROUP, workers=1, figures_only=True))
        put(fresh, "sol/a revised.xlsx", sent("SOL", "Y"))
        report(fresh)
    return fresh


@pytest.fixture
def workspace(finished: Workspace, tmp_path: Path) -> Workspace:
    """A copy of its own for each test."""
    shutil.copytree(finished.root, tmp_path / "own")
    return Workspace(tmp_path / "own")


@pytest.fixture
def folder(workspace: Workspace) -> Path:
    """Where its report lies."""
    return workspace.reports / NOW.folder / "subgroup"


def report(workspace: Workspace) -> Path:
    run_result = quarter_run(workspace, RunRequest(NOW, SUBGROUP, workers=1, stamp="1 November 2019"))
    return run_result.page.parent


def differences(workspace: Workspace, folder: Path) -> list[str]:
    """What is said to differ."""
    with pytest.raises(NotReproduced) as told:
        verified(workspace, folder)
    return [each.strip() for each in str(told.value).splitlines()[1:]]


def test_a_report_is_reproduced_from_the_returns_as_received(workspace: Workspace, folder: Path) -> None:
    assert verified(workspace, folder) == ["4 returns as received", "every figure", "6 pages and their tables"]


def test_nothing_is_left_behind_and_nothing_published_is_touched(workspace: Workspace, folder: Path) -> None:
    before = {each: each.read_bytes() for each in folder.iterdir()}
    kept = sorted(each.name for each in workspace.processed.iterdir())
    verified(workspace, folder)
    assert {each: each.read_bytes() for each in folder.iterdir()} == before
    assert sorted(each.name for each in workspace.processed.iterdir()) == kept


def test_the_report_stands_though_the_return_was_taken_away_or_replaced_since(
    workspace: Workspace, folder: Path
) -> None:
    (workspace.raw / NOW.folder / "uhs" / "ours.xlsx").unlink()
    put(workspace, "sol/a revised.xlsx", sent("SOL", "N", "N"))
    assert "every figure" in verified(workspace, folder)


def test_an_altered_page_is_named(workspace: Workspace, folder: Path) -> None:
    (folder / "wnb.html").write_text("99%", encoding="utf-8")
    assert differences(workspace, folder) == ["wnb.html: was changed after the report was made"]


def test_a_page_that_is_gone_is_named(workspace: Workspace, folder: Path) -> None:
    (folder / "method.html").unlink()
    assert differences(workspace, folder) == ["method.html: is gone"]


def test_a_counted_return_that_is_no_longer_kept_is_named(workspace: Workspace, folder: Path) -> None:
    mine = workspace.raw / NOW.folder / "uhs" / "ours.xlsx"
    for each in (workspace.processed / "received").iterdir():
        if each.read_bytes() == mine.read_bytes():
            each.unlink()
    mine.unlink()
    differing = differences(workspace, folder)
    assert differing[0] == "2019-20-Q2/uhs/ours.xlsx: the return as received is no longer kept"
    assert "the figures: the returns as received now give other ones" in differing


def test_bytes_that_were_altered_where_they_are_kept_are_not_believed(workspace: Workspace, folder: Path) -> None:
    for place in (workspace.processed / "received").iterdir():
        place.chmod(0o600)
        place.write_bytes(b"altered")
    # The returns as they were sent are still where their senders put them.
    assert "every figure" in verified(workspace, folder)
    put(workspace, "uhs/ours.xlsx", sent("UHS", "N"))
    assert differences(workspace, folder)[0].startswith("2019-20-Q2/uhs/ours.xlsx")


def test_figures_that_would_now_be_others_are_said_with_what_has_changed(workspace: Workspace, folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    manifest |= {"results": "0" * 64, "code": "1" * 64}
    write_atomically(folder / MANIFEST, json.dumps(manifest))
    assert differences(workspace, folder) == [
        "the figures: the returns as received now give other ones",
        "(since then changed: code)",
    ]


def test_a_return_that_names_somebody_is_taken_from_where_its_sender_put_it(workspace: Workspace) -> None:
    put(workspace, "ccg/named.xlsx", sent("CCG", "Y", caveats="Seen by Dr Nightingale"))
    assert "5 returns as received" in verified(workspace, report(workspace))


def test_a_synthetic_report_is_made_again_as_one(workspace: Workspace) -> None:
    write_atomically(workspace.marker, "")
    assert "every figure" in verified(workspace, report(workspace))


@pytest.mark.parametrize("manifest", [None, "", "{half"])
def test_a_folder_without_a_usable_manifest_is_no_report(workspace: Workspace, manifest: str | None) -> None:
    other = workspace.root / "elsewhere"
    other.mkdir()
    if manifest is not None:
        (other / MANIFEST).write_text(manifest, encoding="utf-8")
    with pytest.raises(PipelineError, match="holds no finished report"):
        verified(workspace, other)


def test_a_file_that_was_open_in_excel_does_not_keep_a_report_from_being_reproduced(workspace: Workspace) -> None:
    put(workspace, "ccg/~$theirs.xlsx", b"")
    assert "every figure" in verified(workspace, report(workspace))


def test_a_report_from_which_something_was_not_read_is_reproduced_from_what_was(workspace: Workspace) -> None:
    (workspace.raw / "Q2" / "sol").mkdir(parents=True)
    (workspace.raw / "2019-20 q2" / "ccg").mkdir(parents=True)
    folder = report(workspace)
    assert "data/raw/Q2" in (folder / "intake.html").read_text(encoding="utf-8")

    assert "every figure" in verified(workspace, folder)
