"""The values of records that two agencies have of the same cases."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.disclose.facts import Band


@dataclass(frozen=True)
class SideResult:
    """
    One side of a comparison: whose records they are, and how many of them have no partner.

    ``alone``: those that the other side should have, and has not. ``duplicates``: their reference stands on another
    record too. ``ambiguous``: several could be the partner. ``outside``: the partner may lie in another quarter.
    ``without_key``: those without a usable reference, whatever became of them. ``lacking``: the agencies of which no
    return counts yet. A count is None where it is hidden.
    """

    name: str
    alone: int | None
    duplicates: int | None
    ambiguous: int | None
    outside: int | None
    without_key: int | None
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True)
class AlikeResult:
    """How many of the pairs say the same of one thing, of those in which both sides say something of it."""

    title: str
    alike: int
    compared: int
    proportion: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class NearResult:
    """
    What would be on both returns if the dates of one case could be ``days`` working days apart.

    ``of``: ``both`` and what would be on one alone. ``as_near``: the pairs whose dates are as near as that.
    """

    days: int
    both: int
    of: int
    proportion: float | None
    as_near: int


@dataclass(frozen=True)
class ReconciledResult:
    """
    Cases on both returns, out of those on both or on one alone, with the 95% interval.

    ``alike`` and ``differ``: of ``both``, those that say the same of all of which both say something, and those that do
    not; of the others nothing can be compared.
    ``by_what_else``: of ``both``, those that were not paired by the reference. ``one_way``: only the first side's cases
    were looked for. None is hidden, or too few to tell. ``band``: between what the share lies, where that is said in
    place of counts.
    """

    id: str
    title: str
    units: str
    first: SideResult
    second: SideResult
    one_way: bool
    within: int
    both: int | None
    of: int | None
    proportion: float | None
    lower: float | None
    upper: float | None
    alike: int | None = None
    differ: int | None = None
    by_what_else: int | None = None
    compared: tuple[AlikeResult, ...] = ()
    near: tuple[NearResult, ...] = ()
    note: str = ""
    band: Band | None = None

    @property
    def sides(self) -> tuple[SideResult, SideResult]:
        """Both sides, the first one first."""
        return self.first, self.second


@dataclass(frozen=True)
class SameCountLine:
    """
    What two sides count of the same, over the periods that both give; None where they give none.

    ``alike``: in how many of these ``given`` periods the two are within the tolerance. ``periods``: how many there are.
    """

    who: str
    first: int | None
    second: int | None
    alike: int
    given: int
    periods: int


@dataclass(frozen=True)
class SameCountResult:
    """
    A number that two sides count: in how many of how many periods of an agency they agree; None where that is hidden.

    ``lines``: agency by agency, for named readers alone.
    """

    id: str
    title: str
    units: str
    first: str
    second: str
    agree: int | None
    of: int | None
    monthly: bool = True
    lines: tuple[SameCountLine, ...] = ()
    note: str = ""
