"""Counts summed before anything is divided: a percentage is never the mean of percentages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence


def pooled(
    counts: Sequence[float], totals: Sequence[float], groups: Sequence[Hashable]
) -> dict[Hashable, float | None]:
    """
    The sum of ``counts`` over the sum of ``totals`` in each group, in order of first sight; None where it has no cases.

    Raises: ValueError -- unless the three are as long, and no number is negative.
    """
    if not len(counts) == len(totals) == len(groups):
        raise ValueError("counts, totals and groups: needs one of each per line")
    if any(number < 0 for number in (*counts, *totals)):
        raise ValueError("counts and totals: cannot be negative")
    sums: dict[Hashable, tuple[float, float]] = defaultdict(lambda: (0, 0))
    for count, total, group in zip(counts, totals, groups, strict=True):
        sums[group] = sums[group][0] + count, sums[group][1] + total
    return {group: count / total if total else None for group, (count, total) in sums.items()}
