"""A sample from a list of known length: bounds for the list itself, exactly."""

from __future__ import annotations

from math import comb

from pipeline.statistics.checks import count_within, level_within


def of_the_list(count: int, examined: int, listed: int, level: float = 0.95) -> tuple[float, float]:
    """
    Bounds for the proportion of all ``listed`` cases, where ``count`` of ``examined`` drawn at random have it.

    Both ends are the proportion itself where every case was examined: a count of all has no sampling error. 10 of 10
    drawn from 40 show that at least 75% of the 40 have it.

    Units:  proportions of the list (0 to 1), each a whole number of its cases.
    Raises: ValueError -- unless 0 <= count <= examined <= listed, examined > 0 and 0 < level < 1.
    Source: equal-tailed tests of the hypergeometric distribution, inverted over every possible count of the list.
    """
    count_within(count, examined, "count", "examined")
    count_within(examined, listed, "examined", "listed")
    level_within(level)
    most = _most(count, examined, listed, (1 - level) / 2)
    least = listed - _most(examined - count, examined, listed, (1 - level) / 2)
    return least / listed, most / listed


def _most(count: int, examined: int, listed: int, tail: float) -> int:
    """The largest number of the list that leaves ``count`` or fewer in the sample a chance above ``tail``."""
    all_samples = comb(listed, examined)

    def possible(having: int) -> bool:
        ways = sum(comb(having, each) * comb(listed - having, examined - each) for each in range(count + 1))
        return ways / all_samples > tail

    low, high = (
        count,
        listed - examined + count,
    )  # more is impossible after what was seen; the chance falls as the number grows
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if possible(middle) else (low, middle - 1)
    return low
