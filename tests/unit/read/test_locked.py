"""Returns protected with a password: opened with one that was given in a file, in the worker's memory only."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from pipeline import read
from pipeline.errors import LockedReturn, UnreadableReturn
from pipeline.read import process
from pipeline.read.unlock import MOST_ROUNDS, unlocked
from tests.unit.read.workbooks import built, rezipped

OURS, THEIRS = "Correct horse 7!", "pässwörd"
NOT_OPENED = "This workbook is protected with a password, so it cannot be opened."


def locked(data: bytes, password: str = OURS) -> bytes:
    into = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, into)
    return into.getvalue()


LOCKED = locked(built())

Reading = Callable[..., read.Workbook]


@pytest.fixture
def reading(readers: read.Readers, tmp_path: Path) -> Reading:
    """Read bytes with these passwords at hand."""

    def reading(data: bytes, *passwords: str) -> read.Workbook:
        return readers.workbook(read.Received(tmp_path / "return.xlsx", data, "0" * 64, passwords))

    return reading


@pytest.mark.parametrize("passwords", [(OURS,), ("wrong", THEIRS, OURS)])
def test_the_password_that_fits_opens_it(reading: Reading, passwords: tuple[str, ...]) -> None:
    assert reading(LOCKED, *passwords).sheets[0].rows == [["Case"]]


def test_a_password_may_hold_any_letter(reading: Reading) -> None:
    assert reading(locked(built(), THEIRS), THEIRS).sheets[0].rows == [["Case"]]


def test_without_a_password_it_says_so_and_how_to_take_it_off(reading: Reading) -> None:
    with pytest.raises(LockedReturn) as told:
        reading(LOCKED)

    assert told.value.reason == NOT_OPENED
    assert "Remove the password" in told.value.fix


def test_where_none_fits_it_says_that_some_were_tried_and_names_none(reading: Reading) -> None:
    with pytest.raises(LockedReturn) as told:
        reading(LOCKED, "wrong", THEIRS)

    assert told.value.reason == f"{NOT_OPENED} None of the passwords in the password file opened it."
    assert THEIRS not in str(told.value)


def test_a_workbook_without_a_password_is_read_whatever_is_at_hand(reading: Reading) -> None:
    assert reading(built(), OURS).sheets[0].rows == [["Case"]]


def test_what_comes_out_is_checked_like_any_other_file(reading: Reading) -> None:
    parts = {"word/document.xml": b"<w/>", "word/media/picture.png": random.Random(1).randbytes(9_000)}
    document = rezipped(built(), lambda name, part: part if name == "[Content_Types].xml" else None, parts)

    with pytest.raises(UnreadableReturn, match=r"Word document \(.docx\)"):
        reading(locked(document), OURS)


def hashed(rounds: int) -> bytes:
    """The same workbook, asking for this many rounds of hashing its password."""
    here = LOCKED.index(b"spinCount=")
    old = LOCKED[here : LOCKED.index(b" saltSize", here)]
    new = b'spinCount="%d"' % rounds
    spare = len(new) - len(old)
    longer = LOCKED.replace(old, new, 1)
    blanks = b"\n    <keyEncryptors>"
    return longer.replace(blanks, blanks.replace(b" " * spare, b"", 1) if spare else blanks, 1)


@pytest.mark.parametrize("rounds", [MOST_ROUNDS + 1, 9_999_999, 10_000_000])
def test_a_password_that_takes_for_ever_to_try_is_not_tried(reading: Reading, rounds: int) -> None:
    with pytest.raises(UnreadableReturn, match=f"hashed {rounds:,} times"):
        reading(hashed(rounds), OURS)


def test_what_the_limit_allows_is_tried_no_longer_than_any_other_file_is_read(tmp_path: Path) -> None:
    slow = read.Received(tmp_path / "slow.xlsx", hashed(MOST_ROUNDS), "0" * 64, tuple(map(str, range(200))))
    good = read.Received(tmp_path / "good.xlsx", built(), "0" * 64)

    with read.Readers(workers=1, seconds=1.5) as readers:
        _, outcome = next(iter(readers.workbooks([slow])))
        assert "took longer than 1.5 seconds" in str(outcome)
        assert readers.workbook(good).sheets[0].rows == [["Case"]]


def test_a_password_stands_in_no_command_line_environment_or_text_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    started: list[str] = []
    popen = process.subprocess.Popen

    def noted(command: list[str], **options: object) -> object:
        started.append(json.dumps([command, options["env"]]))
        return popen(command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(process.subprocess, "Popen", noted)
    arrived = read.Received(tmp_path / "return.xlsx", LOCKED, "0" * 64, (OURS,))
    with read.Readers(workers=1) as readers:
        readers.workbook(arrived)

    assert started
    assert OURS not in "".join(started) + repr(arrived) + caplog.text


def test_damage_within_is_told_without_the_librarys_words(reading: Reading) -> None:
    half = LOCKED[: len(LOCKED) // 2]
    with pytest.raises(UnreadableReturn) as told:
        reading(half, OURS)

    assert str(told.value).startswith(("This workbook could not be read safely", NOT_OPENED))


def test_entities_are_refused_before_anything_parses_them() -> None:
    with pytest.raises(UnreadableReturn, match="XML entities"):
        unlocked(LOCKED + b"<!DOCTYPE x>", (OURS,))
