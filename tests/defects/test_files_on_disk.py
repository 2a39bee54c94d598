"""Files that no workbook can show: still being copied, kept online, not to be opened, too long a name; and no trace."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from openpyxl.comments import Comment

from benchmarks.defects.folders import lay, theirs
from benchmarks.defects.kinds.personal import NUMBER
from benchmarks.defects.sent import QUARTER, saved
from pipeline.errors import UnreadableReturn
from pipeline.intake import Entry, Intake, intake
from pipeline.read import arrival, received
from pipeline.store.workspace import Workspace
from pipeline.template.layout import RECORDS_SHEET

GOOD = theirs("SOL").as_sent

# A digest holds any four figures by chance, so a trace is the last two groups, however they are parted, or the last one
# with no letter or figure beside it.
TRACE = re.compile(r"{1}\D?{2}|(?<![0-9A-Za-z]){2}(?![0-9A-Za-z])".format(*NUMBER.split()).encode())


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def intake_now(workspace: Workspace) -> Intake:
    return intake(workspace, [QUARTER], workers=1)[QUARTER]


def only(workspace: Workspace) -> Entry:
    (entry,) = intake_now(workspace).entries
    return entry


def not_read(workspace: Workspace) -> str:
    """Why the only file there is was not read."""
    (told,) = intake_now(workspace).not_read
    return told.why


def test_a_file_that_grows_while_it_is_read_is_busy(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    path = lay(workspace, "sol/mine.xlsx", GOOD[:5_000])
    os.utime(path)

    def more(_seconds: float) -> None:
        with path.open("ab") as file:
            file.write(GOOD[5_000:9_000])

    monkeypatch.setattr(arrival.time, "sleep", more)
    assert "still being copied" in not_read(workspace)


def test_a_name_that_is_too_long_to_open_is_answered(workspace: Workspace) -> None:
    with pytest.raises(UnreadableReturn, match="name is too long"):
        received(workspace.root / f"{'n' * 300}.xlsx")


def test_a_file_that_is_kept_online_is_not_downloaded_by_us(workspace: Workspace) -> None:
    path = lay(workspace, "sol/mine.xlsx", b"")
    os.truncate(path, 40_000)
    os.utime(path, (1_571_000_000, 1_571_000_000))
    if path.stat().st_blocks:
        pytest.skip("this disk keeps the holes of a file")

    assert "has not been downloaded" in not_read(workspace)


def refusing(monkeypatch: pytest.MonkeyPatch, name: str, error: OSError) -> None:
    """Opening the file of this name fails, as it does for whoever may not read it or comes too late."""
    opened = os.open

    def open_(path: Path, *rest: int) -> int:
        if Path(path).name == name:
            raise error
        return opened(path, *rest)

    monkeypatch.setattr(arrival.os, "open", open_)


@pytest.mark.parametrize(
    ("name", "error", "words"),
    [("shut", PermissionError(), "permission was denied"), ("gone", FileNotFoundError(), "This file is not there")],
)
def test_a_file_that_may_not_be_read_or_is_gone_is_answered_and_the_others_go_on(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, name: str, error: OSError, words: str
) -> None:
    lay(workspace, "sol/mine.xlsx", GOOD)
    lay(workspace, f"uhs/{name}.xlsx", theirs("UHS").as_sent)
    refusing(monkeypatch, f"{name}.xlsx", error)

    intake_result = intake_now(workspace)
    assert {each.path.name: each.counts for each in intake_result.entries} == {"mine.xlsx": True}
    (told,) = intake_result.not_read
    assert told.place == f"data/raw/{QUARTER.folder}/uhs/{name}.xlsx"
    assert words in told.why
    assert told.agencies == {"UHS"}


@pytest.mark.parametrize(
    "written", [NUMBER, NUMBER.replace(" ", ""), NUMBER.replace(" ", "-"), NUMBER[-4:], f"a_{NUMBER[-4:]}_b"]
)
def test_a_trace_of_the_number_is_known_however_it_is_written(written: str) -> None:
    assert TRACE.search(f"see {written}.xlsx".encode())
    assert not TRACE.search(b'"rows.parquet": "d6c97ba5919d3"')


def test_nothing_of_a_file_that_names_a_child_is_written_down_but_where_it_was(workspace: Workspace) -> None:
    book = theirs("SOL").book()
    book[RECORDS_SHEET]["D7"].comment = Comment(f"see {NUMBER}", "somebody")
    lay(workspace, f"sol/{NUMBER}.xlsx", saved(book))
    entry = only(workspace)

    assert entry.validated.personal
    assert entry.submission.file_name == f"file {entry.submission.sha256[:12]}.xlsx"
    for folder in (workspace.processed, workspace.reports):
        for path in folder.rglob("*"):
            assert not TRACE.search(path.name.encode())
            assert not path.is_file() or not TRACE.search(path.read_bytes())
    (receipt,) = workspace.reports.rglob("receipt.txt")
    assert "Records!D7 (a comment)" in receipt.read_text(encoding="utf-8")
