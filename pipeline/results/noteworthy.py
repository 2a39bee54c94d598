"""The standards that a summary names first: those that reach their target, those below it, those that have changed."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.results.figure_values import Verdict
from pipeline.results.model import AuditResult, StandardResult

WORST_FIRST = (
    Verdict.BELOW,
    Verdict.NOT_CLEAR,
    Verdict.TOO_FEW,
    Verdict.CASES,
    Verdict.NONE_YET,
    Verdict.NOT_SAID,
    Verdict.HIDDEN,
    Verdict.AT,
    Verdict.ABOVE,
    Verdict.NO_CASES,
    Verdict.NOT_DUE,
    Verdict.CONTEXT,
)


def worst_first(standards: Iterable[StandardResult]) -> list[StandardResult]:
    """
    All ``standards``, in the order in which a reader with little time needs them.

    By their verdicts; of one verdict those past their amber line first, and then the furthest short of the target.
    """
    return sorted(
        standards,
        key=lambda s: (WORST_FIRST.index(s.total.verdict), not s.total.past_amber, -short_of_target(s)),
    )


def short_of_target(standard: StandardResult) -> float:
    """
    By how much a figure is worse than its target; below nothing where it is better. Units: a proportion.

    A hidden figure is taken for the middle of the band that it lies in, which is all that a reader knows of it.
    """
    value = standard.total.value
    if value is None and standard.total.band is not None:
        value = (standard.total.band.low + standard.total.band.high) / 200
    if value is None or not standard.rated:
        return 0.0
    gap = standard.target - value
    return -gap if standard.low_is_good else gap


def reaching_target(audit: AuditResult) -> list[StandardResult]:
    """
    The standards at their target or better, as many as are counted: the headline ones first, few cases after many.

    Those on few cases are among them, as they are among those below target.
    """
    good = [s for s in audit.standards if s.total.verdict.reached]
    return sorted(good, key=lambda s: (not s.headline, s.total.provisional, s.total.verdict is not Verdict.ABOVE))


def below_target(audit: AuditResult) -> list[StandardResult]:
    """The standards below target, in the order of `urgency`."""
    return sorted((s for s in audit.standards if s.total.verdict is Verdict.BELOW), key=urgency)


def urgency(standard: StandardResult) -> tuple[bool, bool, float]:
    """Which of those below target are named first: headline ones, those past their amber line, the furthest below."""
    return not standard.headline, not standard.total.past_amber, -short_of_target(standard)


def changed_standards(audit: AuditResult) -> list[StandardResult]:
    """The standards of which a change is claimed: since the quarter before, over the year, or in their series."""
    return [
        s
        for s in audit.standards
        if s.since_last.moved.claimed or s.over_year.moved.claimed or (s.series is not None and s.series.stands_out)
    ]
