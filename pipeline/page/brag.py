"""The colour of a recommendation: a word with a mark, never colour alone, and the rule that gives it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.english import capital
from pipeline.page.folds import folded
from pipeline.page.parts import Html, rendered
from pipeline.results.followed.ladder import LINES, RUNGS
from pipeline.results.followed.values import Colour, RecommendationResult

_MARKS = {Colour.BLUE: "B", Colour.GREEN: "G", Colour.AMBER: "A", Colour.RED: "R", Colour.GREY: "–"}
HEADING = "How a colour is decided"


def edge(colour: Colour) -> str:
    """The class by which the page's looks know a colour."""
    return "none" if colour is Colour.GREY else colour.lower()


def pill(recommendation: RecommendationResult) -> Html:
    """The colour of a recommendation as a word with its mark; whether a person has set it stands beside it."""
    colour = recommendation.colour
    set_ = "set by a person" if recommendation.override else ""
    return rendered(
        '<span class="rating rating--{{ edge }}"><b aria-hidden="true">{{ mark }}</b> {{ colour }}</span>'
        '{% if set_ %} <span class="quiet">{{ set_ }}</span>{% endif %}',
        plain=f"{colour}, {set_}" if set_ else str(colour),
        edge=edge(colour),
        mark=_MARKS[colour],
        colour=str(colour),
        set_=set_,
    )


def rule(words: Sequence[tuple[Colour, str]]) -> Html:
    """The rule of the colours in ``words``, the ladder of evidence and the lines of assurance, folded."""
    ladder = [f"{level}: {each}" for level, each in RUNGS.items()]
    lines = [f"{line}: {each}" for line, each in LINES.items()]
    inside = rendered(
        """
<p>A colour follows from the figures and from what agencies report, by this rule: the first line that fits gives it.
Where a person has set another, the page says who, why, and what the rule says.</p>
<dl>{% for colour, each in words %}<dt>{{ colour }}</dt><dd>{{ each }}</dd>{% endfor %}</dl>
<p><strong>The ladder of evidence</strong></p>
<ul>{% for each in ladder %}<li>{{ each }}</li>{% endfor %}</ul>
<p>What is past the day until which it is valid counts for one level less.</p>
<p><strong>Lines of assurance</strong>: who has tested it, and an audit that the sub-group reads is the second</p>
<ul>{% for each in lines %}<li>{{ each }}</li>{% endfor %}</ul>
""",
        plain="\n".join([*(f"{colour}: {each}" for colour, each in words), *ladder, *lines]),
        words=[(str(colour), capital(each)) for colour, each in words],
        ladder=ladder,
        lines=lines,
    )
    return folded(HEADING, inside)
