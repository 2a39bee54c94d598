"""The median of a few numbers, with an interval that assumes nothing of their shape."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import comb, isfinite
from statistics import median as middle

from pipeline.statistics.checks import level_within


@dataclass(frozen=True)
class Median:
    """``lower`` and ``upper`` are None where no interval of the level exists; ``confidence`` is what it reaches."""

    value: float
    lower: float | None
    upper: float | None
    confidence: float | None
    numbers: int


def confidence(numbers: int, rank: int) -> float:
    """
    How sure it is that the median lies from the ``rank``-th smallest to the ``rank``-th largest of ``numbers``.

    Raises: ValueError -- unless 1 <= rank <= half of ``numbers``, rounded up.
    """
    if not 1 <= rank <= (numbers + 1) // 2:
        raise ValueError(f"rank: needs 1 to half of the {numbers} numbers, not {rank}")
    outside = sum(comb(numbers, each) for each in range(rank))
    return max(0.0, 1 - 2 * float(outside / 2**numbers))


def median(values: Iterable[float], level: float = 0.95) -> Median:
    """
    The median and the order statistics that hold it with at least ``level``; at 95% there are none for five or fewer.

    Shape:  any order, no gaps; a unit of the caller's. With six the interval is the smallest and largest: disclosive.
    Raises: ValueError -- for no values, one that is no number, or a level outside 0 to 1.
    Source: the sign test inverted; Conover 1999, Practical Nonparametric Statistics, section 3.2.
    """
    level_within(level)
    ordered = sorted(float(value) for value in values)
    if not ordered or not all(isfinite(value) for value in ordered):
        raise ValueError("values: needs at least one, each a finite number")
    numbers = len(ordered)
    ranks = [rank for rank in range(1, numbers // 2 + 1) if confidence(numbers, rank) >= level]
    if not ranks:
        return Median(middle(ordered), None, None, None, numbers)
    rank = ranks[-1]
    return Median(middle(ordered), ordered[rank - 1], ordered[-rank], confidence(numbers, rank), numbers)
