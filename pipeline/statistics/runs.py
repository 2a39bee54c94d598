"""The run chart: a median line and Anhøj's two rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, isfinite, log2
from statistics import median

FEWEST_USEFUL = 10


@dataclass(frozen=True)
class RunChart:
    """
    ``useful`` points lie off the median; the rules look at these alone. The limits are None on fewer than ten.

    A run longer than ``longest_allowed``, or fewer crossings than ``fewest_crossings``, is unlikely by chance.
    """

    median: float
    useful: int
    longest_run: int
    crossings: int
    longest_allowed: int | None
    fewest_crossings: int | None

    @property
    def shifted(self) -> bool | None:
        """Whether either rule fires; None where there are too few useful points to test."""
        if self.longest_allowed is None or self.fewest_crossings is None:
            return None
        return self.longest_run > self.longest_allowed or self.crossings < self.fewest_crossings


def run_chart(values: Sequence[float]) -> RunChart:
    """
    The median of ``values``, in order of time, with the longest run on one side of it and how often they cross it.

    A series that never varies has no useful points, and so no signal.
    Raises: ValueError -- for no values or one that is no number.
    Source: Anhøj and Olesen 2014, PLoS ONE 9:e113825; limits as R qicharts2.
    """
    if not values or not all(isfinite(value) for value in values):
        raise ValueError("values: needs at least one, each a finite number")
    line = median(values)
    sides = [difference > 0 for value in values if (difference := round(value - line, 9))]
    runs = [0]
    crossings = 0
    for place, side in enumerate(sides):
        crossed = place > 0 and side is not sides[place - 1]
        crossings += crossed
        runs.append(1 if crossed else runs[-1] + 1)
    limits = run_limits(len(sides)) if len(sides) >= FEWEST_USEFUL else (None, None)
    return RunChart(line, len(sides), max(runs), crossings, *limits)


def run_limits(useful: int) -> tuple[int, int]:
    """
    The longest run allowed and the fewest crossings expected among ``useful`` points.

    Raises: ValueError -- for fewer than one.
    """
    if useful < 1:
        raise ValueError(f"useful: needs at least one point, not {useful}")
    fewest, below = 0, 1  # ways to have `fewest` crossings or fewer, of 2^(useful - 1)
    while below < 0.05 * 2 ** (useful - 1):
        fewest += 1
        below += comb(useful - 1, fewest)
    return round(log2(useful)) + 3, fewest
