"""Whether a workspace can be written to is tried before any work, and leaves no trace."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.__main__ import main
from pipeline.errors import CannotWrite
from pipeline.store.workspace import Workspace
from pipeline.store.writable import ROOM, refuse_if_not_writable
from tests.unit.workspaces import put, sent


def refusing(patch: pytest.MonkeyPatch, below: Path, number: int = errno.EROFS) -> None:
    """Have no file be made in ``below``, as on a disk that can only be read."""
    whole = tempfile.mkstemp

    def mkstemp(*given: Any, dir: Path, **options: Any) -> tuple[int, str]:  # noqa: A002 -- mkstemp calls it so
        if Path(dir) == below:
            raise OSError(number, os.strerror(number))
        return whole(*given, dir=dir, **options)

    patch.setattr(tempfile, "mkstemp", mkstemp)


def test_a_workspace_that_can_be_written_to_is_left_as_it_was(workspace: Workspace) -> None:
    (workspace.processed / "received").mkdir(parents=True)
    before = sorted(workspace.root.rglob("*"))

    refuse_if_not_writable(workspace)

    assert sorted(workspace.root.rglob("*")) == before


def test_a_workspace_that_is_not_there_yet_is_tried_where_it_is_to_be(tmp_path: Path) -> None:
    refuse_if_not_writable(Workspace(tmp_path / "not" / "yet"))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "folder",
    ["reports", "data/processed", "data/processed/received", "data/processed/results", "data/processed/validated"],
)
@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.EROFS, "the disk can only be read"),
        (errno.EACCES, "permission was denied"),
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "your share of the disk is used up"),
    ],
)
def test_each_folder_that_a_run_needs_is_tried_and_the_one_that_refuses_is_named(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, folder: str, number: int, reason: str
) -> None:
    place = workspace.root / folder
    place.mkdir(parents=True)
    refusing(monkeypatch, place, number)

    with pytest.raises(CannotWrite) as told:
        refuse_if_not_writable(workspace)
    assert str(told.value).startswith(f"{place}: {reason} (before anything was done). ")


def test_a_disk_that_refuses_only_when_it_keeps_what_was_written_is_found_out_too(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.EDQUOT, os.strerror(errno.EDQUOT))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="share of the disk is used up"):
        refuse_if_not_writable(workspace)
    assert list(workspace.root.iterdir()) == []


@pytest.mark.parametrize("odd", ["a file", "a link that leads nowhere"])
def test_what_is_no_folder_where_one_should_be_is_named(workspace: Workspace, odd: str) -> None:
    if odd == "a file":
        workspace.reports.write_text("not a folder")
    else:
        workspace.reports.symlink_to("nowhere")

    with pytest.raises(CannotWrite, match="reports: a folder stands where a file should be, or a file where a folder"):
        refuse_if_not_writable(workspace)


@pytest.mark.parametrize(("free", "refuses"), [(ROOM - 1, True), (ROOM, False)])
def test_a_disk_with_too_little_room_is_refused_with_both_numbers(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, free: int, refuses: bool
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(total=10**9, free=free))
    if not refuses:
        return refuse_if_not_writable(workspace)
    with pytest.raises(
        CannotWrite, match=r"has 50 MB free, and 50 MB may be needed \(before anything was done\)\. Make"
    ):
        refuse_if_not_writable(workspace)
    return refuse_if_not_writable(workspace, room=0)


def test_a_network_drive_that_gives_no_size_is_not_taken_for_full(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(total=0, free=0))

    refuse_if_not_writable(workspace)


@pytest.mark.parametrize(
    ("typed", "folder"),
    [
        ("status 2019-20-Q2", "reports"),
        ("status 2019-20-Q2 --chase --into {root}/out", "out"),
        ("explain 2019-20-Q2 WNB12", "reports"),
        ("templates 2019-20-Q2 --into {root}/out", "out"),
        ("commentary 2019-20-Q2", "data/commentary"),
        ("check {root}/data/raw/2019-20-Q2/sol/mine.xlsx --into {root}/out", "out"),
        ("demo --into {root}/out", "out"),
        ("sample 2019-20-Q2 --audit NEG --from list.csv --size 4 --into {root}/out", "out"),
    ],
)
def test_every_command_that_writes_says_before_any_work_that_it_cannot(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str, folder: str
) -> None:
    put(workspace, "sol/mine.xlsx", sent("SOL", "Y"))
    place = workspace.root / folder
    place.mkdir(parents=True, exist_ok=True)
    refusing(monkeypatch, place)

    assert main(["--root", str(workspace.root), *typed.format(root=workspace.root).split()]) == 1

    told = capsys.readouterr().err
    assert told.startswith(
        f"{place}: the disk can only be read (before anything was done). Copy the workspace to a disk"
    )
    assert told.endswith("\nSee docs/troubleshooting.md#the-computer-itself\n")
    assert not (workspace.processed / "register.jsonl").exists()
