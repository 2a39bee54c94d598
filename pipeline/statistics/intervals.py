"""Intervals for a proportion and for the difference of two."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

from pipeline.statistics.checks import count_within, level_within


def normal_quantile(level: float = 0.95) -> float:
    """How many standard errors each way hold ``level`` of a normal distribution; 1.96 for 0.95."""
    level_within(level)
    return NormalDist().inv_cdf((1 + level) / 2)


def wilson(count: float, total: float, level: float = 0.95) -> tuple[float, float]:
    """
    The Wilson score interval.

    Units:  proportions (0 to 1); the lower end is exactly 0 at 0 of n, the upper exactly 1 at n of n. Counts may be
            parts of one, for an effective number of cases (see `clusters`).
    Raises: ValueError -- unless 0 <= count <= total and total > 0, and 0 < level < 1.
    Source: Newcombe 1998, Statistics in Medicine 17:857, method 3; the one OHID names for proportions.
    """
    count_within(count, total)
    z = normal_quantile(level)
    centre = (count + z * z / 2) / (total + z * z)
    half = z / (total + z * z) * sqrt(count * (total - count) / total + z * z / 4)
    proportion = count / total  # rounding must not put it outside its own interval
    return (
        0.0 if count == 0 else min(max(centre - half, 0.0), proportion),
        1.0 if count == total else max(min(centre + half, 1.0), proportion),
    )


def newcombe(
    count: int, total: int, earlier_count: int, earlier_total: int, level: float = 0.95
) -> tuple[float, float]:
    """
    The interval for the difference of two independent proportions, the first less the second.

    Units:  differences of proportions (-1 to 1).
    Raises: ValueError -- unless each count lies within its total, the totals are above 0 and 0 < level < 1.
    Source: Newcombe 1998, Statistics in Medicine 17:873, method 10 (hybrid score).
    """
    count_within(count, total)
    count_within(earlier_count, earlier_total, "earlier_count", "earlier_total")
    first, second = count / total, earlier_count / earlier_total
    lower_1, upper_1 = wilson(count, total, level)
    lower_2, upper_2 = wilson(earlier_count, earlier_total, level)
    difference = first - second
    down = sqrt((first - lower_1) ** 2 + (upper_2 - second) ** 2)
    up = sqrt((upper_1 - first) ** 2 + (second - lower_2) ** 2)
    return max(-1.0, difference - down), min(1.0, difference + up)
