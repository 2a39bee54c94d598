"""Counts under an edition's rule → figures with intervals and verdicts."""

from __future__ import annotations

import pandas as pd

from pipeline.definition.targets import Aim
from pipeline.disclose.facts import Fact
from pipeline.disclose.hiding import ShownCounts
from pipeline.disclose.protect.said import Said
from pipeline.measure.counts import Counts
from pipeline.measure.outcomes import Outcome
from pipeline.measure.shapes import Worth
from pipeline.results.figure_values import Figure
from pipeline.results.verdicts import as_shown, interval, past_amber, plain_worth, shown_verdict, unsaid, verdict
from pipeline.statistics.exact import ruled_out
from pipeline.statistics.tiers import FEWEST_FOR_FIRM_RATING


def figure(
    code: str,
    label: str,
    counts: Counts,
    shown: ShownCounts,
    aim: Aim,
    worth: Worth | None = None,
    said: Said | None = None,
) -> Figure:
    """
    One line of a result; where its counts are hidden, so are its interval and its verdict, unless that is ``said``.

    ``worth``: what its records are worth as evidence in the edition (`worths.worth_shown`); each by itself, where not
    given. ``said``: what a released edition says of the line.
    """
    if said is not None and said.published is not None:
        worth = _published_worth(counts, said.published)
    worth = worth or plain_worth(counts)
    exact = verdict(counts, worth, aim)
    beside_no_counts = shown.hidden and said is not None and said.verdict and exact.judged
    shown_as = exact if beside_no_counts else shown_verdict(exact, worth, shown, aim)
    judged = as_shown(worth, shown)
    value = lower = upper = clean = None
    if judged is not None:
        value, (lower, upper) = judged.value, interval(judged, aim, shown_as)
        failed = judged.value if aim.low_is_good else 1 - judged.value
        clean = ruled_out(judged.cases) if aim.rated and shown.exact and failed == 0 else None
    return Figure(
        code=code,
        label=label,
        counts=shown,
        value=value,
        lower=lower,
        upper=upper,
        verdict=shown_as,
        provisional=shown_as.judged and not shown.hidden and counts.applicable < FEWEST_FOR_FIRM_RATING,
        past_amber=past_amber(shown_as, judged, aim),
        weighted=judged is not None and judged.weighted,
        clustered=judged is not None and judged.clustered,
        rules_out=clean,
        target=aim.target if aim.rated else None,
        unsaid_because=unsaid(shown_as, exact, shown),
        band=said.band if said is not None else None,
        as_published=said is not None and said.published is not None,
        per_case=(worth.per_case if worth is not None else None) or 1.0,
    )


def _published_worth(counts: Counts, published: Fact) -> Worth | None:
    """What the records of a figure that was released are worth, as it was judged then."""
    if not counts.applicable:
        return None
    per_case, cases = published.per_case, counts.applicable / published.per_case
    clustered = per_case > 1
    return Worth(counts.met / counts.applicable, cases, clustered=clustered, per_case=per_case if clustered else None)


def in_denominator(outcomes: pd.DataFrame) -> pd.DataFrame:
    """The records that count: those that met their standard, and those that did not."""
    return outcomes[outcomes["outcome"].isin([Outcome.MET, Outcome.NOT_MET])]
