"""Returns read ahead by others: what they keep is what a run would have kept, and a password goes to nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.intake import intake
from pipeline.intake.ahead import read, unread
from pipeline.intake.passwords import ANY, NO_PASSWORDS, Passwords
from pipeline.store.workspace import Workspace
from tests.unit.workspaces import NOW, put, sent

pytestmark = pytest.mark.usefixtures("one_audit")


def laid(root: Path) -> Workspace:
    """Two agencies, one of which has sent a second return in place of its first."""
    workspace = Workspace(root)
    put(workspace, "sol/first.xlsx", sent("SOL", *"YNN"))
    put(workspace, "uhs/theirs.xlsx", sent("UHS", *"YY"))
    put(workspace, "sol/second.xlsx", sent("SOL", *"YYN"))
    return workspace


def kept(workspace: Workspace) -> dict[str, bytes]:
    places = [workspace.processed / "validated", workspace.processed / "received", workspace.reports]
    files = [file for place in places for file in place.rglob("*") if file.is_file()]
    return {file.relative_to(workspace.root).as_posix(): file.read_bytes() for file in files}


def test_what_is_read_ahead_is_kept_as_a_run_keeps_it_and_is_read_by_nobody_again(tmp_path: Path) -> None:
    alone, helped = laid(tmp_path / "alone"), laid(tmp_path / "helped")
    due = unread(helped, [NOW], NO_PASSWORDS)
    assert {each.folder: len(each.numbers) for each in due} == {f"{NOW.folder}/sol": 2, f"{NOW.folder}/uhs": 1}
    assert [read(helped, [each.folder]) for each in due] == [len(each.numbers) for each in due]
    assert unread(helped, [NOW], NO_PASSWORDS) == []
    (one,), (other,) = (intake(each, [NOW], 1).values() for each in (alone, helped))
    assert (one.read_now, other.read_now) == (3, 0)
    assert kept(alone) == kept(helped)


def test_a_folder_for_which_a_password_is_given_is_left_to_whoever_was_given_it(tmp_path: Path) -> None:
    workspace = laid(tmp_path)
    given = unread(workspace, [NOW], Passwords({"SOL": ("secret",)}))
    assert [each.folder for each in given] == [f"{NOW.folder}/uhs"]
    assert unread(workspace, [NOW], Passwords({ANY: ("secret",)})) == []


def test_a_file_that_came_since_is_not_read_ahead_and_the_register_is_left_as_it_is(tmp_path: Path) -> None:
    workspace = laid(tmp_path)
    due = unread(workspace, [NOW], NO_PASSWORDS)
    register = (workspace.processed / "register.jsonl").read_bytes()
    put(workspace, "uhs/later.xlsx", sent("UHS", *"NN"))
    assert read(workspace, [each.folder for each in due]) == 3
    assert (workspace.processed / "register.jsonl").read_bytes() == register
