"""A regional edition as values: a few areas and one audit, of which each test says what it needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pipeline.disclose.facts import Band, How
from pipeline.region.model import (
    AreaLine,
    RegionArea,
    RegionAudit,
    RegionResult,
    RegionStandard,
    Spread,
    Total,
)

NAMES = {"ash": "Ash", "north-vale": "North Vale", "wold": "Wold"}
COUNTED = AreaLine("ash", "Ash", How.EXACT, met=30, of=40, verdict="Below target", target=0.9, added=True)
BETWEEN = AreaLine(
    "north-vale", "North Vale", How.BAND, band=Band(80, 100), target=0.9, why_not="its counts are hidden"
)
SILENT = AreaLine("wold", "Wold", How.NOTHING, target=0.9, why_not="its counts are hidden")
TOTAL = Total(How.EXACT, areas=1, met=30, of=40, interval=(0.6, 0.86))


def area(key: str, **changes: Any) -> RegionArea:
    """An area whose board report is signed."""
    signed = RegionArea(key, NAMES[key], f"{NAMES[key]} Partnership", key, 4, 4, "board chair", ("NEG",))
    return replace(signed, **changes)


def standard(*lines: AreaLine, **changes: Any) -> RegionStandard:
    """A standard of these areas; by itself one that prints its counts, one a band, and one nothing."""
    whole = RegionStandard(
        id="NEG3",
        title="Seen alone",
        headline=True,
        low_is_good=False,
        rated=True,
        total=TOTAL,
        spread=Spread(1, 0.75, 0.75, 0.75, None),
        at_target=0,
        below=1,
        unsure=0,
        unsaid=2,
        versions=1,
        areas=lines or (COUNTED, BETWEEN, SILENT),
    )
    return replace(whole, **changes)


def region(standards: Sequence[RegionStandard] = (), **changes: Any) -> RegionResult:
    """The edition of a quarter with these standards of one audit."""
    audit = RegionAudit("NEG", "Neglect", "NEG", tuple(NAMES), tuple(standards or (standard(),)))
    whole = RegionResult("vales", "2019-20 Q2", True, tuple(area(each) for each in NAMES), (), (audit,))
    return replace(whole, **changes)
