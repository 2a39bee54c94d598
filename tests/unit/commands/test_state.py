"""What a command says of files of ours that somebody altered, of what the disk refuses, and of another at work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.commands import approve as approving
from pipeline.commands import sample as sampling
from pipeline.store.workspace import Workspace, locked, write_atomically
from tests.unit.workspaces import NOW, put, sent

APPROVE = "approve SOL WNB --heading Alter --field age_years --by lead"
SAMPLE = f"sample {NOW.folder} --audit NEG --from {{root}}/list.csv --size 2"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with one return and a list to draw from."""
    fresh = Workspace(tmp_path)
    put(fresh, "sol/mine.xlsx", sent("SOL", "Y", "N"))
    write_atomically(tmp_path / "list.csv", "Case\na\nb\nc\n")
    return fresh


def asked(workspace: Workspace, typed: str) -> int:
    return main(["--root", str(workspace.root), *typed.format(root=workspace.root).split()])


@pytest.mark.parametrize("typed", [APPROVE, SAMPLE])
def test_a_command_that_finds_another_at_work_waits_and_then_says_who_it_is(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    assert approving.A_WHILE == sampling.A_WHILE == 10
    for each in (approving, sampling):
        monkeypatch.setattr(each, "A_WHILE", 0.1)

    with locked(workspace):
        assert asked(workspace, typed) == 1

    told = capsys.readouterr().err
    assert told.startswith("Another run (process ")
    assert told.endswith("See docs/troubleshooting.md#another-run-is-using-the-workspace\n")
    assert not (workspace.processed / "approvals.jsonl").exists()
    assert not workspace.samples.exists()


@pytest.mark.parametrize("place", ["data/samples/2019-20-Q2", "samples/2019-20-Q2", "data/processed/scratch"])
def test_what_a_killed_command_left_is_cleared_by_the_next(workspace: Workspace, place: str) -> None:
    stump = write_atomically(workspace.root / place / ".writing-abc", "half")

    assert asked(workspace, SAMPLE) == 0
    assert not stump.exists()


def test_what_killed_templates_left_is_cleared_by_the_next(workspace: Workspace) -> None:
    stump = write_atomically(workspace.root / "templates" / NOW.folder / "sol" / ".writing-abc", "half")

    assert asked(workspace, f"templates {NOW.folder} --audit WNB --agency SOL") == 0
    assert [each.name for each in stump.parent.iterdir()] == [f"WNB-SOL-{NOW.folder}.xlsx"]


def saved(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


ALTERED: dict[str, tuple[str, bytes, str]] = {
    "the register": ("data/processed/register.jsonl", b"caf\xe9", "register is damaged at line 1"),
    "the head of the register": ("data/processed/register.head", b"\x80", "register is damaged at line 1"),
    "the approvals": ("data/processed/approvals.jsonl", b"[" * 100_000, "approvals of headings are damaged at line 1"),
}


@pytest.mark.parametrize(("place", "data", "words"), ALTERED.values(), ids=ALTERED.keys())
def test_state_that_somebody_altered_is_told_in_one_line_with_its_section(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], place: str, data: bytes, words: str
) -> None:
    assert asked(workspace, APPROVE) == 0
    assert asked(workspace, f"status {NOW.folder}") == 0
    capsys.readouterr()
    saved(workspace.root / place, data)

    assert asked(workspace, f"status {NOW.folder}") == 1
    first, second = capsys.readouterr().err.splitlines()
    assert words in first
    assert second == "See docs/troubleshooting.md#something-is-damaged-or-could-not-be-made"


@pytest.mark.parametrize("data", [b"\xff", b"[" * 100_000, b"[]", b"12", b'{"a": {}}'])
def test_a_note_of_the_feedback_that_is_damaged_has_all_feedback_written_again(
    workspace: Workspace, data: bytes
) -> None:
    assert asked(workspace, f"status {NOW.folder}") == 0
    (receipt,) = workspace.reports.rglob("receipt.txt")
    whole = receipt.read_bytes()
    receipt.write_bytes(b"altered")
    saved(workspace.processed / "feedback.json", data)

    assert asked(workspace, f"status {NOW.folder}") == 0
    assert receipt.read_bytes() == whole


@pytest.mark.parametrize("data", [b"\xff\xfe", b"", b"quarters: many"])
def test_a_marker_that_somebody_altered_is_no_demonstration_of_ours(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], data: bytes
) -> None:
    saved(workspace.marker, data)

    assert asked(workspace, "demo --into {root}") == 2
    assert "holds a demonstration with another seed or other quarters." in capsys.readouterr().err


def test_a_receipt_of_other_bytes_than_text_stops_no_check(workspace: Workspace) -> None:
    check = f"check {{root}}/data/raw/{NOW.folder}/sol/mine.xlsx --into {{root}}/out"
    assert asked(workspace, check) == 0
    (receipt,) = (workspace.root / "out").rglob("receipt.txt")
    receipt.write_bytes(b"\xff\xfe\x80")

    assert asked(workspace, check) == 0


def test_a_list_that_is_no_csv_is_wrong_usage(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    saved(workspace.root / "list.csv", b'Case\n"' + b"zq" * 200_000)

    assert asked(workspace, SAMPLE) == 2
    told = capsys.readouterr().err
    assert "list.csv is no list in CSV: save it as an Excel workbook, or as CSV UTF-8." in told
    assert "zq" not in told


DISK: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "a register that is a folder": ("data/processed/register.jsonl", Path.mkdir, "a folder stands where a file"),
    "a register that links to itself": (
        "data/processed/register.jsonl",
        lambda place: place.symlink_to(place.name),
        "it is a link that leads nowhere",
    ),
    "reports that are a file": ("reports", Path.touch, "a folder stands where a file should be"),
}


@pytest.mark.parametrize("data", [b"", b"not a workbook", b"PK\x03\x04cut short"])
def test_a_list_that_is_no_workbook_is_wrong_usage_and_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes
) -> None:
    listed = tmp_path / "list.xlsx"
    listed.write_bytes(data)
    asked = ["--root", tmp_path, "sample", "2019-20-Q2", "--audit", "NEG", "--from", listed, "--size", 4]
    assert main(list(map(str, asked))) == 2
    assert "list.xlsx cannot be read as a list. This " in capsys.readouterr().err


@pytest.mark.parametrize(("place", "odd", "words"), DISK.values(), ids=DISK.keys())
def test_what_the_disk_refuses_is_told_with_its_path_and_no_traceback(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], place: str, odd: Callable[[Path], object], words: str
) -> None:
    workspace.processed.mkdir(parents=True)
    odd(workspace.root / place)

    assert asked(workspace, f"status {NOW.folder}") == 1
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith(f"{workspace.root / place}: {words}")
    assert "run the same command again" in first
    assert second == "See docs/troubleshooting.md#the-computer-itself"
