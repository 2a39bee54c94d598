"""F5-F11, F15-F19, F22, F23, F29: what happens to the files themselves, as a run finds them in its folders."""

from __future__ import annotations

import io
import os
import unicodedata
from pathlib import Path

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from pipeline.definition import Severity
from pipeline.errors import UnreadableReturn
from pipeline.intake import Entry, Intake, intake
from pipeline.read import arrival, received
from pipeline.validate.validated import Status
from pipeline.workspace import Workspace
from tests.unit.workspaces import NOW, put, sent

GOOD = sent("SOL", "Y", "N")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def taken(workspace: Workspace) -> Intake:
    return intake(workspace, [NOW], workers=1)[NOW]


def only(workspace: Workspace) -> Entry:
    (entry,) = taken(workspace).entries
    return entry


def said(entry: Entry) -> str:
    return " ".join(each.sentence() for each in entry.validated.findings)


def receipt(workspace: Workspace, place: str) -> str:
    text = (workspace.reports / NOW.folder / "feedback" / place / "receipt.txt").read_text(encoding="utf-8")
    return " ".join(text.split())


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableReturn) as refused:
        received(path)
    return str(refused.value)


def test_f5_a_workbook_open_in_excel_is_not_read_and_both_files_are_answered(workspace: Workspace) -> None:
    put(workspace, "sol/mine.xlsx", GOOD)
    put(workspace, "sol/~$mine.xlsx", b"somebody")

    made = taken(workspace)
    assert [each.accepted for each in made.entries] == [False, False]
    assert all("open in Excel" in said(each) and "run again" in said(each) for each in made.entries)


def test_f6_a_file_that_grows_while_it_is_read_is_busy(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(workspace, "sol/mine.xlsx", GOOD[:5_000])
    os.utime(path)

    def more(_seconds: float) -> None:
        with path.open("ab") as file:
            file.write(GOOD[5_000:9_000])

    monkeypatch.setattr(arrival.time, "sleep", more)
    assert "still being copied" in said(only(workspace))


def test_f6_one_that_has_stopped_half_way_is_refused(workspace: Workspace) -> None:
    put(workspace, "sol/mine.xlsx", GOOD[: len(GOOD) // 2])

    assert "its end is missing" in said(only(workspace))


def again(data: bytes) -> bytes:
    """The same workbook, opened and saved by another program."""
    into = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(data)).save(into)
    return into.getvalue()


def duplicate(made: Intake) -> Entry:
    """The entry that is a copy; it is counted once, and noted."""
    first, second = made.entries
    assert (first.counts, second.counts, first.repeats) == (True, False, "")
    note = next(each for each in second.validated.findings if each.rule == "duplicate")
    assert note.severity is Severity.NOTE
    assert f"a duplicate of {first.submission.file_name}" in note.saw
    assert second.accepted
    return second


def test_f7_the_same_bytes_under_two_names_count_once_and_the_second_is_a_duplicate(workspace: Workspace) -> None:
    put(workspace, "sol/a.xlsx", GOOD)
    put(workspace, "sol/b.xlsx", GOOD)

    assert duplicate(taken(workspace)).repeats == "a.xlsx"
    assert "a duplicate of a.xlsx: the same file" in receipt(workspace, "sol/b")
    assert "duplicate" not in receipt(workspace, "sol/a")


def test_f8_the_same_values_in_other_bytes_are_a_duplicate_too(workspace: Workspace) -> None:
    put(workspace, "sol/a.xlsx", GOOD)
    put(workspace, "sol/b.xlsx", again(GOOD))

    assert duplicate(taken(workspace)).submission.sha256 != taken(workspace).entries[0].submission.sha256
    assert "the same answers in every cell" in receipt(workspace, "sol/b")


def test_f8_one_other_answer_makes_it_a_revision(workspace: Workspace) -> None:
    put(workspace, "sol/a.xlsx", GOOD)
    taken(workspace)
    put(workspace, "sol/b.xlsx", again(sent("SOL", "Y", "Y")))

    assert [(each.counts, each.superseded, each.repeats) for each in taken(workspace).entries] == [
        (False, True, ""), (True, False, ""),
    ]  # fmt: skip


def test_f7_when_one_of_the_two_is_deleted_the_other_counts_and_its_receipt_forgets(workspace: Workspace) -> None:
    first = put(workspace, "sol/a.xlsx", GOOD)
    put(workspace, "sol/b.xlsx", GOOD)
    taken(workspace)
    first.unlink()

    assert only(workspace).counts
    assert "duplicate" not in receipt(workspace, "sol/b")


def test_f9_of_a_revised_return_the_later_received_counts_and_both_are_kept(workspace: Workspace) -> None:
    put(workspace, "sol/z.xlsx", GOOD)
    taken(workspace)
    put(workspace, "sol/a.xlsx", sent("SOL", "N", "N"))

    made = taken(workspace)
    assert [(each.submission.file_name, each.counts) for each in made.entries] == [("z.xlsx", False), ("a.xlsx", True)]
    kept = {each.read_bytes() for each in (workspace.processed / "received").iterdir()}
    assert kept == {GOOD, sent("SOL", "N", "N")}


def test_f9_a_return_that_goes_back_to_what_was_sent_first_counts_as_the_newest(workspace: Workspace) -> None:
    for name, data in (("a.xlsx", GOOD), ("b.xlsx", sent("SOL", "N", "N")), ("c.xlsx", GOOD)):
        put(workspace, f"sol/{name}", data)
        made = taken(workspace)

    assert [each.counts for each in made.entries] == [False, False, True]
    assert [each.repeats for each in made.entries] == ["", "", ""]


def test_f10_a_return_in_another_agencys_or_quarters_folder_is_sent_back_naming_both(workspace: Workspace) -> None:
    put(workspace, "uhs/mine.xlsx", GOOD)
    put(workspace, "sol/old.xlsx", sent("SOL", "Y", quarter=NOW.previous()))

    wrong_quarter, wrong_agency = taken(workspace).entries
    assert [each.accepted for each in (wrong_quarter, wrong_agency)] == [False, False]
    assert "SOL" in said(wrong_agency)
    assert "UHS by its folder" in said(wrong_agency)
    assert "2019-20 Q1" in said(wrong_quarter)
    assert "2019-20 Q2 by its folder" in said(wrong_quarter)


def test_f11_the_same_file_under_two_agencies_is_taken_in_from_neither(workspace: Workspace) -> None:
    put(workspace, "sol/mine.xlsx", GOOD)
    other = put(workspace, "uhs/mine.xlsx", GOOD)

    made = taken(workspace)
    assert [each.validated.status for each in made.entries] == [Status.SENT_BACK] * 2
    found = next(each for each in made.entries[0].validated.findings if each.rule == "same_file_for_two_agencies")
    assert "2019-20-Q2/sol and 2019-20-Q2/uhs" in found.saw
    assert "Delete it" in found.fix
    assert "counted for nobody" in receipt(workspace, "sol/mine")

    other.unlink()
    assert only(workspace).counts
    assert "counted for nobody" not in receipt(workspace, "sol/mine")


def test_f15_a_name_of_any_length_that_the_disk_takes_is_read(workspace: Workspace) -> None:
    put(workspace, f"sol/{'n' * 240}.xlsx", GOOD)

    assert only(workspace).counts


def test_f15_a_name_that_is_too_long_to_open_is_answered(workspace: Workspace) -> None:
    assert "name is too long" in refusal(workspace.root / f"{'n' * 300}.xlsx")


def test_f16_a_file_without_bytes_is_no_nil_return(workspace: Workspace) -> None:
    put(workspace, "sol/empty.xlsx", b"")
    put(workspace, "sol/zeros.xlsx", bytes(5_000))

    empty, zeros = taken(workspace).entries
    assert "This file is empty (0 bytes)" in said(empty)
    assert "does not count as a nil return" in said(empty)
    assert "nothing but zeros" in said(zeros)
    assert not empty.validated.nil


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("return.xlsx", b"Record no.,Child\n1,2\n", "text file (such as .csv)"),
        ("return.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "Book".encode("utf-16-le"), "(.xls)"),
        ("return.xls", b"<html><table></table></html>", "web page"),
    ],
)
def test_f17_a_wrong_ending_is_told_by_what_the_file_really_is(
    workspace: Workspace, name: str, data: bytes, words: str
) -> None:
    put(workspace, f"sol/{name}", data)

    assert words in said(only(workspace))
    assert ".xlsx" in said(only(workspace))


@pytest.mark.parametrize("name", ["return.xls", "return", "return.XLSX", "return.xlsm"])
def test_f17_a_good_workbook_under_another_ending_is_read(workspace: Workspace, name: str) -> None:
    put(workspace, f"sol/{name}", GOOD)

    assert only(workspace).counts


def test_f18_a_workbook_with_a_password_is_sent_back_saying_how_to_take_it_off(workspace: Workspace) -> None:
    into = io.BytesIO()
    OOXMLFile(io.BytesIO(GOOD)).encrypt("x", into)
    put(workspace, "sol/mine.xlsx", into.getvalue())

    assert "protected with a password" in said(only(workspace))
    assert "Encrypt with Password" in said(only(workspace))


def test_f19_a_file_that_is_kept_online_is_not_downloaded_by_us(workspace: Workspace) -> None:
    path = put(workspace, "sol/mine.xlsx", b"")
    os.truncate(path, 40_000)
    os.utime(path, (1_571_000_000, 1_571_000_000))
    if path.stat().st_blocks:
        pytest.skip("this disk keeps the holes of a file")

    assert "has not been downloaded" in said(only(workspace))


def refusing(monkeypatch: pytest.MonkeyPatch, name: str, error: OSError) -> None:
    """Opening the file of this name fails, as it does for whoever may not read it or comes too late."""
    opened = os.open

    def open_(path: Path, *rest: int) -> int:
        if Path(path).name == name:
            raise error
        return opened(path, *rest)

    monkeypatch.setattr(arrival.os, "open", open_)


@pytest.mark.parametrize(
    ("fault", "error", "words"),
    [("f22", PermissionError(), "permission was denied"), ("f23", FileNotFoundError(), "This file is not there")],
)
def test_f22_f23_a_file_that_may_not_be_read_or_is_gone_is_answered_and_the_others_go_on(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, fault: str, error: OSError, words: str
) -> None:
    put(workspace, "sol/mine.xlsx", GOOD)
    put(workspace, f"uhs/{fault}.xlsx", sent("UHS", "Y"))
    refusing(monkeypatch, f"{fault}.xlsx", error)

    made = taken(workspace)
    assert {each.path.name: each.counts for each in made.entries} == {"mine.xlsx": True, f"{fault}.xlsx": False}
    assert words in said(made.sent_back()[0])


@pytest.mark.parametrize("name", ["RETURN.XLSX", unicodedata.normalize("NFD", "Siân.xlsx"), "مثال.xlsx", "a & c.xlsx"])
def test_f29_an_unusual_name_is_a_name_like_any_other(workspace: Workspace, name: str) -> None:
    put(workspace, f"sol/{name}", GOOD)

    assert only(workspace).counts
