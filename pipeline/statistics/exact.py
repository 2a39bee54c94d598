"""Exact binomial answers: tails, two-sided intervals, one-sided bounds and the sign test."""

from __future__ import annotations

from pipeline.statistics.checks import count_within, level_within, proportion


def tails(count: int, total: int, expected: float) -> tuple[float, float]:
    """
    The chances of ``count`` or fewer, and of ``count`` or more, of ``total`` where each has the chance ``expected``.

    Raises: ValueError -- unless 0 <= count <= total, total > 0 and 0 <= expected <= 1.
    """
    from scipy.special import bdtr, bdtrc  # slow to import

    count_within(count, total)
    proportion(expected, "expected")
    return float(bdtr(count, total, expected)), 1.0 if count == 0 else float(bdtrc(count - 1, total, expected))


def clopper_pearson(count: int, total: int, level: float = 0.95) -> tuple[float, float]:
    """
    The exact interval: never covers less than ``level``, and so is wider than Wilson's.

    Units:  proportions (0 to 1).
    Raises: ValueError -- as `tails`, and unless 0 < level < 1.
    Source: Clopper and Pearson 1934, Biometrika 26:404.
    """
    return lower_bound(count, total, (1 + level) / 2), upper_bound(count, total, (1 + level) / 2)


def upper_bound(count: int, total: int, level: float = 0.95) -> float:
    """
    The one-sided exact bound: with confidence ``level`` the proportion is no higher.

    At 0 of n it is 1 - (1 - level)^(1/n), what a sample without a failure can rule out: 26% at 0 of 10, 3/n from 30.
    Raises: ValueError -- as `clopper_pearson`.
    """
    from scipy.special import betaincinv  # slow to import

    count_within(count, total)
    level_within(level)
    return 1.0 if count == total else float(betaincinv(count + 1, total - count, level))


def lower_bound(count: int, total: int, level: float = 0.95) -> float:
    """The one-sided exact bound: with confidence ``level`` the proportion is no lower. Raises: as `upper_bound`."""
    count_within(count, total)
    return 1 - upper_bound(total - count, total, level)


def mid_p(count: int, total: int, level: float = 0.95) -> tuple[float, float]:
    """
    Clopper-Pearson with half the chance of what was seen: covers ``level`` on average, at times a little less.

    Units:  proportions (0 to 1).
    Raises: ValueError -- as `clopper_pearson`.
    Source: Fagerland, Lydersen and Laake 2017, Statistical Analysis of Contingency Tables, section 2.
    """
    count_within(count, total)
    level_within(level)
    return 1 - _mid_p_upper(total - count, total, level), _mid_p_upper(count, total, level)


def _mid_p_upper(count: int, total: int, level: float) -> float:
    from scipy.optimize import brentq  # slow to import
    from scipy.special import bdtr

    if count == total:
        return 1.0
    tail = (1 - level) / 2

    def excess(chance: float) -> float:
        fewer = bdtr(count - 1, total, chance) if count else 0.0
        return float((bdtr(count, total, chance) + fewer) / 2 - tail)

    return float(brentq(excess, count / total, 1.0, xtol=1e-12))


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
