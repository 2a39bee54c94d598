"""What a catalogue test asks for: a bent return read, identified and validated as intake does it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline import read
from pipeline.agencies import agency
from pipeline.errors import UnreadableReturn
from pipeline.intake import checked
from pipeline.validate.validated import Validated
from tests.catalogue.bending import AGENCIES, Bend, bent

Checked = Callable[..., Validated]


@pytest.fixture(scope="session")
def readers() -> Iterator[read.Readers]:
    with read.Readers(workers=1) as readers:
        yield readers


@pytest.fixture(params=AGENCIES)
def audit(request: pytest.FixtureRequest) -> str:
    """Each audit in turn."""
    return str(request.param)


@pytest.fixture
def sent(readers: read.Readers, audit: str, tmp_path: Path) -> Checked:
    """What intake makes of bytes, or of the audit's template after a bend, lying in its agency's folder."""

    def sent(what: bytes | Bend, name: str = "return.xlsx") -> Validated:
        data = what if isinstance(what, bytes) else bent(audit, what)
        known = agency(AGENCIES[audit])
        assert known is not None
        path = tmp_path / name
        try:
            outcome: read.Workbook | UnreadableReturn = readers.workbook(read.Received(path, data, "0" * 64))
        except UnreadableReturn as refused:
            outcome = refused
        return checked(path, outcome, "0" * 64, Path("2019-20-Q2") / known.folder)

    return sent
