"""The values of what is said over time: comparisons, claims, and a series with its limits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.disclose.hiding import ShownCounts
from pipeline.statistics.xmr import Assurance, Variation


class Moved(StrEnum):
    """What may be said of a change. ``UNSURE``: one of so many comparisons that chance alone may have given it."""

    RISEN = "higher, more than chance"
    FALLEN = "lower, more than chance"
    UNSURE = "could be chance"
    NO_CLEAR_CHANGE = "no clear change"
    TOO_FEW = "too few to say"
    NOT_COMPARABLE = "not comparable"
    NOT_TESTED = "not tested"
    WITHHELD = "not said here"

    @property
    def claimed(self) -> bool:
        """Whether a change is claimed."""
        return self in (Moved.RISEN, Moved.FALLEN)

    @property
    def tested(self) -> bool:
        """Whether two spans of time were compared, with whatever result."""
        return self.claimed or self in (Moved.UNSURE, Moved.NO_CLEAR_CHANGE)


@dataclass(frozen=True)
class Change:
    """
    One planned comparison of two spans of time, like with like. Units: proportions; None where hidden or too few.

    ``why``: why it is not comparable or was not tested, as it goes on after a colon; of what it is, where the counts of
    a sample would say something else than its list. ``without``: agencies left out of
    it, since they sent in one of the spans only; the counts are then those of the others. ``difference`` with its 95%
    interval ``lower`` to ``upper``: within agencies, so that it is none of their mix. ``up``: which way it moved, where
    a change is claimed or may be one. ``recent_share`` and ``earlier_share``: the figures for whole lists, where those
    are compared.
    """

    recent: str
    earlier: str
    moved: Moved
    why: str = ""
    without: tuple[str, ...] = ()
    recent_counts: ShownCounts | None = None
    earlier_counts: ShownCounts | None = None
    difference: float | None = None
    lower: float | None = None
    upper: float | None = None
    up: bool | None = None
    recent_share: float | None = None
    earlier_share: float | None = None


@dataclass(frozen=True)
class Claims:
    """
    How many comparisons over time a report made, and how many changes it claims.

    Of the changes claimed, at most the share ``false`` is expected to be none. ``not_tested``: how many standards no
    comparison could be made for.
    """

    tested: int
    claimed: int
    not_tested: int
    false: float


NO_CLAIMS = Claims(0, 0, 0, 0.0)


@dataclass(frozen=True)
class Break:
    """The first ``quarter`` that is counted in another way, so that none before it may be compared."""

    quarter: str
    why: str


@dataclass(frozen=True)
class Rebase:
    """From ``quarter`` on the limits are worked out anew, since somebody decided so; quarters stay comparable."""

    quarter: str
    decided_by: str
    minute: str
    why: str


@dataclass(frozen=True)
class Limit:
    """
    The limits of ordinary variation in one quarter, by which it was judged, and the centre that they go with.

    ``special``: how it stands out, None where it does not. ``within_chance``: it lies outside the limits, and chance
    would explain it with so few cases.
    """

    quarter: str
    lower: float
    upper: float
    special: Variation | None
    centre: float | None = None
    within_chance: bool = False


@dataclass(frozen=True)
class Series:
    """
    What may be drawn and said of a standard's comparable quarters, by how many there are (see `statistics.tiers`).

    ``centre`` is what ``centre_is`` says; ``shifted`` is Anhøj's rules, None where not tested. ``limits`` and the two
    icons come with 13 quarters, and none of them where the series never varies. ``last``: the quarter the icon is of.
    ``chance``: how likely chance alone would have it stand out as much. Where ``limits`` begin anew, all else is of the
    quarters since. A last quarter that stands out, with ordinary ``variation``, may be chance among so many standards;
    so may a shift that its own rules find, and ``may_be_chance`` says so while ``shifted`` claims none. ``newest``:
    whether ``last`` is the quarter reported on; where that has no figure, nothing is claimed of an older one again.
    """

    points: int
    last: str
    says: str
    centre: float | None = None
    centre_is: str = ""
    shifted: bool | None = None
    limits: tuple[Limit, ...] = ()
    limits_are: str = ""
    variation: Variation | None = None
    assurance: Assurance | None = None
    chance: float | None = None
    may_be_chance: bool = False
    newest: bool = True

    @property
    def icon(self) -> Variation | None:
        """The variation of the quarter reported on; None where it has no figure."""
        return self.variation if self.newest else None

    @property
    def stands_out(self) -> bool:
        """Whether something is claimed of it: the quarter reported on is special, or it has shifted."""
        return self.shifted is True or self.icon not in (None, Variation.COMMON)
