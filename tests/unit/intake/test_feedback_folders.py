"""Feedback lies where it is looked for: each file's by itself, in a folder that every disk can hold, and no more of it
once the file is gone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.feedback.delivered import FILES
from pipeline.feedback.receipt import FINGERPRINT
from pipeline.intake import Intake, folder_name, intake
from pipeline.store import raw_files
from pipeline.store.workspace import Workspace
from tests.unit.workspaces import NOW, put, sent

SOMEBODY = "Mr Brown 9434765919"


def intake_now(workspace: Workspace) -> Intake:
    return intake(workspace, [NOW], workers=1)[NOW]


def feedback(workspace: Workspace) -> Path:
    return workspace.reports / NOW.folder / "feedback"


def receipts(workspace: Workspace) -> dict[str, str]:
    """Each receipt by the folder that it lies in."""
    root = feedback(workspace)
    return {
        each.parent.relative_to(root).as_posix(): each.read_text(encoding="utf-8")
        for each in sorted(root.rglob("receipt.txt"))
        if each.is_file()
    }


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("...xlsx", "unnamed"),
        ("..xlsx", "unnamed"),
        ("a .xlsx", "a"),
        ("a..xlsx", "a"),
        ("a", "a"),
        ("con.xlsx", "_con"),
        ("NUL.txt", "_NUL.txt"),
        ("com1 .xlsx", "_com1"),
        ("console.xlsx", "console"),
        ('a<b>:"c"|d?*.xlsx', "a_b___c__d__"),
        ("n" * 240 + ".xlsx", "n" * 100),
        ("é" * 100 + ".xlsx", "é" * 50),
    ],
)
def test_the_folder_for_a_files_feedback_is_one_that_every_disk_keeps(name: str, folder: str) -> None:
    assert folder_name(name) == folder


@pytest.mark.parametrize(
    "places",
    [
        ("sol/x.xlsx", "sol/x"),
        ("sol/x", "sol/x.xlsx"),
        ("sol/x.xlsx", "sol/x/receipt.html.xlsx"),
        ("sol/x.xlsx", "sol/x/receipt.txt.xlsx", "sol/x/marked-up.xlsx.xlsx"),
        ("sol/X.xlsx", "sol/x.xlsx"),
        ("sol/a?.xlsx", "sol/a*.xlsx", "sol/a_.xlsx"),
        ("sol/x.xlsx", "sol/x-2.xlsx", "sol/x"),
        ("sol/earlier.xlsx", "sol/earlier/x.xlsx"),
        (f"sol/{'n' * 200}a.xlsx", f"sol/{'n' * 200}b.xlsx"),
        ("sol/con.xlsx", "sol/_con.xlsx"),
    ],
)
def test_no_two_files_share_their_feedback_and_none_lies_in_that_of_another(
    workspace: Workspace, places: tuple[str, ...]
) -> None:
    for number, place in enumerate(places):
        try:
            put(workspace, place, sent("SOL", *"Y" * (number + 1)))
        except OSError:
            pytest.skip("this disk cannot hold both")

    entries = intake_now(workspace).entries

    assert len(entries) == len(places)
    written = receipts(workspace)
    assert len(written) == len(places)
    for entry in entries:
        assert sum(entry.submission.sha256[:12] in each for each in written.values()) == 1
    for one in written:
        assert not any(other.startswith(f"{one}/") for other in written)
        assert one.split("/")[:2] != ["sol", "earlier"]


def test_the_folder_of_what_came_first_stays_when_something_of_the_same_name_comes(workspace: Workspace) -> None:
    put(workspace, "sol/x.xlsx", sent("SOL", "Y"))
    intake_now(workspace)
    put(workspace, "sol/x", sent("SOL", "Y", "N"))
    intake_now(workspace)

    assert list(receipts(workspace)) == ["sol/x", "sol/x-2"]


def test_files_deep_in_folders_and_with_the_longest_names_are_answered(workspace: Workspace) -> None:
    deep = "/".join(["d" * 100] * 12)
    put(workspace, f"sol/{deep}/{'n' * 240}.xlsx", sent("SOL", "Y"))

    assert intake_now(workspace).entries[0].counts
    assert list(receipts(workspace)) == [f"sol/{'n' * 100}"]


def test_a_file_whose_path_is_near_the_longest_stops_no_other(workspace: Workspace) -> None:
    put(workspace, "uhs/mine.xlsx", sent("UHS", "Y"))
    folder, here = workspace.raw / NOW.folder, Path.cwd()
    folder.joinpath("sol").mkdir(parents=True)
    os.chdir(folder / "sol")
    try:  # step by step, since no path so long can be named at once
        for _ in range(25):
            Path("d" * 200).mkdir()
            os.chdir("d" * 200)
        Path("mine.xlsx").write_bytes(sent("SOL", "Y"))
    finally:
        os.chdir(here)

    result = intake_now(workspace)

    assert [each.counts for each in result.entries if each.path.name == "mine.xlsx"] == [True]
    (told,) = result.not_read
    assert "its path is too long" in told.why
    assert told.agencies == {"SOL"}


@pytest.mark.parametrize(
    "place", [f"{SOMEBODY}/mine.xlsx", f"sol/{SOMEBODY}/mine.xlsx", f"sol/a/{SOMEBODY}/b/mine.xlsx"]
)
def test_a_folders_name_that_may_name_somebody_is_in_nothing_that_we_write(workspace: Workspace, place: str) -> None:
    put(workspace, place, sent("SOL", "Y"))
    put(workspace, place.replace("mine", "not one"), b"rubbish")

    result = intake_now(workspace)

    assert sorted(each.counts for each in result.entries) == [False, True]
    written = [each for root in (workspace.processed, workspace.reports) for each in root.rglob("*")]
    for secret in ("Brown", "9434765919"):
        assert not any(secret in each.as_posix().removeprefix(str(workspace.root)) for each in written)
        assert not any(secret.encode() in each.read_bytes() for each in written if each.is_file())


def test_a_name_that_steers_a_screen_is_shown_escaped(workspace: Workspace) -> None:
    put(workspace, "sol/a\x1b[2J\nleft out\u202e.xlsx", b"rubbish")

    (entry,) = intake_now(workspace).entries

    assert entry.submission.file_name == "a[U+001B][2J[U+000A]left out[U+202E].xlsx"
    ((folder, receipt),) = receipts(workspace).items()
    assert folder == "sol/a[U+001B][2J[U+000A]left out[U+202E]"
    assert "File: a[U+001B][2J[U+000A]left out[U+202E].xlsx\n" in receipt


def test_an_accepted_return_of_such_a_name_is_shown_so_too(workspace: Workspace) -> None:
    put(workspace, "sol/a\u202eb.xlsx", sent("SOL", "Y"))

    (entry,) = intake_now(workspace).entries

    assert entry.validated.file_name == "a[U+202E]b.xlsx"


# What was altered


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", [b"", b"altered", None])
def test_feedback_that_was_altered_or_taken_away_is_written_again(
    workspace: Workspace, name: str, damage: bytes | None
) -> None:
    put(workspace, "sol/a.xlsx", sent("SOL", ""))
    intake_now(workspace)
    path = feedback(workspace) / "sol" / "a" / name
    whole = path.read_bytes()
    path.unlink()
    if damage is not None:
        path.write_bytes(damage)

    intake_now(workspace)

    assert path.read_bytes() == whole
    assert sorted(receipts(workspace)) == ["sol/a"]


def test_a_receipt_whose_fingerprint_was_altered_is_not_taken_for_another_files(workspace: Workspace) -> None:
    put(workspace, "sol/a.xlsx", sent("SOL", ""))
    whole = intake_now(workspace) and receipts(workspace)
    path = feedback(workspace) / "sol" / "a" / "receipt.txt"
    fingerprint = whole["sol/a"].rpartition(FINGERPRINT)[2].strip()[:12]
    path.write_text(whole["sol/a"].replace(fingerprint, "0" * 12), encoding="utf-8")

    intake_now(workspace)

    assert receipts(workspace) == whole


# What is gone


def test_the_feedback_on_what_is_gone_is_put_away_and_nothing_is_deleted(workspace: Workspace) -> None:
    put(workspace, "sol/a.xlsx", sent("SOL", ""))
    put(workspace, "sol/deeper/b.xlsx", sent("SOL", "Y", ""))
    intake_now(workspace)
    before = {name: text for name, text in receipts(workspace).items() if name != "sol/a"}
    marked_up = (feedback(workspace) / "sol" / "deeper" / "b" / "marked-up.xlsx").read_bytes()

    (workspace.raw / NOW.folder / "sol" / "deeper" / "b.xlsx").unlink()
    intake_now(workspace)

    assert sorted(receipts(workspace)) == ["sol/a", "sol/earlier/b"]
    assert receipts(workspace)["sol/earlier/b"] == before["sol/deeper/b"]
    assert (feedback(workspace) / "sol" / "earlier" / "b" / "marked-up.xlsx").read_bytes() == marked_up
    assert not (feedback(workspace) / "sol" / "deeper").exists()


def test_each_version_of_a_file_that_was_replaced_is_put_away_by_itself(workspace: Workspace) -> None:
    for followed in ("Y", "YN", "YNY"):
        put(workspace, "sol/a.xlsx", sent("SOL", *followed))
        intake_now(workspace)

    assert sorted(receipts(workspace)) == ["sol/a", "sol/earlier/a", "sol/earlier/a-2"]
    assert len(set(receipts(workspace).values())) == 3


def test_what_comes_again_is_answered_again(workspace: Workspace) -> None:
    path = put(workspace, "sol/a.xlsx", sent("SOL", "Y"))
    intake_now(workspace)
    path.unlink()
    intake_now(workspace)
    put(workspace, "sol/a.xlsx", sent("SOL", "Y"))
    intake_now(workspace)

    assert sorted(receipts(workspace)) == ["sol/a", "sol/earlier/a"]


def test_a_person_s_own_notes_beside_a_receipt_stay_where_they_are(workspace: Workspace) -> None:
    path = put(workspace, "sol/a.xlsx", sent("SOL", "Y"))
    intake_now(workspace)
    note = feedback(workspace) / "sol" / "a" / "sent on Monday.txt"
    note.write_text("by secure mail", encoding="utf-8")

    path.unlink()
    intake_now(workspace)

    assert note.read_text(encoding="utf-8") == "by secure mail"
    assert list(receipts(workspace)) == ["sol/earlier/a"]


@pytest.mark.parametrize("shut", ["sol", NOW.folder])
def test_nothing_is_put_away_while_nobody_may_look_whether_the_file_is_there(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, shut: str
) -> None:
    put(workspace, "sol/a.xlsx", sent("SOL", "Y"))
    intake_now(workspace)
    listed = os.scandir

    def scandir(path: Path | int) -> object:
        if isinstance(path, Path) and path.name == shut and path.is_relative_to(workspace.raw):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(raw_files.os, "scandir", scandir)

    assert intake_now(workspace).entries == ()
    assert list(receipts(workspace)) == ["sol/a"]


def test_the_feedback_of_other_quarters_is_left_alone(workspace: Workspace) -> None:
    before = NOW.previous()
    put(workspace, "sol/a.xlsx", sent("SOL", "Y", quarter=before), before)
    put(workspace, "sol/a.xlsx", sent("SOL", "Y"))
    intake(workspace, [before, NOW], workers=1)

    intake_now(workspace)

    assert (workspace.reports / before.folder / "feedback" / "sol" / "a" / "receipt.txt").exists()


# Compared with what came before


@pytest.mark.parametrize(("folder", "told"), [("sol", True), ("inbox", False), (SOMEBODY, False)])
def test_a_return_is_compared_only_with_what_its_own_agency_sent_to_its_own_folder(
    workspace: Workspace, folder: str, told: bool
) -> None:
    put(workspace, f"{folder}/a.xlsx", sent("SOL", "", "N"))
    intake_now(workspace)
    put(workspace, f"{folder}/b.xlsx", sent("SOL", "Y", "Y"))
    put(workspace, "uhs/b.xlsx", sent("UHS", "Y", "Y"))
    intake_now(workspace)

    (newest,) = [text for name, text in receipts(workspace).items() if name.endswith("/b") and "uhs" not in name]
    assert ("What changed since" in newest) is told
