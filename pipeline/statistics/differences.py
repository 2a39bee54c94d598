"""
The difference of two spans of time, within strata: how likely chance is to give as much, and its interval.

A stratum (an agency, say) is compared with itself, so that a change of the strata's mix is no difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from pipeline.statistics.checks import count_within
from pipeline.statistics.intervals import wilson

LEAST = 1e-300  # a smaller tail is as good as none, and has no quantile
ENDLESS = 100_000  # degrees of freedom; with more, Student's distribution is the normal one


@dataclass(frozen=True)
class Stratum:
    """
    How many of how many, in a span of time and in an earlier one. Neither is empty.

    Units: counts; parts of one too for `difference` and `score_apart`, where they are of effective cases.
    """

    met: float
    total: float
    earlier_met: float
    earlier_total: float

    def __post_init__(self) -> None:
        count_within(self.met, self.total)
        count_within(self.earlier_met, self.earlier_total, "earlier_met", "earlier_total")


def errors_apart(strata: Sequence[Stratum]) -> float:
    """
    How far the spans lie apart, in standard errors, if chance alone decides which of a stratum's records met.

    Exact: the tail of the sum of hypergeometric counts, half of what was seen counted in (mid-p), as a normal quantile;
    above 0 where more met in the later span.
    Units:  counts are whole.
    Raises: ValueError -- for no strata.
    Source: the exact test of Cochran, Mantel and Haenszel; mid-p: Lancaster 1961, JASA 56:223.
    """
    if not strata:
        raise ValueError("strata: needs at least one")
    chances, least, met = np.ones(1), 0, 0
    for each in strata:
        lowest, theirs = _hypergeometric(int(each.total), int(each.earlier_total), int(each.met + each.earlier_met))
        chances, least, met = np.convolve(chances, theirs), least + lowest, met + int(each.met)
    place = met - least
    more = float(chances[place + 1 :].sum() + chances[place] / 2)
    fewer = float(chances[:place].sum() + chances[place] / 2)
    away = NormalDist().inv_cdf(min(max(min(more, fewer), LEAST), 0.5))
    return -away if more < fewer else away


def score_apart(counts: Stratum) -> float:
    """
    The same of two spans for which only so many effective cases stand, by how far their proportions lie apart.

    Source: the score test of two proportions.
    """
    then = counts.earlier_met / counts.earlier_total
    together = (counts.met + counts.earlier_met) / (counts.total + counts.earlier_total)
    if not 0 < together < 1:
        return 0.0
    error = sqrt(together * (1 - together) * (1 / counts.total + 1 / counts.earlier_total))
    return (counts.met / counts.total - then) / error


def beyond(errors: float, freedom: float) -> float:
    """
    How likely chance is to give so many standard ``errors`` or more, either way.

    Units: ``freedom`` is in degrees of Student's distribution; infinite for the normal one.
    """
    from scipy.special import ndtr, stdtr  # slow to import

    tail = ndtr(-abs(errors)) if freedom > ENDLESS else stdtr(freedom, -abs(errors))
    return min(1.0, 2 * float(tail))


def difference(
    strata: Sequence[Stratum], *, wider: float = 1.0, freedom: float = float("inf"), level: float = 0.95
) -> tuple[float, float, float]:
    """
    The difference of the spans within strata, weighted by Mantel and Haenszel, and the ends of its interval.

    Units:  differences of proportions (-1 to 1). ``wider``: how many times as much as chance explains the counts vary.
    Raises: ValueError -- for no strata, or ``wider`` below 1.
    Source: Zou and Donner 2008, Statistics in Medicine 27:1693 (MOVER), on Wilson's limits: for one stratum Newcombe's
            method 10.
    """
    if not strata or wider < 1:
        raise ValueError("strata and wider: needs at least one, and 1 or more")
    level = _as_wide(level, freedom)
    weights = [each.total * each.earlier_total / (each.total + each.earlier_total) for each in strata]
    whole = fsum(weights)
    middle, down, up = 0.0, 0.0, 0.0
    for weight, each in zip(weights, strata, strict=True):
        now, then = each.met / each.total, each.earlier_met / each.earlier_total
        low, high = _wilson(each.met / wider, each.total / wider, level)
        earlier_low, earlier_high = _wilson(each.earlier_met / wider, each.earlier_total / wider, level)
        share = weight / whole
        middle += share * (now - then)
        down += share**2 * ((now - low) ** 2 + (earlier_high - then) ** 2)
        up += share**2 * ((high - now) ** 2 + (then - earlier_low) ** 2)
    return middle, max(-1.0, middle - sqrt(down)), min(1.0, middle + sqrt(up))


def surplus(strata: Sequence[Stratum]) -> tuple[float, float]:
    """
    By how many more met in the later span than its share of all that met, and the variance of that by chance alone.

    Source: Mantel and Haenszel 1959, JNCI 22:719.
    """
    above = variance = 0.0
    for each in strata:
        whole, met = each.total + each.earlier_total, each.met + each.earlier_met
        above += each.met - each.total * met / whole
        variance += each.total * each.earlier_total * met * (whole - met) / (whole * whole * (whole - 1))
    return above, variance


@lru_cache(maxsize=20_000)
def _hypergeometric(first: int, second: int, met: int) -> tuple[int, NDArray[np.float64]]:
    """The least number of ``met`` that may fall to the ``first``, and the chance of that and each number above it."""
    least, most = max(0, met - second), min(first, met)
    logs, steps = _log_factorials(first + second), np.arange(least, most + 1)
    shape = -(logs[steps] + logs[first - steps] + logs[met - steps] + logs[second - met + steps])
    chances = np.exp(shape - shape.max())
    return least, chances / chances.sum()


@lru_cache(maxsize=2_000)
def _log_factorials(most: int) -> NDArray[np.float64]:
    return np.concatenate(([0.0], np.cumsum(np.log(np.arange(1, most + 1)))))


@lru_cache(maxsize=20_000)
def _wilson(count: float, total: float, level: float) -> tuple[float, float]:
    return wilson(count, total, level)


@lru_cache(maxsize=2_000)
def _as_wide(level: float, freedom: float) -> float:
    """The level at which the normal distribution has the quantile that Student's has at ``level``."""
    from scipy.special import stdtrit  # slow to import

    if freedom > ENDLESS:
        return level
    return 2 * NormalDist().cdf(float(stdtrit(freedom, (1 + level) / 2))) - 1
