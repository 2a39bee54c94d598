"""The targets that the partnership set, as tables: who decided each, and the quarters that it rates otherwise."""

from __future__ import annotations

from pipeline.page.parts import Numeric, Table
from pipeline.page.sentences import met_of_applicable, percent, verdict_name
from pipeline.results.model import AuditResult, StandardResult


def targets_set(audit: AuditResult) -> Table:
    """Every target that was set for the quarters shown, with its reason and the one before it."""
    return Table(
        f"{audit.code} targets that were set",
        [
            "Standard",
            Numeric("Target"),
            Numeric("Amber"),
            "From",
            "To",
            "Decided by",
            "Minute",
            "Why",
            Numeric("Target before"),
            Numeric("Amber before"),
        ],
        [
            [
                f"{s.id} {s.title}",
                percent(each.target),
                percent(each.amber),
                each.since or "the beginning",
                each.until or "now",
                each.decided_by or "–",
                each.minute or "–",
                each.why or "–",
                percent(each.target_before),
                percent(each.amber_before),
            ]
            for s in audit.standards
            for each in s.targets
        ],
        note="Where a target holds from the beginning, the one before is the usual one, of the standard's definition.",
    )


def rerated(audit: AuditResult) -> Table:
    """The quarters that a target which was set rates otherwise than the target before it would."""
    met = {(s.id, p.quarter): met_of_applicable(p.figure) for s in audit.standards for p in s.history}
    return Table(
        f"{audit.code} quarters that would be rated otherwise by the target before",
        ["Standard", "Quarter", Numeric("Met"), "By the target before", "Verdict"],
        [
            [f"{s.id} {s.title}", quarter, met[s.id, quarter], before, by_this]
            for s in audit.standards
            for quarter, (before, by_this) in _otherwise(s).items()
        ],
        note="Only of figures that this edition shows and rates.",
    )


def history_columns(standard: StandardResult) -> dict[str, list[str]]:
    """What the table of a standard's quarters says beside each of them where a target was set, by heading."""
    if not standard.targets:
        return {}
    before = {each.quarter: "the same" for aim in standard.targets for each in aim.ratings}
    before |= {quarter: then for quarter, (then, _) in _otherwise(standard).items()}
    return {
        Numeric("Target"): [percent(p.target) for p in standard.history],
        "Verdict": [verdict_name(p.figure.verdict, standard.low_is_good) for p in standard.history],
        "By the target before": [before.get(p.quarter, "–") for p in standard.history],
    }


def _otherwise(standard: StandardResult) -> dict[str, tuple[str, str]]:
    return {
        each.quarter: (
            verdict_name(each.before, standard.low_is_good),
            verdict_name(each.by_this, standard.low_is_good),
        )
        for aim in standard.targets
        for each in aim.ratings
        if each.before != each.by_this
    }
