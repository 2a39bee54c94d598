"""A figure for the whole from samples of its parts, each part weighing what it is of the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from pipeline.statistics.checks import count_within
from pipeline.statistics.intervals import wilson


@dataclass(frozen=True)
class Stratified:
    """
    Proportions (0 to 1). ``unweighted`` is the cases examined, pooled: another figure, to be printed beside and named.

    ``se`` allows for how much of each part was examined, ``se_without_frame`` does not. Both are None where a part
    has a single case of several, which cannot say how it varies.
    """

    value: float
    unweighted: float
    se: float | None
    se_without_frame: float | None
    lower: float | None
    upper: float | None


def stratified(
    counts: Sequence[int], examined: Sequence[int], listed: Sequence[int], level: float = 0.95
) -> Stratified:
    """
    counts[i] of examined[i], drawn at random from the listed[i] cases of part i.

    The interval is Wilson's on as many cases as would give the same error, but never on more than an unstratified
    sample of that size counts for: a part in which all met it adds no error, however few of it were examined.
    Everything examined: the value itself.
    Raises: ValueError -- unless the three are as long, and 0 <= count <= examined <= listed with examined > 0 in each.
    Source: Cochran 1977, Sampling Techniques, 5.9; R survey.
    """
    if not counts or not len(counts) == len(examined) == len(listed):
        raise ValueError("counts, examined and listed: needs the same number of parts, at least one")
    for count, seen, there in zip(counts, examined, listed, strict=True):
        count_within(count, seen, "counts", "examined")
        count_within(seen, there, "examined", "listed")
    parts = list(zip(counts, examined, listed, strict=True))
    whole, cases = sum(listed), sum(examined)
    value = sum(there * count / seen for count, seen, there in parts) / whole
    if cases == whole:
        return Stratified(value, sum(counts) / cases, 0.0, _error(parts, whole, framed=False), value, value)
    se, free = _error(parts, whole, framed=True), _error(parts, whole, framed=False)
    if se is None:
        return Stratified(value, sum(counts) / cases, se, free, None, None)
    plain = cases / (1 - cases / whole)
    effective = min(plain, value * (1 - value) / se**2) if se else plain
    lower, upper = wilson(value * effective, effective, level)
    return Stratified(value, sum(counts) / cases, se, free, lower, upper)


def _error(parts: Sequence[tuple[int, int, int]], whole: int, *, framed: bool) -> float | None:
    total = 0.0
    for count, seen, there in parts:
        left = 1 - seen / there if framed else 1.0
        if left and seen == 1:
            return None
        if left:
            total += (there / whole) ** 2 * left * (count / seen) * (1 - count / seen) / (seen - 1)
    return sqrt(total)
