"""The values of what stands beside a figure: who was silent, families, days taken, and who took over from whom."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Succession:
    """A body that took over from another. ``until`` is the other's last quarter, and ``quarter`` its own first."""

    until: str
    quarter: str
    before: str
    now: str


@dataclass(frozen=True)
class NonReturn:
    """
    Between what the partnership's figure lies, whatever ``agencies``, who sent nothing, would have answered.

    ``records``: how many they are taken to have, as in the quarter ``since``; None, as are the ends, if unknown. The
    ends are None too where nobody else has a record that counts, and where the figure is ``weighted`` to a list.
    """

    agencies: tuple[str, ...]
    records: int | None
    since: str
    lower: float | None
    upper: float | None
    weighted: bool = False


@dataclass(frozen=True)
class Families:
    """The ``records`` that count are of so many children, in so many families: fewer, so that intervals are wider."""

    records: int
    children: int
    families: int


@dataclass(frozen=True)
class Whole:
    """
    All agencies together, against whom each is held: ``met`` of ``total``.

    ``worth``: how many independent cases a record of theirs is worth, 1 or less.
    """

    met: int
    total: int
    worth: float


@dataclass(frozen=True)
class Between:
    """
    How many cases in a row went well between failures, where these are rare, since the quarter ``since``.

    ``runs``: each ended by a failure, in order; ``going_on``: the one that has not ended. ``median`` and ``longest``:
    the run that half are longer than, and the longest that chance gives. ``close`` and ``open_long``: as in `GChart`;
    none and no, where records come in families, since those fail together.
    """

    since: str
    runs: tuple[int, ...]
    going_on: int
    median: float
    longest: int
    close: tuple[bool, ...]
    open_long: bool


@dataclass(frozen=True)
class Bin:
    """How many cases took from the bin before up to ``most`` days; None: longer than any other bin."""

    most: int | None
    cases: int


@dataclass(frozen=True)
class Timing:
    """
    How many working days a step took, against the ``line`` drawn for it; ``open``: it is yet to be taken.

    ``open_late``: of those, how many have been open for longer than the line already.
    """

    what: str
    line: int
    bins: tuple[Bin, ...]
    open: int
    open_late: int
    median: float | None
    lower: float | None
    upper: float | None
