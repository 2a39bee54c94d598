"""What stands beside a standard's figure: what the silent might have said, and how records come in families."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pipeline.calendar.quarter import Quarter
from pipeline.measure.counts import Counts, counts_by
from pipeline.measure.outcomes import Outcome
from pipeline.partnership.agencies import name_of
from pipeline.results.breaks import ReturnHistory
from pipeline.results.model import Families, NonReturn
from pipeline.statistics.clusters import clustered
from pipeline.statistics.missing import whatever_the_missing_said


def non_return(outcomes: Mapping[Quarter, pd.DataFrame], quarter: Quarter, around: ReturnHistory) -> NonReturn | None:
    """
    Bounds on the partnership's figure where a return is missing or was sent back; None where all are in.

    Each silent agency is taken to have as many records in the denominator as in the quarter before; where it sent
    none then, there is nothing to go by and no bounds are given.
    """
    if not around.silent:
        return None
    before, now = quarter.previous(), counts_by(outcomes[quarter], "agency")
    then = counts_by(outcomes[before], "agency") if before in outcomes else {}
    silent = [code for code in sorted(around.silent) if code not in now]
    known = [then[code].applicable for code in silent if code in then]
    if not silent or (len(known) == len(silent) and not sum(known)):
        return None
    names = tuple(name_of(code) for code in silent)
    whole = sum(now.values(), Counts())
    if len(known) < len(silent) or not whole.applicable:
        return NonReturn(names, None, str(before), None, None)
    bounds = whatever_the_missing_said(whole.met, whole.applicable, sum(known))
    return NonReturn(names, sum(known), str(before), bounds.lower, bounds.upper)


def families(outcomes: pd.DataFrame) -> Families | None:
    """
    The interval as wide as families make it; None where no family has several records.

    A record without a family's reference is its child's.
    """
    counted = outcomes[outcomes["outcome"].isin([Outcome.MET, Outcome.NOT_MET])]
    family = counted["family"].astype(object).where(counted["family"].notna(), counted["child"])
    if family.isna().any() or not 2 <= family.nunique() < len(family):
        return None
    interval = clustered((counted["outcome"] == Outcome.MET).tolist(), family.tolist())
    children = int(counted["child"].nunique())
    return Families(interval.cases, children, interval.clusters, interval.lower, interval.upper, interval.wider)
