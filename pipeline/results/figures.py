"""Counts under an edition's rule → figures with intervals and ratings."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from pipeline.definition.targets import Aim
from pipeline.disclose.hiding import ShownCounts
from pipeline.measure.counts import Counts
from pipeline.measure.outcomes import Outcome
from pipeline.results.model import Figure, Rating, Verdict
from pipeline.statistics.intervals import wilson
from pipeline.statistics.tiers import FEWEST_FOR_FIRM_RATING, FEWEST_FOR_RATING

_wilson = lru_cache(maxsize=10_000)(wilson)


def figure(code: str, label: str, counts: Counts, shown: ShownCounts, aim: Aim) -> Figure:
    """One line of a result; where its counts are hidden, so are its interval, rating and verdict."""
    lower = upper = None
    verdict = Verdict.NONE
    if shown.proportion is not None:
        # From what is shown, so that an interval never says more than its counts.
        lower, upper = _wilson(min(shown.met or 0, shown.applicable or 0), shown.applicable or 0)
        if aim.rated and counts.applicable >= FEWEST_FOR_RATING:
            verdict = _against(aim, lower, upper)
    provisional = shown.proportion is not None and counts.applicable < FEWEST_FOR_FIRM_RATING
    return Figure(code, label, shown, lower, upper, rating(counts, shown, aim), provisional, verdict)


def rating(counts: Counts, shown: ShownCounts, aim: Aim) -> Rating:
    """The point estimate against target and amber; none where hidden or on fewer than five records."""
    if not aim.rated:
        return Rating.NOT_RATED
    if shown.hidden or shown.applicable is None:
        return Rating.HIDDEN
    if counts.applicable == 0:
        return Rating.NO_CASES
    if counts.applicable < FEWEST_FOR_RATING or shown.proportion is None:
        return Rating.TOO_FEW
    value, target, amber = round(shown.proportion, 9), aim.target, aim.amber
    if aim.low_is_good:
        value, target, amber = -value, -target, -amber
    if value >= target:
        return Rating.GREEN
    return Rating.AMBER if value >= amber else Rating.RED


def in_denominator(outcomes: pd.DataFrame) -> pd.DataFrame:
    """The records that count: those that met their standard, and those that did not."""
    return outcomes[outcomes["outcome"].isin([Outcome.MET, Outcome.NOT_MET])]


def _against(aim: Aim, lower: float, upper: float) -> Verdict:
    target = aim.target
    if aim.low_is_good:
        lower, upper, target = -upper, -lower, -target
    if upper < target:
        return Verdict.BELOW
    return Verdict.REACHED if lower >= target else Verdict.UNCERTAIN
