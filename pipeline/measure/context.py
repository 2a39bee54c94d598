"""Measures for context that are part and whole: sums of Volumes sheets, and children with several records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline.definition import Audit, Count, Ratio, RepeatShare
from pipeline.measure.shapes import Pair
from pipeline.validate.validated import Accepted, given_on


def context_counts(audit: type[Audit], returns: Sequence[Accepted]) -> Mapping[str, Pair]:
    """Of each ratio and repeat share of ``audit``, by its id: the part and the whole, in a quarter's ``returns``."""
    counted: dict[str, Pair] = {}
    for measure in audit.context:
        match measure:
            case Ratio():
                counted[measure.id] = _ratio(measure, returns)
            case RepeatShare():
                counted[measure.id] = _repeats(measure, given_on(measure.counted_on, returns))
    return counted


def _ratio(measure: Ratio, returns: Sequence[Accepted]) -> Pair:
    """Nothing out of nothing where one of its two sheets is on no return, since the other's numbers say nothing."""
    over, below = (
        [each.volumes for each in given_on(sheet.view, returns) if len(each.volumes)]
        for sheet in (measure.volumes, measure.below)
    )
    if not over or not below:
        return 0, 0
    part = sum(_summed(frame, measure.numerator) for frame in over)
    return part, sum(_summed(frame, measure.denominator) - _summed(frame, measure.less) for frame in below)


def _summed(volumes: pd.DataFrame, counts: Sequence[Count]) -> int:
    return int(sum(volumes[each.name].sum() for each in counts if each.name in volumes.columns))


def _repeats(measure: RepeatShare, returns: Sequence[Accepted]) -> Pair:
    answered = [
        pd.DataFrame({"key": each.rows[measure.key.name], "agency": each.identity.agency})
        for each in returns
        if len(each.rows)
    ]
    if not answered:
        return 0, 0
    by_key = pd.concat(answered).dropna().groupby("key")["agency"]
    times = by_key.nunique() if measure.across else by_key.size()
    return int((times > 1).sum()), len(times)
