"""What every function here asks of its numbers; a refusal names the argument."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite


def count_within(count: float, total: float, name: str = "count", of: str = "total") -> None:
    """Raises: ValueError -- unless 0 <= count <= total and the total is above 0."""
    if not (total > 0 and 0 <= count <= total and isfinite(total)):
        raise ValueError(f"{name} and {of}: needs 0 <= {name} <= {of} and a {of} above 0, not {count} and {total}")


def pairs(counts: Iterable[float], totals: Iterable[float]) -> tuple[list[float], list[float]]:
    """Both as lists. Raises: ValueError -- unless there are as many of each, at least one, and each pair is sound."""
    first, second = list(counts), list(totals)
    if len(first) != len(second) or not first:
        raise ValueError(f"counts and totals: needs one total for each count, not {len(first)} and {len(second)}")
    for count, total in zip(first, second, strict=True):
        count_within(count, total, "counts", "totals")
    return first, second


def proportion(value: float, name: str) -> None:
    """Raises: ValueError -- unless 0 <= value <= 1."""
    if not 0 <= value <= 1:
        raise ValueError(f"{name}: needs a proportion from 0 to 1, not {value}")


def level_within(level: float) -> None:
    """Raises: ValueError -- unless 0 < level < 1."""
    if not 0 < level < 1:
        raise ValueError(f"level: needs a proportion between 0 and 1, such as 0.95, not {level}")
