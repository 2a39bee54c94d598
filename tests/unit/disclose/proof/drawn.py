"""Small tables and what is printed of them, drawn by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.disclose.facts import ALL, Band, Cells, Fact, How, Line
from pipeline.disclose.proof.printed import Release
from pipeline.measure.counts import Counts

NOW = "2019-20 Q1"
Three = tuple[int, int] | tuple[int, int, int]  # met, not met, and how many of those were not recorded


def line(agency: str = ALL, *quarters: str, standard: str = "T1") -> Line:
    return Line(standard, agency, quarters or (NOW,))


def exact(met: int, of: int, where: Line | None = None, silent: int | None = None) -> Fact:
    return Fact(where or line(), "TST", How.EXACT, met=met, of=of, silent=silent)


def rounded(met: int, of: int, where: Line | None = None, to: int = 5) -> Fact:
    return Fact(where or line(), "TST", How.ROUNDED, met=met, of=of, round_to=to)


def band(low: int, high: int, where: Line | None = None) -> Fact:
    return Fact(where or line(), "TST", How.BAND, band=Band(low, high))


def judged(verdict: str, target: float, where: Line | None = None, **more: Any) -> Fact:
    return Fact(where or line(), "TST", How.NOTHING, verdict=verdict, target=target, **more)


def counted(three: Three) -> Counts:
    return Counts(met=three[0], not_met=three[1], not_recorded=three[2] if len(three) > 2 else 0)


def release(
    facts: Sequence[Fact],
    agencies: Mapping[str, Three] | Mapping[str, Mapping[str, Three]],
    within: Sequence[tuple[str, str]] = (),
    apart: Sequence[tuple[str, str]] = (),
    standard: str = "T1",
) -> Release:
    """What was printed of one standard in one quarter: of each agency. In several: of each quarter, each agency."""
    several = all(isinstance(each, Mapping) for each in agencies.values())
    by_quarter: Any = agencies if several else {NOW: agencies}
    counts = {
        (standard, agency, quarter): counted(each)
        for quarter, by_agency in by_quarter.items()
        for agency, each in by_agency.items()
    }
    return Release(tuple(facts), Cells(counts, {NOW: tuple(within)}, {NOW: tuple(apart)}))


def linked(
    facts: Sequence[Fact],
    standards: Mapping[str, Mapping[str, Three]],
    within: Sequence[tuple[str, str]],
    apart: Sequence[tuple[str, str]] = (),
) -> Release:
    """What was printed of several standards whose records lie in each other, in one quarter."""
    counts = {
        (standard, agency, NOW): counted(each)
        for standard, agencies in standards.items()
        for agency, each in agencies.items()
    }
    return Release(tuple(facts), Cells(counts, {NOW: tuple(within)}, {NOW: tuple(apart)}))
