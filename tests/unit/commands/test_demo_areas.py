"""The demo command with --areas: which folders it takes, when it makes the areas anew, and what it prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.__main__ import main
from pipeline.calendar.quarter import Quarter
from pipeline.commands import demo_areas as command
from pipeline.commands.demo_areas import told
from pipeline.region.folder import Region
from pipeline.region.model import LeftOutArea
from pipeline.region.run import RegionRan, RegionRequest
from pipeline.store.codec import encoded
from pipeline.store.workspace import write_atomically
from pipeline.synthetic.areas import AreaMade, PlantedAreas, marked_areas, marker_of
from pipeline.synthetic.areas.made import making_areas, place_of
from tests.unit.region.built import region as region_result

NOW = Quarter(2026, 2)
VALE = AreaMade("Ashmere", "ashmere", size=0.5, returns=12, bodies=8, otherwise="")
MOOR = AreaMade(
    "Birchway", "birchway", size=2.25, returns=20, bodies=11, otherwise="decision: two days in place of one"
)
PLANTED = PlantedAreas(1, ("2026-27 Q1", "2026-27 Q2"), "", "WNB5", "Ashmere", "Birchway", (VALE, MOOR))


@pytest.fixture(autouse=True)
def made(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, list[Quarter], int]]:
    """What was asked to be made; no area is made, and none is run."""
    asked: list[tuple[Path, list[Quarter], int]] = []

    def stand_in(region: Path, count: int, quarters: Sequence[Quarter], seed: int, *_: Any) -> PlantedAreas:
        asked.append((region, list(quarters), count))
        write_atomically(marker_of(region), marked_areas(count, quarters, seed))
        write_atomically(place_of(region), encoded(replace(PLANTED, code=making_areas())))
        return PLANTED

    def run(region: Region, request: RegionRequest, *_: Any) -> RegionRan:
        page = region.reports(request.quarter) / "index.html"
        return RegionRan(region_result(), page, (), changed=True)

    monkeypatch.setattr(command, "make", stand_in)
    monkeypatch.setattr(command, "region_run", run)
    return asked


def typed(into: Path, *words: str) -> int:
    given = {"--areas": "2", "--quarters": "2", "--quarter": NOW.folder}
    given |= dict(zip(words[::2], words[1::2], strict=True))
    return main(["demo", "--into", str(into), *(each for pair in given.items() for each in pair)])


def test_what_was_planted_and_the_page_to_open_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed(tmp_path) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == (
        "2 areas with 32 returns for 2026-27 Q1 to 2026-27 Q2, all made up (seed 1), of 0.5 to 2.25 times the usual "
        "size."
    )
    assert lines[1] == "Planted: Ashmere far below all others in WNB5, Birchway far above."
    assert lines[2] == "Counted by another version: Birchway (decision: two days in place of one)."
    assert f"Open {tmp_path / 'reports' / NOW.folder / 'regional' / 'index.html'}" in lines


def test_where_nothing_was_planted_none_is_told() -> None:
    lines = list(told(replace(PLANTED, standard="", below="", above="", areas=(VALE,))))

    assert lines[0].startswith("1 area with 12 returns for ")
    assert lines[1:] == ["Counted by another version: nothing."]


def test_areas_that_are_there_already_are_not_made_again(tmp_path: Path, made: list[Any]) -> None:
    typed(tmp_path)
    typed(tmp_path)

    assert made == [(tmp_path, NOW.last(2), 2)]


def test_areas_cut_short_are_made_again(tmp_path: Path, made: list[Any]) -> None:
    typed(tmp_path)
    place_of(tmp_path).unlink()
    typed(tmp_path)

    assert len(made) == 2


@pytest.mark.parametrize(
    ("words", "other"), [("--seed", "2"), ("--quarters", "3"), ("--areas", "3"), ("--quarter", "2025-26-Q4")]
)
def test_a_folder_of_other_made_up_areas_is_refused(
    words: str, other: str, tmp_path: Path, made: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    typed(tmp_path)

    assert typed(tmp_path, words, other) == 2
    assert "holds made-up returns of another number, seed or other quarters" in capsys.readouterr().err
    assert len(made) == 1


def test_a_folder_that_holds_anything_else_is_refused_and_left_as_it_is(
    tmp_path: Path, made: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.txt").write_text("Dear all", encoding="utf-8")

    assert typed(tmp_path) == 2
    assert "holds something that is not known to be made up" in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]
    assert not made


def test_a_demonstration_of_one_partnership_is_no_place_for_a_region(
    tmp_path: Path, made: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    write_atomically(marker_of(tmp_path), "Every return here is made up: 2026-27 Q1 to 2026-27 Q2, seed 1.\n")

    assert typed(tmp_path) == 2
    assert "Choose another folder (--into)" in capsys.readouterr().err
    assert not made


@pytest.mark.parametrize("number", ["1", "400"])
def test_from_one_to_400_areas_can_be_made(number: str, tmp_path: Path) -> None:
    assert typed(tmp_path, "--areas", number) == 0


def test_more_are_refused(tmp_path: Path, made: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    assert typed(tmp_path, "--areas", "401") == 2
    assert "--areas can be at most 400, got 401." in capsys.readouterr().err
    assert not made


@pytest.mark.parametrize("number", ["0", "-1", "many"])
def test_what_is_no_number_of_areas_is_wrong_usage(
    number: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        typed(tmp_path, "--areas", number)
    assert "--areas" in capsys.readouterr().err


def test_a_partnership_and_a_number_of_areas_do_not_go_together(
    tmp_path: Path, made: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(tmp_path, "--partnership", "northtown") == 2
    assert "--partnership and --areas do not go together" in capsys.readouterr().err
    assert not made


def test_unless_another_is_asked_for_the_newest_quarter_is_the_last_that_has_ended_and_the_folder_demo_region(
    tmp_path: Path, made: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert main(["demo", "--areas", "2", "--quarters", "1"]) == 0
    assert made == [(Path("demo-region"), [Quarter.containing(date.today()).previous()], 2)]


def test_an_area_that_could_not_be_run_is_named_and_ends_it_with_3(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*_: Any) -> RegionRan:
        lacking = (LeftOutArea("ashmere", "there is no room left on the disk."),)
        return RegionRan(replace(region_result(), left_out=lacking), None, (), changed=True)

    monkeypatch.setattr(command, "region_run", run)

    assert typed(tmp_path) == 3
    assert "left out: ashmere: there is no room left on the disk." in capsys.readouterr().err
