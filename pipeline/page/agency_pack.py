"""The parts of one agency's page: what is asked of it, its own results beside the partnership's, its data quality."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.english import NO_FIGURE, listed, number_of
from pipeline.page import chart, table
from pipeline.page.folds import OPEN_ALL, folded
from pipeline.page.parts import Html, Numeric, Table, rendered, together
from pipeline.page.sentences import all_judged, interval, met_of_applicable, none_below, target_words
from pipeline.page.sentences.actions import action_dates, action_stands, actions_counted
from pipeline.page.sentences.decisions import decision_sentence
from pipeline.results.agency import MOST_NAMED, AgencyResult, OwnStandard
from pipeline.results.figure_values import Verdict
from pipeline.statistics.tiers import FEWEST_FOR_FIRM_RATING

_MOST_FINDINGS = 10
_MOST_AT_ONCE = 3  # audits in one table
_QUARTERS = 3  # before this one, that are told
_UNTIL_MENDED = "An answer in error is not used until it is mended. The cells are in your marked-up workbook."
_UNTOLD = "What was found in {audits} is not shown on this page: your own feedback has it, and what is to be mended."
_LEADS_NONE = "You lead no action of the plan."
_LEFT_OUT = "All returns are left out where, less yours, they would give a small number of the others away. "


def asks(agency: AgencyResult) -> Html:
    """What is asked of the agency."""
    return rendered(
        """
{% if asks %}<ul>{% for each in asks %}<li>{{ each }}</li>{% endfor %}</ul>
{% else %}<p>Nothing: everything due is in. {{ sentence }}</p>{% endif %}
{% if untold %}<p class="quiet">{{ untold }}</p>{% endif %}
""",
        plain="\n".join(agency.asks) or "nothing is asked",
        asks=agency.asks,
        sentence=_none_below(agency),
        untold=_untold(agency),
    )


def _untold(agency: AgencyResult) -> str:
    """Of which audits the page does not show what was found in its returns; empty where it shows all."""
    return _UNTOLD.format(audits=listed(agency.untold)) if agency.untold else ""


def followed(agency: AgencyResult) -> Html | Table:
    """The actions of the plan that the agency leads, what its returns of them lack, and what meetings ask of it."""
    theirs = agency.followed
    counted = actions_counted(theirs.actions) if theirs.actions else _LEADS_NONE
    said = [*map(decision_sentence, theirs.asked), *(f"{each.text} {each.next_step}" for each in theirs.findings)]
    lines = rendered(
        """
<p>{{ counted }}</p>{% if said %}<ul>{% for each in said %}<li>{{ each }}</li>{% endfor %}</ul>{% endif %}
""",
        plain="\n".join([counted, *said]),
        counted=counted,
        said=said,
    )
    if not theirs.actions:
        return lines
    each_one = folded("Each of your actions", _actions(agency))
    return together([lines, each_one], f"{lines.plain}\n{each_one.plain}")


def _actions(agency: AgencyResult) -> Table:
    return Table(
        "Your actions",
        ["Action", "What is to be done", "How it stands", "Would show it", "Evidence named"],
        [
            [
                each.id,
                each.text,
                " ".join(filter(None, (action_stands(each), action_dates(each)))),
                listed(each.standards) or NO_FIGURE,
                listed(each.evidence) or NO_FIGURE,
            ]
            for each in agency.followed.actions
        ],
        note="As you last reported them, or as the published report or a meeting has them.",
    )


def standards(agency: AgencyResult) -> Html | Table:
    """
    Every standard that the agency is counted in: its own figure and that of all returns together.

    Of many audits those furthest below their targets stand first, and each audit is folded behind its headline.
    """
    now = _audit_by_audit(agency) if len(_by_audit(agency)) > _MOST_AT_ONCE else _now(agency)
    return together([now, _earlier(agency)], f"{now.plain}\n{_earlier(agency).plain}") if agency.earlier else now


def _by_audit(agency: AgencyResult) -> dict[str, list[OwnStandard]]:
    by_audit: dict[str, list[OwnStandard]] = {}
    for each in agency.standards:
        by_audit.setdefault(each.audit, []).append(each)
    return by_audit


def _audit_by_audit(agency: AgencyResult) -> Html:
    parts: list[Html | Table] = [
        _worst(agency),
        OPEN_ALL,
        *(
            folded(_heading(audit, theirs), _table(agency, theirs, f"{audit}: yours beside all returns together"))
            for audit, theirs in _by_audit(agency).items()
        ),
    ]
    return together(parts, "\n".join(each.plain for each in parts))


def _heading(audit: str, theirs: list[OwnStandard]) -> str:
    """An audit's line: what it asks first, and how many of its standards the agency is below."""
    first = next((each for each in theirs if each.headline), theirs[0])
    low = sum(each.own.verdict is Verdict.BELOW for each in theirs)
    judged = sum(each.own.verdict.judged for each in theirs)
    if all_judged([each.own.verdict for each in theirs]):
        told = f"{low} of {number_of(len(theirs), 'standard')} below target" if low else "none below target"
    else:
        told = f"{low or 'none'} of {judged} judged here below target" if judged else "none is judged here"
    return f"{audit}: {first.title}, {met_of_applicable(first.own)}; {told}"


def _none_below(agency: AgencyResult) -> str:
    """What is said where none of its standards is known to be below target: of nothing that is hidden or not judged."""
    verdicts = [each.own.verdict for each in agency.standards]
    return none_below(verdicts, low_is_good=any(each.low_is_good for each in agency.standards))


def _worst(agency: AgencyResult) -> Html | Table:
    """The standards that it is furthest below, the furthest first."""
    low = sorted((each for each in agency.standards if each.own.verdict is Verdict.BELOW), key=lambda own: -own.short)
    if not low:
        sentence, known = _none_below(agency), all_judged([each.own.verdict for each in agency.standards])
        return rendered("<p>{{ sentence }}</p>", plain="below no target" if known else sentence, sentence=sentence)
    left = len(low) - len(low[:MOST_NAMED])
    return Table(
        "Furthest below the target",
        ["Standard", "Audit", Numeric("Yours"), Numeric("Target"), "Your verdict"],
        [
            [
                f"{s.id} {s.title}",
                s.audit,
                met_of_applicable(s.own),
                target_words(s),
                table.verdict(s.own, s.low_is_good),
            ]
            for s in low[:MOST_NAMED]
        ],
        note=f"{number_of(left, 'more standard')} of yours below target: with their audits, below." if left else "",
    )


def _now(agency: AgencyResult) -> Html | Table:
    if not agency.standards:
        return rendered("<p>None of your records were counted this quarter.</p>", plain="no records")
    return _table(agency, agency.standards, "Your results beside those of all returns together")


def _table(agency: AgencyResult, shown: Sequence[OwnStandard], caption: str) -> Table:
    return Table(
        caption,
        [
            "Standard",
            Numeric("Yours"),
            Numeric("95% interval"),
            "Your verdict",
            Numeric("All returns"),
            Numeric("Target"),
            "Yours, quarter by quarter",
        ],
        [
            [
                f"{s.id} {s.title}",
                met_of_applicable(s.own),
                interval(s.own),
                table.verdict(s.own, s.low_is_good),
                met_of_applicable(s.whole) if s.whole else "–",
                target_words(s) if s.rated else "–",
                _over_time(s, agency.quarter),
            ]
            for s in shown
        ],
        note=(
            f"All returns include yours. {_LEFT_OUT * any(s.whole is None for s in shown)}Few cases: "
            f"fewer than {FEWEST_FOR_FIRM_RATING} records. Line: your own figures, 0% to 100%; band: the 95% interval; "
            "dashes: the target; dot: this quarter."
        ),
        repeated=len(shown) < len(agency.standards),
        kind="own",
    )


def _over_time(standard: OwnStandard, quarter: str) -> Html:
    """Its own quarters as a line where there are several, and the last of them before this one in words."""
    line = chart.own_sparkline(standard, quarter) if standard.before else Html("")
    words = _before(standard)
    return rendered(
        '{{ line }}<span class="quiet">'
        "{% for each in words %}{{ each }}{% if not loop.last %}; <br>{% endif %}{% endfor %}</span>",
        plain="; ".join(words),
        line=line,
        words=words,
    )


def _before(standard: OwnStandard) -> list[str]:
    """Its own last quarters, newest first; those counted in another way say so."""
    told = [
        f"{each.quarter}: {met_of_applicable(each.figure)}{'' if each.comparable else ', not comparable'}"
        for each in reversed(standard.before[-_QUARTERS:])
    ]
    return told or [NO_FIGURE]


def _earlier(agency: AgencyResult) -> Table:
    """The quarters of the bodies that the agency took over from, under their own names."""
    return Table(
        "Before you took over",
        ["Standard", "Quarter", "Returned by", Numeric("Result"), Numeric("95% interval")],
        [
            [each.standard, each.quarter, each.body, met_of_applicable(each.own), interval(each.own)]
            for each in agency.earlier
        ],
        note="These are in the figures of all returns together over time, and are not compared with yours.",
    )


def returns(agency: AgencyResult) -> Table:
    """The agency's returns and what state each is in."""
    return table.returns(agency.returns, "Your returns")


def quality(agency: AgencyResult) -> Html | Table:
    """What was found most often in the agency's returns."""
    chosen = sorted((each for each in agency.findings if each.severity != "note"), key=lambda each: -each.count)
    untold = _untold(agency)
    if not chosen:
        words = untold or "No answer of a counted return was in error or in doubt."
        return rendered("<p>{{ words }}</p>", plain=words, words=words)
    return Table(
        "What was found most often",
        ["Question", "Audit", "Kind", "Expected", Numeric("Answers")],
        [
            [each.label or "the return", each.audit, each.severity, each.expected, each.count]
            for each in chosen[:_MOST_FINDINGS]
        ],
        note=" ".join(filter(None, (_UNTIL_MENDED, untold))),
    )
