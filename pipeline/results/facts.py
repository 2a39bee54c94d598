"""All that a released edition prints of a quarter's counts, as facts, from the very values of its pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.disclose.editions import edition as edition_named
from pipeline.disclose.facts import ALL, Beside, Fact, How, Line
from pipeline.results.figure_values import Figure
from pipeline.results.model import AuditResult, QuarterResult, StandardResult


def facts_of(result: QuarterResult) -> tuple[Fact, ...]:
    """What is printed of every line of every standard: the newest quarter, those before, and the year."""
    round_to = edition_named(result.edition).round_to
    return tuple(
        fact
        for audit in result.audits
        for standard in audit.standards
        for fact in facts_of_standard(audit.code, standard, result.quarter, round_to)
    )


def other_facts(result: QuarterResult) -> tuple[Beside, ...]:
    """What is printed of the quarter's measures for context, and of records and numbers that are on two returns."""
    return tuple(fact for audit in result.audits for fact in _beside(audit))


def _beside(audit: AuditResult) -> Iterator[Beside]:
    for each in audit.context:
        if each.total is not None:
            yield Beside(audit.code, each.id, "", each.total.total, each.total.records)
        elif each.shares:
            for share in each.shares:
                yield Beside(audit.code, each.id, share.label, share.count, each.denominator, share.band)
        else:
            yield Beside(audit.code, each.id, "", each.numerator, each.denominator, each.band)
    for compared in audit.reconciled:
        yield Beside(audit.code, compared.id, "", compared.both, compared.of, compared.band)
    for counted in audit.same_counts:
        yield Beside(audit.code, counted.id, "", counted.agree, counted.of)


def facts_of_standard(audit: str, standard: StandardResult, now: str, round_to: int) -> Iterator[Fact]:
    """The same of one standard. ``now``: the quarter reported on; ``round_to``: what its edition rounds counts to."""
    lines = {Line(standard.id, ALL, (now,)): standard.total}
    lines |= {Line(standard.id, each.code, (now,)): each for each in standard.agencies}
    # Of the quarter reported on the total stands for the last point of the history.
    lines |= {Line(standard.id, ALL, (each.quarter,)): each.figure for each in standard.history if each.quarter != now}
    if standard.year.figure is not None and len(standard.year.quarters) > 1:
        lines[Line(standard.id, ALL, standard.year.quarters)] = standard.year.figure
    for line, figure in lines.items():
        # A year is the sum of quarters as they were rounded, each of them by half as much as it is rounded to.
        rounded_to = (round_to - 1) * len(line.quarters) + 1
        yield replace(_fact(line, audit, figure, standard.low_is_good, rounded_to), version=standard.version)


def _fact(line: Line, audit: str, figure: Figure, low_is_good: bool, round_to: int) -> Fact:
    counts = figure.counts
    exact = round_to if not counts.exact else 1
    printed = counts.met is not None
    how = (
        (How.EXACT if counts.exact else How.ROUNDED)
        if printed
        else (How.BAND if figure.band is not None else How.NOTHING)
    )
    return Fact(
        line,
        audit,
        how,
        met=counts.met,
        of=counts.applicable if printed else None,
        silent=counts.not_recorded if printed else None,
        round_to=exact,
        band=figure.band,
        verdict=str(figure.verdict) if figure.verdict.judged else "",
        target=figure.target,
        low_is_good=low_is_good,
        per_case=figure.per_case,
    )
