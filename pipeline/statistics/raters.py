"""Several raters, or ratings with gaps: coefficients of agreement from the ratings themselves."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from math import sqrt
from typing import Any

import numpy as np

from pipeline.statistics.agreement import Coefficient, Weights, weights

Array = np.ndarray[Any, Any]


class Measure(StrEnum):
    """What differences between levels mean to Krippendorff's alpha; threshold levels are ordinal."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


def tally(ratings: Array, levels: Sequence[float]) -> Array:
    """
    How many raters gave each level to each case.

    Shape:  ``ratings`` has a row per rater and a column per case, nan where there is none; gives a row per case that
            anybody rated and a column per level. Give every level there is, since those not seen count as well.
    Raises: ValueError -- for another shape, fewer than two levels, a rating not among them, or no case rated twice.
    """
    given, listed = np.asarray(ratings, dtype=float), np.asarray(levels, dtype=float)
    if given.ndim != 2:
        raise ValueError(f"ratings: needs a row per rater and a column per case, not {given.ndim} dimensions")
    if len(set(listed.tolist())) < 2 or len(set(listed.tolist())) < len(listed):
        raise ValueError("levels: needs two or more, each once")
    if not np.isin(given[~np.isnan(given)], listed).all():
        raise ValueError("levels: a rating is not among them")
    counts = np.array([(given == level).sum(0) for level in listed]).T
    counts = counts[counts.sum(1) > 0]
    if not (counts.sum(1) >= 2).any():
        raise ValueError("ratings: needs at least one case rated by two raters")
    return np.asarray(counts)


def krippendorff(ratings: Array, levels: Sequence[float], measure: Measure = Measure.ORDINAL) -> float | None:
    """
    Krippendorff's alpha; None where every rating is the same, since nothing varies.

    Shape and errors as `tally`; cases rated once are left out.
    Source: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability.
    """
    counts = tally(ratings, levels)
    counts = counts[counts.sum(1) >= 2]
    listed = np.asarray(levels, dtype=float)
    each = 1 / (counts.sum(1) - 1)
    together = (counts * each[:, None]).T @ counts - np.diag((counts * each[:, None]).sum(0))
    totals = together.sum(0)
    distance = _distance(totals, listed, measure)
    expected = float((np.outer(totals, totals) * distance).sum())
    if expected == 0:
        return None
    return 1 - float((together * distance).sum()) * float(totals.sum() - 1) / expected


def _distance(totals: Array, levels: Array, measure: Measure) -> Array:
    """How far apart levels are, squared; ordinal by how many ratings lie between."""
    if measure is Measure.NOMINAL:
        return np.asarray(1 - np.eye(len(levels)))
    places = levels
    if measure is Measure.ORDINAL:
        order = np.argsort(levels)
        middles = np.cumsum(totals[order]) - totals[order] / 2
        places = np.empty_like(middles)
        places[order] = middles
    apart = np.subtract.outer(places, places)
    if measure is Measure.RATIO:
        size = np.add.outer(places, places)
        apart = np.divide(apart, size, out=np.zeros_like(apart), where=size != 0)
    return np.asarray(apart**2)


def gwet(ratings: Array, levels: Sequence[float], kind: Weights = Weights.LINEAR) -> Coefficient:
    """
    Gwet's AC1 or AC2 for any number of raters. Shape and errors as `tally`; a case rated once still shapes chance.

    Source: Gwet 2014, Handbook of Inter-Rater Reliability, 4th edition.
    """
    counts = tally(ratings, levels)
    agreed = weights(kind, len(levels))
    typical = (counts / counts.sum(1, keepdims=True)).mean(0)
    scale = agreed.sum() / (len(levels) * (len(levels) - 1))
    by_chance = scale * (counts @ (1 - typical)) / counts.sum(1)
    return _linearised(counts, agreed, float(scale * (typical * (1 - typical)).sum()), by_chance)


def fleiss(ratings: Array, levels: Sequence[float], kind: Weights = Weights.LINEAR) -> Coefficient:
    """Fleiss' kappa, weighted, for any number of raters. Shape and errors as `tally`; source as `gwet`."""
    return fleiss_of(tally(ratings, levels), kind)


def fleiss_of(counts: Array, kind: Weights = Weights.LINEAR) -> Coefficient:
    """
    As `fleiss`, from counts as `tally` gives them, with the error by chance where unweighted and without gaps.

    Source: Fleiss, Nee and Landis 1979, Psychological Bulletin 86:974, for that error.
    """
    agreed = weights(kind, counts.shape[1])
    rated = counts.sum(1)
    typical = (counts / rated[:, None]).mean(0)
    found = _linearised(counts, agreed, float(typical @ agreed @ typical), counts @ (agreed @ typical) / rated)
    if kind is not Weights.UNWEIGHTED or len(set(rated.tolist())) > 1 or found.value is None:
        return found
    mixed = typical * (1 - typical)
    spread = 2 * (mixed.sum() ** 2 - (mixed * (1 - 2 * typical)).sum())
    by_chance = sqrt(float(spread) / float(len(counts) * rated[0] * (rated[0] - 1))) / float(mixed.sum())
    return Coefficient(found.value, found.se, found.cases, by_chance)


def brennan_prediger(counts: Array, kind: Weights = Weights.LINEAR) -> Coefficient:
    """Agreement beyond that of raters who pick any level as readily (free marginals). Counts as `tally` gives them."""
    agreed = weights(kind, counts.shape[1])
    return _linearised(counts, agreed, float(agreed.mean()), np.full(len(counts), agreed.mean()))


def conger(ratings: Array, levels: Sequence[float], kind: Weights = Weights.LINEAR) -> Coefficient:
    """Conger's kappa: chance as each rater's own habits give it, over all pairs. Shape and errors as `tally`."""
    counts = tally(ratings, levels)
    given = np.asarray(ratings, dtype=float)
    given = given[:, ~np.isnan(given).all(0)]
    agreed = weights(kind, len(levels))
    raters, cases = given.shape
    marks = np.array([given == level for level in levels]).transpose(1, 2, 0).astype(float)  # rater, case, level
    rated = marks.sum((1, 2))
    if raters < 2 or not rated.all():
        raise ValueError("ratings: needs two or more raters who each rated at least one case")
    habits = marks.sum(1) / rated[:, None]
    others = habits.sum(0) - habits
    expected = float(np.einsum("rk,kl,rl->", others, agreed, habits)) / (raters * (raters - 1))
    rates = (~np.isnan(given)) - rated[:, None] / cases
    change = (marks - rates[:, :, None] * habits[:, None, :]) * (cases / rated)[:, None, None]
    by_chance = np.einsum("rk,kl,ril->i", others, agreed, change) / (raters * (raters - 1))
    return _linearised(counts, agreed, expected, by_chance)


def _linearised(counts: Array, agreed: Array, expected: float, by_chance: Array) -> Coefficient:
    """Agreement beyond ``expected``, its error from each case's part in both, cases rated once included."""
    cases = len(counts)
    if np.isclose(expected, 1):
        return Coefficient(None, None, cases)
    rated = counts.sum(1)
    twice = rated >= 2
    observed = np.where(twice, (counts * (counts @ agreed - 1)).sum(1) / np.maximum(1, rated * (rated - 1)), 0.0)
    part = cases / twice.sum() * (observed - expected * twice) / (1 - expected)
    value = float(part.mean())
    part = part - 2 * (1 - value) * (by_chance - expected) / (1 - expected)
    error = sqrt(float(((part - value) ** 2).sum()) / (cases * (cases - 1))) if cases > 1 else None
    return Coefficient(value, error, cases)


def alpha_with_error(ratings: Array, levels: Sequence[float], kind: Weights = Weights.ORDINAL) -> Coefficient:
    """
    Alpha with agreement weights and an error, which `krippendorff` has not; its own ordinal distance differs.

    Shape and errors as `tally`; source as `gwet`.
    """
    counts = tally(ratings, levels)
    counts = counts[counts.sum(1) >= 2]
    agreed = weights(kind, len(levels))
    cases, rated = len(counts), counts.sum(1)
    usual, small = rated.mean(), 1 / rated.sum()
    typical = (counts / usual).mean(0)
    expected = float(typical @ agreed @ typical)
    if np.isclose(expected, 1):
        return Coefficient(None, None, cases)
    each = (counts * (counts @ agreed - 1)).sum(1) / (usual * (rated - 1))
    observed = (1 - small) * each.mean() + small
    uncorrected = (each.mean() - expected) / (1 - expected)
    more = (rated - usual) / usual
    part = (each - observed * more - expected) / (1 - expected)
    by_chance = counts @ (agreed @ typical) / usual - expected * more
    part = part - 2 * (1 - uncorrected) * (by_chance - expected) / (1 - expected)
    error = sqrt(float(((part - uncorrected) ** 2).sum()) / (cases * (cases - 1))) if cases > 1 else None
    return Coefficient(float((observed - expected) / (1 - expected)), error, cases)
