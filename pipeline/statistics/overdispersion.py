"""How much more the shares of many bodies differ than chance explains, when each is held against all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from pipeline.statistics.checks import pairs

FEWEST = 10  # bodies from which it can be told
TRIM = 0.1  # of the bodies at each end are brought in to where the others end


@dataclass(frozen=True)
class OverDispersion:
    """
    ``times``: how many times as much as by chance the shares vary, the outermost brought in. ``between``: the variance
    between bodies that this comes to, of the arcsine of the root of a share; 0 where chance explains all.
    """

    times: float = 1.0
    between: float = 0.0

    def cases(self, total: float) -> float:
        """How many independent records ``total`` of one body are worth beside those of others."""
        return total / (1 + 4 * total * self.between)


NONE = OverDispersion()


def overdispersion(counts: Sequence[int], totals: Sequence[int]) -> OverDispersion:
    """
    How much counts[i] of totals[i] vary around their common share.

    `NONE` with fewer than `FEWEST` bodies, or where they vary no more than chance makes so many vary by itself.
    Raises: ValueError -- unless each 0 <= count <= total and total > 0.
    Source: Spiegelhalter 2005, Statistics in Medicine 24:1185, on winsorised scores; Spiegelhalter and others 2012,
            Journal of the Royal Statistical Society A 175:1, on variance added between bodies.
    """
    pairs(counts, totals)
    if len(totals) < FEWEST:
        return NONE
    found = scattered(counts, totals)
    return found if found.times > 1 + 2 * sqrt(2 / len(totals)) else NONE


def scattered(counts: Sequence[int], totals: Sequence[int]) -> OverDispersion:
    """The same of however few bodies, and however little they vary."""
    share = sum(counts) / sum(totals)
    total = np.array(totals, dtype=float)
    met = np.array(counts, dtype=float)
    scores = 2 * np.sqrt(total) * (np.arcsin(np.sqrt(met / total)) - np.arcsin(sqrt(share)))
    low, high = np.quantile(scores, [TRIM, 1 - TRIM])
    times = float(np.mean(np.clip(scores, low, high) ** 2))
    weights = 4 * total
    spare = len(totals) * times - (len(totals) - 1)
    between = spare / float(weights.sum() - (weights**2).sum() / weights.sum()) if spare > 0 else 0.0
    return OverDispersion(times, between)
