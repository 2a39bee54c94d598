"""A release that is killed at any write: nothing was released, or all of it was, and the next command goes on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

import pytest

from pipeline.store.ledger import entries, releases
from pipeline.store.workspace import Workspace
from tests.unit.report.release.released import (
    APPROVER,
    OF_THE_BOARD,
    OF_THE_PUBLIC,
    PREPARER,
    QUARTER,
    approved,
    prepared,
    typed,
)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed in a copy of itself")
_KILLED = 9
APPROVE = ("approve", QUARTER, *OF_THE_BOARD, APPROVER)
PREPARE = ("prepare", QUARTER, *OF_THE_BOARD, PREPARER)
WITHDRAW = ("withdraw", QUARTER, *OF_THE_BOARD, "board chair", "--because", "A return was counted twice")


def killed(workspace: Workspace, words: Sequence[str], after: int) -> bool:
    """Run a command in a process that ends without a word before its write number ``after``; whether it came so far."""
    child = os.fork()
    if child == 0:
        left = iter(range(after))

        def counted(does: Callable[..., Any]) -> Callable[..., Any]:
            @wraps(does)
            def last(*given: Any, **more: Any) -> Any:
                if next(left, None) is None:
                    os._exit(_KILLED)
                return does(*given, **more)

            return last

        os.fsync, os.replace, os.rename = counted(os.fsync), counted(os.replace), counted(os.rename)
        shutil.rmtree = counted(shutil.rmtree)
        os._exit(typed(workspace, *words))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == _KILLED


def lying(workspace: Workspace) -> list[str]:
    """The folders of releases that readers could take for such."""
    return sorted(each.name for each in (workspace.releases / QUARTER / "board").glob("*") if each.name.isdigit())


def everything(folder: Path) -> dict[str, bytes]:
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def writes(count: int, last: int) -> list[int]:
    """Instants over the whole of a command: every one of its ``last`` writes, and of those before some."""
    return [*range(0, max(count - last, 0), 12), *range(max(count - last, 0), count)]


def all_writes(workspace: Workspace, words: Sequence[str], tmp_path: Path) -> int:
    """How often a command writes."""
    tried = Workspace(Path(shutil.copytree(workspace.root, tmp_path / "tried")))
    low, high = 0, 400
    while low < high:
        middle = (low + high) // 2
        shutil.rmtree(tried.root)
        shutil.copytree(workspace.root, tried.root)
        low, high = (middle + 1, high) if killed(tried, words, middle) else (low, middle)
    shutil.rmtree(tried.root)
    return low


def again_and_again(workspace: Workspace, words: Sequence[str], tmp_path: Path, last: int = 16) -> list[Workspace]:
    """Copies of a workspace in each of which a command was killed at another instant."""
    left = []
    for after in writes(all_writes(workspace, words, tmp_path), last):
        copy = Workspace(Path(shutil.copytree(workspace.root, tmp_path / str(after))))
        assert killed(copy, words, after)
        left.append(copy)
    assert len(left) > 5
    return left


def test_an_approval_that_is_killed_has_released_all_or_nothing(workspace: Workspace, tmp_path: Path) -> None:
    prepared(workspace)
    whole = Workspace(Path(shutil.copytree(workspace.root, tmp_path / "whole")))
    assert typed(whole, *APPROVE) == 0
    folder = everything(whole.releases)

    outcomes = set()
    for copy in again_and_again(workspace, APPROVE, tmp_path / "killed"):
        released = bool(releases(copy))
        assert len(entries(copy)) == (40 if released else 0)
        assert released or lying(copy) == [], "no folder has a release's name before the ledger has the release"
        assert typed(copy, "list") == 0
        assert lying(copy) == (["1"] if released else [])
        assert typed(copy, *APPROVE) == (1 if released else 0), "where nothing was released it is approved again"
        assert everything(copy.releases) == folder
        outcomes.add(released)
    assert outcomes == {True, False}


def test_a_preparation_that_is_killed_leaves_one_that_is_whole_or_none(workspace: Workspace, tmp_path: Path) -> None:
    folder = everything(prepared(workspace))

    for copy in again_and_again(workspace, PREPARE, tmp_path / "killed", last=6):
        there = copy.releases / QUARTER / "board" / "prepared"
        assert not there.exists() or everything(there) == folder
        assert typed(copy, *PREPARE) == 0
        assert everything(copy.releases) == {f"{QUARTER}/board/prepared/{name}": data for name, data in folder.items()}
        assert typed(copy, *APPROVE) == 0


def test_a_withdrawal_that_is_killed_is_in_the_ledger_and_the_folder_or_in_neither(
    workspace: Workspace, tmp_path: Path
) -> None:
    approved(workspace)

    outcomes = set()
    for copy in again_and_again(workspace, WITHDRAW, tmp_path / "killed"):
        assert typed(copy, "list") == 0
        (release,) = releases(copy)
        note = copy.releases / QUARTER / "board" / "1" / "WITHDRAWN.txt"
        assert note.exists() is (release.withdrawn is not None)
        assert typed(copy, *WITHDRAW) == (2 if note.exists() and release.withdrawn else 0)
        outcomes.add(release.withdrawn is not None)
    assert outcomes == {True, False}


def test_a_folder_that_another_command_was_about_to_approve_is_taken_away_where_the_ledger_lacks_it(
    workspace: Workspace,
) -> None:
    waiting = workspace.releases / QUARTER / "public" / ".approving-7"
    waiting.mkdir(parents=True)

    approved(workspace)
    assert not waiting.exists()
    assert approved(workspace, 2, OF_THE_PUBLIC).is_dir()
