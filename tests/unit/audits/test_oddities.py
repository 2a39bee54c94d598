"""What doctor finds odd in a partnership's files beside the definitions: what a standard decides that nobody counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.audits.oddities import beside_definitions
from pipeline.calendar.quarter import Quarter
from pipeline.partnership.here import shipped, used
from pipeline.partnership.load import load
from pipeline.partnership.oddities import Weight
from tests.unit.partnership.folders import RIGHT, laid

NOW = Quarter(2026, 2)
SSD = RIGHT["recommendations.csv"].replace("NEG12,,4", "NEG12;SSD1;SSD2,,4").replace("visits,NEG12", "visits,SSD1;SSD2")


def undecided(folder: Path, audits: str, recommendations: str = SSD) -> list[str]:
    changed = {"audits.csv": RIGHT["audits.csv"] + audits, "recommendations.csv": recommendations}
    partnership = load(laid(folder, changed))
    with used(partnership):
        told = [each for each in beside_definitions(partnership, NOW) if each.place.startswith("recommendations.csv")]
    assert {each.weight for each in told} <= {Weight.LOOK}
    return [str(each) for each in told]


@pytest.mark.parametrize("audits", ["", "SSD,,2026-06-30,,,,,,,,\n", "SSD,,,one-off,,,,,,,\n"])
def test_a_standard_that_decides_and_whose_audit_is_never_asked_for_is_told_once_with_what_to_do(
    audits: str, tmp_path: Path
) -> None:
    assert undecided(tmp_path / "p", audits) == [
        (
            "recommendations.csv row 2: A.1: SSD1 and SSD2 of SSD are to decide, and SSD is asked for in no quarter "
            "from 2026-27 Q2 to 2027-28 Q2. Plan it in audits.csv, or name another standard in key_standards."
        )
    ]


@pytest.mark.parametrize("audits", ["SSD,,,,,,,,,,\n", "SSD,2027-28 Q1,,,,,,,,,\n", "SSD,,,one-off,,,,,2025-26 Q2,,\n"])
def test_an_audit_that_runs_or_will_or_was_held_once_decides(audits: str, tmp_path: Path) -> None:
    assert undecided(tmp_path / "p", audits) == []


def test_standards_that_only_show_a_recommendation_need_not_be_asked_for(tmp_path: Path) -> None:
    assert undecided(tmp_path / "p", "", SSD.replace("visits,SSD1;SSD2", "visits,NEG12")) == []


@pytest.mark.parametrize("name", ["southampton", "northtown"])
@pytest.mark.parametrize("quarter", [Quarter(2019, 2), NOW], ids=str)
def test_every_standard_that_decides_a_recommendation_of_the_shipped_partnerships_is_asked_for(
    name: str, quarter: Quarter
) -> None:
    partnership = shipped(name)
    with used(partnership):
        told = list(beside_definitions(partnership, quarter))
    assert not [each for each in told if each.place.startswith("recommendations.csv")]
