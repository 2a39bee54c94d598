"""The workspace, its lock and its register."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.errors import BusyWorkspace, CannotWrite, PipelineError
from pipeline.store.approvals import approvals
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
    with pytest.raises(CannotWrite, match=r"file\.txt: the disk is full\. Make room on it and run the same command"):
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


ODD: dict[str, Callable[[Path], object]] = {
    "a folder": Path.mkdir,
    "a folder with something in it": lambda place: write_atomically(place / "inside", "x"),
    "no UTF-8": lambda place: place.write_bytes(b"process 1 on caf\xe9, since 2019"),
    "nothing but zeros": lambda place: place.write_bytes(bytes(5000)),
    "somebody's name": lambda place: place.write_text("process 1 on zq Brown 9434765919, since yesterday"),
    "what steers a terminal": lambda place: place.write_text("process 1 on \x1b[2J, since 2019"),
    "very much": lambda place: place.write_bytes(b"x" * 5_000_000),
    "a link that leads nowhere": lambda place: place.symlink_to("nowhere"),
    "a link to itself": lambda place: place.symlink_to(place.name),
    "a pipe": os.mkfifo,
    "not to be read": lambda place: (place.write_text("x"), place.chmod(0)),
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("name", ["run.lock", "run.holder"])
def test_whatever_lies_where_the_lock_should_be_is_passed_over_or_named_in_one_line(
    tmp_path: Path, name: str, odd: Callable[[Path], object]
) -> None:
    workspace = Workspace(tmp_path)
    workspace.processed.mkdir(parents=True)
    odd(workspace.processed / name)
    told = ""

    for _ in range(2):
        try:
            with locked(workspace):
                pass
        except CannotWrite as refused:
            told = str(refused)
    assert told == "" or told.startswith(f"{workspace.processed / name}: ")
    assert "zq" not in told


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_who_holds_the_workspace_is_said_only_in_our_own_words(tmp_path: Path, odd: Callable[[Path], object]) -> None:
    workspace = Workspace(tmp_path)
    with locked(workspace):
        holder = workspace.processed / "run.holder"
        holder.unlink()
        odd(holder)
        with pytest.raises(BusyWorkspace, match=r"^Another run is using this workspace\. Wait"), locked(workspace):
            pass


def test_a_processed_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    write_atomically(workspace.processed, "not a folder")

    with pytest.raises(CannotWrite, match="data/processed: a folder stands where a file should be, or a file where"):
        locked(workspace).__enter__()


def test_a_stop_while_the_workspace_is_held_frees_it_and_is_what_is_told(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)

    def stopped() -> None:
        shutil.rmtree(workspace.processed)  # with what says who holds it
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), locked(workspace):
        stopped()
    with locked(workspace):
        pass


COUNTING = """
import sys
from pathlib import Path
from pipeline.store.workspace import Workspace, locked
workspace = Workspace(Path(sys.argv[1]))
count = workspace.root / "count.txt"
for _ in range(100):
    with locked(workspace, wait=60):
        was = int(count.read_text())
        assert not (workspace.root / "within").exists()
        (workspace.root / "within").touch()
        count.write_text(str(was + 1))
        (workspace.root / "within").unlink()
"""
APPROVING = """
import sys
from pathlib import Path
from pipeline.store.approvals import Approval, approve
from pipeline.store.register import Submission, registered
from pipeline.store.workspace import Workspace, locked
workspace, me = Workspace(Path(sys.argv[1])), sys.argv[2]
for number in range(15):
    with locked(workspace, wait=60):
        name = f"{me}-{number}"
        approve(workspace, Approval(me, "WNB", name, name, "audit lead", "2019-11-01T09:00:00+00:00"))
        registered(workspace, [Submission(0, "2019-20 Q2", "2019-20-Q2/hc", name, "0" * 64, 1, "")])
"""


def at_once(program: str, root: Path, count: int = 3) -> list[int]:
    """How each of some processes ended that ran the same program at the same time."""
    started = [subprocess.Popen([sys.executable, "-c", program, root, f"{each}"], cwd=ROOT) for each in range(count)]
    return [each.wait(timeout=120) for each in started]


def test_of_three_processes_only_one_at_a_time_holds_the_workspace(tmp_path: Path) -> None:
    (tmp_path / "count.txt").write_text("0", encoding="utf-8")

    assert at_once(COUNTING, tmp_path) == [0, 0, 0]
    assert (tmp_path / "count.txt").read_text(encoding="utf-8") == "300"


def test_three_that_register_and_approve_at_once_lose_nothing(tmp_path: Path) -> None:
    assert at_once(APPROVING, tmp_path) == [0, 0, 0]

    workspace = Workspace(tmp_path)
    names = sorted(f"{each}-{number}" for each in range(3) for number in range(15))
    assert sorted(each.heading for each in approvals(workspace).entries) == names
    register = submissions(workspace)
    assert sorted(each.file_name for each in register) == names
    assert [each.number for each in register] == [*range(1, 46)]


def test_a_command_that_is_soon_done_waits_for_the_one_at_work(tmp_path: Path) -> None:
    holding = HOLDING.replace("sleep(60)", "sleep(1)")
    other = subprocess.Popen([sys.executable, "-c", holding, tmp_path], stdout=subprocess.PIPE, cwd=ROOT)
    assert other.stdout.readline() == b"held\n"

    with locked(Workspace(tmp_path), wait=30):
        assert other.wait(timeout=10) == 0
    other.communicate()


def test_nothing_among_the_returns_is_taken_away(tmp_path: Path) -> None:
    theirs = write_atomically(tmp_path / "data" / "raw" / "2019-20-Q2" / "hc" / ".writing-theirs.xlsx", "a return")
    ours = [write_atomically(each / ".writing-abc", "half") for each in (tmp_path, tmp_path / "data")]

    with locked(Workspace(tmp_path)):
        assert (theirs.exists(), [each.exists() for each in ours]) == (True, [False, False])


@pytest.mark.parametrize("left", ["processed/results", "samples/2019-20-Q2", "commentary/2019-20-Q2"])
def test_a_file_half_written_is_cleared_wherever_a_killed_command_left_it(tmp_path: Path, left: str) -> None:
    stump = write_atomically(tmp_path / "data" / left / ".writing-abc", "half")
    whole = write_atomically(stump.with_name("whole.json"), "whole")

    (stump.parent / ".writing-folder").mkdir()

    with locked(Workspace(tmp_path)):
        assert (stump.exists(), whole.exists()) == (False, True)
        assert not list(tmp_path.rglob(".writing-*"))


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
