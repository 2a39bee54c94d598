"""How long cases take when some are still open: Kaplan-Meier and its median."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, isfinite, log, sqrt

from pipeline.statistics.intervals import normal_quantile


@dataclass(frozen=True)
class Step:
    """``open`` is the proportion still open after ``time``, with its log-log interval; None after the last closure."""

    time: float
    open: float
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class Survival:
    """``median`` and its ends are None where the curve (or its interval) never comes down to a half: not yet known."""

    steps: tuple[Step, ...]
    median: float | None
    median_lower: float | None
    median_upper: float | None


def kaplan_meier(times: Sequence[float], closed: Sequence[bool]) -> Survival:
    """
    The proportion still open by time, from cases that closed and cases open when last seen.

    Shape:  times[i] (of the caller's unit, 0 or more) is how long case i took, or has been open if not closed[i].
    Raises: ValueError -- for no cases, another number of each, or a time that is negative or no number.
    Source: Kaplan and Meier 1958; Greenwood's error on the log-log scale, as lifelines and R's conf.type="log-log".
    """
    if not times or len(times) != len(closed):
        raise ValueError(f"times and closed: needs one of each per case, not {len(times)} and {len(closed)}")
    if not all(isfinite(time) and time >= 0 for time in times):
        raise ValueError("times: needs numbers of 0 or more; a negative interval is a data error")
    errors = normal_quantile()
    steps: list[Step] = []
    left, greenwood = 1.0, 0.0
    for time in sorted({time for time, done in zip(times, closed, strict=True) if done}):
        at_risk = sum(each >= time for each in times)
        now = sum(each == time and bool(done) for each, done in zip(times, closed, strict=True))
        left *= 1 - now / at_risk
        greenwood += now / (at_risk * (at_risk - now)) if at_risk > now else 0.0
        steps.append(Step(time, left, *_log_log(left, greenwood, errors)))
    return Survival(
        tuple(steps),
        _half([(step.time, step.open) for step in steps]),
        _half([(step.time, step.lower) for step in steps]),
        _half([(step.time, step.upper) for step in steps]),
    )


def _log_log(left: float, greenwood: float, errors: float) -> tuple[float | None, float | None]:
    if not 0 < left < 1:
        return None, None
    shift = errors * sqrt(greenwood) / log(left)
    return left ** exp(-shift), left ** exp(shift)


def _half(curve: Sequence[tuple[float, float | None]]) -> float | None:
    """The first time at which a half or fewer are open; between it and the next where exactly a half are, as R does."""
    for place, (time, left) in enumerate(curve):
        if left is not None and round(left - 0.5, 12) <= 0:
            level_stretch = round(left - 0.5, 12) == 0 and place + 1 < len(curve)
            return (time + curve[place + 1][0]) / 2 if level_stretch else time
    return None
