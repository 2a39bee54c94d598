"""Counts under an edition's rule → figures with intervals and verdicts."""

from __future__ import annotations

import pandas as pd

from pipeline.definition.targets import Aim
from pipeline.disclose.hiding import ShownCounts
from pipeline.measure.counts import Counts
from pipeline.measure.outcomes import Outcome
from pipeline.results.model import Figure
from pipeline.results.verdicts import Worth, interval, past_amber, plain_worth, shown_verdict, verdict
from pipeline.statistics.exact import ruled_out
from pipeline.statistics.tiers import FEWEST_FOR_FIRM_RATING


def figure(code: str, label: str, counts: Counts, shown: ShownCounts, aim: Aim, worth: Worth | None = None) -> Figure:
    """
    One line of a result; where its counts are hidden, so are its interval and verdict.

    ``worth``: what its records are worth as evidence; each by itself, where not given.
    """
    worth = worth or plain_worth(counts)
    exact = verdict(counts, worth, aim)
    value = lower = upper = clean = None
    if shown.proportion is not None and worth is not None and worth.known:
        # From what is shown where that is rounded, so that an interval never says more than its counts.
        judged = worth if shown.exact else Worth(min(shown.proportion, 1.0), float(shown.applicable or 0))
        value, (lower, upper) = judged.value, interval(judged, aim)
        failed = judged.value if aim.low_is_good else 1 - judged.value
        clean = ruled_out(judged.cases) if aim.rated and failed == 0 else None
    shown_as = shown_verdict(exact, shown, aim)
    return Figure(
        code=code,
        label=label,
        counts=shown,
        value=value,
        lower=lower,
        upper=upper,
        verdict=shown_as,
        provisional=shown_as.judged and counts.applicable < FEWEST_FOR_FIRM_RATING,
        past_amber=shown_as.judged and past_amber(exact, worth, aim),
        weighted=value is not None and shown.exact and worth is not None and worth.weighted,
        clustered=value is not None and shown.exact and worth is not None and worth.clustered,
        rules_out=clean,
        target=aim.target if aim.rated else None,
    )


def in_denominator(outcomes: pd.DataFrame) -> pd.DataFrame:
    """The records that count: those that met their standard, and those that did not."""
    return outcomes[outcomes["outcome"].isin([Outcome.MET, Outcome.NOT_MET])]
