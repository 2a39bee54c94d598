"""One chart of a series of proportions: the limits that are drawn are those that its quarters are judged by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.statistics.exact import tails
from pipeline.statistics.pchart import PChart, p_chart, worth_offering
from pipeline.statistics.rules import RUN, Rule, shift_ends, sides, trend_ends, whole
from pipeline.statistics.xmr import Assurance, Better, Variation, assurance, limits, variation

CHANCE = 0.025  # in each tail: what a run of quarters, or a lone one with few cases, must be rarer than
Ends = tuple[float, float]


@dataclass(frozen=True)
class Proportion:
    """
    One quarter: ``met`` of ``total``, worth so many independent ``cases``.

    ``expected``: where some are silent in it, what the others come to over the whole series.
    """

    met: float
    total: int
    cases: float
    expected: float | None = None

    @property
    def share(self) -> float:
        return self.met / self.total


@dataclass(frozen=True)
class Judged:
    """
    A quarter beside its limits, as they are drawn: within 0 and 1.

    ``within_chance``: it lies outside them, and chance would explain it with so few cases; then it does not stand out.
    """

    lower: float
    upper: float
    rule: Rule
    within_chance: bool


@dataclass(frozen=True)
class Ordinary:
    """
    A chart. ``by_size``: a p chart, whose limits are each quarter's own; else an XmR chart.

    ``uncut``: the widest limits of any quarter, past the scale too. ``chance``: how likely chance alone would have the
    last quarter stand out as much, by itself or with the six before it.
    """

    centre: float
    by_size: bool
    points: tuple[Judged, ...]
    uncut: Ends
    chance: float

    def variation(self, place: int, better: Better) -> Variation:
        """What a quarter is."""
        return variation(self.points[place].rule, better)

    def assurance(self, target: float, better: Better) -> Assurance | None:
        """The target against the limits of every quarter; None where the last quarter is not as the others."""
        last = self.points[-1]
        if last.rule is not Rule.COMMON or last.within_chance:
            return None
        return assurance(*self.uncut, target, better)


def ordinary(quarters: Sequence[Proportion]) -> Ordinary:
    """
    The chart of ``quarters``, in order of time, whose shares are not all the same.

    Where they are small or uneven in size it is a p chart with exact limits, and otherwise an XmR chart. A quarter
    stands out where it lies outside its limits, unless chance gives as much with so few cases; where it is one of seven
    that rise or fall; or one of seven on one side of the centre which chance would not explain together. Two in three
    near a limit are no signal here: with few cases, chance gives them too often.
    Raises: ValueError -- as `p_chart`.
    Source: Making Data Count, as NHSRplotthedots 0.2.2; exact binomial tails.
    """
    return _Chart(quarters).judged()


class _Chart:
    """The parts of one chart while it is made."""

    def __init__(self, quarters: Sequence[Proportion]) -> None:
        self.shares = [each.share for each in quarters]
        self.others = [() if each.expected is None else (each.expected,) for each in quarters]
        met, totals = [each.met for each in quarters], [each.total for each in quarters]
        self.sized: PChart = p_chart(met, totals, [each.cases for each in quarters], self.others)
        self.by_size = worth_offering(totals)
        own = limits(self.shares)
        self.centre = self.sized.centre if self.by_size else own.mean
        self.shifts = [[0.0, *(each - self.sized.centre for each in other)] for other in self.others]
        if self.by_size:
            self.ends = [(point.lower, point.upper) for point in self.sized.points]
        else:
            self.ends = [(own.lower + min(shift), own.upper + max(shift)) for shift in self.shifts]

    def judged(self) -> Ordinary:
        """Every quarter beside its limits."""
        side = [self._side(place) for place in range(len(self.shares))]
        runs = whole([end and self._of_run(place) < CHANCE for place, end in enumerate(shift_ends(side))])
        trend = trend_ends(self.shares)
        rising, falling = whole([each == 1 for each in trend]), whole([each == -1 for each in trend])
        points = []
        for place, ends in enumerate(self.ends):
            outside = _outside(self.shares[place], ends)
            by_chance = outside != 0 and self._tail([place]) >= CHANCE
            rule = Rule.COMMON
            if outside and not by_chance:
                rule = Rule.ABOVE if outside > 0 else Rule.BELOW
            elif rising[place] or falling[place]:
                rule = Rule.RISING if rising[place] else Rule.FALLING
            elif runs[place]:
                rule = Rule.RUN_ABOVE if side[place] > 0 else Rule.RUN_BELOW
            points.append(Judged(*_drawn(ends), rule, by_chance and rule is Rule.COMMON))
        lowest, highest = min(low for low, _ in self.ends), max(high for _, high in self.ends)
        return Ordinary(self.centre, self.by_size, tuple(points), (lowest, highest), self._chance())

    def _side(self, place: int) -> int:
        """The side of all that may be expected of a quarter; 0 where it lies between, or on it."""
        agreed = {sides([self.shares[place]], self.centre + shift)[0] for shift in self.shifts[place]}
        return agreed.pop() if len(agreed) == 1 else 0

    def _chance(self) -> float:
        last = len(self.shares) - 1
        least = min(self._tail([last]), self._of_run(last) if last + 1 >= RUN else 1.0)
        return min(1.0, 4 * least)  # two tails, of two tests

    def _of_run(self, place: int) -> float:
        return self._tail(range(place + 1 - RUN, place + 1))

    def _tail(self, places: Sequence[int]) -> float:
        """The smaller tail of quarters taken together, by that of what may be expected which makes it likeliest."""
        chosen = [self.sized.points[place] for place in places]
        cases = sum(each.cases for each in chosen)
        met = min(cases, sum(each.value * each.cases for each in chosen))
        expected = [
            sum((self.sized.centre + shift(self.shifts[place])) * self.sized.points[place].cases for place in places)
            for shift in (min, max)
        ]
        both = [tails(met, cases, min(max(each / cases, 0.0), 1.0)) for each in expected]
        return min(max(fewer for fewer, _ in both), max(more for _, more in both))


def _outside(share: float, ends: Ends) -> int:
    return int(sides([share], ends[1])[0] > 0) - int(sides([share], ends[0])[0] < 0)


def _drawn(ends: Ends) -> Ends:
    return min(max(ends[0], 0.0), 1.0), max(min(ends[1], 1.0), 0.0)
