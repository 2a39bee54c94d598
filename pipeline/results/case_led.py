"""The figures of an audit whose cases are read one by one: how many of how many, and no more than few cases can say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.calendar.quarter import Quarter
from pipeline.results.change_values import Change, Moved
from pipeline.results.changes import Comparisons, Planned
from pipeline.results.context_values import ContextResult
from pipeline.results.figure_values import Figure, Verdict, YearTotal
from pipeline.results.model import AuditResult, StandardResult

WHY = "its cases are read one by one"
# Those that say nothing of a target.
_UNJUDGED = (Verdict.NO_CASES, Verdict.NOT_DUE, Verdict.NONE_YET, Verdict.HIDDEN, Verdict.CONTEXT)


def not_compared(quarter: Quarter) -> Comparisons:
    """What is compared over time of a standard whose cases are read one by one: nothing."""
    year = tuple(quarter.last(8))  # quarters: four, and the four before
    since = Planned((quarter,), (quarter.previous(),), not_made=Moved.NOT_TESTED, why=WHY)
    return Comparisons(since, Planned(year[4:], year[:4], not_made=Moved.NOT_TESTED, why=WHY))


def counts_alone(result: AuditResult) -> AuditResult:
    """
    An audit's results as counts: without percentage, interval, verdict, change, or a comparison of any two.

    How far raters agree, and what became of the records, is told at the meeting, case by case.
    """
    return replace(
        result,
        case_led=True,
        standards=tuple(map(_standard, result.standards)),
        context=tuple(map(_measure, result.context)),
        agreement=(),
        flow=None,
        flow_to_come=None,
    )


def _standard(result: StandardResult) -> StandardResult:
    return replace(
        result,
        rated=False,
        total=_figure(result.total),
        agencies=_figures(result.agencies),
        groups=_figures(result.groups),
        briefed=_figure(result.briefed) if result.briefed is not None else None,
        other_reading=None,
        history=(),
        breaks=(),
        rebases=(),
        successions=(),
        series=None,
        since_last=_untold(result.since_last),
        over_year=_untold(result.over_year),
        non_return=None,
        families=None,
        apart=(),
        whole=None,
        between=None,
        timing=None,
        sampled=None,
        targets=(),
        earlier=(),
        own_history=(),
        year=YearTotal(result.year.quarters, None, WHY),
        below_by_chance=0.0,
    )


def _figures(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    return tuple(map(_figure, figures))


def _figure(figure: Figure) -> Figure:
    return replace(
        figure,
        counts=replace(figure.counts, proportion=None),
        value=None,
        lower=None,
        upper=None,
        verdict=figure.verdict if figure.verdict in _UNJUDGED else Verdict.CASES,
        provisional=False,
        past_amber=False,
        weighted=False,
        clustered=False,
        rules_out=None,
        target=None,
        unsaid_because=figure.unsaid_because if figure.verdict is Verdict.NONE_YET else None,
    )


def _untold(change: Change) -> Change:
    return Change(change.recent, change.earlier, Moved.NOT_TESTED, WHY)


def _measure(measure: ContextResult) -> ContextResult:
    """A measure for context: its counts, and no share of them."""
    return replace(
        measure,
        shares=tuple(replace(each, band=None) for each in measure.shares),
        band=None,
        denominator=None if measure.shares else measure.denominator,
        proportion=None,
        lower=None,
        upper=None,
        history=(),
    )
