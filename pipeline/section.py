"""The parts of a page in the order in which a reader needs them: cards, sentences, charts with their tables."""

from __future__ import annotations

from pipeline import chart, narrative, table
from pipeline.commentary import ASKS, SO_WHAT, WORKING, WORRIES
from pipeline.output import Column, Html, Table, rendered
from pipeline.results.agency import agency_result, pack_page
from pipeline.results.agency import packs as agencies_with_packs
from pipeline.results.model import AuditResult, QuarterResult, Rating, StandardResult
from pipeline.results.words import said


def summary(audit: AuditResult) -> Html:
    """The front of an audit's page: what came in, the headline, what is working, what worries us."""
    cards = [*_count_cards(audit), *(_standard_card(s) for s in audit.standards if s.headline)]
    return rendered(
        """
<p>{{ audit.purpose }}</p>
<ul class="headline-cards">{% for card in cards %}{{ card }}{% endfor %}</ul>
{% if audit.immediate_actions is none %}<p class="banner banner--warning"><strong>Action now</strong>
Records showed a child who needed action at once; how many is hidden, to protect small counts.
These go to the agency's safeguarding lead the same day and do not wait for this report.</p>
{% elif audit.immediate_actions %}<p class="banner banner--warning"><strong>Action now</strong>
{{ audit.immediate_actions }} record{{ "s" if audit.immediate_actions != 1 }} showed a child who needed action at once.
These go to the agency's safeguarding lead the same day and do not wait for this report.</p>{% endif %}
<h3>What is working</h3>
{% if working %}<ul>{% for s in working %}<li>{{ s }}</li>{% endfor %}</ul>
{% else %}<p>No standard reaches its target on 20 records or more.</p>{% endif %}
{{ said[0] }}
<h3>What worries us</h3>
{% if worrying %}<ul>{% for s in worrying %}<li>{{ s }}</li>{% endfor %}</ul>
{% else %}<p>No standard is below its target by more than chance would explain.</p>{% endif %}
{{ said[1] }}
<h3>What has changed</h3>
{% if moved %}<ul>{% for s in moved %}<li>{{ s }}</li>{% endfor %}</ul>
{% else %}<p>No standard has moved by more than chance would explain.</p>{% endif %}
{% if said[2].html %}<h3>What we ask of you</h3>
{{ said[2] }}{% endif %}
""",
        plain=f"{audit.code}: {audit.records} records", audit=audit, cards=cards, said=_general(audit),
        working=[_brief(s) for s in narrative.working(audit)[:5]],
        worrying=[_brief(s) for s in narrative.worrying(audit)[:5]],
        moved=[f"{s.id} {s.title}. {narrative.changed(s.change)}" for s in narrative.moved(audit)],
    )  # fmt: skip


def _general(result: AuditResult | QuarterResult) -> list[Html]:
    """The analyst's words under the lists that the figures give, in their order."""
    return [Html(said(result, section)) for section in (WORKING, WORRIES, ASKS)]


def _brief(standard: StandardResult) -> str:
    target = narrative.percent(standard.target)
    return f"{standard.id} {standard.title}: {narrative.of(standard.total)}, target {target}."


def _count_cards(audit: AuditResult) -> list[Html]:
    counted = [line for line in audit.returns if line.status not in ("missing", "sent back", "not due")]
    due = [line for line in audit.returns if line.status != "not due"]
    children = f"{audit.children} different children" if audit.children is not None else ""
    cards = [_card("Returns counted", f"{len(counted)} of {len(due)}", ", ".join(_outstanding(audit)) or "All in")]
    if audit.records is not None:
        cards.append(_card("Records audited", f"{audit.records}", children))
    return cards


def _outstanding(audit: AuditResult) -> list[str]:
    return [f"{line.agency_name}: {line.status}" for line in audit.returns if line.status in ("missing", "sent back")]


def _card(title: str, figure: str, detail: str) -> Html:
    return rendered(
        '<li class="card"><p class="card-title">{{ title }}</p><p class="card-figure">{{ figure }}</p>'
        '<p class="quiet">{{ detail }}</p></li>',
        title=title, figure=figure, detail=detail,
    )  # fmt: skip


def _standard_card(standard: StandardResult) -> Html:
    total = standard.total
    edge = {Rating.GREEN: "green", Rating.AMBER: "amber", Rating.RED: "red"}.get(total.rating, "none")
    shown = total.counts.proportion is not None
    return rendered(
        '<li class="card card--{{ edge }}"><p class="card-title">{{ s.id }} {{ s.title }}</p>'
        '<p class="card-figure">{{ figure }}</p><p class="quiet">{{ detail }}</p>{{ rating }}</li>',
        edge=edge, s=standard, rating=table.rating(total),
        figure=narrative.percent(total.counts.proportion) if shown else "–",
        detail=f"{total.counts.met} of {total.counts.applicable}; {narrative.interval(total)}"
        if shown else narrative.of(total),
    )  # fmt: skip


def standards(audit: AuditResult) -> Html:
    """Every standard in turn: its sentence, charts, tables and how it is counted."""
    parts = [standard(each, said(audit, SO_WHAT + each.id)) for each in audit.standards]
    return rendered("{% for part in parts %}{{ part }}{% endfor %}", parts=parts, plain=f"{len(parts)} standards")


def standard(result: StandardResult, words: str = "") -> Html:
    """One standard: its sentence, so what in the analyst's ``words`` or as a gap, charts, tables, how it is counted."""
    figures = [chart.over_time(result), chart.days(result), chart.by_agency(result), chart.by_group(result)]
    tables = [table.lines(result, [result.total, *result.agencies], "Agency")]
    tables += [table.lines(result, result.groups, result.groups_by.rstrip("?"))] if result.groups else []
    tables += [table.history(result)] if len(result.history) > 1 else []
    return rendered(
        """
<h3 id="{{ s.id }}">{{ s.id }} {{ s.title }}</h3>
<p>{{ rating }} {{ sentence }}</p>
{% if moved or icons %}<p>{{ icons }} {{ moved }}</p>{% endif %}
{% if beside %}<p>{{ beside }}</p>{% endif %}
{% if words.html %}<div class="so-what"><p><strong>So what?</strong></p>{{ words }}</div>
{% elif gap %}<div class="so-what so-what--gap"><p><strong>So what?</strong> Nothing has been written yet: what this
means for children, why, what will change, who will see to it and by when.</p></div>{% endif %}
{% for each in figures %}{{ each }}{% endfor %}
<details><summary>Figures for {{ s.id }}</summary>{% for each in tables %}{{ each }}{% endfor %}</details>
<details><summary>How {{ s.id }} is counted</summary>
<dl><dt>Counts as met</dt><dd>{{ s.counted }}</dd><dt>Out of</dt><dd>{{ s.out_of }}</dd>
{% if s.excluded %}<dt>Left out</dt><dd>{{ s.excluded }}</dd>{% endif %}
{% if s.pending %}<dt>Pending, counted later</dt><dd>{{ s.pending }}</dd>{% endif %}
<dt>Target</dt><dd>
{%- if s.rated %}{{ target }} ({{ s.basis }}); amber down to {{ amber }}{% else %}None: context{% endif %}</dd>
<dt>Source</dt><dd>{{ s.source }}</dd>
{% if s.recommendations %}<dt>Evidence for</dt><dd>{{ s.recommendations | join(", ") }}</dd>{% endif %}
{% for caveat in s.caveats %}<dt>Take care</dt><dd>{{ caveat }}</dd>{% endfor %}</dl></details>
""",
        plain=narrative.sentence(result), s=result, words=Html(words), rating=table.rating(result.total),
        sentence=narrative.sentence(result), moved=narrative.movement(result), beside=narrative.beside(result),
        icons=table.icons(result) if result.series and result.series.variation else "",
        gap=result.total.rating in (Rating.RED, Rating.AMBER), figures=[each.figure for each in figures if each],
        tables=tables, target=narrative.percent(result.target), amber=narrative.percent(result.amber),
    )  # fmt: skip


def agreement(audit: AuditResult) -> Html:
    """How far two raters of the same cases agree: a sentence and the table of each pair."""
    if not audit.agreement:
        return rendered("<p>No two ratings of the same cases are shown here.</p>", plain="no agreement shown")
    return rendered(
        """
{% for title, sentence, table in parts %}<h3>{{ title }}</h3><p>{{ sentence }}</p>{{ table }}{% endfor %}
<p class="quiet">Agreement is not accuracy: neither rater is taken to be right.</p>
""",
        plain=" ".join(narrative.agreed(each) for each in audit.agreement),
        parts=[(each.title, narrative.agreed(each), table.agreement(each)) for each in audit.agreement],
    )  # fmt: skip


def context(audit: AuditResult) -> Html:
    """The measures that are shown and never rated."""
    ratios = [each for each in audit.context if not each.shares]
    parts: list[Html | Table] = [table.ratios(ratios)] if ratios else []
    for each in (measure for measure in audit.context if measure.shares):
        reasons = chart.reasons(each)
        parts += [reasons.figure] if reasons else []
        parts.append(table.distribution(each))
    return rendered("{% for part in parts %}{{ part }}{% endfor %}", parts=parts, plain=f"{len(parts)} tables")


def quality(audit: AuditResult) -> Html | Table:
    """What was missing, in error or in doubt."""
    chosen = [each for each in audit.findings if each.severity != "note"]
    if not chosen:
        return rendered("<p>No answer of a counted return was in error or in doubt.</p>", plain="no findings")
    return table.findings(audit)


def overview(quarter: QuarterResult) -> Html:
    """The front page: each audit's headline, what works, what worries."""
    cards = [_standard_card(s) for audit in quarter.audits for s in audit.standards if s.headline]
    working = [_brief(s) for audit in quarter.audits for s in narrative.working(audit)[:3]]
    worrying = [_brief(s) for audit in quarter.audits for s in narrative.worrying(audit)[:3]]
    moved = [f"{s.id} {s.title}. {narrative.changed(s.change)}" for a in quarter.audits for s in narrative.moved(a)]
    outstanding = [line for line in quarter.returns if line.status in ("missing", "sent back")]
    return rendered(
        """
<ul class="headline-cards">{% for card in cards %}{{ card }}{% endfor %}</ul>
<h3>What is working</h3>
{% if working %}<ul>{% for s in working %}<li>{{ s }}</li>{% endfor %}</ul>
{%- else %}<p>No standard reaches its target on 20 records or more.</p>{% endif %}
{{ said[0] }}
<h3>What worries us</h3>
{% if worrying %}<ul>{% for s in worrying %}<li>{{ s }}</li>{% endfor %}</ul>
{%- else %}<p>No standard is below its target by more than chance would explain.</p>{% endif %}
{{ said[1] }}
<h3>What has changed</h3>
{% if moved %}<ul>{% for s in moved %}<li>{{ s }}</li>{% endfor %}</ul>
{%- else %}<p>No standard has moved by more than chance would explain.</p>{% endif %}
<h3>What we ask of you</h3>
<ul>{% for line in outstanding %}<li>Chase {{ line.agency_name }}: {{ line.audit }} return {{ line.status }}.</li>
{%- endfor %}
<li>Challenge each result above that is below its target, and agree who will act and by when.</li></ul>
{{ said[2] }}
""",
        plain="overview", said=_general(quarter),
        cards=cards, working=working, worrying=worrying, moved=moved, outstanding=outstanding,
    )  # fmt: skip


def left_out(quarter: QuarterResult) -> Html | Table:
    """The files that were not taken in, each with its reason and next step."""
    lines = [line for line in quarter.returns if line.status == "sent back"]
    if not lines:
        return rendered("<p>Every file was taken in.</p>", plain="every file was taken in")
    return Table(
        "Sent back: not counted until put right",
        [Column("File"), Column("From"), Column("Why"), Column("Next step")],
        [[each.file_name, each.agency_name, each.reason.replace("_", " "), each.next_step] for each in lines],
    )


def tidied(quarter: QuarterResult) -> Html | Table:
    """What was read in another spelling than it was written in: nothing was guessed, and nothing silently changed."""
    notes = [each for audit in quarter.audits for each in audit.findings if each.severity == "note"]
    if not notes:
        return rendered("<p>Nothing had to be tidied.</p>", plain="nothing was tidied")
    return Table(
        "Tidied while reading",
        [Column("Agency"), Column("Audit"), Column("Question"), Column("What"),
         Column("Times", numeric=True)],
        [
            [each.agency, each.audit, each.label or "the return", each.rule.replace("_", " "), each.count]
            for each in notes
        ],
    )  # fmt: skip


def packs(quarter: QuarterResult) -> Html:
    """Links to the pages that the agencies are sent."""
    found = [(agency_result(quarter, code).name, pack_page(code)) for code in agencies_with_packs(quarter)]
    return rendered(
        """
{% if found %}<ul>{% for name, page in found %}<li><a href="{{ page }}">{{ name }}</a></li>{% endfor %}</ul>
{% else %}<p>There are none in this edition.</p>{% endif %}
""",
        plain="\n".join(f"{name}: {page}" for name, page in found), found=sorted(found),
    )  # fmt: skip
