"""
The values that the pages, tables and files of a regional edition are made from: one object feeds them all.

Everything here is printed somewhere, so nothing here may give a small count away. Areas stand in the order of their
names, always. Proportions are 0 to 1; None is hidden, or nothing applied.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.disclose.facts import Band, How


@dataclass(frozen=True)
class AreaLine:
    """
    What is said of an area's standard, which is what the area's own board edition says.

    ``key``: of the area. ``how``, ``met``, ``of``, ``band``, ``verdict``, ``target``: see `told.AreaStandard`.
    ``added``: whether it is in the total of all areas; ``why_not``: in words, where it is not. ``apart``: "above" or
    "below" where it differs from the other areas by more than chance, and than areas usually differ, makes it in 1 of
    500; "" where not, or where it cannot be told. ``firmly``: whether that holds though so many areas and standards
    were compared. ``version``: which way of counting the standard it has, 1 for that of most areas.
    """

    key: str
    area: str
    how: How
    met: int | None = None
    of: int | None = None
    band: Band | None = None
    verdict: str = ""
    target: float | None = None
    added: bool = False
    why_not: str = ""
    apart: str = ""
    firmly: bool = False
    version: int = 1


@dataclass(frozen=True)
class Total:
    """
    What is said of all areas that are added, together: counts (``met`` of ``of``), a ``band`` of the share, or nothing.

    ``areas``: how many are added. ``interval``: the 95% interval of the share, where counts are said.
    """

    how: How
    areas: int
    met: int | None = None
    of: int | None = None
    band: Band | None = None
    interval: tuple[float, float] | None = None


@dataclass(frozen=True)
class Spread:
    """
    How the areas that print their counts lie: ``lowest``, ``median`` and ``highest`` share, of ``areas`` of them.

    ``times``: how many times as much they vary as chance alone would make them; None where too few to tell.
    """

    areas: int
    lowest: float
    median: float
    highest: float
    times: float | None


@dataclass(frozen=True)
class RegionStandard:
    """
    A standard over all areas. ``at_target``, ``below`` and ``unsure``: how many areas' verdicts say so; ``unsaid``: how
    many areas that ask it print no verdict. ``versions``: how many ways of counting it there are among the areas.
    ``printed``: what those of the areas come to that print their counts, where others are added that do not.
    """

    id: str
    title: str
    headline: bool
    low_is_good: bool
    rated: bool
    total: Total
    spread: Spread | None
    at_target: int
    below: int
    unsure: int
    unsaid: int
    versions: int
    areas: tuple[AreaLine, ...]
    printed: Total | None = None


@dataclass(frozen=True)
class RegionAudit:
    """An audit over all areas. ``areas``: the keys of those that ran it in the quarter."""

    code: str
    title: str
    row: str
    areas: tuple[str, ...]
    standards: tuple[RegionStandard, ...]


@dataclass(frozen=True)
class RegionArea:
    """
    One area that is in the edition.

    ``key``: its name as file names can hold it: "north-vale". ``folder``: of its workspace, below the region's.
    ``due`` and ``counted``: its returns of the quarter. ``approved_by``: who signed its own board report off; empty for
    a draft. ``audits``: the codes of those that it ran.
    """

    key: str
    area: str
    name: str
    folder: str
    due: int
    counted: int
    approved_by: str
    audits: tuple[str, ...]


@dataclass(frozen=True)
class LeftOutArea:
    """A folder of the region that is not in the edition, and why, in one sentence."""

    folder: str
    why: str


@dataclass(frozen=True)
class RegionResult:
    """Everything that a regional edition says of a quarter."""

    region: str
    quarter: str
    synthetic: bool
    areas: tuple[RegionArea, ...]
    left_out: tuple[LeftOutArea, ...]
    audits: tuple[RegionAudit, ...]

    def audit(self, code: str) -> RegionAudit:
        """The audit of this code. Raises: KeyError -- if no area ran it."""
        return {each.code: each for each in self.audits}[code]

    def area(self, key: str) -> RegionArea:
        """The area of this key. Raises: KeyError -- if there is none."""
        return {each.key: each for each in self.areas}[key]
