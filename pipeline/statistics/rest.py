"""One part against all the others together: exact tails, and the step funnel of the counts that they leave unmarked."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from pipeline.statistics.checks import count_within

LOOK, FLAG = 0.025, 0.001  # in each tail: 95%, worth a look; 99.8%, a claim
_ROUNDING = 1e-9


def against_rest(met: int, total: int, all_met: int, all_total: int, worth: float = 1.0) -> tuple[float, float]:
    """
    The chances of ``met`` or fewer, and of ``met`` or more, of ``total``, if it were drawn blindly from all.

    ``worth``: how many independent cases a record is worth (1, or less where they come in families); the counts are
    taken for as many fewer, rounded so that nothing stands out by it.
    Raises: ValueError -- unless the part lies within the whole and 0 < worth <= 1.
    Source: Fisher's exact test of a part against the rest, in one tail each.
    """
    count_within(met, total, "met", "total")
    count_within(all_met, all_total, "all met", "all")
    if total > all_total or not 0 < worth <= 1:
        raise ValueError(
            f"total and worth: needs a part of the {all_total} and 0 < worth <= 1, not {total} and {worth}"
        )
    cases, every, whole = _scaled(total, all_met, all_total, worth)
    fewer, more = _tails(cases, every, whole)
    low = min(cases, ceil(met / total * cases - _ROUNDING))
    high = max(0, floor(met / total * cases + _ROUNDING))
    return float(fewer[low]), float(more[high])


def unmarked_beside_rest(
    total: int, all_met: int, all_total: int, tail: float, worth: float = 1.0
) -> tuple[int, int] | None:
    """
    The least and the greatest count of ``total`` that chance gives more often than ``tail``; None where it gives none.

    Raises: ValueError -- as `against_rest`.
    Source: Manktelow and Seaton 2012, PLoS ONE 7:e45723: a line to draw that is the rule to flag by.
    """
    against_rest(0, total, all_met, all_total, worth)  # refuses nonsense
    cases, every, whole = _scaled(total, all_met, all_total, worth)
    fewer, more = _tails(cases, every, whole)
    scaled = np.arange(total + 1) / total * cases
    low = np.minimum(cases, np.ceil(scaled - _ROUNDING).astype(int))
    high = np.maximum(0, np.floor(scaled + _ROUNDING).astype(int))
    inside = np.flatnonzero((fewer[low] > tail) & (more[high] > tail))
    return (int(inside[0]), int(inside[-1])) if len(inside) else None


def _scaled(total: int, all_met: int, all_total: int, worth: float) -> tuple[int, int, int]:
    whole = max(1, floor(all_total * worth + _ROUNDING))
    cases = min(whole, max(1, floor(total * worth + _ROUNDING)))
    return cases, min(whole, round(all_met / all_total * whole)), whole


@lru_cache(maxsize=10_000)
def _tails(cases: int, all_met: int, whole: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How likely each count of ``cases`` or fewer is, and each or more, where so many of the whole met it."""
    from scipy.special import gammaln  # slow to import

    def ways(of: int, chosen: NDArray[np.int64]) -> NDArray[np.float64]:
        logarithm: NDArray[np.float64] = gammaln(of + 1) - gammaln(chosen + 1) - gammaln(of - chosen + 1)
        return logarithm

    met = np.arange(cases + 1)
    possible = (met <= all_met) & (cases - met <= whole - all_met)
    chances = np.zeros(cases + 1)
    counts = met[possible]
    chances[possible] = np.exp(
        ways(all_met, counts) + ways(whole - all_met, cases - counts) - ways(whole, np.array([cases]))[0]
    )
    return np.minimum(1, np.cumsum(chances)), np.minimum(1, np.cumsum(chances[::-1])[::-1])
