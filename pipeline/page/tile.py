"""The standards of an audit as small multiples, those below target first; folded behind each, all there is to say."""

from __future__ import annotations

from pipeline.page import chart, section, sentences, table
from pipeline.page.every_standard import legend, unbroken
from pipeline.page.folds import OPEN_ALL, folded
from pipeline.page.parts import Html, Table, rendered, together
from pipeline.results.commentary import SO_WHAT, needs_words, section_words
from pipeline.results.figure_values import Verdict
from pipeline.results.model import AuditResult, StandardResult
from pipeline.results.noteworthy import worst_first

_UNDRAWN = {True: f"what would be drawn is {sentences.HIDDEN}", False: "there is no figure to draw"}
_LARGE_PART = 1 / 3  # of the records that did not meet it


def standards(audit: AuditResult) -> Html:
    """Every standard of the audit, four to a row, and under them the versions that they are judged by."""
    tiles = [
        tile(each, audit.quarter, section_words(audit, SO_WHAT + each.id)) for each in worst_first(audit.standards)
    ]
    versions = table.judged_by(audit)
    if not tiles:
        return rendered("<p>This audit has no standards in this quarter.</p>", plain="no standards")
    grid = rendered(
        """
{{ legend }}
{% if gaps %}<p class="quiet legend">“So what?” is for the analyst to write: what the figure means for
children, why, what will change, who will see to it and by when.</p>{% endif %}
{{ open_all }}
<div class="tiles">{% for each in tiles %}{{ each }}{% endfor %}</div>
""",
        plain="\n".join(each.plain for each in tiles),
        tiles=tiles,
        open_all=OPEN_ALL,
        legend=legend(audit.standards, chart.IN_A_TILE, not_recorded=any(map(_silent, audit.standards))),
        gaps=any(needs_words(each) for each in audit.standards),
    )
    parts: list[Html | Table] = [grid]
    if versions.rows:
        parts.append(folded("Which version each figure is judged by", versions, gathered=True))
    return together(parts, grid.plain)


def tile(result: StandardResult, quarter: str, words: str = "") -> Html:
    """One standard: n of N, verdict, its last quarters, what moved, the analyst's ``words`` (or a gap), the rest."""
    span = chart.span_of(result, quarter)
    return rendered(
        """
<section class="tile edge--{{ colour }}" id="{{ s.id }}" aria-labelledby="{{ s.id }}-name">
<div class="tile-top"><h3 id="{{ s.id }}-name">{{ s.title }}
{%- if s.headline %} <span class="headline-mark">headline</span>{% endif %} <span class="code">{{ s.id }}</span></h3>
<p class="tile-figure">{{ figure }}
{%- if target %} <span class="quiet">{{ target }}</span>{% endif %}<br>{{ standing }}</p>
{% if together %}<p class="quiet">{{ together }}.</p>{% endif %}
{% if silent %}<p class="quiet">{{ silent }}</p>{% endif %}
{% if line.html %}<div class="tile-line">{{ line }}<p class="tile-ends">
{%- for each in span %}<span>{{ each }}</span>{% endfor %}</p></div>
{% elif not cases %}<p class="tile-line quiet">No line: {{ undrawn }}.</p>{% endif %}
{% if not cases %}<p class="quiet">{{ change }}{% if icons %} {{ icons }}{% endif %}</p>{% endif %}
{% if moved %}<p>{{ moved }}</p>{% endif %}
{% if words.html %}<div class="so-what"><p><strong>So what?</strong></p>{{ words }}</div>
{% elif gap %}<p class="so-what so-what--gap"><strong>So what?</strong> Not written yet.</p>{% endif %}</div>
<details><summary>Agencies, figures, how it is counted<span class="visually-hidden"> ({{ s.title }})</span></summary>
{{ detail }}</details>
</section>
""",
        plain=sentences.standard_sentence(result),
        s=result,
        colour=table.colour(result.total.verdict),
        figure=sentences.met_of_applicable(result.total),
        standing=table.standing(result),
        line=chart.sparkline(result, quarter, chart.IN_A_TILE),
        silent=_silent(result),
        together=sentences.together_words(result),
        undrawn=_UNDRAWN[any(each.figure.counts.hidden for each in result.history)],
        cases=result.total.verdict is Verdict.CASES,
        span=[result.reach.short_months(each) for each in dict.fromkeys(span)] if span else [],
        target=f"target {sentences.percent(result.target)}" if result.rated else "",
        change=unbroken(sentences.change_words(result.over_year)),
        moved=" ".join(sentences.claims(result)),
        icons=table.icons(result) if result.series and result.series.icon else "",
        words=Html(words),
        gap=needs_words(result),
        detail=section.detail(result),
    )


def _silent(result: StandardResult) -> str:
    """How many of those that failed a standard below target are only not recorded, where that is a large part."""
    counts = result.total.counts
    if result.total.verdict is not Verdict.BELOW or not counts.not_recorded or not counts.not_met:
        return ""
    if result.low_is_good or counts.not_recorded < _LARGE_PART * counts.not_met:
        return ""
    return f"{counts.not_met} not met, {counts.not_recorded} of them not recorded"
