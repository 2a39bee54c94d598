"""What a reader with ten minutes passes over: folded away behind a line that says what is there."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.english import capital, number_of
from pipeline.page import briefing, chart, reconciled, section, table
from pipeline.page.parts import Html, Table, rendered, together
from pipeline.results.agency import NOT_IN
from pipeline.results.agency import packs as agencies_with_packs
from pipeline.results.model import AuditResult, QuarterResult
from pipeline.results.return_values import FindingCount, ReturnLine

OPEN_ALL = rendered(
    """
<p class="open-all"><input type="checkbox" id="open-all"><label for="open-all">Open all that is folded away on this page
(to read it, or to print all of it)</label></p>
""",
    plain="open all",
)


def behind(audit: AuditResult) -> Html:
    """Everything of an audit that stands behind its standards: returns, scorecard, raters, context, data quality."""
    parts = [
        folded(_returns_heading(audit.returns), table.returns(audit.returns, f"{audit.code} returns this quarter")),
        *([] if audit.case_led else [_scorecard(audit)]),
        *_rated_and_beside(audit),
        *_data_quality(audit),
        briefing.link(audit),
    ]
    return together(parts, "\n".join(each.plain for each in parts))


def _scorecard(audit: AuditResult) -> Html:
    """Every standard against its target, as a table and as charts."""
    scorecard = section.scorecard(audit)
    pictures = [each.figure for each in (chart.targets(audit), chart.outcomes(audit)) if each]
    return folded("Scorecard: every standard against its target", together([scorecard, *pictures], scorecard.plain))


def _data_quality(audit: AuditResult) -> list[Html]:
    """What was found in the returns; where the edition does not show it, the table of returns has the counts."""
    if audit.findings is None:
        return []
    return [folded(f"Data quality: {_quality(audit.findings)}", section.quality(audit))]


def _rated_and_beside(audit: AuditResult) -> list[Html]:
    """Two raters, two agencies' returns and what is shown beside the standards, where the audit has any of it."""
    parts = []
    if audit.agreement:
        heading = f"Agreement between raters: {number_of(len(audit.agreement), 'comparison')}"
        parts.append(folded(heading, section.agreement(audit)))
    if audit.reconciled or audit.same_counts:
        comparisons = number_of(len(audit.reconciled) + len(audit.same_counts), "comparison")
        heading = f"The same cases on two agencies' returns: {comparisons}"
        parts.append(folded(heading, reconciled.side_by_side(audit)))
    if audit.context or audit.flow or audit.flow_to_come:
        measures = number_of(len(audit.context), "measure")
        parts.append(folded(f"Context: {measures}, never held against a target", section.context(audit)))
    return parts


def returns(quarter: QuarterResult) -> Html:
    """Who has returned what, and the agencies' own pages where the edition has them, folded."""
    grid, heading = table.returns(quarter.returns, "Returns this quarter"), _returns_heading(quarter.returns)
    if not agencies_with_packs(quarter):
        return folded(heading, grid)
    links = section.packs(quarter)
    return folded(f"{heading}, and each agency's own page", together([links, grid], f"{links.plain}\n{grid.plain}"))


def folded(heading: str, part: Html | Table, *, gathered: bool = False) -> Html:
    """
    A part of a page behind a line that says what is there.

    ``gathered``: whether it only gathers what stands at each standard too, so that paper with all of them needs none.
    """
    return rendered(
        """
<details class="fold{% if gathered %} fold--gathered{% endif %}"><summary>{{ heading }}</summary>{{ part }}</details>
""",
        plain=f"{heading}\n{part.plain}",
        heading=heading,
        part=part,
        gathered=gathered,
    )


def returned(lines: Sequence[ReturnLine]) -> str:
    """How many of the returns that are due count, and what is lacking."""
    due = [each for each in lines if each.agency and each.due]
    lacking = [each for each in due if each.status in NOT_IN]
    if not due:
        return "no return is due"
    if not lacking:
        return f"all {len(due)} returns in" if len(due) > 1 else "the one return is in"
    return f"{len(due) - len(lacking)} of {number_of(len(due), 'return')} in"


def _returns_heading(lines: Sequence[ReturnLine]) -> str:
    return f"{capital(returned(lines))}: what each agency has sent"


def _quality(findings: Sequence[FindingCount]) -> str:
    counts = {kind: sum(each.count for each in findings if each.severity == kind) for kind in ("error", "query")}
    if not any(counts.values()):
        return "no answer in error or in doubt"
    return f"{number_of(counts['error'], 'answer')} in error, {counts['query']} in doubt"
