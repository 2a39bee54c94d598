"""
The figures of a released edition as facts: what each printed line says of the counts behind it.

A line that may not be printed as counts can still say something: that its share lies in a band, and how it stands
beside its target. All that an edition prints of its standards is a list of such facts; the ledger keeps them, and the
proof attacks them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.measure.counts import Counts

ALL = "all"  # in the place of an agency: all returns together
SPAN = "--"  # between the first and the last quarter of several that are counted together


class How(StrEnum):
    """How a line is printed: its counts, its counts rounded, a band of its share, or nothing of them."""

    EXACT = "exact"
    ROUNDED = "rounded"
    BAND = "band"
    NOTHING = "nothing"


@dataclass(frozen=True, order=True)
class Band:
    """The lowest and the highest share that a line may have, both possible. Units: whole per cent."""

    low: int
    high: int

    @property
    def words(self) -> str:
        """ "80% or more", "20% or less", "60% to 65%"."""
        if self.high == 100:
            return f"{self.low}% or more"
        return f"{self.high}% or less" if self.low == 0 else f"{self.low}% to {self.high}%"

    def counts(self, whole: int) -> tuple[int, int]:
        """The fewest and the most of ``whole`` records whose share lies in the band."""
        return -(-self.low * whole // 100), self.high * whole // 100


@dataclass(frozen=True, order=True)
class Line:
    """
    Which line of a report: a standard of one agency, or of `ALL`, over one quarter or several together.

    Shape: ``quarters`` as they are written ("2019-20 Q2"), oldest first.
    """

    standard: str
    agency: str
    quarters: tuple[str, ...]

    @property
    def id(self) -> str:
        """The name under which its figure is known for good: "NEG3/all/2019-20-Q2"."""
        first, *_, last = [each.replace(" ", "-") for each in (self.quarters[0], *self.quarters)]
        return f"{self.standard}/{self.agency}/{first if first == last else first + SPAN + last}"


@dataclass(frozen=True)
class Fact:
    """
    What an edition prints of a ``line``.

    ``met`` and ``of``: the counts as printed, rounded to ``round_to``; None where they are not. ``silent``: how many of
    those that did not meet it were not recorded, where printed. ``band``: of the share. ``verdict``: the one printed,
    by its word ("At target"); empty where none is. It was judged beside ``target`` with ``per_case`` records to one
    independent case. ``version``: the digest of the definition that it was counted by.
    """

    line: Line
    audit: str
    how: How
    met: int | None = None
    of: int | None = None
    silent: int | None = None
    round_to: int = 1
    band: Band | None = None
    verdict: str = ""
    target: float | None = None
    low_is_good: bool = False
    per_case: float = 1.0
    version: str = ""

    @property
    def says(self) -> bool:
        """Whether a reader learns something of the line."""
        return self.how is not How.NOTHING or bool(self.verdict)


@dataclass(frozen=True)
class Beside:
    """
    What an edition prints of what is no line of a standard: of a measure, or of the records that two returns have.

    ``of``: its id. ``answer``: which part of it, in words; empty where it has one only. ``part`` and ``whole``: as
    printed, which they are of things alone, or where there is none; None where they are not. ``band``: of the share.
    """

    audit: str
    of: str
    answer: str = ""
    part: int | None = None
    whole: int | None = None
    band: Band | None = None


@dataclass(frozen=True)
class Cells:
    """
    The counts behind the facts, which nobody outside may learn where they are small.

    ``counts``: by standard, agency and quarter. ``within``: by quarter, pairs of standards of which all records of the
    first count in the second too, so that a reader may subtract one denominator from the other; ``apart``: pairs that
    have no record in common.
    """

    counts: Mapping[tuple[str, str, str], Counts]
    within: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    apart: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
