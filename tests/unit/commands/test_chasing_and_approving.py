"""The commands ``status`` and ``approve``, from the words typed to what is printed, written and read again."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from pipeline.__main__ import main
from pipeline.store import raw_files
from pipeline.store.workspace import Workspace
from pipeline.template.layout import HEADER_ROW
from tests.unit.workspaces import NOW, put, sent

LABEL = "Age at the time (completed years)"
OWN = "Child's age (years)"


@cache
def with_heading(old: str, new: str) -> bytes:
    """A return whose sender put a heading in words of its own."""
    book = openpyxl.load_workbook(io.BytesIO(sent("SOL", "Y", "N")))
    heading = next(cell for cell in book["Records"][HEADER_ROW] if str(cell.value).startswith(old))
    heading.value = str(heading.value).replace(old, new)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A quarter with one return, sent back for a heading of the agency's own."""
    fresh = Workspace(tmp_path)
    put(fresh, "sol/mine.xlsx", with_heading(LABEL, OWN))
    return fresh


def asked(workspace: Workspace, *words: str) -> int:
    return main([*words, "--root", str(workspace.root)])


def standing(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    asked(workspace, "status", NOW.folder, "--json")
    printed = json.loads(capsys.readouterr().out)
    return next(str(each["status"]) for each in printed["returns"] if (each["audit"], each["agency"]) == ("WNB", "SOL"))


def test_a_heading_approved_by_the_command_that_status_suggests_is_read_from_then_on(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(workspace, "status", NOW.folder) == 3
    printed = capsys.readouterr().err
    command = printed.partition("approve it once: ")[2].splitlines()[0].replace("ROLE", "'audit lead'")
    receipt = workspace.reports / NOW.folder / "feedback" / "sol" / "mine" / "receipt.txt"
    assert f"Is it '{OWN}' in" in receipt.read_text(encoding="utf-8")
    assert "python -m pipeline approve" not in receipt.read_text(encoding="utf-8")

    assert main(shlex.split(command)[3:]) == 0

    assert standing(workspace, capsys) in ("accepted", "with queries")
    assert f"Read as '{LABEL}', as approved by audit lead on" in receipt.read_text(encoding="utf-8")


def test_what_is_withdrawn_is_refused_again_and_the_list_says_so(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("approve", "SOL", "wnb", "--heading", OWN.upper(), "--by", "AB")
    assert asked(workspace, *words, "--field", "age_years") == 0
    asked(workspace, "approve", "--list")
    assert f"SOL WNB: '{OWN.lower()}' is read as age_years (AB, " in capsys.readouterr().out

    assert asked(workspace, *words, "--withdraw") == 0

    asked(workspace, "approve", "--list")
    assert "No heading is approved." in capsys.readouterr().out
    assert standing(workspace, capsys) == "sent back"


GOOD = ["SOL", "WNB", "--heading", OWN, "--field", "age_years", "--by", "AB"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "Say whose returns"),
        (["Solnt", *GOOD[1:]], "Did you mean SOL"),
        (["HC", *GOOD[1:]], "Hampshire Constabulary is not asked for WNB"),
        (["SOL", "WNX", *GOOD[2:]], "There is no audit"),
        ([*GOOD[:2], *GOOD[4:]], "--heading"),
        ([*GOOD[:4], *GOOD[6:]], "--field"),
        ([*GOOD[:5], "age_year", *GOOD[6:]], "Did you mean age_years"),
        (GOOD[:6], "--by"),
        ([*GOOD[:7], " "], "--by"),
        ([*GOOD[:7], "x" * 61], "at most 60"),
        ([*GOOD[:7], "Jane Sampleton"], "--by holds what looks like a person's name. Give a role alone"),
        ([*GOOD[:7], "audit lead, Jane Sampleton"], "Give a role alone"),
        ([*GOOD[:3], LABEL, *GOOD[4:]], "is a heading of the template already"),
        ([*GOOD, "--withdraw"], "Nothing is approved for"),
        ([*GOOD, "--withdraw", "--list"], "not allowed with"),
    ],
)
def test_an_approval_that_cannot_be_is_refused_with_the_way_out(
    tmp_path: Path, words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        status = asked(Workspace(tmp_path), "approve", *words)
    except SystemExit as stopped:  # the parser's own way out
        status = int(stopped.code or 0)

    assert status == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "data" / "processed" / "approvals.jsonl").exists()


def test_status_of_many_audits_names_what_each_agency_owes(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    put(workspace, "uhs/mine.xlsx", sent("UHS", "Y", "N"))
    capsys.readouterr()

    assert asked(workspace, "status", NOW.folder) == 3

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Returns for 2019-20 Q2, due 28 October 2019"
    (solent,) = re.findall(r"^Solent NHS Trust: (.*?)$(?!\n  )", "\n".join(lines), re.MULTILINE | re.DOTALL)
    assert re.fullmatch(r"0 of \d+ in; missing [A-Z, ]*MASH[A-Z, ]*; sent back WNB", " ".join(solent.split()))
    suggested = f"python -m pipeline status 2019-20-Q2 --chase --root {workspace.root}"
    told = [line for line in lines if not re.search(r"^\S+ is not due in ", line)]
    assert told[-2].endswith(f"The texts to send: {suggested}")
    assert lines[-1].startswith("Next: ")


def test_the_texts_are_written_one_file_for_each_agency(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = tmp_path / "chase"

    assert asked(workspace, "status", NOW.folder, "--chase", "--into", str(into)) == 3

    text = (into / "sol.txt").read_text(encoding="utf-8")
    assert f"we expected the heading '{LABEL}'" in text
    assert "WNB-0001" not in text
    assert f"{len(list(into.iterdir()))} texts written to" in capsys.readouterr().out


def test_the_texts_are_printed_or_given_as_json(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    asked(workspace, "status", NOW.folder, "--chase")
    printed = capsys.readouterr().out
    asked(workspace, "status", NOW.folder, "--chase", "--json")
    as_json = json.loads(capsys.readouterr().out)

    assert (as_json["quarter"], as_json["due"]) == ("2019-20 Q2", "2019-10-28")
    assert all(text in printed for text in as_json["chase"].values())


def test_a_folder_without_texts_to_write_is_wrong_usage(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(workspace, "status", NOW.folder, "--into", "x") == 2
    assert "--chase" in capsys.readouterr().err


def receipt(workspace: Workspace, name: str) -> str:
    return (workspace.reports / NOW.folder / "feedback" / "sol" / name / "receipt.txt").read_text(encoding="utf-8")


def test_a_return_sent_again_says_what_changed_of_the_one_it_replaces(workspace: Workspace) -> None:
    put(workspace, "sol/a.xlsx", sent("SOL", "Y", "N"))
    asked(workspace, "status", NOW.folder)
    put(workspace, "sol/b.xlsx", sent("SOL", "Y", "Y", "Y"))
    asked(workspace, "status", NOW.folder)

    answer = receipt(workspace, "b")

    assert re.search(r"What changed since your return of \d\d/\d\d/2019\n", answer)
    assert "1 record was added: WNB-0003." in answer
    assert "WNB-0002: " in answer
    assert "? N → Y." in answer
    assert "What changed since your return" not in receipt(workspace, "a")


def test_a_return_written_over_the_one_before_is_compared_with_it_all_the_same(workspace: Workspace) -> None:
    put(workspace, "sol/a.xlsx", sent("SOL", "Y", "N"))
    asked(workspace, "status", NOW.folder)
    put(workspace, "sol/a.xlsx", sent("SOL", "Y"))
    asked(workspace, "status", NOW.folder)

    assert "1 record is no longer there: WNB-0002." in receipt(workspace, "a")


def test_what_was_sent_back_before_is_ticked_once_it_is_mended(workspace: Workspace) -> None:
    asked(workspace, "status", NOW.folder)
    put(workspace, "sol/again.xlsx", sent("SOL", "Y", "N"))
    asked(workspace, "status", NOW.folder)

    assert "✓ 1 line of the earlier list mended" in receipt(workspace, "again")


def test_the_same_file_under_another_name_is_nothing_new(workspace: Workspace) -> None:
    for name in ("a", "b"):
        put(workspace, f"sol/{name}.xlsx", sent("SOL", "Y", "N"))
        asked(workspace, "status", NOW.folder)

    assert "Nothing new: every answer is the same." in receipt(workspace, "b")


@pytest.fixture
def shut_out(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A quarter in which one agency's folder may not be listed."""
    put(workspace, "uhs/mine.xlsx", sent("UHS", "Y"))
    listed = os.scandir

    def scandir(path: Path | int) -> object:
        if isinstance(path, Path) and path.name == "uhs":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(raw_files.os, "scandir", scandir)
    return workspace


def test_an_agency_whose_folder_may_not_be_listed_is_not_missing_and_not_chased(
    shut_out: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(shut_out, "status", NOW.folder) == 3
    printed = capsys.readouterr()
    assert "could not be read" in next(each for each in printed.out.splitlines() if "University Hospital" in each)
    assert "not read: data/raw/2019-20-Q2/uhs: permission was denied" in printed.err

    asked(shut_out, "status", NOW.folder, "--chase", "--json")
    as_json = json.loads(capsys.readouterr().out)
    assert "UHS" not in as_json["chase"]
    assert [each["status"] for each in as_json["returns"] if (each["audit"], each["agency"]) == ("WNB", "UHS")] == [
        "could not be read"
    ]
    assert any("2019-20-Q2/uhs: permission" in each for each in as_json["not_read"])


def test_a_run_names_what_it_could_not_read_and_ends_with_status_3(
    shut_out: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    put(shut_out, "sol/mine.xlsx", sent("SOL", "Y"))

    assert asked(shut_out, "run", NOW.folder, "--figures-only") == 3

    assert "not read: data/raw/2019-20-Q2/uhs: permission was denied" in capsys.readouterr().err


def test_what_contradicts_what_is_said_with_the_file_that_is_left_out(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    put(workspace, "uhs/theirs.xlsx", sent("SOL", "Y"))
    put(workspace, "ccg/CCG NEG.xlsx", sent("CCG", "Y"))

    asked(workspace, "status", NOW.folder)

    lines = [each for each in capsys.readouterr().err.splitlines() if each.startswith("left out: ")]
    assert len(lines) == len({each.split(": ")[1] for each in lines}) == 3
    assert (
        "left out: 2019-20-Q2/uhs/theirs.xlsx: wrong folder: agency SOL by the hidden manifest but UHS by its folder. "
        "Move the file to the right folder, or correct the Cover sheet."
    ) in lines
    assert any("identity conflict: audit WNB by the hidden manifest but NEG by its file name" in each for each in lines)


def test_a_quarter_whose_folder_is_written_otherwise_is_named_with_the_name_it_should_have(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data" / "raw" / "2019-20-Q2 old" / "sol").mkdir(parents=True)
    for command in (["run", NOW.folder], ["status", NOW.folder]):
        assert asked(Workspace(tmp_path), *command) == 1
        assert "data/raw/2019-20-Q2 old: the folder of 2019-20 Q2 is 2019-20-Q2" in capsys.readouterr().err
