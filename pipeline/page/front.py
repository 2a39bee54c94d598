"""The front of a page: cards, what is working, what worries us, what has changed, what we ask of you."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.page import sentences, table
from pipeline.page.parts import Html, rendered
from pipeline.results import noteworthy
from pipeline.results.agency import NOT_READ, OUTSTANDING
from pipeline.results.commentary import ASKS, WORKING, WORRIES, section_words
from pipeline.results.model import AuditResult, QuarterResult, StandardResult
from pipeline.statistics.tiers import FEWEST_FOR_FIRM_RATING
from pipeline.validate.catalogue import OURS

_OF_ONE, _OF_EACH = 5, 3  # standards listed on an audit's own page, and for each audit on the overview


def summary(audit: AuditResult) -> Html:
    """The front of an audit's page: what came in, the headline, what is working, what worries us."""
    cards = [*_count_cards(audit), *(_standard_card(s) for s in audit.standards if s.headline)]
    return rendered(
        """
<p>{{ audit.purpose }}</p>
{% if targets %}<p>{{ targets }}</p>{% endif %}
<ul class="headline-cards">{% for card in cards %}{{ card }}{% endfor %}</ul>
{{ samples }}
{% if audit.immediate_actions is none %}<p class="banner banner--warning"><strong>Action now</strong>
Records showed a child who needed action at once; how many is hidden, to protect small counts.
These go to the agency's safeguarding lead the same day and do not wait for this report.</p>
{% elif audit.immediate_actions %}<p class="banner banner--warning"><strong>Action now</strong>
{{ audit.immediate_actions }} record{{ "s" if audit.immediate_actions != 1 }} showed a child who needed action at once.
These go to the agency's safeguarding lead the same day and do not wait for this report.</p>{% endif %}
{{ lists }}
""",
        plain=f"{audit.code}: {audit.records} records",
        audit=audit,
        cards=cards,
        lists=_lists([audit], _OF_ONE, audit, []),
        samples=_samples(audit),
        targets=sentences.targets_changed([audit]),
    )


def _samples(audit: AuditResult) -> Html:
    """How the records were sampled, and what came back behind a heading to open, in an edition that shows it."""
    counted = audit.samples and audit.samples[0].drawn is not None
    return rendered(
        """
{% for each in how %}<p>{{ each }}</p>{% endfor %}
{% if table %}<details><summary>What came back of what was drawn</summary>{{ table }}</details>{% endif %}
""",
        how=[sentences.sample_sentence(each) for each in audit.samples],
        table=table.samples(audit.samples) if counted else "",
    )


def overview(quarter: QuarterResult) -> Html:
    """The front page: each audit's headline, what works, what worries, what is asked."""
    cards = [_standard_card(s) for audit in quarter.audits for s in audit.standards if s.headline]
    asks = [
        *(
            f"Chase {line.agency_name}: {line.audit} return {line.status}."
            for line in quarter.returns
            if line.status in OUTSTANDING and line.reason not in OURS
        ),
        "Challenge each result above that is below its target, and agree who will act and by when.",
    ]
    return rendered(
        "\n{% if targets %}<p>{{ targets }}</p>\n{% endif %}"
        '<ul class="headline-cards">{% for card in cards %}{{ card }}{% endfor %}</ul>\n{{ lists }}\n',
        plain="overview",
        targets=sentences.targets_changed(quarter.audits),
        cards=cards,
        lists=_lists(quarter.audits, _OF_EACH, quarter, asks),
    )


def _lists(audits: Sequence[AuditResult], most: int, words_of: AuditResult | QuarterResult, asks: list[str]) -> Html:
    """The lists that the figures give, each followed by the analyst's own words."""
    lists = (
        (
            "What is working",
            [_brief(s) for a in audits for s in noteworthy.reaching_target(a)[:most]],
            WORKING,
            f"No standard reaches its target on {FEWEST_FOR_FIRM_RATING} records or more.",
        ),
        (
            "What worries us",
            [_brief(s) for a in audits for s in noteworthy.below_target(a)[:most]],
            WORRIES,
            "No standard is below its target by more than chance would explain.",
        ),
        (
            "What has changed",
            [
                f"{s.id} {s.title}. {' '.join(sentences.claims(s))}"
                for a in audits
                for s in noteworthy.changed_standards(a)
            ],
            "",
            sentences.unchanged_sentence(audits),
        ),
        ("What we ask of you", asks, ASKS, ""),
    )
    return rendered(
        """
{% for heading, lines, otherwise, words in lists if lines or otherwise or words.html %}<h3>{{ heading }}</h3>
{% if lines %}<ul>{% for line in lines %}<li>{{ line }}</li>{% endfor %}</ul>
{% elif otherwise %}<p>{{ otherwise }}</p>{% endif %}
{{ words }}
{% endfor %}
""",
        lists=[
            (heading, lines, otherwise, Html(section_words(words_of, section) if section else ""))
            for heading, lines, section, otherwise in lists
        ],
        plain="\n".join(line for _, lines, _, _ in lists for line in lines),
    )


def _brief(standard: StandardResult) -> str:
    target = sentences.target_words(standard)
    return f"{standard.id} {standard.title}: {sentences.met_of_applicable(standard.total)}, target {target}."


def _count_cards(audit: AuditResult) -> list[Html]:
    due = [line for line in audit.returns if line.status != "not due"]
    wanting = [line for line in due if line.status in (*OUTSTANDING, NOT_READ)]
    children = f"{audit.children} different children" if audit.children is not None else ""
    outstanding = ", ".join(f"{line.agency_name}: {line.status}" for line in wanting)
    cards = [_card("Returns counted", f"{len(due) - len(wanting)} of {len(due)}", outstanding or "All in")]
    if audit.records is not None:
        cards.append(_card("Records audited", f"{audit.records}", children))
    return cards


def _card(title: str, figure: str, detail: str) -> Html:
    return rendered(
        '<li class="card"><p class="card-title">{{ title }}</p><p class="card-figure">{{ figure }}</p>'
        '<p class="quiet">{{ detail }}</p></li>',
        title=title,
        figure=figure,
        detail=detail,
    )


def _standard_card(standard: StandardResult) -> Html:
    total = standard.total
    edge = table.colour(total.verdict)
    shown = total.counts.proportion is not None
    return rendered(
        '<li class="card card--{{ edge }}"><p class="card-title">{{ s.id }} {{ s.title }}</p>'
        '<p class="card-figure">{{ figure }}</p><p class="quiet">{{ detail }}</p>{{ rating }}</li>',
        edge=edge,
        s=standard,
        rating=table.verdict(total),
        figure=sentences.percent(total.counts.proportion) if shown else "–",
        detail=f"{total.counts.met} of {total.counts.applicable}; {sentences.interval(total)}"
        if shown
        else sentences.met_of_applicable(total),
    )
