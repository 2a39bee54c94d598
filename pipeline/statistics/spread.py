"""Whether agencies differ by more than chance altogether; only ever asked of ten or more of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, sqrt
from typing import Any

import numpy as np

from pipeline.statistics.checks import pairs

Array = np.ndarray[Any, Any]
FEWEST_AGENCIES = 10


@dataclass(frozen=True)
class Spread:
    """
    ``z`` is each agency's distance from the pooled proportion in standard errors; ``winsorised`` has its ends drawn in.

    ``phi`` is 1 where chance alone is at work; ``tau2`` is the variance between agencies on the arcsine scale.
    """

    z: Array
    winsorised: Array
    phi: float
    tau2: float
    phi_unwinsorised: float

    @property
    def adjustable(self) -> bool:
        """Whether limits may be widened for it: enough agencies, and more spread than chance gives."""
        agencies = len(self.z)
        return agencies >= FEWEST_AGENCIES and self.phi > 1 + 2 * sqrt(2 / agencies)


def spread(counts: Sequence[int], totals: Sequence[int], trim: float = 0.1) -> Spread:
    """
    Overdispersion of counts[i] of totals[i] on the arcsine scale, the outer ``trim`` at each end drawn in.

    Raises: ValueError -- unless there are two or more sound pairs and 0 <= trim < 0.5.
    Source: Spiegelhalter 2005, Statistics in Medicine 24:1185; FunnelPlotR.
    """
    first, second = pairs(counts, totals)
    if len(first) < 2:
        raise ValueError("counts: needs two or more agencies")
    if not 0 <= trim < 0.5:
        raise ValueError(f"trim: needs a proportion from 0 to below 0.5, not {trim}")
    met, seen = np.array(first), np.array(second)
    precision = 4 * seen  # one over the variance of the arcsine of a proportion's root
    z = (np.arcsin(np.sqrt(met / seen)) - asin(sqrt(met.sum() / seen.sum()))) * np.sqrt(precision)
    drawn_in = np.clip(z, *np.quantile(z, [trim, 1 - trim]))
    phi = float((drawn_in**2).mean())
    agencies = len(z)
    between = (agencies * phi - (agencies - 1)) / (precision.sum() - (precision**2).sum() / precision.sum())
    return Spread(z, drawn_in, phi, max(0.0, float(between)), float((z**2).mean()))
