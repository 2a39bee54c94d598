"""The recommendations of the published report on one page: a line for each, and what is found, asked and overridden."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import EDITIONS
from pipeline.english import first_few, listed
from pipeline.page import brag
from pipeline.page.parts import Html, Table, rendered
from pipeline.page.sentences.decisions import asks_counted, is_open, open_asks, with_recommendations
from pipeline.page.sentences.followed import (
    colours_counted,
    found,
    in_few_words,
    next_due,
    number_changed,
    override_sentence,
    states_changed,
    states_counted,
)
from pipeline.page.theme import place_of
from pipeline.results.followed.brag import RULE
from pipeline.results.followed.findings import TITLES
from pipeline.results.followed.themes import OF_ALL
from pipeline.results.followed.values import DecisionLine, Direction, RecommendationResult
from pipeline.results.model import QuarterResult

_NONE = "No recommendations are followed."
_NOTHING_YET = "none yet"
_NOT_SHOWN = "not shown in this edition"
_MOST_ASKED = 6  # what meetings asked or agreed and is open, in sight
_MOST_FOUND = 12  # recommendations with a finding of one kind, in sight
_MOST_MEANT = 2  # actions or pieces of evidence that a finding is about, in sight
_NOTHING_FOUND = "Nothing is found of any of them."
_OF_AGENCIES_UNTOLD = "What is found of a single agency’s actions and evidence is not shown in this edition."
_COLUMNS = ("What it asks", "How it stands", "Latest evidence", "Direction", "Next")
_ARROWS = {
    Direction.BETTER: "▲",
    Direction.SOME_BETTER: "▲",
    Direction.WORSE: "▼",
    Direction.SOME_WORSE: "▼",
    Direction.BOTH: "▲▼",
}


def summary(result: QuarterResult) -> Html:
    """How the recommendations stand, how many changed, what meetings asked, and the way to their page."""
    followed = result.recommendations
    if not followed:
        return rendered("<p>{{ sentence }}</p>", plain=_NONE, sentence=_NONE)
    asks = open_asks(result.decisions)
    lines = [states_counted(followed), colours_counted(followed), number_changed(followed)]
    lines += [asks_counted(asks)] if asks else []
    return rendered(
        '<p>{{ lines | join(" ") }} <a href="{{ page }}">Each recommendation and its evidence</a>.</p>',
        plain=" ".join(lines),
        lines=lines,
        page=OF_ALL,
    )


def overview(result: QuarterResult) -> Html:
    """The front of the page: how many stand how, what changed, what meetings asked, and what a person has set."""
    if not result.recommendations:
        return summary(result)
    asks = list(map(with_recommendations, open_asks(result.decisions)))
    others = [with_recommendations(each) for each in result.decisions if not is_open(each)]
    standing = _standing(result)
    set_ = [each for each in result.recommendations if each.override]
    return rendered(
        """
<div class="front"><div><h2 id="how-they-stand">How they stand</h2>
<ul class="main-points">{% for each in lines %}<li>{{ each }}</li>{% endfor %}</ul>
{% if set_ %}<h3>Colours that a person has set</h3>
<ul>{% for each, sentence in set_ %}
<li><a href="{{ place(each) }}">{{ each.id }}</a>: {{ sentence }}</li>{% endfor %}</ul>
{% endif %}
{% if others %}<details><summary>Decided or closed since the last report ({{ others | length }})</summary>
<ul>{% for each in others %}<li>{{ each }}</li>{% endfor %}</ul></details>{% endif %}</div>
{% if asks %}<div class="so-what"><h2 id="open-asks">{{ counted }}</h2>
<ul>{% for each in asks[:most] %}<li>{{ each }}</li>{% endfor %}</ul>
{% if asks | length > most %}<details><summary>{{ asks | length - most }} more</summary>
<ul>{% for each in asks[most:] %}<li>{{ each }}</li>{% endfor %}</ul></details>{% endif %}</div>{% endif %}</div>
""",
        plain="\n".join([*standing, *asks, *others]),
        lines=standing[: 3 if asks else 4],
        set_=[(each, override_sentence(each)) for each in set_],
        counted=standing[3].rstrip("."),
        asks=asks,
        others=others,
        most=_MOST_ASKED,
        place=place_of,
        tables=[_decided(result.decisions)] if result.decisions else [],
    )


def _decided(decisions: Sequence[DecisionLine]) -> Table:
    return Table(
        "What meetings decided",
        [
            "Number",
            "Kind",
            "Decided on",
            "By",
            "Text",
            "About",
            "Agency",
            "Due",
            "Closes with",
            "Closed on",
            "Closed by",
        ],
        [
            [
                each.number,
                each.kind,
                each.on,
                each.by,
                each.text,
                listed(each.recommendations),
                each.agency_name,
                each.due,
                each.closes,
                _NOT_SHOWN if each.not_shown else each.closed,
                ": ".join(filter(None, (each.closed_by, each.closed_why))),
            ]
            for each in decisions
        ],
    )


def _standing(result: QuarterResult) -> list[str]:
    followed = result.recommendations
    asks = asks_counted(open_asks(result.decisions))
    return [states_counted(followed), colours_counted(followed), states_changed(followed), asks]


def findings(result: QuarterResult) -> Html:
    """What is found of the recommendations, those of a kind together, each with its next step."""
    kinds = sorted(found(result.recommendations).items(), key=lambda each: list(TITLES).index(each[0]))
    lines = [
        (TITLES[kind], step, [(each, first_few(meant, _MOST_MEANT)) for each, meant in of.items()])
        for kind, steps in kinds
        for step, of in steps.items()
    ]
    untold = "" if EDITIONS[result.edition].agencies else _OF_AGENCIES_UNTOLD
    if not lines:
        nothing = untold or _NOTHING_FOUND
        return rendered("<p>{{ nothing }}</p>", plain=nothing, nothing=nothing)
    return rendered(
        """
<ul class="found">{% for title, step, of in lines %}
<li><strong>{{ title }}</strong>: {% for r, meant in of[:most] %}<a href="{{ place(r) }}">{{ r.id }}</a>
{%- if meant %} ({{ meant }}){% endif %}{{ "" if loop.last else ", " }}{% endfor %}
{%- if of | length > most %} and {{ of | length - most }} more{% endif %}.
<span class="quiet">Next: {{ step }}</span></li>{% endfor %}</ul>
{% if untold %}<p class="quiet">{{ untold }}</p>{% endif %}
""",
        untold=untold,
        plain="\n".join(f"{title}: {_meant(of)}. Next: {step}" for title, step, of in lines),
        lines=lines,
        most=_MOST_FOUND,
        place=place_of,
        tables=[_found_table(result.recommendations)],
    )


def _meant(of: Sequence[tuple[RecommendationResult, str]]) -> str:
    return first_few([f"{each.id} ({meant})" if meant else each.id for each, meant in of], _MOST_FOUND)


def _found_table(recommendations: Sequence[RecommendationResult]) -> Table:
    return Table(
        "What was found",
        ["Recommendation", "Finding", "In full", "About", "Agency", "Next step"],
        [
            [each.id, TITLES[one.kind], one.text, one.about, one.agency_name, one.next_step]
            for each in recommendations
            for one in each.findings
        ],
    )


def rule() -> Html:
    """The rule that gives the colours, folded."""
    return brag.rule(RULE)


def by_theme(result: QuarterResult) -> Html:
    """A line for each recommendation, in the report's order, theme by theme; each number leads to its trail."""
    themes = dict.fromkeys(each.theme for each in result.recommendations)
    months = Quarter.parse(result.quarter).in_months
    shown = [(theme, [each for each in result.recommendations if each.theme == theme]) for theme in themes]
    # A table that a telephone shows as cards is no longer one to a screen reader, unless every part says what it is.
    return rendered(
        """
<table class="followed" role="table">
<caption class="visually-hidden">Every recommendation, theme by theme</caption>
<thead role="rowgroup"><tr role="row">
{%- for each in columns %}<th scope="col" role="columnheader">{{ each }}</th>{% endfor %}</tr></thead>
{% for theme, lines in themes %}
<tbody role="rowgroup"><tr class="followed-theme" role="row">
<th scope="rowgroup" role="rowheader" colspan="{{ columns | length }}">{{ theme }}</th></tr>
{% for r, pill in lines %}
<tr class="edge--{{ edge(r.colour) }}" id="{{ r.anchor }}" role="row">
<th scope="row" role="rowheader"><a href="{{ place(r) }}">{{ r.id }}</a>
{{ few(r.text) }}</th>
<td role="cell">{{ pill }} <span class="quiet">{{ r.state }}</span></td>
<td role="cell">{{ latest(r) }}</td>
<td role="cell" class="quiet"><span aria-hidden="true">{{ arrow(r) }}</span> {{ r.direction }}</td>
<td role="cell" class="quiet">{{ next(r) }}</td></tr>
{% endfor %}</tbody>
{% endfor %}
</table>
<p class="quiet">They are those of: {{ title }}.</p>
""",
        plain="\n".join(_as_table(theme, lines).plain for theme, lines in shown),
        columns=_COLUMNS,
        latest=lambda each: _latest(each, months),
        themes=[(theme, [(each, brag.pill(each)) for each in lines]) for theme, lines in shown],
        edge=brag.edge,
        place=place_of,
        few=in_few_words,
        arrow=lambda each: _ARROWS.get(each.direction, ""),
        next=next_due,
        title=result.report_title,
        tables=[_as_table(theme, lines) for theme, lines in shown],
    )


def _latest(recommendation: RecommendationResult, months: str) -> str:
    """The latest evidence; of a figure of the page's own quarter the ``months`` are not said again."""
    return recommendation.latest.removesuffix(f", {months}") or _NOTHING_YET


def _as_table(theme: str, recommendations: Sequence[RecommendationResult]) -> Table:
    return Table(
        theme,
        ["Number", *_COLUMNS[:1], "Colour", "State", *_COLUMNS[2:]],
        [
            [
                each.id,
                each.text,
                brag.pill(each).plain,
                str(each.state),
                each.latest or _NOTHING_YET,
                str(each.direction),
                next_due(each),
            ]
            for each in recommendations
        ],
    )
