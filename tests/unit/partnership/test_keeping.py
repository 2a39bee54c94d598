"""How long each kind of what is kept may be kept: said in the settings, counted from the end of its quarter."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import WrongPartnership
from pipeline.partnership.here import SHIPPED, USUAL
from pipeline.partnership.keeping import USUAL as USUAL_TIMES
from pipeline.partnership.keeping import KeepingTime, Kept, keeping_time
from pipeline.partnership.load import load


def loaded(folder: Path, keeping: str) -> dict[Kept, KeepingTime]:
    """The times of the usual partnership, whose table [keeping] is another one."""
    shutil.copytree(SHIPPED / USUAL, folder)
    file = folder / "partnership.toml"
    before, _, after = file.read_text(encoding="utf-8").partition("[keeping]")
    file.write_text(f"{before}{keeping}\n[themes]{after.partition('[themes]')[2]}", encoding="utf-8")
    return dict(load(folder).keeping)


@pytest.mark.parametrize(
    ("text", "months", "last_day"),
    [
        ("2 years", 24, date(2021, 9, 30)),
        ("1 year", 12, date(2020, 9, 30)),
        ("5 months", 5, date(2020, 2, 29)),
        ("18 months", 18, date(2021, 3, 31)),
        ("for good", None, None),
    ],
)
def test_a_time_runs_to_the_end_of_its_last_month(text: str, months: int | None, last_day: date | None) -> None:
    time = keeping_time(text)

    assert time == KeepingTime(months)
    assert time.last_day(date(2019, 9, 30)) == last_day
    assert str(time) == text


@pytest.mark.parametrize(
    "text", ["2", "2 weeks", "0 years", "-1 years", "two years", "101 years", "forever", "", "2 Years"]
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert keeping_time(text) is None


@pytest.mark.parametrize("name", sorted(each.name for each in SHIPPED.iterdir() if each.is_dir()))
def test_each_partnership_of_the_package_says_its_times(name: str) -> None:
    assert dict(load(SHIPPED / name).keeping) == USUAL_TIMES
    assert "[keeping]" in (SHIPPED / name / "partnership.toml").read_text(encoding="utf-8")


def test_times_that_are_not_said_are_the_usual_ones(tmp_path: Path) -> None:
    assert loaded(tmp_path / "p", "") == USUAL_TIMES
    assert loaded(tmp_path / "q", '[keeping]\nlists = "3 months"') == {**USUAL_TIMES, Kept.LISTS: KeepingTime(3)}


@pytest.mark.parametrize(
    ("keeping", "message"),
    [
        (
            '[keeping]\nreturns = "2 weeks"',
            '[keeping] returns is no time. Write it as "2 years", "18 months" or "for good".',
        ),
        ("[keeping]\nreturns = 2", "[keeping] returns is no time."),
        ('[keeping]\ncounts = "1 year"', "[keeping] counts is shorter than returns, from which they are counted."),
        ('[keeping]\nreturn = "1 year"', "[keeping] return is read by nothing. Did you mean returns?"),
    ],
)
def test_a_wrong_rule_is_named_with_its_place_and_what_to_write(tmp_path: Path, keeping: str, message: str) -> None:
    with pytest.raises(WrongPartnership) as told:
        loaded(tmp_path / "p", keeping)

    assert message in str(told.value)
