"""What is possible of a count: ranges, and whether they are wide enough to protect what is small."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

NO_END = 10**6  # more than any count


class Range(NamedTuple):
    """The lowest and the highest that a count can be."""

    low: int
    high: int


ANY = Range(0, NO_END)


class Span(NamedTuple):
    """What several quarters come to together: from the place ``first`` to ``last``, both among them."""

    first: int
    last: int
    range: Range


def exactly(count: int) -> Range:
    """A count that is known."""
    return Range(count, count)


def is_small(count: int, limit: int) -> bool:
    """Whether a count is to be protected."""
    return 1 <= count <= limit


def leaves_open(known: Range, limit: int) -> bool:
    """
    Whether no more is known of a small count than that it may be hidden.

    It can be 1 or less, and ``limit`` or more, and it is not known to be small.
    """
    return known.low <= 1 and known.high >= limit and (known.low == 0 or known.high > limit)


def protected(count: int, known: Range, limit: int) -> bool:
    """Whether a count is not small, or ``known`` says no more of it than it may."""
    return not is_small(count, limit) or leaves_open(known, limit)


def both(one: Range, other: Range) -> Range:
    """What both allow."""
    return Range(max(one.low, other.low), min(one.high, other.high))


def without(whole: Range, part: Range) -> Range:
    """What is possible of the rest of a ``whole``, where so much is known of a ``part`` of it."""
    return Range(whole.low - part.high, whole.high - part.low)


def parts_of(total: Range, parts: Sequence[Range]) -> list[Range]:
    """What is possible of each of several parts that come to ``total``."""
    low, high = sum(each.low for each in parts), sum(each.high for each in parts)
    return [
        Range(max(each.low, total.low - (high - each.high)), min(each.high, total.high - (low - each.low)))
        for each in parts
    ]


def over_time(quarters: Sequence[Range], spans: Sequence[Span]) -> npt.NDArray[np.int64]:
    """
    The most that can lie between any two moments, where each quarter's count and each span's lies in its range.

    Shape:  (quarters + 1, quarters + 1): what is counted from moment i to moment j is at most [i, j], and at least
            minus [j, i]; a quarter lies between two moments.
    Source: shortest paths over sums up to each moment (Floyd 1962; Warshall 1962), which are exact for such ranges.
    """
    size = len(quarters) + 1
    most = np.full((size, size), NO_END * size, dtype=np.int64)
    np.fill_diagonal(most, 0)
    for first, last, known in [*(Span(place, place, each) for place, each in enumerate(quarters)), *spans]:
        most[first, last + 1] = min(most[first, last + 1], known.high)
        most[last + 1, first] = min(most[last + 1, first], -known.low)
    for between in range(size):
        most = np.minimum(most, most[:, between, None] + most[None, between, :])
    return most


def between(most: npt.NDArray[np.int64], first: int, last: int) -> Range:
    """What is possible from the quarter ``first`` to ``last``, given what `over_time` found."""
    return Range(int(-most[last + 1, first]), int(most[first, last + 1]))
