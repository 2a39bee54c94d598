"""An erasure that is stopped at any instant is ended by whoever holds the workspace next, and nothing lies outside."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import CannotWrite, PipelineError
from pipeline.store import workspace as places
from pipeline.store.erasure import intent
from pipeline.store.erasure.erasures import Erasure, Step, What, enter, entered, erased_digests
from pipeline.store.erasure.intent import carry_out, intended
from pipeline.store.erasure.lying import files_in
from pipeline.store.workspace import Workspace, locked

ERASURE = Erasure(0, Step.BEGUN, What.RETURN, "2019-20 Q2", "2026-11-27", "chair", "sent by mistake", digests=("ab",))


class Killed(BaseException):
    """Stands for the end of the process at this very instant."""


@pytest.fixture
def lying(workspace: Workspace) -> dict[str, Path]:
    """The files of the workspace of a test."""
    return laid(workspace)


def laid(workspace: Workspace) -> dict[str, Path]:
    """Three files of a return, one that another comes in the place of, and one beside them."""
    names = (
        "data/raw/2019-20-Q2/sol/a.xlsx",
        "data/processed/received/ab",
        "reports/2019-20-Q2/feedback/sol/a/receipt.txt",
    )
    files = {each: workspace.root / each for each in (*names, "data/raw/2019-20-Q2/uhs/b.xlsx", "data/commentary/c.md")}
    for name, path in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return files


def erase(workspace: Workspace, lying: dict[str, Path]) -> Erasure:
    gone, (put, _) = list(lying.values())[:3], list(lying.values())[3:]
    with locked(workspace):
        return carry_out(workspace, intended(ERASURE, [*gone, put], {put: b"without it"}))


def as_it_is_once_erased(workspace: Workspace, lying: dict[str, Path]) -> bool:
    *gone, put, beside = lying.values()
    steps = [each.step for each in entered(workspace)]
    return (
        not any(map(os.path.lexists, gone))
        and put.read_bytes() == b"without it"
        and beside.exists()
        and steps == [Step.BEGUN, Step.DONE]
        and not workspace.erasing.exists()
    )


def test_what_is_to_go_is_gone_and_what_comes_in_its_place_is_there(
    workspace: Workspace, lying: dict[str, Path]
) -> None:
    done = erase(workspace, lying)

    assert as_it_is_once_erased(workspace, lying)
    assert (done.number, done.files) == (1, 4)
    assert erased_digests(workspace).keys() == {"ab"}
    assert not (workspace.reports / "2019-20-Q2" / "feedback" / "sol").exists()  # left empty
    assert (workspace.raw / "2019-20-Q2").is_dir()


def stopped_after(patch: pytest.MonkeyPatch, last: int) -> None:
    """Have each call that changes the disk be made up to the ``last``, and the one after it never."""
    calls = [0]

    def until(name: str, owner: Any) -> None:
        real = getattr(owner, name)

        def made(*given: Any, **named: Any) -> Any:
            calls[0] += 1
            if calls[0] > last:
                raise Killed
            return real(*given, **named)

        patch.setattr(owner, name, made)

    for name in ("unlink", "replace", "rmdir"):
        until(name, Path)
    until("rmtree", intent.shutil)


def killed(workspace: Workspace, lying: dict[str, Path], last: int) -> bool:
    """Erase, and be stopped after so many changes; gives whether it was."""
    gone, put = list(lying.values())[:3], list(lying.values())[3]
    with pytest.MonkeyPatch.context() as patch, locked(workspace):
        stopped_after(patch, last)
        try:
            carry_out(workspace, intended(ERASURE, gone, {put: b"without it"}))
        except Killed:
            return True
        finally:
            patch.undo()
    return False


def test_a_kill_at_any_instant_leaves_all_as_it_was_or_is_ended_by_the_next_command(tmp_path: Path) -> None:
    outcomes = []
    for last in range(100):
        workspace = Workspace(tmp_path / str(last))
        lying = laid(workspace)
        was_killed = killed(workspace, lying, last)
        with locked(workspace):
            pass
        ended = bool(entered(workspace))
        if ended:
            assert as_it_is_once_erased(workspace, lying), last
        else:
            assert all(path.read_text(encoding="utf-8") == name for name, path in lying.items()), last
            assert not workspace.erasing.exists(), last
        outcomes.append(ended)
        if not was_killed:
            break

    assert outcomes == sorted(outcomes)  # from some instant on it is done, whatever happens
    assert 1 < outcomes.count(False) < 5 < outcomes.count(True) < 50


def test_what_the_disk_refuses_is_named_and_the_next_command_goes_on(
    workspace: Workspace, lying: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    held = lying["data/processed/received/ab"]
    real = Path.unlink

    def unlink(path: Path, missing_ok: bool = False) -> None:
        if path == held:
            raise PermissionError(13, "Permission denied", str(path))
        real(path, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", unlink)
        with pytest.raises(CannotWrite, match="while erasing what was asked to be erased"):
            erase(workspace, lying)

    with locked(workspace):
        pass

    assert as_it_is_once_erased(workspace, lying)


def test_a_copy_that_may_only_be_read_goes_too(workspace: Workspace, lying: dict[str, Path]) -> None:
    lying["data/processed/received/ab"].chmod(stat.S_IRUSR)

    erase(workspace, lying)

    assert as_it_is_once_erased(workspace, lying)


def test_nothing_goes_that_a_link_leads_to(workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "kept.txt").write_text("kept", encoding="utf-8")
    folder = workspace.raw / "2019-20-Q2" / "sol"
    folder.mkdir(parents=True)
    (folder / "link").symlink_to(outside, target_is_directory=True)
    (folder / "file.xlsx").symlink_to(outside / "kept.txt")

    gone = list(files_in(workspace, folder))
    with locked(workspace):
        carry_out(workspace, intended(ERASURE, gone, {}))

    assert gone == [folder / "file.xlsx", folder / "link"]
    assert (outside / "kept.txt").read_text(encoding="utf-8") == "kept"
    assert not folder.exists()


@pytest.mark.parametrize("way", ["linked", "out"])
def test_what_lies_outside_of_the_workspace_is_refused_before_anything_goes(
    workspace: Workspace, lying: dict[str, Path], tmp_path_factory: pytest.TempPathFactory, way: str
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "kept.txt").write_text("kept", encoding="utf-8")
    (workspace.root / "linked").symlink_to(outside, target_is_directory=True)
    place = workspace.root / "linked" / "kept.txt" if way == "linked" else workspace.root / ".." / outside.name / "x"

    with pytest.raises(PipelineError, match="nothing is erased there"), locked(workspace):
        carry_out(workspace, intended(ERASURE, [*lying.values(), place], {}))

    assert all(path.exists() for path in lying.values())
    assert not entered(workspace)


def test_a_plan_that_somebody_altered_is_not_carried_out(workspace: Workspace, lying: dict[str, Path]) -> None:
    workspace.erasing.mkdir(parents=True)
    (workspace.erasing / "plan.json").write_text('{"gone": ["../../x"]}', encoding="utf-8")

    with pytest.raises(PipelineError, match=r"is damaged\. Delete the folder"), locked(workspace):
        pass

    assert all(path.exists() for path in lying.values())


def test_a_list_of_what_was_erased_that_somebody_cut_is_noticed(workspace: Workspace, lying: dict[str, Path]) -> None:
    erase(workspace, lying)
    path = workspace.processed / "erasures.jsonl"
    path.write_bytes(path.read_bytes().split(b"\n")[0] + b"\n")

    with pytest.raises(PipelineError, match="The list of what was erased is damaged"):
        entered(workspace)


def test_an_entry_stands_once_however_often_it_is_entered(workspace: Workspace) -> None:
    for _ in range(2):
        enter(workspace, ERASURE, Step.BEGUN)

    assert entered(workspace) == [ERASURE]
    assert places.Workspace(workspace.root).quarters() == []
