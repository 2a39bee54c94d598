"""Intervals for a proportion and for the difference of two."""

from __future__ import annotations


def wilson(count: int, total: int, level: float = 0.95) -> tuple[float, float]:
    """
    The Wilson score interval, without continuity correction.

    Units:  proportions (0 to 1); the lower end is exactly 0 at 0 of n, the upper exactly 1 at n of n.
    Raises: ValueError -- unless 0 <= count <= total and total > 0.
    Source: Newcombe 1998, Statistics in Medicine 17:857, method 3; the interval OHID names for proportions.
    """
    from statsmodels.stats.proportion import proportion_confint  # slow to import

    if not 0 <= count <= total or total == 0:
        raise ValueError("wilson needs 0 <= count <= total and a total above 0")
    lower, upper = proportion_confint(count, total, alpha=1 - level, method="wilson")
    return (0.0 if count == 0 else float(lower), 1.0 if count == total else float(upper))


def newcombe(
    count: int, total: int, earlier_count: int, earlier_total: int, level: float = 0.95
) -> tuple[float, float]:
    """
    The interval for the difference of two independent proportions, the first less the second.

    Units:  differences of proportions (-1 to 1).
    Raises: ValueError -- unless each count lies within its total and the totals are above 0.
    Source: Newcombe 1998, Statistics in Medicine 17:873, method 10 (hybrid score).
    """
    first, second = count / total, earlier_count / earlier_total
    lower_1, upper_1 = wilson(count, total, level)
    lower_2, upper_2 = wilson(earlier_count, earlier_total, level)
    difference = first - second
    down: float = ((first - lower_1) ** 2 + (upper_2 - second) ** 2) ** 0.5
    up: float = ((upper_1 - first) ** 2 + (second - lower_2) ** 2) ** 0.5
    return max(-1.0, difference - down), min(1.0, difference + up)
