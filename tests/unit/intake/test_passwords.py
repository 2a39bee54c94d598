"""The password file: what a line says, who may read it, and a return that waited for its password."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from pipeline.__main__ import main
from pipeline.errors import UsageError
from pipeline.intake import Intake, intake
from pipeline.intake.passwords import NO_PASSWORDS, Passwords, passwords
from pipeline.store.workspace import Workspace
from tests.unit.workspaces import NOW, put, sent

SECRET = "Blue:Tit 44"


def locked(data: bytes) -> bytes:
    into = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(SECRET, into)
    return into.getvalue()


LOCKED = locked(sent("SOL", "Y", "N"))


@pytest.fixture
def written(tmp_path: Path):
    """A password file of its owner's alone."""

    def written(text: str | bytes, mode: int = 0o600) -> Path:
        path = tmp_path / "passwords.txt"
        path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        path.chmod(mode)
        return path

    return written


def test_each_line_names_an_agency_and_its_password(written) -> None:
    text = f"# ours\n\n  hc : one\nSOL: {SECRET}\nSOL: older\n*: anybody's\n"
    known = passwords(written("\ufeff" + text))

    assert known.of("HC") == ("one", "anybody's")
    assert known.of("SOL") == (SECRET, "older", "anybody's")
    assert known.of("UHS") == ("anybody's",)
    assert known.of_folder("sol", NOW) == known.of("SOL")
    assert known.of_folder("old returns", NOW) == known.of(None) == ("one", SECRET, "older", "anybody's")


def test_without_a_file_there_are_no_passwords() -> None:
    assert passwords(None) is NO_PASSWORDS
    assert NO_PASSWORDS.of("HC") == NO_PASSWORDS.of(None) == ()


@pytest.mark.parametrize("line", [SECRET.replace(":", " "), "SOL", "SOL:", "SOL:   ", f"XYZ: {SECRET}", f": {SECRET}"])
def test_a_wrong_line_is_named_by_its_number_and_never_repeated(written, line: str) -> None:
    with pytest.raises(UsageError, match="line 3") as told:
        passwords(written(f"# ours\n*: fine\n{line}\n"))

    assert "Blue" not in str(told.value)
    assert "XYZ" not in str(told.value)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601])
def test_a_file_that_others_can_read_is_refused_with_what_to_do(written, mode: int) -> None:
    with pytest.raises(UsageError, match="chmod 600"):
        passwords(written("*: x", mode))


@pytest.mark.parametrize(
    ("content", "words"), [(b"*: \xff\xfe", "not written in UTF-8"), (b"#" * 200_000, "larger than a list")]
)
def test_what_is_no_list_of_passwords_is_refused(written, content: bytes, words: str) -> None:
    with pytest.raises(UsageError, match=words) as told:
        passwords(written(content))

    assert told.value.__cause__ is None


def test_a_file_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        passwords(tmp_path / "none.txt")


def test_passwords_do_not_show() -> None:
    assert SECRET not in repr(Passwords({"SOL": (SECRET,)}))


# Returns


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "board")


def intake_now(workspace: Workspace, known: Passwords = NO_PASSWORDS) -> Intake:
    return intake(workspace, [NOW], workers=1, passwords=known)[NOW]


OURS, WRONG = Passwords({"SOL": (SECRET,)}), Passwords({"SOL": ("x",)})


def statuses(intake: Intake) -> list[str]:
    return [str(each.validated.status) for each in intake.entries]


def test_a_return_that_waited_for_its_password_is_read_when_it_is_given_and_stays_read(workspace: Workspace) -> None:
    put(workspace, "sol/mine.xlsx", LOCKED)
    receipt = workspace.reports / NOW.folder / "feedback" / "sol" / "mine" / "receipt.txt"

    assert statuses(intake_now(workspace)) == ["sent back"]
    assert intake_now(workspace).read_now == 0
    assert intake_now(workspace, WRONG).read_now == 1
    assert "None of the passwords in the password file opened it" in " ".join(receipt.read_text("utf-8").split())

    opened = intake_now(workspace, OURS)
    assert (opened.read_now, opened.entries[0].validated.tally.kept) == (1, 2)
    assert "SENT BACK" not in receipt.read_text("utf-8").upper()

    again = intake_now(workspace)
    assert (again.read_now, again.entries[0].validated.tally.kept) == (0, 2)


def test_anothers_password_is_not_tried(workspace: Workspace) -> None:
    put(workspace, "sol/mine.xlsx", LOCKED)

    assert statuses(intake_now(workspace, Passwords({"HC": (SECRET,)}))) == ["sent back"]


def test_what_is_kept_is_the_file_as_received_and_its_password_is_nowhere(workspace: Workspace) -> None:
    put(workspace, "sol/mine.xlsx", LOCKED)
    (entry,) = intake_now(workspace, OURS).entries

    assert (workspace.processed / "received" / entry.submission.sha256).read_bytes() == LOCKED
    held = [each for each in workspace.root.rglob("*") if each.is_file() and SECRET.encode() in each.read_bytes()]
    assert held == []


def test_check_opens_a_protected_return_and_says_nothing_of_its_password(
    workspace: Workspace, written, capsys: pytest.CaptureFixture[str]
) -> None:
    file = put(workspace, "sol/mine.xlsx", LOCKED)
    list_ = written(f"SOL: {SECRET}\n")

    assert main(["--root", str(workspace.root), "check", str(file)]) == 3
    assert "protected with a password" in " ".join(capsys.readouterr().out.split())
    assert main(["--root", str(workspace.root), "check", str(file), "--password-file", str(list_)]) == 0
    printed = capsys.readouterr()
    assert "2 kept" in printed.out
    assert SECRET not in printed.out + printed.err


@pytest.mark.parametrize("command", ["run", "status", "explain"])
def test_a_wrong_password_file_is_wrong_usage(
    workspace: Workspace, written, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    more = ["NEG3"] if command == "explain" else []
    asked = ["--root", str(workspace.root), command, NOW.folder, *more, "--password-file", str(written(SECRET))]

    assert main(asked) == 2
    assert "line 1" in capsys.readouterr().err
