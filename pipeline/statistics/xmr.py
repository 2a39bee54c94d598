"""The XmR chart of Making Data Count: limits from moving ranges, rules, and the two icons as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import isfinite

from pipeline.statistics.rules import Rule, rules, sides

WIDTH = 2.66  # mean moving ranges each way


class Better(StrEnum):
    """Which way is good."""

    HIGHER = "increase"
    LOWER = "decrease"
    NEITHER = "neutral"


class Variation(StrEnum):
    """What a point is; that of the last point is the variation icon."""

    COMMON = "common_cause"
    IMPROVEMENT = "special_cause_improvement"
    CONCERN = "special_cause_concern"
    HIGH = "special_cause_neutral_high"
    LOW = "special_cause_neutral_low"


class Assurance(StrEnum):
    """Whether the process can be relied on to reach its target; the assurance icon."""

    PASS = "consistent_pass"  # noqa: S105
    FAIL = "consistent_fail"
    HIT_AND_MISS = "inconsistent"


@dataclass(frozen=True)
class Limits:
    """They may lie outside the scale: assurance is judged by these, and only what is drawn is cut to the scale."""

    mean: float
    lower: float
    upper: float

    @property
    def near(self) -> tuple[float, float]:
        """Two thirds of the way from the mean to each limit."""
        return self.mean - (self.mean - self.lower) * 2 / 3, self.mean + (self.upper - self.mean) * 2 / 3

    def drawn(self, lowest: float = 0.0, highest: float = 1.0) -> tuple[float, float]:
        """The limits cut to the scale; a proportion's are cut to 0 and 1."""
        return min(max(self.lower, lowest), highest), max(min(self.upper, highest), lowest)


@dataclass(frozen=True)
class Point:
    """A value, the rule that it stands out by, and what that says of it."""

    value: float
    rule: Rule
    variation: Variation


@dataclass(frozen=True)
class Xmr:
    """A chart; ``limits`` is None where the values never vary."""

    points: tuple[Point, ...]
    mean: float
    limits: Limits | None
    better: Better
    target: float | None

    @property
    def variation(self) -> Variation:
        return self.points[-1].variation

    @property
    def assurance(self) -> Assurance | None:
        """None without a target, where neither way is better, and where the values never vary."""
        if self.limits is None or self.target is None:
            return None
        return assurance(self.limits.lower, self.limits.upper, self.target, self.better)


def xmr(values: Sequence[float], *, better: Better = Better.HIGHER, target: float | None = None) -> Xmr:
    """
    Values in order of time, with limits from their moving ranges and the rule that each point stands out by.

    Units:  the caller's; target and values alike.
    Raises: ValueError -- for no values, or one that is no number.
    Source: NHSRplotthedots 0.2.2 (NHS-R community); 2.66 after Making Data Count.
    """
    if not values or not all(isfinite(value) for value in values):
        raise ValueError("values: needs at least one, each a finite number")
    own = limits(values)
    if not any(sides(values, values[0])):
        same = tuple(Point(value, Rule.COMMON, Variation.COMMON) for value in values)
        return Xmr(same, own.mean, None, better, target)
    ruled = rules(values, own.mean, (own.lower, own.upper), own.near)
    points = (Point(value, rule, variation(rule, better)) for value, rule in zip(values, ruled, strict=True))
    return Xmr(tuple(points), own.mean, own, better, target)


def limits(values: Sequence[float]) -> Limits:
    """
    The mean and 2.66 mean moving ranges each way; all three are one where there is a single value.

    No moving range is left out for being large, as some programs do: the health service's own tool leaves none out,
    and a nearly flat series would have every point special.
    Raises: ValueError -- for no values.
    """
    if not values:
        raise ValueError("values: needs at least one")
    mean = sum(values) / len(values)
    ranges = [abs(after - before) for before, after in pairwise(values)]
    width = WIDTH * sum(ranges) / len(ranges) if ranges else 0.0
    return Limits(mean, mean - width, mean + width)


def variation(rule: Rule, better: Better) -> Variation:
    """Whether a point by that rule is for the better or the worse."""
    if rule is Rule.COMMON:
        return Variation.COMMON
    if better is Better.NEITHER:
        return Variation.HIGH if rule.upward else Variation.LOW
    return Variation.IMPROVEMENT if rule.upward is (better is Better.HIGHER) else Variation.CONCERN


def assurance(lower: float, upper: float, target: float, better: Better) -> Assurance | None:
    """The target against uncut limits: strictly outside them on the good side or the bad, else hit and miss."""
    if better is Better.NEITHER:
        return None
    if lower <= target <= upper:
        return Assurance.HIT_AND_MISS
    return Assurance.PASS if (target < lower) is (better is Better.HIGHER) else Assurance.FAIL
