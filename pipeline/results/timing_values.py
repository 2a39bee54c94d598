"""The values of how long a step took."""

from __future__ import annotations

from dataclasses import dataclass


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
