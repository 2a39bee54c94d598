"""The recommendations of the published report: what evidences each this quarter, and what changed since the last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.english import listed, number_of
from pipeline.page.every_standard import how_many_stand
from pipeline.page.parts import Html, Numeric, Table, rendered
from pipeline.results.model import Evidence, QuarterResult, StandardResult
from pipeline.results.noteworthy import worst_first

PAGE = "recommendations.html"
_ORDER = (
    "evidence this quarter",
    "no figure this quarter",
    "audited, no cases this quarter",
    "not due this quarter",
    "no evidence yet",
)


def summary(result: QuarterResult) -> Html:
    """How many recommendations are evidenced, which changed since the last time, and the way to their page."""
    if not result.evidence:
        return rendered("<p>No recommendations are followed.</p>", plain="no recommendations")
    lines = [_counted(result.evidence), _changed(result.evidence)]
    return rendered(
        '<p>{{ lines | join(" ") }} <a href="{{ page }}">Each recommendation and its evidence</a>.</p>',
        plain=" ".join(lines),
        lines=lines,
        page=PAGE,
    )


def changed(result: QuarterResult) -> Html:
    """Which recommendations changed in state since they were last looked at."""
    sentence = _changed(result.evidence)
    return rendered("<p>{{ sentence }}</p>", plain=sentence, sentence=sentence)


def by_theme(result: QuarterResult) -> Html:
    """A table of the recommendations for each theme, in the report's order."""
    themes = dict.fromkeys(each.theme for each in result.evidence)
    standards = {each.id: each for audit in result.audits for each in audit.standards}
    tables = [_theme(theme, [each for each in result.evidence if each.theme == theme], standards) for theme in themes]
    return rendered(
        """
{% for table in tables %}{{ table }}{% endfor %}
<p class="quiet">They are those of: {{ title }}.</p>
""",
        plain="\n".join(each.plain for each in tables),
        tables=tables,
        title=result.report_title,
    )


def _theme(theme: str, recommendations: Sequence[Evidence], standards: Mapping[str, StandardResult]) -> Table:
    return Table(
        f"{theme}: {number_of(len(recommendations), 'recommendation')}",
        [
            "Number",
            "What it asks",
            "Evidence",
            "The last time",
            "Standards",
            "How they stand",
            Numeric("Actions taken"),
            Numeric("Still planned"),
        ],
        [
            [
                each.id,
                each.text,
                each.state.capitalize(),
                _before(each),
                ", ".join(each.standards) or "–",
                ", ".join(how_many_stand(worst_first(standards[id_] for id_ in each.standards))) or "–",
                each.actions_taken,
                each.actions_planned,
            ]
            for each in recommendations
        ],
        kind="asked",
    )


def _before(each: Evidence) -> str:
    if not each.before:
        return "not known"
    return "the same" if each.before == each.state else each.before.replace("this quarter", "then").capitalize()


def _counted(recommendations: Sequence[Evidence]) -> str:
    states = Counter(each.state for each in recommendations)
    counts = [_has(states[state], state) for state in sorted(states, key=_ORDER.index)]
    return f"Of {number_of(len(recommendations), 'recommendation')}, {listed(counts)}."


def _has(count: int, state: str) -> str:
    """So many recommendations in one state, as a sentence lists them."""
    verb = (
        ("was" if count == 1 else "were")
        if state.startswith(("audited", "not due"))
        else "has"
        if count == 1
        else "have"
    )
    return f"{count} {verb} {state.replace(',', ', with')}"


def _changed(recommendations: Sequence[Evidence]) -> str:
    if not any(each.before for each in recommendations):
        return "There are no earlier figures to say what changed."
    moved = [each for each in recommendations if each.before != each.state]
    if not moved:
        return "None changed since the last time."
    lines = [f"{each.id} (from “{each.before.replace('this quarter', 'then')}” to “{each.state}”)" for each in moved]
    return f"Changed since the last time: {listed(lines)}."
