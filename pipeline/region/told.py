"""
What an area gives the region: what its own board edition says of each standard, and the counts behind that.

It is kept in the area's workspace and is read by whoever makes the regional edition. Only what `AreaStandard` says is
ever printed of an area; its ``behind`` is for sums over several areas, and for saying what those would give away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.disclose.facts import Band, How


@dataclass(frozen=True)
class Behind:
    """
    The counts of an area's standard, all its returns together, which no page shows.

    ``least`` and ``most``: between what whoever reads all of the area's released editions can tell ``not_met`` to be;
    both are ``not_met`` where the counts are printed.
    """

    not_met: int
    of: int
    least: int
    most: int


@dataclass(frozen=True)
class AreaStandard:
    """
    What an area's board edition says of a standard, all its returns together, in the quarter.

    ``met``, ``of``, ``band``, ``verdict`` and ``target``: as in `disclose.facts.Fact`. ``counted_by``: a digest of all
    that decides what is counted, titles and sources aside, by which it is known whether two areas count alike.
    ``rated``: whether it is judged at all.
    """

    id: str
    title: str
    headline: bool
    low_is_good: bool
    rated: bool
    how: How
    met: int | None
    of: int | None
    band: Band | None
    verdict: str
    target: float
    per_case: float
    counted_by: str
    behind: Behind


@dataclass(frozen=True)
class AreaAudit:
    """An audit as the area counts it."""

    code: str
    title: str
    row: str
    standards: tuple[AreaStandard, ...]


@dataclass(frozen=True)
class AreaTold:
    """
    All that an area gives for a quarter.

    ``area``: what the area is called; ``name``: its partnership. ``bodies``: the agencies that return there, by name,
    since one that sits in several areas knows the counts of each. ``due`` and ``counted``: how many returns.
    ``results``: the SHA-256 of the board edition's results that it was made from. ``approved_by``: who signed that
    report off, empty where it is a draft.
    """

    area: str
    name: str
    quarter: str
    synthetic: bool
    bodies: tuple[str, ...]
    due: int
    counted: int
    results: str
    approved_by: str
    audits: tuple[AreaAudit, ...]

    @property
    def standards(self) -> Mapping[str, AreaStandard]:
        """Its standards by their ids."""
        return {each.id: each for audit in self.audits for each in audit.standards}
