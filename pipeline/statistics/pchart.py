"""The p chart: quarters against their pooled proportion, each with limits for its own number of cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from pipeline.statistics.checks import pairs

TAIL = 0.00135  # the chance beyond three standard errors, in each tail
UNEVEN = 0.25  # totals this far from their mean make the p chart worth its place beside the XmR chart
SMALL = 30
RANGE = 1.128  # the mean moving range of values that vary by one standard error
LARGEST = 1.11  # what the mean moving range loses by the largest of them, with 13 to 24 values
FEWEST_RANGES = 3
ROUNDING = 1e-9

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class PPoint:
    """
    ``lower`` and ``upper`` are the last proportions inside the exact limits: a point drawn beyond them is ``outside``.

    ``cases``: how many independent ones the quarter's are worth, by which it was judged.
    """

    value: float
    total: int
    cases: float
    lower: float
    upper: float
    outside: bool


@dataclass(frozen=True)
class PChart:
    """
    The centre is the pooled proportion, which is not the XmR chart's mean of the quarters' percentages.

    ``dispersion``: how many times more than chance the quarters vary, in standard errors; 1 or more.
    """

    centre: float
    dispersion: float
    points: tuple[PPoint, ...]


def p_chart(
    counts: Sequence[float],
    totals: Sequence[int],
    cases: Sequence[float] | None = None,
    expected: Sequence[Sequence[float]] | None = None,
) -> PChart:
    """
    counts[i] of totals[i], in order of time, each outside where its exact binomial tail is 0.00135 or less.

    Where families, or the quarters themselves, make them vary more than chance would, the limits are as much wider:
    ``cases`` says how many independent cases each quarter is worth (its total, where not given), and the moving ranges
    say what is left. The largest of these is left out, so that a quarter that stands out does not hide itself.
    ``expected``: beside the centre, what else may be expected of each quarter; it is outside where all agree.
    Units:  proportions (0 to 1); counts may be parts of one, where they are weighted.
    Raises: ValueError -- unless each 0 <= count <= total and total > 0.
    Source: exact tails in place of three standard errors; Laney 2002, Quality Engineering 14:531, on the width,
            never below that of chance.
    """
    pairs(counts, totals)
    centre = sum(counts) / sum(totals)
    values = [count / total for count, total in zip(counts, totals, strict=True)]
    worth = [float(total) for total in totals] if cases is None else list(cases)
    dispersion = _dispersion(values, worth, centre)
    worth = [each / dispersion**2 for each in worth]
    points = []
    for place, (value, total) in enumerate(zip(values, totals, strict=True)):
        ends = [limits_of(total, worth[place], each) for each in (centre, *(expected[place] if expected else ()))]
        lower, upper = min(low for low, _ in ends), max(high for _, high in ends)
        inside = lower - ROUNDING <= value <= upper + ROUNDING
        points.append(PPoint(value, total, worth[place], lower, upper, not inside))
    return PChart(centre, dispersion, tuple(points))


@lru_cache(maxsize=50_000)
def limits_of(total: int, cases: float, expected: float, tail: float = TAIL) -> tuple[float, float]:
    """
    The least and the greatest share of ``total`` that chance gives more often than ``tail``; 0 to 1 if it gives all.

    ``cases``: how many independent ones they are worth.
    """
    from scipy.special import betainc  # slow to import

    met = np.arange(total + 1) * (cases / total)
    inner = met[1:-1]
    fewer: Floats = np.concatenate([betainc(cases - met[:-1], met[:-1] + 1, 1 - expected), [1.0]])
    more: Floats = np.concatenate([[1.0], betainc(inner, cases - inner + 1, expected), [_all_of(cases, expected)]])
    low, high = int(np.argmax(fewer > tail)), total - int(np.argmax(more[::-1] > tail))
    return low / total, high / total


def _all_of(cases: float, expected: float) -> float:
    return float(expected**cases)


def _dispersion(values: Sequence[float], cases: Sequence[float], centre: float) -> float:
    if not 0 < centre < 1 or len(values) <= FEWEST_RANGES:
        return 1.0
    scaled = [(value - centre) / sqrt(centre * (1 - centre) / each) for value, each in zip(values, cases, strict=True)]
    ranges = sorted(abs(after - before) for before, after in pairwise(scaled))[:-1]
    return max(1.0, LARGEST * sum(ranges) / len(ranges) / RANGE)


def worth_offering(totals: Sequence[int]) -> bool:
    """
    Whether the quarters' sizes vary by more than a quarter of their mean, or are small.

    Raises: ValueError -- for no totals.
    """
    if not totals:
        raise ValueError("totals: needs at least one")
    mean = sum(totals) / len(totals)
    return mean < SMALL or any(abs(total - mean) > UNEVEN * mean for total in totals)
