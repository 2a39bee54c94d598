"""Cases that come in families, or one child seen twice: intervals as wide as the clusters make them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from pipeline.statistics.intervals import wilson


@dataclass(frozen=True)
class Clustered:
    """
    ``value``, ``lower`` and ``upper`` are proportions (0 to 1).

    ``wider`` is how many times the width of an interval that takes every case for itself, in standard errors; 1 or
    more, for clusters are never taken to narrow it.
    """

    value: float
    lower: float
    upper: float
    cases: int
    clusters: int
    wider: float


def clustered(met: Sequence[bool], cluster: Sequence[Hashable]) -> Clustered:
    """
    The proportion of ``met``, its width taken from how the clusters differ, not from a guess at their likeness.

    Where every case (or none) met it, each cluster counts as one case, the widest it can be.
    Shape:  one value of each per case; ``cluster`` is the family or the child.
    Raises: ValueError -- for no cases, another number of clusters than cases, or fewer than two clusters.
    Source: the ratio estimator's variance, Cochran 1977, Sampling Techniques, 9A; Wilson on the effective cases.
    """
    if not met or len(met) != len(cluster):
        raise ValueError(f"met and cluster: needs one of each per case, not {len(met)} and {len(cluster)}")
    sizes = Counter(cluster)
    hits = Counter(each for yes, each in zip(met, cluster, strict=True) if yes)
    groups, cases = len(sizes), len(met)
    if groups < 2:
        raise ValueError("cluster: needs two or more, for one alone cannot say how they differ")
    value = sum(hits.values()) / cases
    if value in (0.0, 1.0):
        effective = float(groups)
    else:
        # Summed exactly, so that the order of the cases makes no difference.
        squares = fsum((hits[each] - value * size) ** 2 for each, size in sizes.items())
        error = sqrt(groups / (groups - 1) * squares) / cases
        effective = min(float(cases), value * (1 - value) / error**2) if error else float(cases)
    return Clustered(value, *wilson(value * effective, effective), cases, groups, sqrt(cases / effective))
