"""
A learning briefing for the practitioners of all agencies: one page to print, drafted by rule.

It names no agency and shows what the board may see, whatever the edition; the analyst's words replace the draft.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.calendar.quarter import Quarter
from pipeline.english import listed
from pipeline.page import sentences
from pipeline.page.parts import Html, Numeric, Table, rendered
from pipeline.partnership.here import here
from pipeline.results.commentary import BRIEFING, section_words
from pipeline.results.figure_values import Figure, Verdict
from pipeline.results.model import AuditResult, StandardResult
from pipeline.results.noteworthy import short_of_target
from pipeline.statistics.tiers import FEWEST_FOR_FIRM_RATING

_MOST = 3  # standards that are named as reached, and as below
_WORKS = "At target or better: {named}. Keep doing this, and keep writing it down."
_NONE_WORKS = (
    f"Of nothing can it be said here, on {FEWEST_FOR_FIRM_RATING} records or more, that it reaches its target."
)
_BETTER = "Below target, by more than chance would explain: {named}."
_LESS_OFTEN = "Worse than the target, by more than chance would explain: {named}."
_DO = "In your next cases, see that this is done, and that the record shows it; where it cannot be done, record why."
_DO_LESS = "In your next cases, see that this happens less often, and that the record shows why where it does."
_DO_BOTH = (
    "In your next cases, see that what should be done is done, and that what should seldom happen happens less often; "
    "where that cannot be, record why."
)
_LET_IT_SHOW = "Not all of this can be judged here: let the record show what was done and why."
_GO_ON = "Go on as you do, and let the record show what was done and why."
_ASK = "The safeguarding lead of your agency, or whoever speaks for it on the {sub_group}."


def page(audit: AuditResult) -> str:
    """The file that an audit's briefing is in."""
    return f"{audit.code.lower()}-briefing.html"


def link(audit: AuditResult) -> Html:
    """The way from an audit's page to its briefing."""
    return rendered(
        '<p><a href="{{ page }}">A page for practitioners, to print</a>: it names no agency.</p>',
        plain=page(audit),
        page=page(audit),
    )


def briefing(audit: AuditResult) -> Html:
    """The briefing: what was looked at, what works, what must be better, what is asked, and whom to ask."""
    works, better = _reached(audit), _below(audit)
    quarter, words = Quarter.parse(audit.quarter), section_words(audit, BRIEFING)
    verdicts = [_figure(s).verdict for s in audit.standards]
    named = _named(_LESS_OFTEN if any(s.low_is_good for s in better) else _BETTER, better)
    drafted = [
        ("What works", _named(_WORKS, works) or _NONE_WORKS),
        (
            "What must be better",
            named or sentences.none_below(verdicts, low_is_good=any(s.low_is_good for s in audit.standards)),
        ),
        ("What we ask you to do", _ask(better) if better or not sentences.all_judged(verdicts) else _GO_ON),
    ]
    first = ("What was looked at", f"{audit.rhythm.months or quarter.in_months}. {audit.purpose}")
    last = ("Whom to ask", _ASK.format(sub_group=here().words(quarter).sub_group))
    return rendered(
        """
{% macro told(lines) %}<dl>{% for heading, sentence in lines %}
<dt>{{ heading }}</dt><dd>{{ sentence }}</dd>{% endfor %}</dl>{% endmacro %}
{{ told([first]) }}
{% if words.html %}{{ words }}{% else %}{{ told(drafted) }}{% endif %}
{% if figures.rows %}{{ figures }}{% endif %}
{{ told([last]) }}
""",
        plain="\n".join(sentence for _, sentence in (first, *drafted, last)),
        first=first,
        last=last,
        words=Html(words),
        drafted=drafted,
        figures=_figures([*better[:_MOST], *works[:_MOST]]),
    )


def _reached(audit: AuditResult) -> list[StandardResult]:
    good = [s for s in audit.standards if _figure(s).verdict.reached and not _figure(s).provisional]
    return sorted(good, key=lambda s: (_figure(s).verdict is not Verdict.ABOVE, not s.headline))


def _below(audit: AuditResult) -> list[StandardResult]:
    low = [s for s in audit.standards if _figure(s).verdict is Verdict.BELOW]
    return sorted(low, key=lambda s: (not s.headline, -short_of_target(s)))


def _figure(standard: StandardResult) -> Figure:
    return standard.briefed or standard.total


def _named(phrase: str, standards: Sequence[StandardResult]) -> str:
    """Those named, and how many more there are; empty where there are none."""
    if not standards:
        return ""
    more = [f"{len(standards) - _MOST} more"] if len(standards) > _MOST else []
    return phrase.format(named=listed([*(f"“{s.title}”" for s in standards[:_MOST]), *more]))


def _ask(better: Sequence[StandardResult]) -> str:
    low_is_good = {s.low_is_good for s in better}
    if not low_is_good:
        return _LET_IT_SHOW
    if len(low_is_good) > 1:
        return _DO_BOTH
    return _DO_LESS if True in low_is_good else _DO


def _figures(standards: Sequence[StandardResult]) -> Table:
    return Table(
        "The figures behind this page",
        ["Standard", Numeric("Met"), Numeric("Target"), "Verdict"],
        [
            [
                s.title,
                sentences.met_of_applicable(_figure(s)),
                sentences.target_words(s),
                sentences.verdict_words(_figure(s), s.low_is_good),
            ]
            for s in standards
        ],
    )
