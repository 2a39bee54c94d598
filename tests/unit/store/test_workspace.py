"""The workspace, its lock and its register."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.errors import BusyWorkspace, PipelineError
from pipeline.store.raw_files import raw_files
from pipeline.store.register import Submission, register, submissions
from pipeline.store.workspace import Workspace, locked, root_of_report, write_atomically
from tests.source import ROOT

HOLDING = """
import sys, time
from pathlib import Path
from pipeline.store.workspace import Workspace, locked
with locked(Workspace(Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(60)
"""


def submission(number: int, name: str = "a.xlsx") -> Submission:
    return Submission(number, "2019-20 Q2", "2019-20-Q2/hc", name, "0" * 64, 10, "2019-11-01T09:00:00+00:00")


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = write_atomically(tmp_path / "deep" / "file.txt", "first")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(target, "second")
    assert target.read_text(encoding="utf-8") == "first"
    assert [each.name for each in target.parent.iterdir()] == ["file.txt"]


def test_quarters_are_the_folders_of_returns_in_order_and_other_folders_are_named(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    for name in ("2019-20-Q2", "2018-19-Q4", "old stuff"):
        (workspace.raw / name).mkdir(parents=True)
    assert workspace.quarters() == [Quarter(2018, 4), Quarter(2019, 2)]
    assert [each.path.name for each in raw_files(workspace).not_read] == ["old stuff"]


def test_a_second_run_is_told_who_holds_the_workspace(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    told = pytest.raises(BusyWorkspace, match=f"process {os.getpid()} on .* since .*Wait for it to end")
    with locked(workspace), told, locked(workspace):
        pass
    with locked(workspace):
        assert (workspace.processed / "run.holder").exists()
    assert not (workspace.processed / "run.holder").exists()


def test_the_lock_of_a_killed_run_is_taken_over_and_its_stumps_are_cleared(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    stump = workspace.processed / "results" / ".writing-abc"
    killed = subprocess.Popen([sys.executable, "-c", HOLDING, tmp_path], stdout=subprocess.PIPE, cwd=ROOT)
    assert killed.stdout.readline() == b"held\n"
    with pytest.raises(BusyWorkspace, match=f"process {killed.pid} on"), locked(workspace):
        pass
    killed.kill()
    killed.communicate()
    write_atomically(stump, "half")

    with locked(workspace):
        assert not stump.exists()
        assert str(os.getpid()) in (workspace.processed / "run.holder").read_text(encoding="utf-8")


@pytest.mark.parametrize("left", ["processed/results", "samples/2019-20-Q2", "commentary/2019-20-Q2"])
def test_a_file_half_written_is_cleared_wherever_a_killed_command_left_it(tmp_path: Path, left: str) -> None:
    stump = write_atomically(tmp_path / "data" / left / ".writing-abc", "half")
    whole = write_atomically(stump.with_name("whole.json"), "whole")

    with locked(Workspace(tmp_path)):
        assert (stump.exists(), whole.exists()) == (False, True)


def test_copies_of_returns_that_a_killed_command_left_are_cleared(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    copy = write_atomically(workspace.scratch / "verify-abc" / "data" / "raw" / "a.xlsx", "a return")
    copy.chmod(0o400)

    with locked(workspace):
        assert not workspace.scratch.exists()


def test_temporary_folders_that_are_a_link_elsewhere_lose_the_link_and_not_what_it_leads_to(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "workspace")
    theirs = write_atomically(tmp_path / "elsewhere" / "theirs.txt", "not ours")
    workspace.processed.mkdir(parents=True)
    workspace.scratch.symlink_to(theirs.parent)

    with locked(workspace):
        assert (theirs.exists(), workspace.scratch.is_symlink()) == (True, False)


def test_the_register_gives_back_what_was_entered_in_order(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    register(workspace, [], [submission(1)])
    register(workspace, submissions(workspace), [submission(2, "b.xlsx")])
    assert [(each.number, each.file_name) for each in submissions(workspace)] == [(1, "a.xlsx"), (2, "b.xlsx")]


@pytest.mark.parametrize("damage", ["altered", "lost", "cut"])
def test_an_altered_or_lost_line_of_the_register_is_named(tmp_path: Path, damage: str) -> None:
    workspace = Workspace(tmp_path)
    register(workspace, [], [submission(1), submission(2), submission(3)])
    path = workspace.processed / "register.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    if damage == "altered":
        lines[0] = lines[0].replace("a.xlsx", "z.xlsx")
    elif damage == "lost":
        del lines[1]
    else:
        lines[1] = lines[1][:20]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(PipelineError, match="damaged at line 2"):
        submissions(workspace)


def test_a_reports_folder_leads_back_to_its_workspace(tmp_path: Path) -> None:
    place = root_of_report(tmp_path / "reports" / "2019-20-Q2" / "subgroup")
    assert place.root == tmp_path
    assert root_of_report(tmp_path / "elsewhere") is None
