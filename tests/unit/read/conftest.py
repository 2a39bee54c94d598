"""Readers shared by the tests of this room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline import read
from pipeline.errors import UnreadableReturn


@pytest.fixture(scope="session")
def readers() -> Iterator[read.Readers]:
    with read.Readers(workers=2) as readers:
        yield readers


@pytest.fixture
def reading(readers: read.Readers, tmp_path: Path) -> Callable[..., read.Workbook]:
    """Read bytes as if they had arrived as a file of this name."""

    def reading(data: bytes, name: str = "return.xlsx") -> read.Workbook:
        return readers.workbook(read.Received(tmp_path / name, data, "0" * 64))

    return reading


@pytest.fixture
def refusal(reading: Callable[..., read.Workbook]) -> Callable[..., str]:
    """The whole text with which bytes are refused."""

    def refusal(data: bytes, name: str = "return.xlsx") -> str:
        with pytest.raises(UnreadableReturn) as refused:
            reading(data, name)
        return str(refused.value)

    return refusal
