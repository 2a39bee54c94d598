"""The XmR chart of Making Data Count: limits from moving ranges, rules, and the two icons as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import isfinite

from pipeline.statistics.checks import pairs
from pipeline.statistics.exact import tails
from pipeline.statistics.rules import RUN, Rule, rules, sides
from pipeline.statistics.tiers import FEWEST_FOR_LIMITS

WIDTH = 2.66  # mean moving ranges each way
SCREEN = 3.267  # moving ranges this many times the mean are left out, where screening is asked for
CHANCE = 0.025  # in each tail


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
    """Not cut: assurance is judged by these, and only what is drawn is cut to its scale."""

    mean: float
    lower: float
    upper: float

    @property
    def near(self) -> tuple[float, float]:
        """Two thirds of the way from the mean to each limit."""
        return self.mean - (self.mean - self.lower) * 2 / 3, self.mean + (self.upper - self.mean) * 2 / 3

    def drawn(self, lowest: float = 0.0, highest: float = 1.0) -> tuple[float, float]:
        """The limits cut to the scale, as a proportion's are to nought and one."""
        return min(max(self.lower, lowest), highest), max(min(self.upper, highest), lowest)


@dataclass(frozen=True)
class Point:
    """``within_chance`` is set by `of_proportions`: the point keeps its colour, but does not drive the headline."""

    value: float
    rule: Rule
    variation: Variation
    within_chance: bool = False


@dataclass(frozen=True)
class Phase:
    """A stretch with limits of its own; None where its values never vary. ``provisional`` below 13 points."""

    first: int
    points: tuple[Point, ...]
    mean: float
    limits: Limits | None

    @property
    def provisional(self) -> bool:
        return len(self.points) < FEWEST_FOR_LIMITS

    @property
    def says(self) -> str:
        """The sentence for a phase that never varies; otherwise nothing."""
        return "" if self.limits else f"No variation in {len(self.points)} points."


@dataclass(frozen=True)
class Xmr:
    """A chart in phases; rules never run across them, and the icons are of the last."""

    phases: tuple[Phase, ...]
    better: Better
    target: float | None

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(point for phase in self.phases for point in phase.points)

    @property
    def variation(self) -> Variation:
        return self.points[-1].variation

    @property
    def assurance(self) -> Assurance | None:
        """None without a target, where neither way is better, and where the last phase never varies."""
        limits = self.phases[-1].limits
        if limits is None or self.target is None:
            return None
        return assurance(limits.lower, limits.upper, self.target, self.better)


def xmr(
    values: Sequence[float],
    *,
    better: Better = Better.HIGHER,
    target: float | None = None,
    rebases: Sequence[int] = (),
    run: int = RUN,
    screen: bool = False,
) -> Xmr:
    """
    Values in order of time; each of ``rebases`` is the place (from 0) at which a person had the limits begin anew.

    Units:  the caller's; target and values alike. ``screen`` leaves out the largest moving ranges, as R does and the
            health service's own tool does not.
    Raises: ValueError -- for no values, one that is no number, a rebase outside the series, or ``run`` below 2.
    Source: NHSRplotthedots 0.2.2 (NHS-R community); 2.66 after Making Data Count.
    """
    if not values or not all(isfinite(value) for value in values):
        raise ValueError("values: needs at least one, each a finite number")
    if any(not 0 < place < len(values) for place in rebases):
        raise ValueError(f"rebases: each needs a place from 1 to {len(values) - 1}, not {list(rebases)}")
    if run < 2:
        raise ValueError(f"run: needs at least 2 points, not {run}")
    starts = [0, *sorted(set(rebases))]
    ends = [*starts[1:], len(values)]
    phases = (_phase(first, values[first:end], better, run, screen) for first, end in zip(starts, ends, strict=True))
    return Xmr(tuple(phases), better, target)


def _phase(first: int, values: Sequence[float], better: Better, run: int, screen: bool) -> Phase:
    found = limits(values, screen=screen)
    if not any(sides(values, values[0])):
        same = tuple(Point(value, Rule.COMMON, Variation.COMMON) for value in values)
        return Phase(first, same, found.mean, None)
    ruled = rules(values, found.mean, (found.lower, found.upper), found.near, run)
    points = (Point(value, rule, variation(rule, better)) for value, rule in zip(values, ruled, strict=True))
    return Phase(first, tuple(points), found.mean, found)


def limits(values: Sequence[float], *, screen: bool = False) -> Limits:
    """
    The mean and 2.66 mean moving ranges each way; all three are one where there is a single value.

    Raises: ValueError -- for no values.
    """
    if not values:
        raise ValueError("values: needs at least one")
    mean = sum(values) / len(values)
    ranges = [abs(after - before) for before, after in pairwise(values)]
    if screen and ranges:
        ranges = [each for each in ranges if each < SCREEN * sum(ranges) / len(ranges)]
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


def of_proportions(
    counts: Sequence[int],
    totals: Sequence[int],
    *,
    better: Better = Better.HIGHER,
    target: float | None = None,
    rebases: Sequence[int] = (),
    run: int = RUN,
) -> Xmr:
    """
    The chart of counts[i] of totals[i], each lone signal checked against what chance gives with that many cases.

    A point outside the limits, or one of two in three, is ``within_chance`` where the exact binomial tails against its
    phase's pooled proportion are both 0.025 or more.
    Raises: ValueError -- as `xmr`, and unless 0 <= count <= total and total > 0 (leave quarters without cases out).
    """
    pairs(counts, totals)
    chart = xmr(
        [count / total for count, total in zip(counts, totals, strict=True)],
        better=better,
        target=target,
        rebases=rebases,
        run=run,
    )
    checked = []
    for phase in chart.phases:
        own = slice(phase.first, phase.first + len(phase.points))
        pooled = sum(counts[own]) / sum(totals[own])
        points = (
            Point(point.value, point.rule, point.variation, _by_chance(point.rule, count, total, pooled))
            for point, count, total in zip(phase.points, counts[own], totals[own], strict=True)
        )
        checked.append(Phase(phase.first, tuple(points), phase.mean, phase.limits))
    return Xmr(tuple(checked), better, target)


def _by_chance(rule: Rule, count: int, total: int, pooled: float) -> bool:
    lone = rule in (Rule.ABOVE, Rule.BELOW, Rule.TWO_ABOVE, Rule.TWO_BELOW)
    return lone and min(tails(count, total, pooled)) >= CHANCE
