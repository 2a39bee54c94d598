"""Two raters on ordered levels: the table, plain agreement, and coefficients that allow for chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from typing import Any

import numpy as np

from pipeline.statistics.intervals import normal_quantile, wilson

Array = np.ndarray[Any, Any]
FEWEST_FOR_COEFFICIENT, FEWEST_FOR_NORMAL = 10, 30  # cases


class Weights(StrEnum):
    """How far two levels agree: linear counts each level as one step, and is what reports use."""

    UNWEIGHTED = "unweighted"
    LINEAR = "linear"
    QUADRATIC = "quadratic"
    ORDINAL = "ordinal"


@dataclass(frozen=True)
class Coefficient:
    """``value`` and its standard error ``se``; None where neither is defined, since nothing varies."""

    value: float | None
    se: float | None
    cases: int

    def normal(self) -> tuple[float, float] | None:
        """The value and its normal 95% interval's ends, cut at 1."""
        return self._ends(normal_quantile())

    def student(self) -> tuple[float, float] | None:
        """As `normal`, with Student's t on one less than the cases (Gwet)."""
        from scipy.special import stdtrit  # slow to import

        return self._ends(float(stdtrit(self.cases - 1, 0.975))) if self.cases > 1 else None

    def interval(self) -> tuple[float, float] | None:
        """Normal from 30 cases, Student's t from 10; below that None: the counts alone are reported."""
        if self.cases < FEWEST_FOR_COEFFICIENT:
            return None
        return self.normal() if self.cases >= FEWEST_FOR_NORMAL else self.student()

    def _ends(self, errors: float) -> tuple[float, float] | None:
        if self.value is None or self.se is None:
            return None
        return max(-1.0, self.value - errors * self.se), min(1.0, self.value + errors * self.se)


@dataclass(frozen=True)
class Plain:
    """Counts of ``cases``; ``lower`` and ``upper`` are the Wilson interval of ``exact`` (0 to 1)."""

    cases: int
    exact: int
    within_one: int
    second_higher: int
    second_lower: int
    lower: float
    upper: float


def table(first: Sequence[object], second: Sequence[object], levels: Sequence[object]) -> Array:
    """
    How often each pair of levels was given: rows the first rater's, columns the second's, every level present.

    Raises: ValueError -- where the raters did not rate the same number of cases, or gave a level not listed.
    """
    if len(first) != len(second):
        raise ValueError(f"first and second: needs the same cases, not {len(first)} and {len(second)}")
    places = {level: place for place, level in enumerate(levels)}
    if any(rating not in places for rating in (*first, *second)):
        raise ValueError("levels: a rating is not among them")
    counts = np.zeros((len(places), len(places)), dtype=int)
    for one, other in zip(first, second, strict=True):
        counts[places[one], places[other]] += 1
    return counts


def plain(counts: Array) -> Plain:
    """
    How often two raters agreed, chance not allowed for, and which way they differed (see `exact.sign_test`).

    Shape:  ``counts`` is square, as `table` gives it.
    Raises: ValueError -- for a table that is not square, is empty, or holds a negative number.
    """
    checked = _checked(counts)
    cases, exact = int(checked.sum()), int(np.trace(checked))
    near = exact + int(np.trace(checked, 1)) + int(np.trace(checked, -1))
    higher, lower = int(np.triu(checked, 1).sum()), int(np.tril(checked, -1).sum())
    return Plain(cases, exact, near, higher, lower, *wilson(exact, cases))


def weights(kind: Weights, levels: int) -> Array:
    """A square of agreements, 1 on the diagonal and 0 for the levels furthest apart. Raises: ValueError -- below 2."""
    if levels < 2:
        raise ValueError(f"levels: needs two or more, not {levels}")
    apart = np.abs(np.subtract.outer(np.arange(levels), np.arange(levels)))
    if kind is Weights.UNWEIGHTED:
        return np.asarray(np.eye(levels))
    distance = {Weights.LINEAR: apart, Weights.QUADRATIC: apart**2, Weights.ORDINAL: apart * (apart + 1) / 2}[kind]
    return np.asarray(1 - distance / distance.max())


def kappa(counts: Array, weighted: Weights = Weights.LINEAR) -> Coefficient:
    """
    Cohen's kappa; not defined where both raters gave one and the same level throughout.

    Shape:  ``counts`` as `plain`.
    Raises: ValueError -- as `plain`.
    Source: Fleiss, Cohen and Everitt 1969, Psychological Bulletin 72:323, for the errors.
    """
    share, agreed, cases = _prepared(counts, weighted)
    rows, columns = share.sum(1), share.sum(0)
    expected = (agreed * np.outer(rows, columns)).sum()
    return _coefficient(share, agreed, expected, np.add.outer(agreed @ columns, agreed.T @ rows), cases)


def gwet(counts: Array, weighted: Weights = Weights.LINEAR) -> Coefficient:
    """
    Gwet's AC1 (unweighted) or AC2, which stays high where nearly all cases have one level; 1 where all do.

    Shape and errors as `kappa`.
    Source: Gwet 2014, Handbook of Inter-Rater Reliability, 4th edition; R irrCAC.
    """
    share, agreed, cases = _prepared(counts, weighted)
    levels = len(share)
    mean = (share.sum(1) + share.sum(0)) / 2
    scale = agreed.sum() / (levels * (levels - 1))
    expected = scale * (mean * (1 - mean)).sum()
    return _coefficient(share, agreed, expected, scale * np.add.outer(1 - mean, 1 - mean), cases)


def _coefficient(share: Array, agreed: Array, expected: float, typical: Array, cases: int) -> Coefficient:
    """Agreement beyond ``expected``; ``typical`` (for the error) is twice what each cell adds to that."""
    if np.isclose(expected, 1):
        return Coefficient(None, None, cases)
    observed = (share * agreed).sum()
    value = (observed - expected) / (1 - expected)
    spread = (share * (agreed - (1 - value) * typical) ** 2).sum() - (observed - 2 * (1 - value) * expected) ** 2
    return Coefficient(float(value), sqrt(max(0.0, spread) / cases) / float(1 - expected), cases)


def _prepared(counts: Array, weighted: Weights) -> tuple[Array, Array, int]:
    checked = _checked(counts)
    return checked / checked.sum(), weights(weighted, len(checked)), int(checked.sum())


def _checked(counts: Array) -> Array:
    checked = np.asarray(counts)
    if checked.ndim != 2 or checked.shape[0] != checked.shape[1] or len(checked) < 2:
        raise ValueError(f"counts: needs a square table of two or more levels, not {checked.shape}")
    if (checked < 0).any() or checked.sum() <= 0:
        raise ValueError("counts: needs numbers of 0 or more, and at least one case")
    return checked
