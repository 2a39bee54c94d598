"""What the audits show of a recommendation: the newest figure of each standard that decides how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.calendar.quarter import QUARTERS_OF_A_YEAR, Quarter
from pipeline.results.change_values import Moved
from pipeline.results.figure_values import Figure, Verdict
from pipeline.results.followed.ladder import DOCUMENT, NONE, SUSTAINED, TESTED
from pipeline.results.followed.values import Direction
from pipeline.results.model import StandardResult

_HALF_A_YEAR = 2  # quarters
_WITHOUT = (Verdict.NO_CASES, Verdict.NOT_DUE, Verdict.NONE_YET, Verdict.CONTEXT)  # nothing was looked at


@dataclass(frozen=True)
class Newest:
    """The newest figure of a standard at some quarter, which is at most a year old; of which ``quarter`` it is."""

    standard: StandardResult
    quarter: Quarter
    figure: Figure

    @property
    def named(self) -> str:
        """The standard as people say it, and its id."""
        return f"“{self.standard.title}” ({self.standard.id})"

    @property
    def below(self) -> bool:
        """Whether it is below target, by the exact test."""
        return self.figure.verdict is Verdict.BELOW

    @property
    def at_target(self) -> bool:
        """Whether it is at its target or better."""
        return self.figure.verdict.reached

    @property
    def level(self) -> int:
        """What it counts for on the ladder: practice tested; on too few records, no more than a paper."""
        return DOCUMENT if self.figure.verdict is Verdict.TOO_FEW else TESTED


def newest(standards: Iterable[StandardResult], as_of: Quarter, now: Quarter) -> list[Newest]:
    """
    The newest figure of each of the ``standards`` up to ``as_of``, where it has one of the year that ends then.

    ``now``: the quarter reported on.
    """
    year = as_of.last(QUARTERS_OF_A_YEAR)
    found = []
    for standard in standards:
        figures = {each: figure for each, figure in _figures(standard, now).items() if each in year}
        if figures:
            quarter = max(figures)
            found.append(Newest(standard, quarter, figures[quarter]))
    return found


def _figures(standard: StandardResult, now: Quarter) -> Mapping[Quarter, Figure]:
    points = [(Quarter.parse(each.quarter), each.figure) for each in standard.history]
    return {each: figure for each, figure in [*points, (now, standard.total)] if figure.verdict not in _WITHOUT}


def level_of(figures: Sequence[Newest], now: Quarter) -> int:
    """What these figures reach on the ladder together: sustained where all were above target half a year before too."""
    if not figures:
        return NONE
    if all(_sustained(each, now) for each in figures):
        return SUSTAINED
    return max(each.level for each in figures)


def _sustained(each: Newest, now: Quarter) -> bool:
    before = each.quarter.last(1 + _HALF_A_YEAR)[0]
    earlier = [figure for quarter, figure in _figures(each.standard, now).items() if quarter <= before]
    return each.figure.verdict is Verdict.ABOVE and any(figure.verdict is Verdict.ABOVE for figure in earlier)


def direction(standards: Iterable[StandardResult]) -> Direction:
    """Which way these standards have moved, by the changes that are claimed of them; of how many: some, or all."""
    each_way = [_ways(each) for each in standards]
    better, worse = (sum(way in ways for ways in each_way) for way in (Direction.BETTER, Direction.WORSE))
    if better and worse:
        return Direction.BOTH
    if better:
        return Direction.BETTER if better == len(each_way) else Direction.SOME_BETTER
    if worse:
        return Direction.WORSE if worse == len(each_way) else Direction.SOME_WORSE
    return Direction.NO_CLEAR_CHANGE if any(each_way) else Direction.NOT_KNOWN


def _ways(standard: StandardResult) -> set[Direction]:
    """Which ways one standard has moved, since the quarter before and over a year; empty where neither was tested."""
    up, down = (Direction.WORSE, Direction.BETTER) if standard.low_is_good else (Direction.BETTER, Direction.WORSE)
    ways = {Moved.RISEN: up, Moved.FALLEN: down}
    changes = (standard.since_last.moved, standard.over_year.moved)
    return {ways.get(each, Direction.NO_CLEAR_CHANGE) for each in changes if each.tested}


def better(standard: StandardResult) -> bool:
    """Whether a change for the better is claimed of it."""
    return direction([standard]) in (Direction.BETTER, Direction.BOTH)
