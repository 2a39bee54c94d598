"""One standard's result in an edition: its total, its agencies, its groups, its history and what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Standard
from pipeline.definition.words import words
from pipeline.disclose.editions import Edition
from pipeline.disclose.hiding import for_named_readers, line, table
from pipeline.measure.counts import Counts, counts, counts_by
from pipeline.measure.outcomes import Outcome
from pipeline.partnership.agencies import name_of
from pipeline.results.breaks import NOTHING_MORE, ReturnHistory, breaks
from pipeline.results.context_of_a_figure import families, non_return
from pipeline.results.figures import change, figure, not_comparable
from pipeline.results.model import Break, Change, Figure, Point, Series, StandardResult
from pipeline.results.series import series
from pipeline.statistics.tiers import FEWEST_FOR_RATING

POOLED = 4  # quarters pooled on each side of the comparison over time
FEWEST_ALIKE = 2  # of the earlier ones, counted in the same way


def standard_result(
    standard: Standard,
    tables: Mapping[Quarter, pd.DataFrame],
    quarter: Quarter,
    edition: Edition,
    around: ReturnHistory = NOTHING_MORE,
) -> StandardResult:
    """
    The result of ``standard`` for ``quarter``.

    Shape: ``tables`` has an `outcome_table` for each quarter up to ``quarter``.
    """
    outcomes = {each: frame[frame["standard"] == standard.id] for each, frame in tables.items()}
    now = outcomes[quarter]
    total = counts(now)
    total_figure, agencies = _lines(counts_by(now, "agency"), total, standard, edition, edition.agencies)
    groups: tuple[Figure, ...] = ()
    if standard.by is not None and edition.breakdowns:
        by_answer = counts_by(now[now["outcome"] != Outcome.NOT_APPLICABLE], "group")
        _, groups = _lines(by_answer, total, standard, edition, True, standard)
    assert standard.target is not None  # set when the standard was built
    assert standard.amber is not None
    broken = breaks(standard, quarter, around)
    past = {each: counts(frame) for each, frame in sorted(outcomes.items())}
    over = trend(standard, past, quarter, edition, broken)
    rated = total_figure.lower is not None and total.applicable >= FEWEST_FOR_RATING
    return StandardResult(
        id=standard.id,
        title=standard.title,
        counted=words(standard.met),
        out_of=words(standard.applies),
        excluded=standard.excluded,
        pending=words(standard.pending) if standard.pending is not None else "",
        target=standard.target,
        amber=standard.amber,
        low_is_good=standard.polarity.name == "LOW_GOOD",
        rated=standard.rated,
        headline=standard.headline,
        basis=standard.basis.value,
        source=standard.source,
        recommendations=standard.recommendations,
        caveats=standard.caveats,
        total=total_figure,
        children=for_named_readers(edition, lambda: _children(now)),
        agencies=agencies,
        groups_by=standard.by.label if standard.by is not None else "",
        groups=groups,
        history=over.history,
        breaks=over.breaks,
        series=over.series,
        last_quarter=over.last_quarter,
        change=over.change,
        non_return=for_named_readers(edition, lambda: non_return(outcomes, quarter, around)),
        families=for_named_readers(edition, lambda: families(now)) if rated else None,
    )


@dataclass(frozen=True)
class Trend:
    """What a standard's counts say over the quarters; each part as in `StandardResult`."""

    history: tuple[Point, ...]
    breaks: tuple[Break, ...]
    series: Series | None
    last_quarter: Change | None
    change: Change | None


def trend(
    standard: Standard, past: Mapping[Quarter, Counts], quarter: Quarter, edition: Edition, broken: Sequence[Break] = ()
) -> Trend:
    """Everything about time. ``past``: the counts of each quarter so far, in order; ``broken``: every break."""
    begun = Quarter.parse(broken[-1].quarter) if broken else None
    history = _history(past, begun, edition, standard)
    return Trend(
        history=history,
        breaks=tuple(each for each in broken if each.quarter > history[0].quarter) if history else (),
        series=series(history, standard, edition),
        last_quarter=_last_quarter(past, quarter, begun, edition),
        change=_change(past, quarter, begun, edition),
    )


def _lines(
    parts: Mapping[str, Counts],
    total: Counts,
    standard: Standard,
    edition: Edition,
    wanted: bool,
    by: Standard | None = None,
) -> tuple[Figure, tuple[Figure, ...]]:
    by_child = by is not None and by.by is not None and by.by.describes_child
    shown, shown_total = table(list(parts.values()) if wanted else [], total, edition, by_child)
    figures = tuple(
        figure(code, _label(code, by), part, each, standard)
        for (code, part), each in zip(parts.items() if wanted else (), shown, strict=True)
    )
    return figure("", "All returns", total, shown_total, standard), figures


def _label(code: str, by: Standard | None) -> str:
    if by is not None and by.by is not None:
        return by.by.codes.label(code) if code in by.by.codes else code
    return name_of(code)


def _children(outcomes: pd.DataFrame) -> int:
    """Distinct children in the denominator."""
    counted = outcomes[outcomes["outcome"].isin([Outcome.MET, Outcome.NOT_MET])]
    return int(counted["child"].nunique())


def _history(
    past: Mapping[Quarter, Counts], begun: Quarter | None, edition: Edition, standard: Standard
) -> tuple[Point, ...]:
    points = []
    for each, counted in past.items():
        if counted.records:
            shown = figure("", str(each), counted, line(counted, edition), standard)
            points.append(Point(str(each), shown, comparable=begun is None or each >= begun))
    return tuple(points)


def _last_quarter(
    past: Mapping[Quarter, Counts], quarter: Quarter, begun: Quarter | None, edition: Edition
) -> Change | None:
    before = quarter.previous()
    if before not in past or not past[before].records:
        return None
    if begun is not None and before < begun:
        return not_comparable(str(quarter), [past[quarter]], str(before), [past[before]], edition)
    return change(str(quarter), [past[quarter]], str(before), [past[before]], edition)


def _change(past: Mapping[Quarter, Counts], quarter: Quarter, begun: Quarter | None, edition: Edition) -> Change | None:
    """
    The latest four quarters against the four before: far more power than any one quarter against the last.

    Quarters before a change of definition are left out of the four before, of which at least two must be left.
    """
    quarters = [quarter]
    while len(quarters) < 2 * POOLED:
        quarters.append(quarters[-1].previous())
    if any(each not in past for each in quarters):
        return None
    recent, earlier = quarters[:POOLED][::-1], quarters[POOLED:][::-1]
    alike = [each for each in earlier if begun is None or each >= begun]
    compared = change if len(alike) >= FEWEST_ALIKE and (begun is None or recent[0] >= begun) else not_comparable
    span = alike if compared is change else earlier
    return compared(
        f"{recent[0]} to {recent[-1]}",
        [past[each] for each in recent],
        f"{span[0]} to {span[-1]}",
        [past[each] for each in span],
        edition,
    )
