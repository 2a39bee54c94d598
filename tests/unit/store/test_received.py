"""The copies as received: kept once, checked at every run, put back where anybody still has the bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.store.received import folder, healed, lost_in_words, receive
from pipeline.store.register import Submission
from pipeline.store.workspace import Workspace, digest_of, write_atomically

DATA = b"a workbook as it came"
NAME = "2019-20-Q2/hc/a.xlsx"


def submission(data: bytes = DATA, name: str = "a.xlsx") -> Submission:
    return Submission(1, "2019-20 Q2", "2019-20-Q2/hc", name, digest_of(data), len(data), "2019-11-01T09:00:00+00:00")


def sent(workspace: Workspace, data: bytes = DATA, name: str = "a.xlsx") -> Submission:
    """A return that lies among the returns and was received."""
    write_atomically(workspace.raw / "2019-20-Q2" / "hc" / name, data)
    receive(workspace, data, digest_of(data))
    return submission(data, name)


def copy(workspace: Workspace, data: bytes = DATA) -> Path:
    return folder(workspace) / digest_of(data)


def cut_short(place: Path) -> None:
    place.chmod(0o600)
    place.write_bytes(DATA[:5])


def one_bit(place: Path) -> None:
    place.chmod(0o600)
    place.write_bytes(bytes([DATA[0] ^ 1]) + DATA[1:])


def swapped(place: Path) -> None:
    place.chmod(0o600)
    place.write_bytes(b"another workbook, whole")


DAMAGE: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "cut short": cut_short,
    "one bit": one_bit,
    "another return": swapped,
    "a link that leads nowhere": lambda place: (place.unlink(), place.symlink_to("nowhere")),
}


def test_the_bytes_as_received_are_kept_once_and_cannot_be_written_to(workspace: Workspace) -> None:
    place = receive(workspace, b"a workbook", "ab12")
    assert place.read_bytes() == b"a workbook"
    assert place.stat().st_mode & 0o222 == 0
    assert receive(workspace, b"never written", "ab12").read_bytes() == b"a workbook"


def test_copies_that_are_as_they_came_are_left_alone(workspace: Workspace) -> None:
    one = sent(workspace)
    before = copy(workspace).stat()

    assert healed(workspace, [one], [one]) == ((), ())
    after = copy(workspace).stat()  # to look at it moves its last access, and nothing else
    assert (after.st_ino, after.st_mtime_ns, after.st_mode) == (before.st_ino, before.st_mtime_ns, before.st_mode)


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_copy_that_is_damaged_or_gone_is_put_back_from_among_the_returns(
    workspace: Workspace, damage: Callable[[Path], object]
) -> None:
    one = sent(workspace)
    damage(copy(workspace))

    assert healed(workspace, [one]) == ((NAME,), ())
    assert copy(workspace).read_bytes() == DATA
    assert copy(workspace).stat().st_mode & 0o777 == 0o400
    assert healed(workspace, [one]) == ((), ())


def test_a_return_is_known_by_its_bytes_where_its_name_is_withheld(workspace: Workspace) -> None:
    one = sent(workspace, name="Mr Brown 9434765919.xlsx")
    copy(workspace).unlink()

    assert healed(workspace, [submission(name=f"file {one.sha256[:12]}.xlsx")])[1] == ()
    assert copy(workspace).read_bytes() == DATA


def test_a_return_is_known_by_its_bytes_where_the_name_of_its_folder_is_withheld(workspace: Workspace) -> None:
    one = sent(workspace, name="deeper/Mr Brown 9434765919/a.xlsx")
    copy(workspace).unlink()

    withheld = replace(one, folder="2019-20-Q2/hc/deeper/folder with a name withheld", file_name="a.xlsx")
    assert healed(workspace, [withheld])[1] == ()
    assert copy(workspace).read_bytes() == DATA


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_what_nobody_has_any_more_is_said_by_its_name(workspace: Workspace, damage: Callable[[Path], object]) -> None:
    one = sent(workspace)
    damage(copy(workspace))
    (workspace.raw / NAME).write_bytes(bytes(len(DATA)))

    assert healed(workspace, [one]) == ((), (NAME,))


@pytest.mark.parametrize("damage", [cut_short, one_bit, swapped])
def test_a_damaged_copy_of_a_return_that_was_replaced_is_said_too(
    workspace: Workspace, damage: Callable[[Path], object]
) -> None:
    one = sent(workspace)
    newer = sent(workspace, b"newer")
    damage(copy(workspace))

    assert healed(workspace, [newer], [one, newer]) == ((), (NAME,))


def test_a_return_that_need_not_be_kept_is_not_missed(workspace: Workspace) -> None:
    assert healed(workspace, [], [submission()]) == ((), ())
    assert not folder(workspace).exists()


def test_a_file_that_could_not_be_opened_has_no_copy_to_miss(workspace: Workspace) -> None:
    unopened = Submission(1, "2019-20 Q2", "2019-20-Q2/hc", "b.xlsx", "", 0, "2019-11-01T09:00:00+00:00")

    assert healed(workspace, [unopened]) == ((), ())


def test_the_account_of_a_sample_is_put_back_from_among_the_samples(workspace: Workspace) -> None:
    write_atomically(workspace.samples / "2019-20-Q2" / "NEG-1.json", DATA)
    receive(workspace, DATA, digest_of(DATA))
    swapped(copy(workspace))

    assert healed(workspace, []) == ((digest_of(DATA)[:12],), ())
    assert copy(workspace).read_bytes() == DATA


def test_what_a_file_server_leaves_among_the_copies_is_nobodys(workspace: Workspace) -> None:
    sent(workspace)
    for name in ("Thumbs.db", ".DS_Store", "ABCD"):
        write_atomically(folder(workspace) / name, "litter")

    assert healed(workspace, []) == ((), ())


def test_a_line_says_what_is_lost_what_it_means_and_what_to_do() -> None:
    assert lost_in_words([]) == ""
    assert lost_in_words([NAME]) == (
        "Damaged or gone from data/processed/received, and not in data/raw as it came: 2019-20-Q2/hc/a.xlsx. The "
        "figures do not change, but verify cannot make a report again that rests on it. Restore "
        "data/processed/received from a backup, or ask for the same file again."
    )
    assert f": {', '.join('1234567890')} and 3 more. The" in lost_in_words([*"1234567890abc"])
