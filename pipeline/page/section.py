"""The parts of a page in the order in which a reader needs them: sentences, charts with their tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.english import listed
from pipeline.page import chart, context_tables, sentences, table, target_tables
from pipeline.page.parts import Html, Numeric, Table, rendered, together
from pipeline.page.questions import questions
from pipeline.partnership.bodies import name_of
from pipeline.results.agency import agency_result, pack_page
from pipeline.results.agency import packs as agencies_with_packs
from pipeline.results.context_values import ContextResult
from pipeline.results.figure_values import Verdict
from pipeline.results.flow_values import FlowResult
from pipeline.results.followed.themes import OF_ALL
from pipeline.results.followed.values import anchor_of
from pipeline.results.model import AuditResult, QuarterResult, StandardResult
from pipeline.results.return_values import NotReadLine, ReturnLine
from pipeline.validate.catalogue import title_of

_WHO_RETURNED = "Agency"
_NOT_TOLD_NONE = "Nothing had to be tidied in the audits of which that is shown."
_WITHHELD = rendered(
    "<p>What was found in the returns, and how many answers were in error, in doubt or tidied, is not shown in this "
    "edition. Each agency has it in its own feedback.</p>",
    plain="not shown in this edition",
)


def _breakdown(result: StandardResult) -> str:
    """What a standard is broken down by; an agency that a record tells of is not the one whose return it is."""
    question = result.groups_by.rstrip("?")
    return f"{question}, as recorded" if question == _WHO_RETURNED else question


def detail(result: StandardResult) -> Html:
    """All that there is to say of one standard: its sentences, charts, tables, questions, and how it is counted."""
    cases = result.total.verdict is Verdict.CASES
    large = chart.over_time(result) if _more_than_a_line(result) else None
    beside = chart.beside_rest(result) if result.apart else None
    figures = [
        large,
        chart.between(result),
        chart.days(result),
        chart.by_agency(result),
        beside,
        chart.by_group(result),
    ]
    other = [result.other_reading.figure] if result.other_reading else []
    groups = table.lines(result, result.groups, _breakdown(result), explained=False)
    agencies = table.lines(result, [result.total, *other, *result.agencies], _WHO_RETURNED)
    tables = {"agencies": agencies} if table.tells_more(agencies) else {}
    tables |= {"groups": groups} if result.groups else {}
    return rendered(
        """
<div class="told"><div class="words"><p>{{ sentence }}</p>
{% if other %}<p>{{ other }}</p>{% endif %}
{% if moved %}<p>{{ moved }}</p>{% endif %}
{% if as_a_whole and as_a_whole not in moved %}<p>{{ as_a_whole }}</p>{% endif %}
{% if beside %}<p>{{ beside }}</p>{% endif %}
{{ asked }}</div>
{% if figures %}<div class="drawn">{% for each in figures %}{{ each }}{% endfor %}</div>{% endif %}
{% if quarters %}<div class="quarters">{{ quarters }}</div>{% endif %}</div>
{% if tables %}<div class="counted">
{%- for kind, each in tables %}<div class="{{ kind }}">{{ each }}</div>{% endfor %}</div>{% endif %}

<dl><dt>Counts as met</dt><dd>{{ s.counted }}</dd><dt>Out of</dt><dd>{{ s.out_of }}</dd>
{% if s.excluded %}<dt>Left out</dt><dd>{{ s.excluded }}</dd>{% endif %}
{% for each in s.judged_by %}<dt>Judged by</dt><dd>{{ each }}</dd>{% endfor %}
{% if s.pending %}<dt>Pending, counted later</dt><dd>{{ s.pending }}</dd>{% endif %}
<dt>Target</dt><dd>
{%- if s.rated %}{{ target }} ({{ s.basis }}); named
first where worse than {{ amber }}{% else %}None: {{ untargeted }}{% endif %}</dd>
{% for each in aims %}<dt>Target set</dt><dd>{{ each }}</dd>{% endfor %}
<dt>Source</dt><dd>{{ s.source }}</dd>
{% if s.total.id %}<dt>This figure’s id</dt><dd>{{ s.total.id }}</dd>{% endif %}
{% if s.recommendations %}<dt>Evidence for</dt><dd>{% for each in s.recommendations %}
<a href="{{ followed }}#{{ anchor(each) }}">
{{- each }}</a>{{ "" if loop.last else ", " }}{% endfor %}</dd>{% endif %}
{% for caveat in s.caveats %}<dt>Take care</dt><dd>{{ caveat }}</dd>{% endfor %}</dl>
""",
        plain=sentences.standard_sentence(result),
        s=result,
        followed=OF_ALL,
        anchor=anchor_of,
        sentence=sentences.standard_sentence(result),
        other=sentences.other_reading_sentence(result),
        moved="" if cases else sentences.trend_paragraph(result),
        as_a_whole="" if large or cases else sentences.series_sentence(result),
        beside=sentences.caveats(result),
        asked=questions(result),
        quarters=table.history(result) if len(result.history) > 1 else "",
        figures=[each.figure for each in figures if each],
        tables=list(tables.items()),
        target=sentences.percent(result.target),
        aims=[sentences.target_sentence(result, each) for each in result.targets],
        amber=sentences.percent(result.amber),
        untargeted="cases are read one by one" if cases else "context",
    )


def _more_than_a_line(result: StandardResult) -> bool:
    """Whether a large chart over time says more than the line of the tile, which is as large once it is open."""
    aims = {each.target for each in result.history}
    limited = result.series is not None and bool(result.series.limits)
    longer = len(result.history) > chart.IN_A_TILE.quarters
    return bool(limited or longer or result.breaks or result.successions or result.rebases) or len(aims) > 1


def scorecard(audit: AuditResult) -> Html | Table:
    """Every standard against its target; under it each target that the partnership set, and the ratings it changed."""
    shown = table.scorecard(audit)
    lines = [sentences.target_sentence(s, each) for s in audit.standards for each in s.targets]
    if not lines:
        return shown
    otherwise = target_tables.rerated(audit)
    return rendered(
        """
{{ scorecard }}
<p><strong>Targets that were set</strong></p>
<ul>{% for each in lines %}<li>{{ each }}</li>{% endfor %}</ul>
<details><summary>Targets that were set, and the ratings by each</summary>
{% for each in tables %}{{ each }}{% endfor %}</details>
""",
        plain="\n".join([shown.plain, *lines]),
        scorecard=shown,
        lines=lines,
        tables=[target_tables.targets_set(audit), *([otherwise] if otherwise.rows else [])],
    )


def agreement(audit: AuditResult) -> Html:
    """How far two raters of the same cases agree: a sentence and the table of each pair."""
    if audit.agreement is None:
        return rendered(
            "<p>How far two raters of the same cases agree is not shown in this edition.</p>",
            plain="not shown in this edition",
        )
    if not audit.agreement:
        return rendered("<p>No two ratings of the same cases are shown here.</p>", plain="no agreement shown")
    return rendered(
        """
{% for title, sentence, table in parts %}
<div class="beside"><h3>{{ title }}</h3><p>{{ sentence }}</p>{{ table }}</div>{% endfor %}
<p class="quiet">Agreement is not accuracy: neither rater is taken to be right.</p>
""",
        plain=" ".join(sentences.agreement_sentence(each) for each in audit.agreement),
        parts=[(each.title, sentences.agreement_sentence(each), table.agreement(each)) for each in audit.agreement],
    )


def context(audit: AuditResult) -> Html:
    """What became of the records, and the measures that are shown and never rated."""
    told = [each for each in audit.context if each.told]
    ratios = [each for each in told if not each.shares and not each.total]
    amounts = [each for each in told if each.total]
    parts: list[Html | Table] = [_flow(each) for each in (audit.flow, audit.flow_to_come) if each]
    parts += [context_tables.ratios(ratios)] if ratios else []
    parts += [context_tables.amounts(amounts)] if amounts else []
    parts += [_distribution(each) for each in told if each.shares]
    shown = f"{len(parts)} tables"
    untold = [f"{each.id} {each.title}" for each in audit.context if not each.told]
    parts += [_untold(untold)] if untold else []
    return together(parts, shown)


def _untold(measures: Sequence[str]) -> Html:
    """Which measures are hidden whole: a table of nothing but marks would tell no more."""
    return rendered(
        """
<p class="quiet">Not shown in this edition, so that no small count can be worked out: {{ measures }}. Of answers that
decide a standard, the standard says what may be said.</p>
""",
        plain="",
        measures=listed(measures),
    )


def _distribution(measure: ContextResult) -> Html:
    reasons = chart.reasons(measure)
    return rendered(
        '<div class="beside">{{ picture }}{{ table }}</div>',
        picture=reasons.figure if reasons else "",
        table=context_tables.distribution(measure),
    )


def _flow(flow: FlowResult) -> Html:
    return rendered(
        """
<h3 id="{{ f.id }}">{{ f.id }} {{ f.title }}</h3>
{{ picture }}
<p>{{ follows }}</p>
<details><summary>Figures for {{ f.id }}</summary>{% for each in tables %}{{ each }}{% endfor %}</details>
""",
        plain=sentences.flow_finding(flow),
        f=flow,
        picture=chart.flow(flow).figure,
        follows=sentences.flow_sentence(flow),
        tables=table.flow(flow),
    )


def quality(audit: AuditResult) -> Html | Table:
    """What was missing, in error or in doubt."""
    if audit.findings is None:
        return _WITHHELD
    chosen = [each for each in audit.findings if each.severity != "note"]
    if not chosen:
        return rendered("<p>No answer of a counted return was in error or in doubt.</p>", plain="no findings")
    return table.findings(audit)


def quality_of_each(quarter: QuarterResult) -> Html:
    """What was missing, in error or in doubt in each audit, under its short title; that it is not shown once alone."""
    if quarter.audits and all(audit.findings is None for audit in quarter.audits):
        return _WITHHELD
    return _for_each_audit(quarter, quality)


def _for_each_audit(quarter: QuarterResult, part: Callable[[AuditResult], Html | Table]) -> Html:
    shown = [(audit.short_title, part(audit)) for audit in quarter.audits]
    return rendered(
        "{% for title, each in shown %}<h3>{{ title }}</h3>\n\n{{ each }}{{ '' if loop.last else '\n' }}{% endfor %}",
        plain="\n".join(f"{title}\n{each.plain}" for title, each in shown),
        shown=shown,
    )


def left_out(quarter: QuarterResult) -> Html | Table:
    """The files that were not taken in, each with its reason and next step, and what was not read at all."""
    lines = [line for line in quarter.returns if line.status == "sent back"]
    if not lines and not quarter.not_read:
        return rendered("<p>Every file was taken in.</p>", plain="every file was taken in")
    parts = [_sent_back(lines)] if lines else []
    parts += [_not_read(quarter.not_read)] if quarter.not_read else []
    return together(parts, "\n".join(each.plain for each in parts))


def _sent_back(lines: Sequence[ReturnLine]) -> Table:
    named = any(each.file_name for each in lines)
    return Table(
        "Sent back: not counted until put right",
        [*(["File"] if named else []), "From", "Why", "Next step"],
        [
            [*([each.file_name] if named else []), each.agency_name, title_of(each.reason), each.next_step]
            for each in lines
        ],
    )


def _not_read(lines: Sequence[NotReadLine]) -> Table:
    return Table(
        "Among the returns, but not read as it lies there",
        ["Where", "Why, and what to do"],
        [[each.place, each.why] for each in lines],
    )


def tidied(quarter: QuarterResult) -> Html | Table:
    """
    What was written in another spelling and read as the answer meant: nothing was guessed or changed in silence.

    Of audits whose findings the edition does not show, that it does not.
    """
    untold = [audit.short_title for audit in quarter.audits if audit.findings is None]
    if untold and len(untold) == len(quarter.audits):
        return _WITHHELD
    told = _tidied(quarter, none=_NOT_TOLD_NONE if untold else "Nothing had to be tidied.")
    if not untold:
        return told
    left = f"What was tidied in {listed(untold)} is not shown here: each agency has it in its own feedback."
    return together([told, rendered("<p>{{ left }}</p>", left, left=left)], f"{told.plain}\n{left}")


def _tidied(quarter: QuarterResult, none: str) -> Html | Table:
    notes = [(audit, each) for audit in quarter.audits for each in audit.findings or () if each.severity == "note"]
    if not notes:
        return rendered("<p>{{ sentence }}</p>", plain=none, sentence=none)
    return Table(
        "Tidied while reading",
        ["Agency", "Audit", "Question", "What", Numeric("Times")],
        [
            [name_of(each.agency), audit.short_title, each.label or "the return", title_of(each.rule), each.count]
            for audit, each in notes
        ],
    )


def packs(quarter: QuarterResult) -> Html:
    """Links to the pages that the agencies are sent."""
    links = [(agency_result(quarter, code).name, pack_page(code)) for code in agencies_with_packs(quarter)]
    return rendered(
        """
{% if links %}<ul>{% for name, page in links %}<li><a href="{{ page }}">{{ name }}</a></li>{% endfor %}</ul>
{% else %}<p>There are none in this edition.</p>{% endif %}
""",
        plain="\n".join(f"{name}: {page}" for name, page in links),
        links=sorted(links),
    )
