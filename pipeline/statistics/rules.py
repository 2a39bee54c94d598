"""The Making Data Count rules for one phase of a chart: which points stand out, and by which rule."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

RUN = 7  # points on one side, and points that rise or fall


class Rule(StrEnum):
    """Why a point stands out, in the words of NHSRplotthedots; the strongest rule where several apply."""

    COMMON = "Common Cause"
    ABOVE = "Above UCL"
    BELOW = "Below LCL"
    RISING = "7 Point Trend (Increasing)"
    FALLING = "7 Point Trend (Decreasing)"
    TWO_ABOVE = "2 in 3 Above CL"
    TWO_BELOW = "2 in 3 Below CL"
    RUN_ABOVE = "7 Points Above CL"
    RUN_BELOW = "7 Points Below CL"

    @property
    def upward(self) -> bool:
        """Whether it points up; a trend counts by its direction, not by its side of the mean."""
        return self in (Rule.ABOVE, Rule.RISING, Rule.TWO_ABOVE, Rule.RUN_ABOVE)


def sides(values: Sequence[float], line: float) -> list[int]:
    """1 above ``line``, -1 below, 0 on it; a difference below a billionth is rounding, and is on it."""
    return [(value > line) - (value < line) for value in (line + round(value - line, 9) for value in values)]


def shift_ends(side: Sequence[int]) -> list[bool]:
    """The seventh and later points of each run on one side; a point on the line breaks the run."""
    return [place + 1 >= RUN and abs(sum(side[place + 1 - RUN : place + 1])) == RUN for place in range(len(side))]


def trend_ends(values: Sequence[float]) -> list[int]:
    """1 (or -1) at the seventh and later points of each unbroken rise (or fall); a tie breaks it. Else 0."""
    steps = [0] + [sides([after], before)[0] for before, after in pairwise(values)]
    ends = []
    for place in range(len(values)):
        window = steps[place + 2 - RUN : place + 1] if place + 1 >= RUN else [0]
        ends.append(window[0] if abs(sum(window)) == len(window) else 0)
    return ends


def two_in_three(near: Sequence[bool], side: Sequence[int]) -> list[bool]:
    """The points of each window of three all on one side with two or more ``near`` the limit (but not outside it)."""
    starts = [
        start
        for start in range(len(side) - 2)
        if abs(sum(side[start : start + 3])) == 3 and sum(near[start : start + 3]) >= 2
    ]
    marked = {start + step for start in starts for step in range(3)}
    return [place in marked for place in range(len(side))]


def rules(values: Sequence[float], mean: float, limits: tuple[float, float], near: tuple[float, float]) -> list[Rule]:
    """
    The rule of each point; outside the limits comes before a trend, that before two of three, and a shift is last.

    Source: NHSRplotthedots 0.2.2, whose runs and trends colour all their points and two of three only those near.
    """
    side = sides(values, mean)
    outside = [_beyond(value, limits) for value in values]
    close = [_beyond(value, near) if not out else 0 for value, out in zip(values, outside, strict=True)]
    shifted = whole(shift_ends(side))
    trend = trend_ends(values)
    rising = whole([each == 1 for each in trend])
    falling = whole([each == -1 for each in trend])
    pairs = two_in_three([bool(each) for each in close], side)
    ruled = []
    for place in range(len(values)):
        if outside[place]:
            ruled.append(Rule.ABOVE if outside[place] > 0 else Rule.BELOW)
        elif rising[place] or falling[place]:
            ruled.append(Rule.RISING if rising[place] else Rule.FALLING)
        elif pairs[place] and close[place]:
            ruled.append(Rule.TWO_ABOVE if side[place] > 0 else Rule.TWO_BELOW)
        elif shifted[place]:
            ruled.append(Rule.RUN_ABOVE if side[place] > 0 else Rule.RUN_BELOW)
        else:
            ruled.append(Rule.COMMON)
    return ruled


def _beyond(value: float, limits: tuple[float, float]) -> int:
    lower, upper = limits
    return int(sides([value], upper)[0] > 0) - int(sides([value], lower)[0] < 0)


def whole(ends: Sequence[bool]) -> list[bool]:
    """Each marked end, with the points before it that make up the run."""
    return [any(ends[place : place + RUN]) for place in range(len(ends))]
