"""Outcomes → how many cases in a row met a standard between one that did not and the next: counts, and no record."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from pipeline.definition import Polarity, Standard
from pipeline.measure.outcomes import Outcome


def failure_of(standard: Standard) -> Outcome:
    """The outcome that is not wanted: what meets a standard is, where lower is better."""
    return Outcome.MET if standard.polarity is Polarity.LOW_GOOD else Outcome.NOT_MET


def runs_between(outcomes: pd.DataFrame, failure: Outcome) -> tuple[int, ...]:
    """
    How many of the cases that count came before the first ``failure``, between each and the next, and after the last.

    In the order of the day that decides the quarter; of one day, the failures come last. Empty where no case counts.
    Shape: ``outcomes`` has the rows of one standard of an `outcome_table`.
    """
    outcome = outcomes["outcome"].to_numpy(dtype=object)
    counted = (outcome == Outcome.MET) | (outcome == Outcome.NOT_MET)
    if not counted.any():
        return ()
    days = pd.to_datetime(outcomes["day"]).to_numpy()[counted]
    failed = outcome[counted] == failure
    ends = np.flatnonzero(failed[np.lexsort((failed, days))])
    return tuple(int(each) for each in np.diff(ends, prepend=-1, append=len(failed)) - 1)


def joined(quarters: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    """The runs of quarters one after the other: what one ends with goes on in the next."""
    runs: list[int] = []
    for first, *rest in (each for each in quarters if each):
        if runs:
            runs[-1] += first
        else:
            runs.append(first)
        runs += rest
    return tuple(runs)
