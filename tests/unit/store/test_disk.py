"""What a disk refuses is told in one line: which file, why, at what step, and what to do."""

from __future__ import annotations

import errno
import os
import random
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from pipeline.disclose.editions import SUBGROUP
from pipeline.errors import CannotWrite
from pipeline.results.load import results_path
from pipeline.run.quarter import RunRequest, quarter_run
from pipeline.store import disk
from pipeline.store.disk import refused, shown
from pipeline.store.workspace import Workspace, write_atomically
from tests.unit.workspaces import NOW, put, sent

AGAIN = " and run the same command again; nothing that was finished is lost."


def error(number: int) -> OSError:
    return OSError(number, os.strerror(number))


@pytest.mark.parametrize(
    ("place", "number", "words"),
    [
        ("data/processed/register.jsonl", errno.ENOSPC, "the disk is full (while entering returns in the register). "),
        ("reports/2019-20-Q2/board/neg.html", errno.EROFS, "the disk can only be read (while writing a report). "),
        ("data/processed/received/ab", errno.EDQUOT, "your share of the disk is used up (while keeping a return as it"),
        ("data/processed/results/2019-20-Q2/board.json", errno.EACCES, "permission was denied (while keeping the fig"),
        ("data/commentary/2019-20-Q2/neg.md", errno.EISDIR, "a folder stands where a file should be, or a file where"),
        ("templates/2019-20-Q2/hc/a.xlsx", errno.EIO, "the disk failed (while writing a template). Copy the workspace"),
        ("elsewhere/a.txt", errno.ENAMETOOLONG, "its path is too long. Move the workspace to a folder with a shorter"),
        ("elsewhere/a.txt", errno.EDEADLK, f"the computer says '{os.strerror(errno.EDEADLK)}'. Put that right"),
    ],
)
def test_a_refusal_names_the_file_the_reason_the_step_and_what_to_do(place: str, number: int, words: str) -> None:
    line = refused(Path(place), error(number))

    assert line.startswith(f"{place}: {words}")
    assert line.endswith(AGAIN)


def test_a_refusal_without_a_path_or_a_number_is_a_sentence_too() -> None:
    assert refused(None, OSError("odd")) == (f"Stopped: the computer says 'OSError'. Put that right{AGAIN}")


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ("w/data/raw/2019-20-Q2/hc/mine.xlsx", "w/data/raw/2019-20-Q2/hc/…"),
        ("w/data/raw/2019-20-Q2/zq brown/mine.xlsx", "w/data/raw/2019-20-Q2/…"),
        ("data/raw/zq brown", "data/raw/…"),
        ("data/raw", "data/raw"),
        ("w/reports/2019-20-Q2/feedback/hc/zq brown/receipt.html", "w/reports/2019-20-Q2/feedback/hc/…"),
        ("w/out/zq 9434765919/receipt.txt", "w/out/…"),
        ("raw/w/feedback/data/samples/a.json", "raw/w/feedback/data/samples/a.json"),
        ("w/a\x1b[31m\n.txt", "w/a[U+001B][31m[U+000A].txt"),
    ],
)
def test_a_path_is_shown_without_what_may_name_somebody_and_without_what_steers_a_terminal(
    path: str, seen: str
) -> None:
    assert shown(Path(path)) == seen


def test_every_step_is_of_a_folder_that_a_workspace_has() -> None:
    workspace = Workspace(Path("w"))
    places = [
        workspace.processed,
        workspace.scratch,
        workspace.samples,
        workspace.sample_books,
        workspace.commentary,
        workspace.raw,
        workspace.reports,
    ]

    assert all(disk._step(each) for each in places)
    assert disk._step(Path("elsewhere/a.txt")) == ""


def figures(workspace: Workspace) -> bytes:
    return results_path(workspace, NOW, "subgroup").read_bytes()


# A disk that fills up in the middle of a run


@contextmanager
def full_from(write: int, patch: pytest.MonkeyPatch, number: int = errno.ENOSPC) -> Iterator[list[int]]:
    """Let the disk keep that many files and folders, and refuse every one after them; gives those it was asked for."""
    whole: Callable[[int], None] = os.fsync
    asked: list[int] = []

    def fsync(handle: int) -> None:
        asked.append(handle)
        if len(asked) > write:
            raise error(number)
        whole(handle)

    with patch.context() as inner:
        inner.setattr(os, "fsync", fsync)
        yield asked


def run(workspace: Workspace, **options: Any) -> Path:
    page = quarter_run(workspace, RunRequest(NOW, SUBGROUP, workers=1, stamp="1 November 2019", **options)).page
    assert page is not None
    return page.parent


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.usefixtures("one_audit", "jobs")
def test_a_disk_that_is_full_at_any_write_loses_nothing_and_one_more_run_gives_the_same_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calm = Workspace(tmp_path / "calm")
    put(calm, "sol/mine.xlsx", sent("SOL", "Y", "N"))
    with full_from(10_000, monkeypatch) as writes:
        expected = files(run(calm))

    for write in random.Random(10).sample(range(len(writes)), 8):
        workspace = Workspace(tmp_path / f"full-{write}")
        put(workspace, "sol/mine.xlsx", sent("SOL", "Y", "N"))
        number = errno.ENOSPC if write % 2 else errno.EDQUOT
        with full_from(write, monkeypatch, number), pytest.raises(CannotWrite) as told:
            run(workspace)

        assert str(told.value).startswith(f"{workspace.root}")
        assert disk._REASONS[number][0] in str(told.value)
        assert not list(workspace.root.rglob(".writing-*"))
        assert files(run(workspace)) == expected
        assert figures(workspace) == figures(calm)


@pytest.mark.parametrize("step", ["mkdir", "mkstemp", "fsync", "replace"])
def test_whatever_step_of_a_write_is_refused_the_file_that_was_there_stays_and_no_stump(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    target = write_atomically(tmp_path / "file.txt", "first")

    def refuse(*_: object, **__: object) -> None:
        raise error(errno.EROFS)

    where = {"mkdir": Path, "mkstemp": tempfile, "fsync": os, "replace": Path}[step]
    with monkeypatch.context() as patch:
        patch.setattr(where, step, refuse)
        with pytest.raises(CannotWrite, match=r"file\.txt: the disk can only be read"):
            write_atomically(target, "second")

    assert files(tmp_path) == {"file.txt": b"first"}


def test_a_file_system_that_cannot_keep_a_folder_on_request_is_written_to_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = os.fsync

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise error(errno.EINVAL)
        whole(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    assert write_atomically(tmp_path / "a.txt", "whole").read_text(encoding="utf-8") == "whole"
