"""The front of a page: the main points, what cannot wait, what is asked, what is working and what is not."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import EDITIONS, PUBLIC
from pipeline.english import capital, listed, number_of
from pipeline.page import sentences, table
from pipeline.page.every_standard import page_of
from pipeline.page.folds import returned
from pipeline.page.parts import Html, rendered
from pipeline.partnership.here import here
from pipeline.results import noteworthy
from pipeline.results.agency import OUTSTANDING
from pipeline.results.commentary import ASKS, BECAME, MAIN_POINTS, WORKING, WORRIES, section_words
from pipeline.results.figure_values import Verdict
from pipeline.results.model import AuditResult, QuarterResult, StandardResult
from pipeline.results.return_values import NOT_DUE
from pipeline.validate.catalogue import OURS

_LACKING = {
    "missing": ("which has not come", "which have not come"),
    "sent back": ("which was sent back to be mended", "which were sent back to be mended"),
}
_MOST_NAMED = 4  # audits in which a child needed action at once; of more, how many
_ASKED = 3  # standards that the group is asked to act on
_ABOUT = "What checked records show"
_READ_CASE_BY_CASE = (
    "The cases of this audit are few, and are read one by one at a meeting of named readers. So this page gives "
    "counts, and no percentage, verdict or trend: what the meeting learnt is the result."
)


def summary(audit: AuditResult) -> Html:
    """The front of an audit's page: what was looked at, main points, headline, questions, what works."""
    low = noteworthy.below_target(audit)
    low += [each for each in audit.standards if each.headline and each not in low]
    ask = [(s, question) for s, question in zip(low, _questions(low), strict=True) if question][:_ASKED]
    return rendered(
        """
<p class="lead">{{ lead }}</p>
<p class="lead">{{ audit.purpose }}</p>
{% if read %}<p>{{ read }}</p>{% endif %}
{{ action }}
<div class="front"><div><h2 id="main-points">Main points</h2>{{ points }}</div>
<div>{% if cards %}<ul class="headline-cards">{% for card in cards %}{{ card }}{% endfor %}</ul>{% endif %}
{% if ask %}<div class="so-what"><h2 id="asks">Questions to ask</h2><ul>{% for s, question in ask %}
<li><a href="#{{ s.id }}">{{ s.title }}</a>: {{ question }}</li>{% endfor %}</ul></div>{% endif %}</div></div>
{% if targets %}<p>{{ targets }}</p>{% endif %}
{{ samples }}
{{ lists }}
""",
        plain="\n".join([_lead(audit), *sentences.audit_points(audit, audit.quarter), *(q for _, q in ask)]),
        audit=audit,
        lead=_lead(audit),
        read=_READ_CASE_BY_CASE if audit.case_led else "",
        action=_action_now([audit]),
        points=_points(section_words(audit, MAIN_POINTS), sentences.audit_points(audit, audit.quarter)),
        cards=[_standard_card(s) for s in audit.standards if s.headline],
        ask=ask,
        lists="" if _idle(audit) else _lists([audit], audit, linked=False),
        samples=_samples(audit),
        targets=sentences.targets_changed([audit]),
    )


def _idle(audit: AuditResult) -> bool:
    """Whether nothing was due and nothing came, so that there is nothing to be pleased or worried about."""
    return not audit.due and all(line.status == NOT_DUE for line in audit.returns)


def overview(quarter: QuarterResult) -> Html:
    """The front page above its table: the main points, what cannot wait, what is asked, what works, what does not."""
    return rendered(
        """
<p class="lead">{{ lead }}</p>
{{ action }}
<div class="front"><div><h2 id="main-points">Main points</h2>{{ points }}</div>
<div class="so-what"><h2 id="asks">{{ asked_of }}</h2>
<ul>{% if act.html %}<li>{{ act }}</li>{% endif %}{% for each in asks %}<li>{{ each }}</li>{% endfor %}</ul>
{{ asked }}</div></div>
{% if targets %}<p>{{ targets }}</p>{% endif %}
{{ lists }}
""",
        plain="\n".join([_whole_lead(quarter), *sentences.main_points(quarter), _act(quarter).plain, *_asks(quarter)]),
        lead=_whole_lead(quarter),
        action=_action_now(quarter.audits),
        points=_points(section_words(quarter, MAIN_POINTS), sentences.main_points(quarter)),
        asked_of=_asked_of(quarter),
        act=_act(quarter),
        asks=_asks(quarter),
        asked=Html(section_words(quarter, ASKS)),
        targets=sentences.targets_changed(quarter.audits),
        lists=_lists(quarter.audits, quarter, linked=True),
    )


def _lead(audit: AuditResult) -> str:
    """When, how many, and whether all is in."""
    of = "" if not audit.children else f" of {number_of(audit.children, 'child', 'children')}"
    parts = (sentences.months_of(audit), sentences.records_words(audit, of), returned(audit.returns), _next(audit))
    return " · ".join(each for each in parts if each)


def _next(audit: AuditResult) -> str:
    """When an audit is due that is not due now; empty of any other."""
    if audit.due or audit.rhythm.all_the_time:
        return ""
    return f"next due in {audit.rhythm.next_due}" if audit.rhythm.next_due else "no later quarter is planned"


def _whole_lead(quarter: QuarterResult) -> str:
    readers = f"For: {quarter.readers[:1].lower()}{quarter.readers[1:]}"
    by = EDITIONS[quarter.edition].round_to
    rounded = f"small counts hidden, others rounded to {by}s" if by > 1 else ""
    return " · ".join(each for each in (_ABOUT, readers, returned(quarter.returns), rounded) if each)


def _asked_of(quarter: QuarterResult) -> str:
    """Who is asked: whoever reads it, but for the edition that anyone reads, who can agree and chase nothing."""
    if quarter.edition != PUBLIC.name:
        return "We ask you to"
    return f"The {here().words(Quarter.parse(quarter.quarter)).sub_group_short} is asked to"


def _points(words: str, drafted: Sequence[str]) -> Html:
    """The analyst's own words where there are any, and else the sentences that the figures give."""
    if words:
        return rendered('<div class="main-points">{{ words }}</div>', plain="", words=Html(words))
    return rendered(
        '<ol class="main-points">{% for each in drafted %}<li>{{ each }}</li>{% endfor %}</ol>',
        plain="\n".join(drafted),
        drafted=list(drafted),
    )


def _action_now(audits: Sequence[AuditResult]) -> Html:
    """The band that says a child needed action at once; nothing where none did."""
    acted = [audit for audit in audits if audit.immediate_actions != 0]
    if not acted:
        return Html("")
    counts = [each.immediate_actions for each in acted]
    whole = None if None in counts else sum(each or 0 for each in counts)
    named = len(acted) <= _MOST_NAMED
    audits_named = listed([f"in {each.short_title}" for each in acted]) if named else f"in {len(acted)} audits"
    where = f" ({audits_named})" if len(audits) > 1 else ""
    hidden = f"Records showed a child who needed action at once{where}; how many is hidden, to protect small counts."
    shown = f"{number_of(whole or 0, 'record')} showed a child who needed action at once{where}."
    return rendered(
        '<p class="banner banner--warning"><strong>Action now</strong> {{ words }} Whoever runs '
        "the audits was told on the day that each was read: none waits for this report.</p>",
        plain="Action now",
        words=hidden if whole is None else shown,
    )


def _act(quarter: QuarterResult) -> Html:
    """Who acts on the first standards below target, a question for each, and a link to the others; or nothing."""
    low = [(audit, s) for audit in quarter.audits for s in noteworthy.below_target(audit)]
    low.sort(key=lambda each: noteworthy.urgency(each[1]))
    if not low:
        return Html("")
    questions = _questions([s for _, s in low[:_ASKED]])
    first = [(audit, s, question) for (audit, s), question in zip(low, questions, strict=False)]
    return rendered(
        """
agree who acts and by when (headlines first):
<ul>{% for audit, s, question in first %}<li><a href="{{ page(audit) }}#{{ s.id }}">{{ s.title }}</a>
{%- if question %}: {{ question }}{% endif %}</li>{% endfor %}</ul>
{% if rest %}<p>Then on the <a href="#how-the-standards-stand">{{ rest }} more below target</a>.</p>{% endif %}
""",
        plain=f"agree who acts and by when: {listed([s.title for _, s, _ in first])};",
        first=first,
        rest=len(low) - len(first),
        page=page_of,
    )


def _questions(standards: Sequence[StandardResult]) -> list[str]:
    """One question of each standard, which does not name it again; none that another has been asked already."""
    asked: list[str] = []
    for standard in standards:
        texts = [each.text.removeprefix(f"“{standard.title}”: ") for each in standard.questions]
        asked.append(next((each for each in map(capital, texts) if each not in asked), ""))
    return asked


def _asks(quarter: QuarterResult) -> list[str]:
    """What else is asked of the group: what is still to be sent, and to challenge what is low, or to know of none."""
    chased: dict[tuple[str, str], list[str]] = {}
    for line in quarter.returns:
        if line.status in OUTSTANDING and line.due and line.reason not in OURS:
            chased.setdefault((line.agency_name, line.status), []).append(_called(quarter, line.audit))
    lines = [
        f"chase {agency} for {listed(called)}, {_LACKING.get(status, (status, status))[len(called) > 1]};"
        for (agency, status), called in chased.items()
    ]
    return [*lines, _of_verdicts([s for audit in quarter.audits for s in audit.standards])]


def _of_verdicts(standards: Sequence[StandardResult]) -> str:
    verdicts = [s.total.verdict for s in standards]
    if Verdict.BELOW in verdicts:
        return "challenge what is below target; note decisions."
    if any(each.judged for each in verdicts):
        none = sentences.none_below(verdicts, low_is_good=any(s.low_is_good for s in standards))
        return f"note that {none[:1].lower()}{none[1:]}"
    return "take no verdict from this page: no standard can be held against its target here."


def _called(quarter: QuarterResult, code: str) -> str:
    return next((f"“{audit.short_title}”" for audit in quarter.audits if audit.code == code), "no audit")


def _samples(audit: AuditResult) -> Html:
    """How the records were sampled, and what came back behind a heading to open, in an edition that shows it."""
    counted = audit.samples and audit.samples[0].drawn is not None
    return rendered(
        """
{% for each in how %}<p>{{ each }}</p>{% endfor %}
{% if met %}<p>{{ met }}</p>{% endif %}
{% if table %}<details><summary>What came back of what was drawn</summary>{{ table }}</details>{% endif %}
""",
        met=sentences.meeting_sentence(audit.meeting) if audit.meeting else "",
        how=[sentences.sample_sentence(each) for each in audit.samples],
        table=table.samples(audit.samples) if counted else "",
    )


def _lists(audits: Sequence[AuditResult], words_of: AuditResult | QuarterResult, *, linked: bool) -> Html:
    """What works, what worries and what has changed: the analyst's words, and behind a line every standard of each."""
    verdicts = [s.total.verdict for audit in audits for s in audit.standards]
    lists = (
        (
            "What is working",
            _headlines_first([(a, s) for a in audits for s in noteworthy.reaching_target(a)]),
            _brief,
            section_words(words_of, WORKING),
            sentences.none_reached(verdicts),
        ),
        (
            "What worries us",
            _headlines_first([(a, s) for a in audits for s in noteworthy.below_target(a)]),
            _brief,
            section_words(words_of, WORRIES),
            sentences.none_below(verdicts, low_is_good=any(s.low_is_good for audit in audits for s in audit.standards)),
        ),
        (
            "What has changed",
            [(a, s) for a in audits for s in noteworthy.changed_standards(a)],
            _moved,
            "",
            sentences.unchanged_sentence(audits),
        ),
    )
    return rendered(
        """
{% if worded %}<div class="three">{% for heading, words in worded %}<div><h3>{{ heading }}</h3>
{{ words }}</div>{% endfor %}</div>{% endif %}
<details class="fold"><summary>{{ counted }}</summary><div class="three">
{% for heading, shown, told, _, otherwise in lists %}<div><h3>{{ heading }}</h3>
{% if shown %}<ul>{% for audit, s in shown %}
<li><a href="{{ page(audit) }}#{{ s.id }}">{{ s.title }}</a>
 {%- if s.headline %} <span class="headline-mark">headline</span>{% endif %}{{ told(s) }}.</li>{% endfor %}</ul>
{% elif otherwise %}<p>{{ otherwise }}</p>{% endif %}</div>
{% endfor %}</div></details>
""",
        lists=lists,
        worded=[
            (heading, Html(words))
            for heading, words in (*((each[0], each[3]) for each in lists), (BECAME, section_words(words_of, BECAME)))
            if words
        ],
        counted=", ".join(
            f"{heading.lower()} ({len(chosen)})" if any(each.judged for each in verdicts) else heading.lower()
            for heading, chosen, *_ in lists
        ).capitalize(),
        page=page_of if linked else lambda _: "",
        plain="\n".join(f"{s.title}{told(s)}" for _, chosen, told, *_ in lists for _, s in chosen),
    )


def _headlines_first(chosen: list[tuple[AuditResult, StandardResult]]) -> list[tuple[AuditResult, StandardResult]]:
    """Those that a page is about, of whichever audit, before all others."""
    return sorted(chosen, key=lambda each: not each[1].headline)


def _brief(standard: StandardResult) -> str:
    shown = sentences.met_of_applicable(standard.total)
    few = f", {sentences.FEW_CASES}" if standard.total.provisional else ""
    return f": {shown}, target {sentences.target_words(standard)}{few}"


def _moved(standard: StandardResult) -> str:
    return f" {listed(sentences.claimed(standard))}"


def _standard_card(standard: StandardResult) -> Html:
    total = standard.total
    edge = table.colour(total.verdict)
    return rendered(
        '<li class="card card--{{ edge }}"><p class="card-title">{{ s.title }} <span class="code">{{ s.id }}</span></p>'
        '<p class="card-figure">{{ figure }}</p><p class="quiet">{{ detail }}</p><p>{{ rating }}</p></li>',
        edge=edge,
        s=standard,
        rating=table.standing(standard),
        figure=sentences.share(total),
        detail=_card_detail(standard),
    )


def _card_detail(standard: StandardResult) -> str:
    """What stands below the share of a card: how many of how many, its target, and what several quarters come to."""
    total = standard.total
    target = f", target {sentences.percent(standard.target)}" if standard.rated else ""
    if total.counts.hidden:
        hidden = f"{sentences.COUNTS_HIDDEN}{target}" if total.says else sentences.HIDDEN
        return ". ".join(filter(None, (hidden, sentences.together_words(standard, brief=True))))
    if total.value is None:
        return sentences.met_of_applicable(total)
    weighted = ", weighted" if total.weighted else ""
    likely = "" if total.lower is None else f"; most likely {sentences.interval(total)}"
    return f"{total.counts.met} of {total.counts.applicable}{weighted}{target}{likely}"
