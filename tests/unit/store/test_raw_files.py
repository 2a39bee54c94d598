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


@pytest.mark.parametrize("name", ["2019-20 q2", "2019-20-q2", "2019/20 Q2".replace("/", "–")])
def test_a_folder_in_another_spelling_alone_is_read_as_its_quarter_and_is_to_be_renamed(
    workspace: Workspace, name: str
) -> None:
    mine = workspace.raw / name / "sol" / "mine.xlsx"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"")
    if (workspace.raw / NOW.folder).exists():
        pytest.skip("this disk takes both names for one folder")

    assert (workspace.quarters(), workspace.quarter_folder(NOW)) == ([NOW], workspace.raw / name)
    assert raw_files(workspace).returns == {NOW: (mine,)}
    told = only(workspace)
    assert told.sentence == (
        f"data/raw/{name}: it was read as the folder of 2019-20 Q2, which is 2019-20-Q2. Rename it so."
    )
    assert told.read


@pytest.mark.parametrize("name", ["2019-20-Q2 (old)", "Copy of 2019-20-Q2", "2019 Q2", "Q2 2019-20"])
def test_a_folder_that_only_seems_to_mean_a_quarter_is_not_read_for_it(workspace: Workspace, name: str) -> None:
    (workspace.raw / name / "sol").mkdir(parents=True)

    assert workspace.quarters() == []
    assert "so nothing in this one was read. Rename it so, then run again." in only(workspace).why


def test_of_two_folders_in_other_spellings_neither_is_read(workspace: Workspace) -> None:
    for name in ("2019-20 q2", "2019-20 Q2"):
        (workspace.raw / name / "sol").mkdir(parents=True)

    assert workspace.quarters() == []
    assert [each.place for each in raw_files(workspace).not_read] == ["data/raw/2019-20 Q2", "data/raw/2019-20 q2"]


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


def raw_name(folder: Path, name: bytes, data: bytes = b"") -> None:
    """A file of a name that is no text, where the disk takes one."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(data)
    except (OSError, UnicodeError):
        pytest.skip("this disk takes names in UTF-8 only")


def test_a_name_that_is_not_utf_8_is_shown_escaped_and_stops_no_other_file(workspace: Workspace) -> None:
    put(workspace, "sol/mine.xlsx", b"")
    raw_name(workspace.raw / NOW.folder / "uhs", b"Si\xe2n.xlsx")

    assert names(workspace) == ["sol/mine.xlsx"]
    assert only(workspace).sentence == (
        f"data/raw/{NOW.folder}/uhs/Si[U+DCE2]n.xlsx: its name is not written in UTF-8, so it was not read. Rename it, "
        "then run again."
    )
    assert only(workspace).agencies == {"UHS"}


@pytest.mark.parametrize("target", ["there", "gone", "uhs"])
def test_an_agencys_folder_that_is_a_link_is_named_and_never_followed(
    workspace: Workspace, tmp_path: Path, target: str
) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "mine.xlsx").write_bytes(b"")
    own = workspace.raw / NOW.folder
    own.mkdir(parents=True)
    (own / "uhs").symlink_to({"there": tmp_path / "there", "gone": tmp_path / "gone", "uhs": own / "uhs"}[target])

    assert names(workspace) == []
    assert "it is a link, and links are not followed" in only(workspace).why
    assert only(workspace).agencies == {"UHS"}


def test_a_link_in_an_agencys_folder_to_a_folder_that_holds_it_ends(workspace: Workspace) -> None:
    put(workspace, "sol/mine.xlsx", b"")
    (workspace.raw / NOW.folder / "sol" / "again").symlink_to(workspace.raw / NOW.folder)

    assert names(workspace) == ["sol/mine.xlsx"]
    assert only(workspace).place.endswith("sol/again")


def test_the_mark_of_an_open_workbook_is_no_return_and_says_which_is_open(workspace: Workspace) -> None:
    open_now = {put(workspace, f"sol/{name}.xlsx", b"") for name in ("excel", "libre")}
    put(workspace, "sol/closed.xlsx", b"")
    for mark in ("~$excel.xlsx", ".~lock.libre.xlsx#", "~$gone.xlsx"):
        put(workspace, f"sol/{mark}", b"somebody")

    lying = raw_files(workspace)

    assert names(workspace) == ["sol/closed.xlsx", "sol/excel.xlsx", "sol/libre.xlsx"]
    assert (lying.open, lying.not_read) == (open_now, ())


def test_a_return_that_is_named_as_a_mark_is_not_passed_over_in_silence(workspace: Workspace) -> None:
    put(workspace, "sol/~$mine.xlsx", b"x" * 5_000)

    assert "If it is a return, rename it." in only(workspace).why
    assert only(workspace).agencies == {"SOL"}


def test_what_a_mac_leaves_beside_a_file_is_litter_and_a_return_of_such_a_name_is_not(workspace: Workspace) -> None:
    put(workspace, "sol/._a.xlsx", b"\x00\x05\x16\x07\x00\x02" + bytes(100))
    put(workspace, "sol/._b.xlsx", b"PK\x03\x04")
    put(workspace, "sol/@eaDir/c.xlsx", b"")
    if hasattr(os, "mkfifo"):
        os.mkfifo(workspace.raw / NOW.folder / "sol" / "._pipe")  # opening it would wait for ever

    assert [each for each in names(workspace) if "pipe" not in each] == ["sol/._b.xlsx"]
    assert raw_files(workspace).not_read == ()


@pytest.mark.parametrize("place", ["Thumbs.db", ".writing-SOL", ".DS_Store"])
def test_a_folder_named_as_litter_is_read(workspace: Workspace, place: str) -> None:
    put(workspace, f"sol/{place}/mine.xlsx", b"")
    assert names(workspace) == [f"sol/{place}/mine.xlsx"]


def test_a_return_is_not_taken_for_a_file_half_written(workspace: Workspace) -> None:
    put(workspace, "sol/.writing-mine.xlsx", b"")
    put(workspace, "sol/.writing-x3_ab9cd", b"")
    assert names(workspace) == ["sol/.writing-mine.xlsx"]


def test_a_return_named_as_a_mark_beside_the_quarters_is_named(workspace: Workspace) -> None:
    put(workspace, "../~$open.xlsx", b"x" * 165)
    put(workspace, "../~$mine.xlsx", b"x" * 5_000)
    assert only(workspace).place == "data/raw/~$mine.xlsx"


SOMEBODY = "Mr Brown 9434765919"


@pytest.mark.parametrize("place", [SOMEBODY, f"{NOW.folder}/{SOMEBODY}", f"{NOW.folder}/sol/{SOMEBODY}"])
def test_a_folders_name_that_may_name_somebody_is_never_repeated(workspace: Workspace, place: str) -> None:
    put(workspace, f"../{place}/mine.xlsx", b"")
    put(workspace, f"../{SOMEBODY}.xlsx", b"")

    told = [each.sentence for each in raw_files(workspace).not_read]

    assert len(told) == 2
    assert any("folder with a name withheld" in each for each in told)
    assert not any("Brown" in each or "5919" in each for each in told)


@pytest.mark.parametrize("name", ["9434765919", "9434765919.9434765919", "9434765919.pdf", "v1.9434765919"])
def test_a_number_in_a_folders_name_is_withheld_whatever_stands_around_it(workspace: Workspace, name: str) -> None:
    put(workspace, f"sol/{name}/mine.xlsx", b"")
    assert only(workspace).place == "data/raw/2019-20-Q2/sol/folder with a name withheld"


def test_what_steers_a_screen_in_a_folders_name_is_written_out(workspace: Workspace) -> None:
    (workspace.raw / "Q2\x1b[2J\u202e").mkdir(parents=True)

    assert only(workspace).place == "data/raw/Q2[U+001B][2J[U+202E]"


def test_an_entry_that_cannot_be_looked_at_stops_no_other(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(workspace, "sol/mine.xlsx", b"")
    put(workspace, "uhs/bad/theirs.xlsx", b"")
    sort = module._Quarter._sorted

    def failing(self: object, each: os.DirEntry[str]) -> list[Path]:
        if each.name == "bad":
            raise OSError(5, "Input/output error")
        return sort(self, each)

    monkeypatch.setattr(module._Quarter, "_sorted", failing)

    assert names(workspace) == ["sol/mine.xlsx"]
    assert "it cannot be listed (error EIO)" in only(workspace).why
    assert only(workspace).agencies == {"UHS"}
