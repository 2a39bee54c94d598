"""
The values that stand alongside a standard's figures: its series and breaks, who was silent, families, how long it took
and how far two raters agree.

As in `model`, proportions are 0 to 1, and None is hidden or not to be had.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.statistics.xmr import Assurance, Variation


@dataclass(frozen=True)
class Break:
    """From ``quarter`` on the figures are of another kind, so that none before it may be compared."""

    quarter: str
    why: str


@dataclass(frozen=True)
class Limit:
    """What one quarter of a series may be by ordinary variation; ``special``: it is not, for the better or worse."""

    quarter: str
    lower: float
    upper: float
    special: Variation | None


@dataclass(frozen=True)
class Series:
    """
    What may be drawn and said of a standard's comparable quarters, by how many there are (see `statistics.tiers`).

    ``centre`` is what ``centre_is`` says; ``shifted`` is Anhøj's rules, None where not tested. ``limits`` and the two
    icons come with 13 quarters, and none of them where the series never varies. ``last``: the quarter the icon is of.
    """

    points: int
    last: str
    says: str
    centre: float | None
    centre_is: str
    shifted: bool | None
    limits: tuple[Limit, ...]
    limits_are: str
    variation: Variation | None
    assurance: Assurance | None


@dataclass(frozen=True)
class NonReturn:
    """The partnership's figure, whatever ``agencies`` would have said; None where their records cannot be guessed."""

    agencies: tuple[str, ...]
    records: int | None
    since: str
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class Families:
    """Records that come in families: ``lower`` and ``upper`` as wide as these make the 95% interval."""

    records: int
    children: int
    families: int
    lower: float
    upper: float
    wider: float


@dataclass(frozen=True)
class Bin:
    """How many cases took from the bin before up to ``most`` days; None: longer than any other bin."""

    most: int | None
    cases: int


@dataclass(frozen=True)
class Timing:
    """How many working days a step took, against the ``line`` drawn for it; ``open``: it is yet to be taken."""

    what: str
    line: int
    bins: tuple[Bin, ...]
    open: int
    median: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class Coefficient:
    """Agreement beyond chance, with its 95% interval; None where nothing varies or cases are few."""

    value: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class Agreement:
    """
    Two raters of the same cases on an ordered scale: ``cells`` has a row for each level of the first, every level.

    ``scale``: what its levels are called; ``more``, ``less``: what a later and an earlier one is. ``chance``: of a
    split of the disagreements at least as uneven, if either way were as likely.
    """

    id: str
    title: str
    first: str
    second: str
    scale: str
    more: str
    less: str
    levels: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]
    cases: int
    exact: int
    lower: float | None
    upper: float | None
    within_one: int
    second_higher: int
    second_lower: int
    chance: float
    kappa: Coefficient
    ac2: Coefficient


@dataclass(frozen=True)
class Words:
    """What the analyst wrote in one section of a page, as HTML of our own making."""

    section: str
    html: str
