"""A command whose output nobody reads to its end, as ``| head`` does, stops without a word."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.store.workspace import Workspace
from tests.source import ROOT
from tests.unit.workspaces import NOW, put, sent

BY_A_PIPE = 141  # the exit status that a shell gives a program which prints to one that has ended


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of one return."""
    workspace = Workspace(tmp_path_factory.mktemp("read"))
    put(workspace, "sol/mine.xlsx", sent("SOL", "N", "Y"))
    return workspace.root


def unread(*words: object, errors_too: bool = False, at_once: bool = False) -> tuple[int, str]:
    """How a command ends, and what it complains of, where what it prints goes to a program that has ended."""
    read_end, write_end = os.pipe()
    os.close(read_end)
    ran = subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1" if at_once else ""},
        stdout=write_end,
        stderr=write_end if errors_too else subprocess.PIPE,
        text=True,
        check=False,
        timeout=120,
    )
    os.close(write_end)
    return ran.returncode, ran.stderr or ""


@pytest.mark.parametrize(
    ("words", "at_once"),
    [
        (("explain", NOW.folder, "WNB2"), False),
        (("explain", NOW.folder, "WNB2"), True),
        (("check", "no such file.xlsx", "nor this one.xlsx"), False),
        (("status", NOW.folder, "--chase"), False),
    ],
    ids=["explain at the end", "explain line by line", "check file by file", "status at the end"],
)
def test_a_command_of_which_nobody_reads_the_output_stops_without_a_word(
    words: tuple[str, ...], at_once: bool, root: Path
) -> None:
    status, complaint = unread(*words, "--root", root, at_once=at_once)
    progress = [line for line in complaint.splitlines() if line.startswith("reading returns: ")]
    assert (status, complaint.splitlines()) == (BY_A_PIPE, progress)


def test_help_of_which_nobody_reads_the_end_is_no_complaint() -> None:
    assert unread("--help")[1] == ""


@pytest.mark.parametrize("words", [("status", NOW.folder), ("verify", "nowhere")])
def test_neither_what_it_says_nor_what_it_complains_of_need_be_read(words: tuple[str, ...], root: Path) -> None:
    assert unread(*words, "--root", root, errors_too=True)[0] == BY_A_PIPE


def test_a_pipe_of_its_own_that_breaks_is_a_failure_and_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def broken(*_: object, **__: object) -> int:
        raise BrokenPipeError(32, "Broken pipe")

    monkeypatch.setattr("pipeline.commands.verify.verify", broken)
    assert main(["--root", str(tmp_path), "verify", "somewhere"]) == 1
    assert capsys.readouterr().err.startswith("Stopped: a process that this command had started ended before its time.")
