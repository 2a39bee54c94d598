"""The g chart: where a failure is rare, how many cases in a row go well between one and the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log

from pipeline.statistics.exact import tails

TAIL = 0.00135  # the chance beyond three standard errors, in each tail
RAREST = 0.10  # of all cases; where more fail, a chart of percentages says more
FEWEST_FAILURES = 4
TOGETHER = 3  # failures: one short run says nothing, where three are close together that may


@dataclass(frozen=True)
class GChart:
    """
    ``share``: of failures among all cases. ``median``: the run that half are longer than; ``longest``: the longest that
    chance gives more often than ``TAIL``. ``close``: for each run, whether it ends the third of three failures that are
    closer together than that. ``open_long``: the run that goes on is longer than ``longest``.
    """

    share: float
    median: float
    longest: int
    close: tuple[bool, ...]
    open_long: bool


def worth_drawing(failures: int, cases: int) -> bool:
    """Whether failures are rare, and enough of them to be told apart."""
    return failures >= FEWEST_FAILURES and failures <= RAREST * cases


def g_chart(runs: Sequence[int], going_on: int) -> GChart:
    """
    ``runs`` of cases that went well, each ended by a failure, in order of time; and the one that has not ended yet.

    Raises: ValueError -- for no run, or a negative one.
    Source: Benneyan 2001, Health Care Management Science 4:305; exact geometric tails in place of three standard
            errors, and exact binomial ones for three failures together.
    """
    if not runs or min(*runs, going_on) < 0:
        raise ValueError("runs: needs at least one, and none below 0")
    share = len(runs) / (len(runs) + sum(runs) + going_on)
    if share == 1:
        return GChart(1.0, 0.0, 0, (False,) * len(runs), open_long=False)
    kept = log(1 - share)
    return GChart(
        share=share,
        median=log(0.5) / kept,
        longest=max(0, floor(log(TAIL) / kept - 1e-9)),
        close=tuple(_close(runs[: place + 1], share) for place in range(len(runs))),
        open_long=(1 - share) ** going_on <= TAIL,
    )


def _close(runs: Sequence[int], share: float) -> bool:
    """Whether the last three failures came within so few cases that chance seldom gives as much."""
    if len(runs) < TOGETHER:
        return False
    further = TOGETHER - 1  # failures after the first of them
    return tails(further, sum(runs[-further:]) + further, share)[1] <= TAIL
