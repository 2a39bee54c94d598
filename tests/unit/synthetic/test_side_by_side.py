"""Pieces of work done by several processes give what one gives, in the same order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.store.workspace import Workspace
from pipeline.synthetic import partnership
from pipeline.synthetic.side_by_side import side_by_side
from tests.unit.workspaces import one_audit_alone


def twice_where(number: int) -> tuple[int, int]:
    return 2 * number, os.getpid()


def failing(number: int) -> int:
    raise ValueError(number)


def test_several_processes_give_what_one_gives_in_the_same_order() -> None:
    given = list(side_by_side(twice_where, range(20), workers=2))

    assert [each for each, _ in given] == [2 * number for number in range(20)]
    assert os.getpid() not in {process for _, process in given}


@pytest.mark.parametrize(("pieces", "workers"), [(20, 1), (1, 4)])
def test_one_worker_or_one_piece_needs_no_other_process(pieces: int, workers: int) -> None:
    assert {process for _, process in side_by_side(twice_where, range(pieces), workers)} == {os.getpid()}


@pytest.mark.parametrize("workers", [1, 2])
def test_what_goes_wrong_in_one_ends_the_work(workers: int) -> None:
    with pytest.raises(ValueError, match="0"):
        list(side_by_side(failing, range(4), workers))


def test_a_partnership_written_by_two_processes_is_the_same_to_the_byte(tmp_path: Path) -> None:
    with one_audit_alone():
        assert files_written(tmp_path / "two", 2) == files_written(tmp_path / "one", 1)


def files_written(root: Path, workers: int) -> dict[str, bytes]:
    root.mkdir()
    partnership(Workspace(root), Quarter(2019, 2).last(2), 1, workers=workers)
    return {each.relative_to(root).as_posix(): each.read_bytes() for each in root.rglob("*") if each.is_file()}
