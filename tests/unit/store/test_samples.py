"""The account of a sample: read back as it was kept, and told in one line where it is not."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.errors import PipelineError
from pipeline.store.samples import Sample, Stratum, keep, samples
from pipeline.store.workspace import Workspace

NOW = Quarter(2019, 2)
SAMPLE = Sample("NEG", str(NOW), "0" * 64, 1, 1, (), (Stratum("zq-all – é", 2, ("A-1",), ("A-2",)),))


@pytest.fixture
def kept(workspace: Workspace) -> Path:
    """The file of a sample's account."""
    return keep(workspace, SAMPLE)


def test_a_sample_is_read_back_as_it_was_kept(workspace: Workspace, kept: Path) -> None:
    assert [(each.name, each.sample) for each in samples(workspace, NOW)] == [(kept.name, SAMPLE)]


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "a byte that is no UTF-8": lambda was: was.replace("é".encode(), b"\xe9"),
    "UTF-16": lambda was: was.decode().encode("utf-16"),
    "nested too deep": lambda _: b"[" * 100_000,
    "a list": lambda _: b"[]",
    "a number": lambda _: b"12",
    "nothing": lambda _: b"",
    "cut short": lambda was: was[:-9],
    "a count that is a text": lambda was: was.replace(b'"listed": 2', b'"listed": "2"'),
    "a part that is a number": lambda was: was.replace(b'"A-1"', b"1"),
    "a part that is lacking": lambda was: was.replace(b'"seed": 1,', b""),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_account_is_told_with_what_to_do_and_never_repeated(
    workspace: Workspace, kept: Path, damage: Callable[[bytes], bytes]
) -> None:
    kept.write_bytes(damage(kept.read_bytes()))

    with pytest.raises(PipelineError, match=r"account of a sample is damaged: .*Restore it from a backup") as told:
        samples(workspace, NOW)
    assert "zq" not in str(told.value)


def test_no_byte_of_what_an_account_says_can_be_altered_unseen(workspace: Workspace, kept: Path) -> None:
    whole, dice = kept.read_bytes(), random.Random(8)
    for _ in range(300):
        place, byte = dice.randrange(len(whole)), dice.randrange(256)
        kept.write_bytes(whole[:place] + bytes([byte]) + whole[place + 1 :])
        try:
            (account,) = samples(workspace, NOW)
        except PipelineError:
            continue
        assert json.loads(kept.read_bytes()) == json.loads(whole)  # only blanks between its parts have changed
        assert account.sample == SAMPLE


def test_a_hidden_file_that_a_mac_leaves_is_no_account(workspace: Workspace, kept: Path) -> None:
    kept.with_name(f"._{kept.name}").write_bytes(b"\0\5\x16\7")

    assert [each.name for each in samples(workspace, NOW)] == [kept.name]
