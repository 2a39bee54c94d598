"""What lies among the returns: each file is read or named, with the reason and the next step."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.store import raw_files as module
from pipeline.store.raw_files import NotRead, raw_files
from pipeline.store.workspace import Workspace
from tests.unit.workspaces import NOW, put


def names(workspace: Workspace) -> list[str]:
    """The files that are read, by their places below the quarter's folder."""
    own = workspace.raw / NOW.folder
    return [each.relative_to(own).as_posix() for each in raw_files(workspace).returns.get(NOW, ())]


def only(workspace: Workspace) -> NotRead:
    (each,) = raw_files(workspace).not_read
    return each


def shut(monkeypatch: pytest.MonkeyPatch, folder: Path, error: OSError | None = None) -> None:
    """Have ``folder`` be one that may not be listed, whoever runs the test."""
    listed: Callable[..., object] = os.scandir

    def scandir(path: Path | int) -> object:
        if path == folder:
            raise error or PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(module.os, "scandir", scandir)


@pytest.mark.parametrize("name", ["2019-20 q2", "2019-20 Q2", "2019-20-q2", "2019-20-Q2 (old)", "Copy of 2019-20-Q2"])
def test_a_second_folder_of_one_quarter_is_named_with_the_folder_that_its_files_belong_in(
    workspace: Workspace, name: str
) -> None:
    put(workspace, "sol/mine.xlsx", b"")
    variant = workspace.raw / name / "uhs"
    variant.mkdir(parents=True)
    if (workspace.raw / NOW.folder / "uhs").exists():
        pytest.skip("this disk takes both names for one folder")
    (variant / "theirs.xlsx").write_bytes(b"")

    assert workspace.quarters() == [NOW]
    assert names(workspace) == ["sol/mine.xlsx"]
    assert only(workspace).sentence == (
        f"data/raw/{name}: the folder of 2019-20 Q2 is 2019-20-Q2, so nothing in this one was read. Move its files "
        "there, then run again."
    )
    assert (only(workspace).quarter, only(workspace).agencies) == (NOW, {"UHS"})


def test_a_folder_in_another_spelling_alone_is_no_quarter_and_is_to_be_renamed(workspace: Workspace) -> None:
    (workspace.raw / "2019-20 q2" / "sol").mkdir(parents=True)

    assert workspace.quarters() == []
    assert "Rename it so, then run again." in only(workspace).why


@pytest.mark.parametrize("name", ["Q2", "old", "2019-20-Q7", "templates"])
def test_a_folder_that_means_no_quarter_is_named(workspace: Workspace, name: str) -> None:
    (workspace.raw / name / "sol").mkdir(parents=True)

    assert only(workspace).place == f"data/raw/{name}"
    assert only(workspace).agencies == frozenset()


def test_a_loose_file_beside_the_quarters_is_named_and_litter_is_not(workspace: Workspace) -> None:
    put(workspace, "../mine.xlsx", b"")
    put(workspace, "../.DS_Store", b"")

    assert only(workspace).sentence == (
        "data/raw/mine.xlsx: it lies in no quarter's folder, so it was not read. Move it to <quarter>/<agency>/, then "
        "run again."
    )


@pytest.mark.parametrize(
    ("place", "agencies"), [("sol", {"SOL"}), ("sol/deeper", {"SOL"}), ("somebody", set()), ("", None)]
)
def test_a_folder_that_may_not_be_listed_is_named_with_those_whose_returns_may_lie_in_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, place: str, agencies: set[str] | None
) -> None:
    put(workspace, "ccg/mine.xlsx", b"")
    folder = workspace.raw / NOW.folder / place
    folder.mkdir(parents=True, exist_ok=True)
    shut(monkeypatch, folder)

    each = only(workspace)

    assert each.place == f"data/raw/{NOW.folder}/{place}".rstrip("/")
    assert each.why == "permission was denied, so nothing in it was read. Ask for the right to read it, then run again."
    assert each.quarter == NOW
    assert {"SOL", "UHS", "CCG"} <= each.agencies if agencies is None else each.agencies == agencies
    assert names(workspace) == ([] if agencies is None else ["ccg/mine.xlsx"])


def test_folders_deep_in_each_other_are_read_to_the_end(workspace: Workspace) -> None:
    put(workspace, f"sol/{'a/' * 300}mine.xlsx", b"")

    assert [Path(each).name for each in names(workspace)] == ["mine.xlsx"]
