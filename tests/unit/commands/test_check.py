"""Returns checked before or outside a run: each is answered as it comes, for its agency alone."""

from __future__ import annotations

import json
import os
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.commands import check as command
from pipeline.commands.check import check
from pipeline.read import Readers, Workbook
from pipeline.store.workspace import Workspace
from tests.unit.workspaces import NOW, put, sent


def receipts(into: Path) -> dict[str, str]:
    return {path.parent.relative_to(into).as_posix(): path.read_text("utf-8") for path in into.rglob("receipt.txt")}


def test_files_of_one_name_from_several_agencies_are_each_answered_in_their_agencys_folder(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [put(workspace, f"{code}/return.xlsx", sent(code.upper(), "Y")) for code in ("sol", "uhs")]
    files.append(put(workspace, "notes/return.xlsx", b"Dear all,"))

    assert check(workspace, files=files, as_json=False, into=tmp_path / "back") == 3
    told = receipts(tmp_path / "back")
    assert told.keys() == {"sol/return", "uhs/return", "unplaced/return"}
    assert "text file" in told["unplaced/return"]
    written = capsys.readouterr().err
    assert all(str(tmp_path / "back" / place / "receipt.txt") in written for place in told)


@pytest.mark.parametrize("second", ["RETURN.xlsx", "return.xlsm", "return.XLSX"])
def test_files_of_one_name_from_one_agency_do_not_write_over_one_another(
    workspace: Workspace, tmp_path: Path, second: str
) -> None:
    first = put(workspace, "a/return.xlsx", sent("SOL", "Y"))
    other = put(workspace, f"b/{second}", sent("SOL", "Y", "N"))
    third = put(workspace, "b/return-2.xlsx", sent("SOL", "Y", "N", "Y"))

    check(workspace, files=[first, other, third], as_json=False, into=tmp_path / "back")

    told = receipts(tmp_path / "back")
    assert [place for place in told if "1 kept" in told[place]] == ["sol/return"]
    assert sorted(place.casefold() for place in told) == ["sol/return", "sol/return-2", "sol/return-2-2"]


def test_checking_again_writes_to_the_same_place(workspace: Workspace, tmp_path: Path) -> None:
    file = put(workspace, "a/return.xlsx", sent("SOL", "Y"))
    for _ in range(2):
        check(workspace, files=[file], as_json=False, into=tmp_path / "back")

    assert receipts(tmp_path / "back").keys() == {"sol/return"}


def mixed(workspace: Workspace) -> list[Path]:
    """Files that are read, refused by the reader, and never opened, in this order and again."""
    good = put(workspace, "sol/good.xlsx", sent("SOL", "Y"))
    bad = put(workspace, "sol/bad.xlsx", b"Dear all,")
    return [workspace.root / "missing.xlsx", good, bad, workspace.root / "gone.xlsx", good, bad, workspace.root / "no"]


def test_the_results_come_in_the_order_given_and_as_one_json_object(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    files = mixed(workspace)

    assert main(["check", "--json", "--workers", "3", *map(str, files)]) == 3
    printed = capsys.readouterr().out
    as_json = json.loads(printed)
    assert printed == json.dumps(as_json, ensure_ascii=False, indent=1) + "\n"
    assert [each["file"] for each in as_json["returns"]] == [str(path) for path in files]
    read = [each["status"] != "sent back" for each in as_json["returns"]]
    assert read == [False, True, False, False, True, False, False]


def test_no_more_returns_are_in_memory_than_the_readers_have_in_hand(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = put(workspace, "sol/good.xlsx", sent("SOL", "Y"))
    alive: weakref.WeakSet[Workbook] = weakref.WeakSet()
    most = 0
    read = Readers.workbooks

    def watched(self: Readers, sources: Iterator[Path]) -> Iterator[tuple[Path, object]]:
        nonlocal most
        for path, outcome in read(self, sources):
            assert isinstance(outcome, Workbook)
            alive.add(outcome)
            most = max(most, len(alive))
            yield path, outcome

    monkeypatch.setattr(command.Readers, "workbooks", watched)
    check(workspace, files=[file] * 12, as_json=False, into=None)

    assert len(capsys.readouterr().out.split("RECEIPT FOR YOUR RETURN")) == 13
    assert most <= 3


def test_each_result_is_printed_before_the_last_file_is_opened(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [put(workspace, f"sol/{number}.xlsx", sent("SOL", "Y")) for number in range(12)]
    opened = command.received
    printed = ""

    def watched(path: Path) -> object:
        nonlocal printed
        printed += capsys.readouterr().out
        if path == files[-1]:
            assert "RECEIPT" in printed
        return opened(path)

    monkeypatch.setattr(command, "received", watched)

    assert check(workspace, files=files, as_json=False, into=None) == 0
    assert printed


def test_a_file_of_another_quarter_does_not_write_over_an_earlier_answer_and_the_same_file_does(
    workspace: Workspace, tmp_path: Path
) -> None:
    first = put(workspace, "a/return.xlsx", sent("SOL", "Y"))
    second = put(workspace, "b/return.xlsx", sent("SOL", "Y", quarter=NOW.previous()))
    for file in (first, second, first, second):
        check(workspace, files=[file], as_json=False, into=tmp_path / "back")

    told = receipts(tmp_path / "back")
    assert told.keys() == {"sol/return", "sol/return-2"}
    assert str(NOW) in told["sol/return"]


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("...xlsx", "unnamed"),
        ("..xlsx", "unnamed"),
        ("....xlsx", "unnamed"),
        (" .xlsx", "unnamed"),
        ("return .xlsx", "return"),
        ("return. ..xlsx", "return"),
    ],
)
def test_no_name_of_a_file_leads_out_of_its_agencys_folder(
    workspace: Workspace, tmp_path: Path, name: str, folder: str
) -> None:
    check(workspace, files=[put(workspace, f"a/{name}", sent("SOL", "Y"))], as_json=False, into=tmp_path / "back")

    assert receipts(tmp_path / "back").keys() == {f"sol/{folder}"}


@pytest.mark.parametrize("place", ["in/Mrs Bloggs 9990001006.xlsx", "Mrs_Bloggs/return.xlsx", "9990001006/return.xlsx"])
def test_a_path_that_names_somebody_is_not_repeated(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    check(workspace, files=[put(workspace, place, sent("SOL", "Y"))], as_json=True, into=None)

    printed = json.loads(capsys.readouterr().out)["returns"][0]["file"]
    assert printed.endswith(".xlsx")
    assert not any(each in printed for each in ("Bloggs", "9990001006"))


def test_a_path_that_steers_a_screen_is_shown_escaped_and_an_open_workbook_is_said_to_be_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "in\x1b[2J" / "a\u202eb.xlsx"
    path.parent.mkdir()
    path.write_bytes(sent("SOL", "Y"))
    path.with_name(f"~${path.name}").write_bytes(b"")

    assert main(["check", str(path), "--json"]) == 0

    printed = capsys.readouterr()
    shown = f"{tmp_path}{os.sep}in[U+001B][2J{os.sep}a[U+202E]b.xlsx"
    assert json.loads(printed.out)["returns"][0]["file"] == shown
    assert f"note: {shown}: it is open on a computer, so what was last saved in it was read." in printed.err
