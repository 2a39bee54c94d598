"""Every standard of every audit in one table, those below target first: what a member reads who has ten minutes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.english import NO_FIGURE, number_of
from pipeline.page import chart, table
from pipeline.page.parts import Html, Numeric, Table, rendered
from pipeline.page.sentences import (
    FEW_CASES,
    change_words,
    met_of_applicable,
    percent,
    records_words,
    share,
    together_words,
    total_words,
)
from pipeline.results.change_values import Change
from pipeline.results.figure_values import Figure, Verdict
from pipeline.results.model import AuditResult, QuarterResult, StandardResult
from pipeline.results.noteworthy import worst_first
from pipeline.statistics.tiers import FEWEST_FOR_FIRM_RATING

MOST_IN_FULL = 60  # standards: of more than these, a report's first page has the headlines alone
MOST_WITH_ALL_HEADLINES = 15  # audits: of more than these, the worst headline of each
NO_BREAK = "\u00a0"


def page_of(audit: AuditResult) -> str:
    """The file of an audit's page."""
    return f"{audit.code.lower()}.html"


def every_standard(quarter: QuarterResult) -> Html:
    """
    A line for each standard, worst first within its audit, each name a link to its place on the audit's page.

    Where there are more than a member can read, a line for each headline, and how the audit's standards stand together.
    """
    return _lines(quarter.audits, linked=True, headlines_only=too_many(quarter.audits))


def too_many(audits: Sequence[AuditResult]) -> bool:
    """Whether there are more standards than a member can read on one page."""
    return sum(len(audit.standards) for audit in audits) > MOST_IN_FULL


def _lines(audits: Sequence[AuditResult], *, linked: bool, headlines_only: bool) -> Html:
    shown = [
        (
            audit,
            [
                (s, table.standing(s), chart.sparkline(s, audit.quarter), table.icons(s, brief=True))
                for s in (first_asked(audit, len(audits)) if headlines_only else worst_first(audit.standards))
            ],
        )
        for audit in audits
    ]
    # A table that a telephone shows as cards is no longer one to a screen reader, unless every part says what it is.
    return rendered(
        """
{{ legend }}
{% if headlines_only %}<p class="quiet">What each audit asks first{{ ", where it stands worst" if many }}. Its page has
all of its standards: open it by its name.</p>{% endif %}
<table class="{{ kinds }}" role="table">
<caption class="visually-hidden">{{ "What each audit asks first" if headlines_only else "Every standard" }}, those
below target first within their audit</caption>
<thead role="rowgroup"><tr role="row">
{%- for each in columns %}<th scope="col" role="columnheader">{{ each }}</th>{% endfor %}</tr></thead>
{% for audit, lines in audits %}
<tbody role="rowgroup"><tr class="standards-audit" role="row">
<th scope="rowgroup" role="rowheader" colspan="{{ columns | length }}">
{%- if linked %}<a href="{{ page(audit) }}">{{ audit.short_title }}</a>{% else %}{{ audit.short_title }}{% endif %}
 <span class="quiet">{{ together(audit) if headlines_only else about(audit) }}</span></th></tr>
{% for s, standing, line, icons in lines %}
<tr class="edge--{{ colour(s.total.verdict) }}" role="row"><th scope="row" role="rowheader">
{%- if linked %}<a href="{{ page(audit) }}#{{ s.id }}">{{ s.title }}</a>{% else %}{{ s.title }}{% endif %}
{%- if s.headline and not headlines_only %} <span class="headline-mark">headline</span>{% endif %}
 <span class="code">{{ s.id }}</span></th>
<td role="cell" class="standards-figure
{%- if in_words(s.total) %} standards-words{% endif %}">{{ figure(s) }}</td>
<td role="cell" class="standards-target">{{ target(s) }}</td>
<td role="cell">{{ line }}</td>
<td role="cell">{{ standing }}</td>
{% if with_icons %}<td role="cell">{{ icons }}</td>{% endif %}
<td role="cell" class="quiet">{{ change(s.over_year) }}</td></tr>
{% endfor %}</tbody>
{% endfor %}
</table>
""",
        plain="\n".join(each.plain for each in map(as_table, audits)),
        audits=shown,
        headlines_only=headlines_only,
        many=len(audits) > MOST_WITH_ALL_HEADLINES,
        kinds=f"standards{' standards--signals' * _with_icons(audits)}{' standards--brief' * headlines_only}",
        together=_together,
        columns=_columns(audits),
        with_icons=_with_icons(audits),
        linked=linked,
        legend=legend([s for _, lines in shown for s, *_ in lines], marked=not headlines_only),
        page=page_of,
        about=_about,
        colour=table.colour,
        figure=_figure,
        in_words=_in_words,
        target=_target,
        change=in_points,
        tables=[as_table(audit) for audit in audits],
    )


def legend(
    standards: Sequence[StandardResult],
    shape: chart.Shape = chart.IN_A_TABLE,
    *,
    marked: bool = True,
    not_recorded: bool = False,
) -> Html:
    """
    How figures and lines of the ``standards`` shown are read, once on a page, as far as they are there.

    ``shape``: of its lines; ``marked``: headlines are marked as such; ``not_recorded``: it tells of those.
    """
    return rendered(
        """
<p class="quiet legend">{% if below %}Below target first{{ " (in bold)" if in_a_table }}, the furthest from it at the
top.{% endif %}
{%- if unclear %} “Not yet clear”: short of the target, but by no more than chance could explain.{% endif -%}
{%- if provisional %} “{{ few }}”: fewer than {{ firm }} records.{% endif %}
{%- if not_recorded %} “Not recorded”: the record is silent, which counts as not met.{% endif %}
{%- if unsaid %} “Not said here”: the counts shown here do not tell.{% endif %}
{%- if spans or in_range %} “80% or more” and the like: the counts are hidden, to protect small ones, and the figure
lies between these ends.{% endif %}
{%- if headlines %} “Headline”: what the audit asks first.{% endif %}
{%- if drawn %} Line: up to {{ quarters }} quarters, 0% to 100%; dot: this quarter; dashes: the target; shading: where
the figure most likely lies (95%){% if centred %}; grey: the middle of the quarters{% endif %}
{%- if spans %}; block: its counts are hidden, and its figure lies within{% endif %}. Over the year: the last four
quarters against the four before{% if ranged %} (in brackets: where the change most likely lies){% endif %}.{% endif %}
{%- if by_chance %} {{ by_chance }} of the {{ judged }} judged here may be called below target by chance
alone.{% endif %}</p>
""",
        few=FEW_CASES.capitalize(),
        firm=FEWEST_FOR_FIRM_RATING,
        quarters=shape.quarters,
        below=any(s.total.verdict is Verdict.BELOW for s in standards),
        headlines=marked and any(s.headline for s in standards),
        provisional=any(s.total.provisional for s in standards),
        drawn=any(chart.drawable(each.figure) for s in standards for each in s.history),
        spans=any(chart.hidden_span(each.figure) for s in standards for each in s.history),
        in_range=any(chart.hidden_span(s.total) for s in standards),
        in_a_table=shape is chart.IN_A_TABLE,
        centred=shape is chart.IN_A_TILE and any(s.series and s.series.centre is not None for s in standards),
        unclear=any(s.total.verdict is Verdict.NOT_CLEAR for s in standards),
        not_recorded=not_recorded,
        unsaid=any(s.total.verdict is Verdict.NOT_SAID for s in standards),
        ranged=any(s.over_year.lower is not None for s in standards),
        judged=sum(s.total.verdict.judged for s in standards),
        by_chance=_by_chance(sum(s.below_by_chance for s in standards)),
    )


def _by_chance(expected: float) -> str:
    return f"About {expected:.0f}" if expected >= 1.5 else "About one" if expected >= 0.5 else ""


def as_table(audit: AuditResult) -> Table:
    """The lines of one audit as a workbook has them."""
    return Table(
        f"{audit.code} standards, furthest from target first: {audit.title}",
        ["Standard", Numeric("Met"), Numeric("Target"), "Verdict", "Over the year"],
        [
            [
                f"{s.id} {s.title}",
                total_words(s),
                _target(s),
                table.verdict(s.total, s.low_is_good),
                change_words(s.over_year),
            ]
            for s in worst_first(audit.standards)
        ],
    )


def _columns(audits: Sequence[AuditResult]) -> list[str]:
    icons = ["Signals"] if _with_icons(audits) else []
    return ["Standard", "This quarter", "Target", "Two years", "Verdict", *icons, "Over the year, points"]


def _with_icons(audits: Sequence[AuditResult]) -> bool:
    return any(s.series is not None and s.series.icon is not None for audit in audits for s in audit.standards)


def _target(standard: StandardResult) -> str:
    return percent(standard.target) if standard.rated else NO_FIGURE


def _in_words(figure: Figure) -> bool:
    """Whether more stands in its cell than counts and a percentage, so that it wraps."""
    return (figure.value is None and figure.band is None) or share(figure).startswith("about")


def _figure(standard: StandardResult) -> Html:
    counts = standard.total.counts
    if standard.total.weighted or standard.total.value is None:
        together = "" if standard.total.says else together_words(standard, brief=True)  # the audit's page has it too
        return rendered(
            "{% if strong %}<strong>{{ words }}</strong>{% else %}{{ words }}{% endif %}"
            '{% if together %}<br><span class="quiet">{{ together }}</span>{% endif %}',
            plain=total_words(standard),
            strong=standard.total.band is not None,
            words=met_of_applicable(standard.total),
            together=together,
        )
    return rendered(
        "{{ counts.met }} of {{ counts.applicable }} <strong>{{ share }}</strong>",
        plain=met_of_applicable(standard.total),
        counts=counts,
        share=share(standard.total),
    )


def in_points(change: Change) -> str:
    """A change where the heading says in what."""
    return unbroken(change_words(change).replace(" points)", ")"))


def unbroken(words: str) -> str:
    """These words, with what stands in brackets on one line."""
    outside, bracket, inside = words.partition("(")
    return f"{outside}{bracket}{inside.replace(' ', NO_BREAK)}"


def first_asked(audit: AuditResult, audits: int) -> list[StandardResult]:
    """The headlines of an audit, worst first; where there are so many ``audits`` that they fill a page, the worst."""
    headlines = [s for s in worst_first(audit.standards) if s.headline]
    return headlines[:1] if audits > MOST_WITH_ALL_HEADLINES else headlines


def _together(audit: AuditResult) -> str:
    """How many standards an audit has, and how they stand."""
    return " · ".join((number_of(len(audit.standards), "standard"), *how_many_stand(worst_first(audit.standards))))


def how_many_stand(standards: Iterable[StandardResult]) -> list[str]:
    """How many of ``standards`` have which verdict, in the order in which each is met first."""
    counted = Counter(s.total.verdict.words(s.low_is_good) for s in standards if s.rated)
    return [f"{number} {words[:1].lower()}{words[1:]}" for words, number in counted.items()]


def _about(audit: AuditResult) -> str:
    """An audit's whole name where that says more, and how many records it has."""
    title = "" if audit.title == audit.short_title else audit.title
    return " · ".join(each for each in (title, records_words(audit)) if each)
