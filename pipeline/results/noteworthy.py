"""The standards that a summary names first: those that reach their target, those below it, those that have changed."""

from __future__ import annotations

from pipeline.results.model import AuditResult, Rating, StandardResult, Verdict


def reaching_target(audit: AuditResult) -> list[StandardResult]:
    """The standards that reach their target on enough records to be rated firmly, best evidenced first."""
    good = [s for s in audit.standards if s.total.rating is Rating.GREEN and not s.total.provisional]
    return sorted(good, key=lambda s: (s.total.verdict is not Verdict.REACHED, not s.headline, s.id))


def below_target(audit: AuditResult) -> list[StandardResult]:
    """The standards below target by more than chance, furthest below first."""
    low = [s for s in audit.standards if s.total.verdict is Verdict.BELOW]
    return sorted(low, key=lambda s: abs((s.total.counts.proportion or 0) - s.target), reverse=True)


def changed_standards(audit: AuditResult) -> list[StandardResult]:
    """The standards whose change over time is more than chance."""
    return [s for s in audit.standards if s.change and s.change.verdict in (Verdict.RISEN, Verdict.FALLEN)]
