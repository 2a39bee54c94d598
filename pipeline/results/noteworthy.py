"""The standards that a summary names first: those that reach their target, those below it, those that have changed."""

from __future__ import annotations

from pipeline.results.model import AuditResult, StandardResult, Verdict


def reaching_target(audit: AuditResult) -> list[StandardResult]:
    """The standards that reach their target on enough records to be judged firmly, best evidenced first."""
    good = [s for s in audit.standards if s.total.verdict.reached and not s.total.provisional]
    return sorted(good, key=lambda s: (s.total.verdict is not Verdict.ABOVE, not s.headline, s.id))


def below_target(audit: AuditResult) -> list[StandardResult]:
    """The standards below target, the headline ones first, then the furthest below."""
    low = [s for s in audit.standards if s.total.verdict is Verdict.BELOW]
    return sorted(low, key=lambda s: (not s.headline, -abs((s.total.value or 0) - s.target)))


def changed_standards(audit: AuditResult) -> list[StandardResult]:
    """The standards of which a change is claimed, since the quarter before or over the year."""
    return [s for s in audit.standards if s.since_last.moved.claimed or s.over_year.moved.claimed]
