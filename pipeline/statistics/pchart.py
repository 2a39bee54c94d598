"""The p chart: quarters against their pooled proportion, each with limits for its own number of cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.statistics.checks import pairs
from pipeline.statistics.exact import unmarked

TAIL = 0.00135  # the chance beyond three standard errors, in each tail
UNEVEN = 0.25  # totals this far from their mean make the p chart worth its place beside the XmR chart
SMALL = 30


@dataclass(frozen=True)
class PPoint:
    """
    ``lower`` and ``upper`` are the last proportions inside the exact limits: a point drawn beyond them is ``outside``.

    ``drawable`` and ``believable``: the quarter is large enough to be drawn, or for a point outside to be believed.
    """

    value: float
    total: int
    lower: float
    upper: float
    outside: bool
    drawable: bool
    believable: bool


@dataclass(frozen=True)
class PChart:
    """The centre is the pooled proportion, which is not the XmR chart's mean of the quarters' percentages."""

    centre: float
    points: tuple[PPoint, ...]


def p_chart(counts: Sequence[int], totals: Sequence[int]) -> PChart:
    """
    counts[i] of totals[i], in order of time, each outside where its exact binomial tail is 0.00135 or less.

    A quarter is drawn from 1 / q cases and believed from 4 / q, where q is the pooled proportion of the rarer outcome:
    10 and 40 at 90%.
    Raises: ValueError -- unless each 0 <= count <= total and total > 0.
    Source: Hart and Hart, and ASTM, on the sizes; exact tails in place of three standard errors.
    """
    pairs(counts, totals)
    centre = sum(counts) / sum(totals)
    rarer = min(centre, 1 - centre)
    points = []
    for count, total in zip(counts, totals, strict=True):
        low, high = unmarked(total, centre, TAIL)
        expected = round(total * rarer, 9)
        points.append(
            PPoint(
                count / total, total, low / total, high / total, not low <= count <= high, expected >= 1, expected >= 4
            )
        )
    return PChart(centre, tuple(points))


def worth_offering(totals: Sequence[int]) -> bool:
    """
    Whether the quarters' sizes vary by more than a quarter of their mean, or are small.

    Raises: ValueError -- for no totals.
    """
    if not totals:
        raise ValueError("totals: needs at least one")
    mean = sum(totals) / len(totals)
    return mean < SMALL or any(abs(total - mean) > UNEVEN * mean for total in totals)
