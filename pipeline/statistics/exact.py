"""Exact binomial answers: tails, the counts that chance explains, and the sign test."""

from __future__ import annotations

from pipeline.statistics.checks import count_within, level_within, proportion


def tails(count: float, total: float, expected: float) -> tuple[float, float]:
    """
    The chances of ``count`` or fewer, and of ``count`` or more, of ``total`` where each has the chance ``expected``.

    Units:  counts may be parts of one, for an effective number of cases: the binomial tail as an incomplete beta.
    Raises: ValueError -- unless 0 <= count <= total, total > 0 and 0 <= expected <= 1.
    """
    from scipy.special import betainc  # slow to import

    count_within(count, total)
    proportion(expected, "expected")
    fewer = 1.0 if count == total else float(betainc(total - count, count + 1, 1 - expected))
    return fewer, 1.0 if count == 0 else float(betainc(count, total - count + 1, expected))


def exact_interval(count: float, total: float, level: float = 0.95) -> tuple[float, float]:
    """
    The proportions that a test of each tail does not refuse.

    Units:  proportions (0 to 1); counts as in `tails`.
    Raises: ValueError -- unless 0 <= count <= total, total > 0 and 0 < level < 1.
    Source: Clopper and Pearson 1934, Biometrika 26:404; on effective cases Korn and Graubard 1998.
    """
    from scipy.special import betaincinv  # slow to import

    count_within(count, total)
    level_within(level)
    tail = (1 - level) / 2
    return (
        0.0 if count == 0 else float(betaincinv(count, total - count + 1, tail)),
        1.0 if count == total else float(betaincinv(count + 1, total - count, 1 - tail)),
    )


def ruled_out(cases: float, level: float = 0.95) -> float:
    """
    The share of failures that ``cases`` without any rule out: a larger one would have shown with chance ``level``.

    Raises: ValueError -- unless cases > 0 and 0 < level < 1.
    Source: the one-sided exact interval at none of n; the rule of three is its limit.
    """
    count_within(0, cases, "failures", "cases")
    level_within(level)
    return float(1 - (1 - level) ** (1 / cases))


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
