"""What was begun from another partnership says which of its rows and words it still has."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.partnership.here import SHIPPED, shipped, shipped_names
from pipeline.partnership.leftovers import leftovers
from pipeline.partnership.load import load
from tests.unit.partnership.folders import laid


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Northtown's folder, under another area's name."""
    copy = shutil.copytree(SHIPPED / "northtown", tmp_path / "partnership")
    settings = copy / "partnership.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace('area = "Northtown"', 'area = "Osmerton"'), "utf-8"
    )
    return copy


def told(folder: Path) -> dict[str, str]:
    return {each.place: each.text for each in leftovers(load(folder))}


@pytest.mark.parametrize("name", shipped_names())
def test_files_that_nobody_has_edited_are_told_in_one_line(name: str) -> None:
    (only,) = leftovers(shipped(name))

    assert only.text.startswith(f"these are the files of {shipped(name).name} as they come with the package")


def test_bodies_minutes_words_and_cells_of_the_other_are_named(folder: Path) -> None:
    lines = told(folder)

    assert lines["agencies.csv"].startswith("NSCB, NSP, NTC-CS, NTC-HOU")
    assert lines["targets.csv rows 2-6"].startswith("targets, with minutes and reasons, as Northtown has them")
    assert lines["partnership.toml [words]"].startswith("board, board_short, sub_group")
    assert "agencies.csv rows 2-7" in lines["partnership"]
    assert "(name)" in lines["partnership"]


def test_a_row_that_was_edited_is_named_no_more(folder: Path) -> None:
    targets = folder / "targets.csv"
    targets.write_text(targets.read_text(encoding="utf-8").replace("NEG12,0.85", "NEG12,0.80"), "utf-8")

    assert "targets.csv rows 3-6" in told(folder)


def test_documents_of_the_whole_country_are_nobodys_leftovers(folder: Path) -> None:
    national = {each.row for each in shipped("northtown").documents if each.kind.startswith("Working Together")}
    (place,) = [each for each in told(folder) if each.startswith("documents.csv")]

    assert national
    assert not any(f" {row}" in place for row in national)


def test_files_that_were_never_anybody_elses_have_none(tmp_path: Path) -> None:
    assert told(laid(tmp_path / "partnership")) == {}
