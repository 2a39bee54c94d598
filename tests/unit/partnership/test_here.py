"""For whom a process works: whom it was begun for or, in a notebook, whoever's workspace is opened."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.partnership import here as rooms
from pipeline.partnership.here import FOLDER, SHIPPED, begin, here, shipped, used


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = list(rooms._opened)
    yield
    rooms._opened[:] = before


@pytest.fixture
def northtown(tmp_path: Path) -> Path:
    """A workspace with Northtown's files as its own."""
    shutil.copytree(SHIPPED / "northtown", tmp_path / "theirs" / FOLDER)
    return tmp_path / "theirs"


def test_without_a_word_a_process_works_for_the_usual_partnership() -> None:
    rooms._opened.clear()
    assert here() is shipped("southampton")


def test_a_notebook_works_for_the_workspace_that_was_opened_last(northtown: Path, tmp_path: Path) -> None:
    begin(northtown)
    assert here().area == "Northtown"
    begin(tmp_path)  # which has no files of its own
    assert here().area == "Southampton"


def test_opening_a_workspace_again_reads_nothing_anew(northtown: Path) -> None:
    begin(northtown)
    first = here()
    begin(northtown)
    assert here() is first


def test_files_that_were_edited_meanwhile_are_read_again(northtown: Path) -> None:
    begin(northtown)
    settings = northtown / FOLDER / "partnership.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('area = "Northtown"', 'area = "Elsewhere"'))
    begin(northtown)
    assert here().area == "Elsewhere"


def test_whoever_began_the_process_has_the_last_word(northtown: Path) -> None:
    with used(shipped("southampton")):
        begin(northtown)
        assert here().area == "Southampton"
