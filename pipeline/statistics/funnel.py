"""Agencies side by side: who differs from a target by more than chance, by exact tails; no ranks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from pipeline.statistics.checks import count_within, pairs, proportion
from pipeline.statistics.intervals import newcombe

LOOK, FLAG = 0.025, 0.001  # the chance in each tail: 95% and 99.8%
FEWEST_DRAWN = 5  # cases; fewer are no point of a funnel


class Side(IntEnum):
    """Where a result lies; further out is further from nought."""

    FAR_BELOW = -2
    BELOW = -1
    WITHIN = 0
    ABOVE = 1
    FAR_ABOVE = 2


@dataclass(frozen=True)
class Step:
    """The smallest and largest proportion of ``total`` that are not marked; a drawn line takes these as they are."""

    total: int
    lower: float
    upper: float


def unmarked(total: int, target: float, tail: float = LOOK) -> tuple[int, int]:
    """
    The smallest and largest counts of ``total`` that chance gives more often than ``tail`` on their side.

    Raises: ValueError -- unless total is 1 or more, 0 <= target <= 1 and 0 < tail < 0.5.
    Source: exact binomial tails; Manktelow and Seaton 2012, PLoS ONE 7:e45723, on limits that flag too much.
    """
    from scipy.special import bdtr, bdtrc  # slow to import

    if total < 1:
        raise ValueError(f"total: needs 1 or more, not {total}")
    proportion(target, "target")
    if not 0 < tail < 0.5:
        raise ValueError(f"tail: needs a chance between 0 and 0.5, not {tail}")
    low, high = 0, total
    while bdtr(low, total, target) <= tail:
        low += 1
    while high and bdtrc(high - 1, total, target) <= tail:
        high -= 1
    return low, high


def side(count: int, total: int, target: float) -> Side:
    """
    Where ``count`` of ``total`` lies against ``target``: outside the inner line (95%), the outer (99.8%) or neither.

    Raises: ValueError -- as `unmarked`, and unless 0 <= count <= total.
    """
    count_within(count, total)
    inner, outer = unmarked(total, target, LOOK), unmarked(total, target, FLAG)
    return Side((count > inner[1]) + (count > outer[1]) - (count < inner[0]) - (count < outer[0]))


def line(largest: int, target: float, tail: float = LOOK) -> tuple[Step, ...]:
    """The step line for every total from 1 to ``largest``, outside which `side` marks. Raises: as `unmarked`."""
    ends = ((total, unmarked(total, target, tail)) for total in range(1, largest + 1))
    return tuple(Step(total, low / total, high / total) for total, (low, high) in ends)


def smooth_line(total: int, target: float, tail: float = LOOK) -> tuple[float, float]:
    """
    A curve between the steps, cut to 0 to 1: to look at only, for it marks 10 of 10 against 90% one time in three.

    Raises: ValueError -- as `unmarked`.
    Source: Spiegelhalter 2005, Statistics in Medicine 24:1185, appendix A.1.1.
    """
    low, high = (_between_steps(total, target, chance) / total for chance in (tail, 1 - tail))
    return min(max(low, 0.0), 1.0), min(max(high, 0.0), 1.0)


def _between_steps(total: int, target: float, chance: float) -> float:
    from scipy.special import bdtr  # slow to import

    low, high = unmarked(total, target, min(chance, 1 - chance))
    step = low if chance < 0.5 else high
    below = bdtr(step - 1, total, target) if step else 0.0
    upto = bdtr(step, total, target)
    return float(step - (upto - chance) / (upto - below))


@dataclass(frozen=True)
class AgainstTheRest:
    """An agency's proportion less that of all the others pooled, with its interval (-1 to 1)."""

    difference: float
    lower: float
    upper: float


def against_the_rest(counts: Sequence[int], totals: Sequence[int], level: float = 0.998) -> list[AgainstTheRest]:
    """
    Each of a few agencies against the others, in the order given: none is part of what it is compared with.

    Raises: ValueError -- unless there are two or more, each with 0 <= count <= total and total > 0.
    Source: Newcombe's hybrid score interval, at 99.8% since many are compared.
    """
    pairs(counts, totals)
    if len(counts) < 2:
        raise ValueError("counts: needs two or more to compare")
    found = []
    for count, total in zip(counts, totals, strict=True):
        rest = sum(counts) - count, sum(totals) - total
        found.append(AgainstTheRest(count / total - rest[0] / rest[1], *newcombe(count, total, *rest, level)))
    return found
