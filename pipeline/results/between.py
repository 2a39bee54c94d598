"""How many cases in a row go well between one failure and the next, where failures are rare."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.calendar.quarter import Quarter
from pipeline.measure.runs import joined
from pipeline.results.beside_values import Between
from pipeline.results.model import StandardResult
from pipeline.statistics.gchart import g_chart, worth_drawing


def between_failures(runs: Mapping[Quarter, tuple[int, ...]], result: StandardResult) -> Between | None:
    """
    The runs of the comparable quarters of ``result``; None where failures are too few to tell, or no longer rare.

    ``runs``: of each quarter, see `measure.runs.runs_between`. None too where cases do not weigh alike.
    """
    comparable = [Quarter.parse(each.quarter) for each in result.history if each.comparable]
    if result.total.weighted or not comparable or not result.rated:
        return None
    *ended, going_on = joined(runs.get(each, ()) for each in comparable) or (0,)
    if not worth_drawing(len(ended), sum(ended) + going_on + len(ended)):
        return None
    chart = g_chart(ended, going_on)
    alone = not any(each.figure.clustered for each in result.history)
    return Between(
        since=str(comparable[0]),
        runs=tuple(ended),
        going_on=going_on,
        median=chart.median,
        longest=chart.longest,
        close=tuple(alone and each for each in chart.close),
        open_long=alone and chart.open_long,
    )
