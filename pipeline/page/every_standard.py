"""Every standard of every audit in one table, worst first: what a member reads who has ten minutes."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.page import chart, table
from pipeline.page.parts import Html, Numeric, Table, rendered
from pipeline.page.sentences import change_words, met_of_applicable, percent, records_words, share
from pipeline.results.change_values import Change
from pipeline.results.figure_values import Verdict
from pipeline.results.model import AuditResult, QuarterResult, StandardResult
from pipeline.results.noteworthy import worst_first
from pipeline.statistics.tiers import FEWEST_FOR_FIRM_RATING


def page_of(audit: AuditResult) -> str:
    """The file of an audit's page."""
    return f"{audit.code.lower()}.html"


def every_standard(quarter: QuarterResult) -> Html:
    """A line for each standard, worst first within its audit, each name a link to its place on the audit's page."""
    return _lines(quarter.audits, linked=True)


def _lines(audits: Sequence[AuditResult], *, linked: bool) -> Html:
    # A table that a telephone shows as cards is no longer one to a screen reader, unless every part says what it is.
    return rendered(
        """
{{ legend }}
<table class="standards{{ " standards--signals" if with_icons }}" role="table">
<caption class="visually-hidden">Every standard, worst first within its audit</caption>
<thead role="rowgroup"><tr role="row">
{%- for each in columns %}<th scope="col" role="columnheader">{{ each }}</th>{% endfor %}</tr></thead>
{% for audit, lines in audits %}
<tbody role="rowgroup"><tr class="standards-audit" role="row">
<th scope="rowgroup" role="rowheader" colspan="{{ columns | length }}">
{%- if linked %}<a href="{{ page(audit) }}">{{ audit.short_title }}</a>{% else %}{{ audit.short_title }}{% endif %}
 <span class="quiet">{{ about(audit) }}</span></th></tr>
{% for s, standing, line, icons in lines %}
<tr class="edge--{{ colour(s.total.verdict) }}" role="row"><th scope="row" role="rowheader">
{%- if linked %}<a href="{{ page(audit) }}#{{ s.id }}">{{ s.title }}</a>{% else %}{{ s.title }}{% endif %}
{%- if s.headline %} <span class="headline-mark">headline</span>{% endif %} <span class="code">{{ s.id }}</span></th>
<td role="cell" class="standards-figure
{%- if s.total.counts.proportion is none %} standards-words{% endif %}">{{ figure(s) }}</td>
<td role="cell">{{ line }}</td>
<td role="cell">{{ standing }}</td>
{% if with_icons %}<td role="cell">{{ icons }}</td>{% endif %}
<td role="cell" class="quiet">{{ change(s.over_year) }}</td></tr>
{% endfor %}</tbody>
{% endfor %}
</table>
""",
        plain="\n".join(each.plain for each in map(as_table, audits)),
        audits=[
            (
                audit,
                [
                    (s, table.standing(s), chart.sparkline(s, audit.quarter), table.icons(s, brief=True))
                    for s in worst_first(audit)
                ],
            )
            for audit in audits
        ],
        columns=_columns(audits),
        with_icons=_with_icons(audits),
        linked=linked,
        legend=legend(audits),
        page=page_of,
        about=_about,
        colour=table.colour,
        figure=_figure,
        change=_change,
        tables=[as_table(audit) for audit in audits],
    )


def legend(audits: Sequence[AuditResult]) -> Html:
    """How the lines are read, once on a page."""
    return rendered(
        """
<p class="quiet legend">Worst first. Line: the last eight quarters; band: the 95% interval; dashes: the target; dot:
this quarter, in the colour of its verdict. “Few cases”: fewer than {{ firm }} records. Over the year: the last four
quarters beside the four before.{% if unclear %} “Not yet clear”: short of the target, but with so few cases
chance could explain it.{% endif %}{% if by_chance %} {{ by_chance }} of {{ rated }} may be called below target by
chance alone.{% endif %}</p>
""",
        firm=FEWEST_FOR_FIRM_RATING,
        unclear=any(s.total.verdict is Verdict.NOT_CLEAR for audit in audits for s in audit.standards),
        rated=sum(s.rated for audit in audits for s in audit.standards),
        by_chance=_by_chance(sum(audit.below_by_chance for audit in audits)),
    )


def _by_chance(expected: float) -> str:
    return f"About {expected:.0f}" if expected >= 1.5 else "About one" if expected >= 0.5 else ""


def as_table(audit: AuditResult) -> Table:
    """The lines of one audit as a workbook has them."""
    return Table(
        f"{audit.code} standards, worst first: {audit.title}",
        ["Standard", Numeric("Met"), Numeric("Target"), "Verdict", "Over the year"],
        [
            [
                f"{s.id} {s.title}",
                met_of_applicable(s.total),
                percent(s.target) if s.rated else "–",
                table.verdict(s.total, s.low_is_good),
                change_words(s.over_year),
            ]
            for s in worst_first(audit)
        ],
    )


def _columns(audits: Sequence[AuditResult]) -> list[str]:
    icons = ["Signals"] if _with_icons(audits) else []
    return ["Standard", "This quarter", "Two years", "Verdict", *icons, "Over the year, points"]


def _with_icons(audits: Sequence[AuditResult]) -> bool:
    return any(s.series is not None and s.series.variation is not None for audit in audits for s in audit.standards)


def _figure(standard: StandardResult) -> Html:
    counts = standard.total.counts
    if standard.total.weighted or counts.hidden or counts.applicable in (None, 0) or counts.proportion is None:
        words = met_of_applicable(standard.total)
        return rendered("{{ words }}", plain=words, words=words)
    return rendered(
        "{{ counts.met }} of {{ counts.applicable }} <strong>{{ share }}</strong>",
        plain=met_of_applicable(standard.total),
        counts=counts,
        share=share(standard.total),
    )


def _change(change: Change) -> str:
    """A change where the heading says in what."""
    return change_words(change).replace(" points)", ")")


def _about(audit: AuditResult) -> str:
    """An audit's whole name where that says more, and how many records it has."""
    title = "" if audit.title == audit.short_title else audit.title
    return " · ".join(each for each in (title, records_words(audit)) if each)
