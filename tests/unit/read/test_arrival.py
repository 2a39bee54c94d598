"""A file is looked at before it is opened, and only an ordinary one that nobody is writing to is read."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest

from pipeline import read
from pipeline.errors import UnreadableReturn
from pipeline.read import arrival


def reason(path: Path) -> str:
    with pytest.raises(UnreadableReturn) as refused:
        read.received(path)
    return refused.value.reason


def arrived(path: Path, data: bytes = b"data") -> Path:
    path.write_bytes(data)
    os.utime(path, (time.time() - 60,) * 2)
    return path


def test_a_files_bytes_are_read_once_and_known_by_their_hash(tmp_path):
    received = read.received(arrived(tmp_path / "return.xlsx"))

    assert (received.data, received.sha256) == (b"data", hashlib.sha256(b"data").hexdigest())


def test_a_file_that_is_gone_is_said_to_be_gone(tmp_path):
    assert reason(tmp_path / "x.xlsx") == "This file is not there: it was moved, renamed or deleted."


def test_a_link_is_not_followed(tmp_path):
    (tmp_path / "x.xlsx").symlink_to("/etc/hostname")

    assert reason(tmp_path / "x.xlsx") == "This is a link to another file, and links are not followed."


def test_a_folder_and_a_pipe_are_refused_without_waiting(tmp_path):
    (tmp_path / "folder.xlsx").mkdir()
    os.mkfifo(tmp_path / "pipe.xlsx")

    assert reason(tmp_path / "folder.xlsx") == "This is a folder, not a workbook."
    assert reason(tmp_path / "pipe.xlsx") == "This is a device or a pipe, not a workbook."


def test_the_mark_beside_an_open_workbook_is_no_return_and_keeps_nobody_from_reading_it(tmp_path):
    workbook = arrived(tmp_path / "x.xlsx")
    mark = arrived(tmp_path / "~$x.xlsx")

    assert read.received(workbook).path == workbook
    assert reason(mark) == "This is not a return but the mark that a workbook beside it is open."


def test_permission_denied_is_said_in_words(tmp_path, monkeypatch):
    def denied(*_args: object) -> int:
        raise PermissionError(13, "Permission denied")

    path = arrived(tmp_path / "x.xlsx")
    monkeypatch.setattr(os, "open", denied)

    assert reason(path) == "This file cannot be opened: permission was denied."


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(arrival, "LARGEST_FILE", 3)

    assert reason(arrived(tmp_path / "x.xlsx")).endswith("at most 0 MB can be taken in.")


def test_a_file_that_is_all_hole_has_not_been_downloaded(tmp_path):
    path = tmp_path / "x.xlsx"
    with path.open("wb") as file:
        file.truncate(8192)

    assert reason(path) == "This file is kept online (OneDrive or SharePoint) and has not been downloaded."


def test_a_file_that_grows_while_it_is_looked_at_is_still_being_copied(tmp_path, monkeypatch):
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"first half")

    def meanwhile(_seconds: float) -> None:
        with path.open("ab") as file:
            file.write(b"second half")

    monkeypatch.setattr(time, "sleep", meanwhile)

    assert reason(path) == "This file is still being copied or saved."


def test_an_old_file_is_not_waited_for(tmp_path, monkeypatch):
    def wait(_seconds: float) -> None:
        raise AssertionError("waited for a file that has not changed for a minute")

    monkeypatch.setattr(time, "sleep", wait)

    assert read.received(arrived(tmp_path / "x.xlsx")).data == b"data"
