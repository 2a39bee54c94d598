"""Exact binomial answers: tails, the counts that chance explains, and the sign test."""

from __future__ import annotations

from pipeline.statistics.checks import count_within, proportion


def tails(count: int, total: int, expected: float) -> tuple[float, float]:
    """
    The chances of ``count`` or fewer, and of ``count`` or more, of ``total`` where each has the chance ``expected``.

    Raises: ValueError -- unless 0 <= count <= total, total > 0 and 0 <= expected <= 1.
    """
    from scipy.special import bdtr, bdtrc  # slow to import

    count_within(count, total)
    proportion(expected, "expected")
    return float(bdtr(count, total, expected)), 1.0 if count == 0 else float(bdtrc(count - 1, total, expected))


def unmarked(total: int, expected: float, tail: float) -> tuple[int, int]:
    """
    The smallest and largest counts of ``total`` that chance gives more often than ``tail`` on their side.

    Raises: ValueError -- unless total is 1 or more, 0 <= expected <= 1 and 0 < tail < 0.5.
    Source: exact binomial tails; Manktelow and Seaton 2012, PLoS ONE 7:e45723, on limits that flag too much.
    """
    from scipy.special import bdtr, bdtrc  # slow to import

    if total < 1:
        raise ValueError(f"total: needs 1 or more, not {total}")
    proportion(expected, "expected")
    if not 0 < tail < 0.5:
        raise ValueError(f"tail: needs a chance between 0 and 0.5, not {tail}")
    low, high = 0, total
    while bdtr(low, total, expected) <= tail:
        low += 1
    while high and bdtrc(high - 1, total, expected) <= tail:
        high -= 1
    return low, high


def sign_test(higher: int, lower: int) -> float:
    """
    The chance of a split at least this uneven if either way is as likely; 1 where there is nothing to split.

    For pairs that differ: exact McNemar, and the direction of two raters' disagreements.
    Raises: ValueError -- for a negative count.
    """
    if min(higher, lower) < 0:
        raise ValueError("higher and lower: counts cannot be negative")
    if higher == lower:
        return 1.0
    return min(1.0, 2 * tails(min(higher, lower), higher + lower, 0.5)[0])
