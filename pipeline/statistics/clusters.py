"""Cases that come in families, or one child seen twice: intervals as wide as the clusters make them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, sqrt

from pipeline.statistics.checks import level_within
from pipeline.statistics.intervals import wilson

Cluster = tuple[int, int]  # of one cluster, how many met it and how many cases it has


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

    Shape:  one value of each per case; ``cluster`` is the family or the child.
    Raises: ValueError -- for no cases, another number of clusters than cases, or fewer than two clusters.
    Source: Wilson on the cases of `effective_cases`.
    """
    if not met or len(met) != len(cluster):
        raise ValueError(f"met and cluster: needs one of each per case, not {len(met)} and {len(cluster)}")
    sizes = Counter(cluster)
    hits = Counter(each for yes, each in zip(met, cluster, strict=True) if yes)
    groups, cases = len(sizes), len(met)
    if groups < 2:
        raise ValueError("cluster: needs two or more, for one alone cannot say how they differ")
    value = sum(hits.values()) / cases
    effective = effective_cases(Counter((hits[each], size) for each, size in sizes.items()))
    return Clustered(value, *wilson(value * effective, effective), cases, groups, sqrt(cases / effective))


def effective_cases(clusters: Mapping[Cluster, int]) -> float:
    """
    How many independent cases would say as much as these, which come in clusters; at most as many as there are.

    From how the clusters differ, and fewer where there are few of them to tell it by; but at least as many as if all
    cases of a cluster were always alike. Where every case (or none) met it, each cluster counts as one.
    Shape:  how many clusters there are of each kind.
    Raises: ValueError -- for no case, or a cluster in which more met it than it has cases.
    Source: the ratio estimator's variance, Cochran 1977, Sampling Techniques, 9A; the correction for few clusters of
            Korn and Graubard 1998, Survey Methodology 24:193, by simulation at most 2.5% false either way.
    """
    if any(not 0 <= met <= size for met, size in clusters):
        raise ValueError("clusters: needs 0 <= met <= cases in each")
    cases = sum(size * number for (_, size), number in clusters.items())
    groups = sum(number for (_, size), number in clusters.items() if size)
    if not cases:
        raise ValueError("clusters: needs a case")
    if groups == cases:
        return float(cases)
    value = sum(met * number for (met, _), number in clusters.items()) / cases
    if value in (0.0, 1.0) or groups == 1:
        return float(groups)
    alike = cases**2 / sum(size**2 * number for (_, size), number in clusters.items())
    # Summed exactly, so that the order of the clusters makes no difference.
    squares = fsum((met - value * size) ** 2 * number for (met, size), number in clusters.items())
    effective = float(cases)
    if squares:
        effective = min(effective, value * (1 - value) * cases**2 / (groups / (groups - 1) * squares))
    return max(alike, effective * fewer(cases - 1, groups - 1))


def fewer(cases: int, clusters: int) -> float:
    """
    By what to multiply effective cases where a variance has ``clusters`` degrees of freedom and not ``cases``.

    Raises: ValueError -- unless both are 1 or more.
    Source: Korn and Graubard 1998, Survey Methodology 24:193.
    """
    if min(cases, clusters) < 1:
        raise ValueError(f"cases and clusters: needs 1 or more degrees of freedom, not {cases} and {clusters}")
    return min(1.0, (student_quantile(cases) / student_quantile(clusters)) ** 2)


@lru_cache(maxsize=1000)
def student_quantile(freedom: int, level: float = 0.95) -> float:
    """How many standard errors each way hold ``level`` of Student's distribution with ``freedom`` degrees."""
    from scipy.special import stdtrit  # slow to import

    level_within(level)
    return float(stdtrit(freedom, (1 + level) / 2))


def taken_together(spans: Iterable[tuple[int, float]]) -> float:
    """
    How many independent cases would say as much as several spans of time pooled: of each, its cases and effective ones.

    Each span weighs as it has cases, so that one of few effective cases is not made up for by another.
    Raises: ValueError -- for no span, or one without effective cases.
    """
    pairs = list(spans)
    if not pairs or any(effective <= 0 for _, effective in pairs):
        raise ValueError("spans: needs at least one, each with effective cases")
    return sum(cases for cases, _ in pairs) ** 2 / fsum(cases**2 / effective for cases, effective in pairs)
