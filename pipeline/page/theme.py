"""The page of one theme: each of its recommendations, how it stands first, and behind that the trail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.english import first_few
from pipeline.page import brag, trail
from pipeline.page.folds import OPEN_ALL, folded
from pipeline.page.parts import Html, rendered, together
from pipeline.page.sentences.decisions import decision_sentence
from pipeline.page.sentences.effects import BEFORE_AND_AFTER
from pipeline.page.sentences.followed import (
    asks_for,
    colours_counted,
    in_few_words,
    next_due,
    override_sentence,
    reached,
    required,
    states_counted,
)
from pipeline.results.followed.findings import TITLES
from pipeline.results.followed.themes import OF_ALL, ShowingStandard, ThemeResult, theme_page
from pipeline.results.followed.values import FollowFinding, RecommendationResult

_MOST_NAMED = 6  # findings of a kind, in sight


def place_of(recommendation: RecommendationResult) -> str:
    """The address of a recommendation on its theme's page."""
    return f"{theme_page(recommendation.theme_code)}#{recommendation.anchor}"


def summary(theme: ThemeResult) -> Html:
    """How the theme's recommendations stand together, and the way to each and to those of all themes."""
    sentences = [states_counted(theme.recommendations), colours_counted(theme.recommendations)]
    return rendered(
        """
<p class="lead">{{ sentences | join(" ") }} <a href="{{ of_all }}">All {{ theme.all }} recommendations</a>.</p>
<ul class="ways">{% for each, pill in shown %}<li>{{ pill }} <a href="#{{ each.anchor }}">{{ each.id }}</a>
{{ few(each.text) }}</li>{% endfor %}</ul>
{{ open_all }}
""",
        plain=" ".join(sentences),
        sentences=sentences,
        of_all=OF_ALL,
        theme=theme,
        shown=[(each, brag.pill(each)) for each in theme.recommendations],
        few=in_few_words,
        open_all=OPEN_ALL,
    )


def recommendations(theme: ThemeResult) -> Html:
    """A section for each recommendation of the theme, under the report's own number."""
    standards = {each.id: each for each in theme.standards}
    sections = [section(each, standards) for each in theme.recommendations]
    of = rendered(
        '<p class="quiet">{% if care %}{{ care }} {% endif %}The recommendations are those of: {{ title }}.</p>',
        care=BEFORE_AND_AFTER if any(each.effects for each in theme.recommendations) else "",
        title=theme.report_title,
    )
    return together([*sections, of], "\n".join(each.plain for each in sections))


def section(recommendation: RecommendationResult, standards: Mapping[str, ShowingStandard]) -> Html:
    """One recommendation: how it stands, what was asked and required, done, shown, what came of it, what is next."""
    parts = _answers(recommendation, standards)
    return rendered(
        """
<section class="answer edge--{{ edge }}" id="{{ r.anchor }}" aria-labelledby="{{ r.anchor }}-name">
<h2 id="{{ r.anchor }}-name">{{ r.id }} <span class="asks">{{ r.text }}</span></h2>
<p class="stands">{{ pill }} <strong>{{ state }}</strong>. {{ reached }}</p>
{% if reasons %}<p>{{ r.by_rule }} by the rule: {{ reasons }}</p>{% endif %}
{% if set_ %}<p class="so-what">{{ set_ }}</p>{% endif %}
{% for question, answer in parts %}<div class="asked-for"><h3>{{ question }}</h3><div>{{ answer }}</div></div>
{% endfor %}
</section>
""",
        plain="\n".join(
            [
                f"{recommendation.id} {brag.pill(recommendation).plain}, {recommendation.state}",
                *(f"{question}\n{answer.plain}" for question, answer in parts),
            ]
        ),
        r=recommendation,
        edge=brag.edge(recommendation.colour),
        pill=brag.pill(recommendation),
        state=str(recommendation.state).capitalize(),
        reached=reached(recommendation),
        reasons=_as_one(recommendation.reasons),
        set_=override_sentence(recommendation),
        parts=parts,
    )


def _as_one(reasons: Sequence[str]) -> str:
    """Reasons as one sentence, whether or not each ends as one."""
    return "; ".join(each.rstrip(".") for each in reasons) + "." if reasons else ""


def _answers(r: RecommendationResult, standards: Mapping[str, ShowingStandard]) -> list[tuple[str, Html]]:
    """The five questions that the chair has to answer for, in order, and what meetings and findings add."""
    decided = [decision_sentence(each) for each in r.decisions]
    return [
        ("What is next", _lines([next_due(r)])),
        *([("What was found", _found(r))] if r.findings else []),
        ("What was asked", _lines(asks_for(r)[1:] or asks_for(r))),
        ("What evidence is required", _lines(required(r))),
        ("What has been done", trail.done(r)),
        ("How we know", trail.shown(r, standards)),
        ("Did it make a difference?", trail.came_of_it(r)),
        *([("What meetings decided", _lines(decided))] if decided else []),
    ]


def _found(r: RecommendationResult) -> Html:
    """What is found, those of a kind together with their next step; each in full behind a fold where there are many."""
    kinds: dict[str, list[FollowFinding]] = {}
    for each in r.findings:
        kinds.setdefault(each.kind, []).append(each)
    lines = [_of_a_kind(several) for several in kinds.values()]
    if len(lines) == len(r.findings):
        return _lines(lines)
    each_in_full = _lines([" – ".join(filter(None, (each.agency_name, each.text))) for each in r.findings])
    return together([_lines(lines), folded(f"Each finding on {r.id}", each_in_full)], "\n".join(lines))


def _of_a_kind(several: Sequence[FollowFinding]) -> str:
    first = several[0]
    if len(several) == 1:
        return f"{first.text.rstrip('.')}. Next: {first.next_step}"
    about = list(dict.fromkeys(each.about for each in several if each.about))
    return f"{TITLES[first.kind]} ({len(several)}): {first_few(about, _MOST_NAMED)}. Next: {first.next_step}"


def _lines(sentences: Sequence[str]) -> Html:
    """One sentence as a paragraph, several as a list."""
    return rendered(
        "{% if lines | length == 1 %}<p>{{ lines[0] }}</p>{% else %}<ul>{% for each in lines %}<li>{{ each }}</li>"
        "{% endfor %}</ul>{% endif %}",
        plain="\n".join(sentences),
        lines=list(sentences),
    )
