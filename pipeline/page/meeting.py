"""The pages for a meeting on an audit's cases: all of them at a glance, and each as the agencies' records tell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.calendar.quarter import Quarter, spoken
from pipeline.english import NO_FIGURE, capital, listed, number_of
from pipeline.measure.outcomes import Outcome
from pipeline.page import sentences, table
from pipeline.page.parts import Html, Numeric, Table, rendered, together
from pipeline.partnership.bodies import name_of
from pipeline.results.case_values import Case, CaseRecord, CasesResult, Grade, Moderation, StandardAsked
from pipeline.store.meeting_files import Panel

OVERVIEW = "cases.html"
_DIFFER = "they differ"
_SHOULD_NOT_BE = {str(Outcome.MET): "yes, and should not be", str(Outcome.NOT_MET): "no"}


def page_of(case: Case) -> str:
    """The file of a case's page: by its number, so that no name of a file says which case it is."""
    return f"case-{case.number}.html"


def whose_eyes(result: CasesResult) -> str:
    """Who may read the pages, and for how long: what stands on each of them, and on each sheet of paper."""
    days = sorted({each.on for each in result.meetings.panels})
    when = f"of {spoken(days[-1])}" if days else f"on {Quarter.parse(result.quarter)}"
    return f"For named readers at the meeting {when} only: destroy after"


def overview(result: CasesResult) -> Html:
    """Every case with its grades and what was agreed, and what the meeting has to hear first."""
    return rendered(
        """
<p class="lead">{{ lead }}</p>
{% if action %}<p class="banner banner--warning"><strong>Action now</strong> {{ action }}</p>{% endif %}
{{ cases }}
{% if without %}<p>{{ without }}</p>{% endif %}
""",
        plain=_lead(result),
        lead=_lead(result),
        action=_action(result.immediate),
        cases=_every_case(result),
        without=_without(result),
    )


def panel(result: CasesResult) -> Html:
    """Who met, when, and whether they were enough; and which cases were left out and why."""
    panels, gone = result.meetings.panels, result.meetings.left_out
    lines = [_met(each) for each in panels] or ["Nobody has written down yet who met: fill in panel.csv."]
    return rendered(
        """
<ul>{% for each in lines %}<li>{{ each }}</li>{% endfor %}</ul>
{% if gone.rows %}{{ gone }}{% else %}<p>No case that was drawn is written down as left out.</p>{% endif %}
{% if silent %}<p>{{ silent }}</p>{% endif %}
""",
        plain="\n".join(lines),
        lines=lines,
        gone=Table(
            "Cases drawn and left out",
            ["Case", "Why", "In its place"],
            [[each.case, capital(each.why), each.replaced_by or "no case"] for each in gone],
        ),
        silent=_silent(result),
    )


def moderation(result: CasesResult) -> Html:
    """How many grades were changed by a second auditor, which way, and how far the two agree."""
    words = moderation_sentence(result.moderation)
    compared = [each for each in result.moderation.compared if each.cases]
    return rendered(
        """
<p>{{ words }}</p>
{% for sentence, table in compared %}<p>{{ sentence }}</p>{{ table }}{% endfor %}
{% if compared %}<p class="quiet">Agreement is not accuracy: neither grader is taken to be right.</p>{% endif %}
""",
        plain=words,
        words=words,
        compared=[(sentences.agreement_sentence(each), table.agreement(each)) for each in compared],
    )


def moderation_sentence(trail: Moderation) -> str:
    """How many grades moderation changed and which way, as counts: they are few."""
    if not trail.moderated:
        return "No grade has been moderated."
    if not trail.changed:
        return f"{capital(number_of(trail.moderated, 'grade'))} moderated, none of them changed."
    ways = [f"{count} to a {way} grade" for count, way in ((trail.poorer, "poorer"), (trail.better, "better")) if count]
    lacking = f" No reason is given for {trail.unexplained} of these." if trail.unexplained else ""
    return f"{trail.changed} of {number_of(trail.moderated, 'moderated grade')} changed: {listed(ways)}.{lacking}"


def case(result: CasesResult, one: Case) -> Html:
    """One case: the records side by side, by side of the work and by standard, where they differ, what was agreed."""
    parts: list[Html | Table] = [
        _lead_of_case(one),
        _side_by_side(result, one),
        *_further(one),
        _told(one),
        _agreed(one),
    ]
    return together(parts, f"Case {one.number}: {number_of(len(one.records), 'record')}")


def _lead(result: CasesResult) -> str:
    whole = number_of(len(result.cases), "case")
    records = number_of(sum(len(each.records) for each in result.cases), "record")
    return f"{Quarter.parse(result.quarter).in_full} · {whole}, told by {records}"


def _action(count: int) -> str:
    if not count:
        return ""
    return (
        f"{capital(number_of(count, 'record'))} showed a child who needed action at once. See that each agency's "
        "safeguarding lead knows; it does not wait for the meeting."
    )


def _every_case(result: CasesResult) -> Table:
    return Table(
        "Every case",
        ["Case", Numeric("Records"), "Grades, after moderation", "Standards on which records differ", "Agreed grade"],
        [
            [
                rendered(
                    '<a href="{{ page }}">{{ words }}</a>',
                    plain=each.reference,
                    page=page_of(each),
                    words=each.reference,
                ),
                len(each.records),
                _grades_in_words(each),
                listed([s.id for s in result.standards if each.disagree_on(s.id)]) or "none",
                _agreed_grade(result, each),
            ]
            for each in result.cases
        ],
        note="Grades are those of the records. Where they lie two or more apart, the meeting comes to one.",
        kind="cases",
    )


def _grades_in_words(one: Case) -> str:
    counted = Counter(each.final.label for each in one.records if each.final)
    words = listed([label if count == 1 else f"{label} ({count})" for label, count in counted.items()])
    return f"{words}: {one.apart} apart" if one.far_apart else words or "none given"


def _agreed_grade(result: CasesResult, one: Case) -> str:
    code = one.agreed.grade if one.agreed else ""
    return dict(result.scale).get(code, "not yet")


def _without(result: CasesResult) -> str:
    if not result.without:
        return ""
    theirs = listed([f"{agency} ({count})" for agency, count in result.without])
    return f"Some records name no case, so they stand in none of these: {theirs}. Ask for their references."


def _met(panel_: Panel) -> str:
    there = listed([name_of(each) for each in panel_.agencies])
    quorate = "a quorum" if panel_.quorate else "no quorum, so nothing is decided"
    chair = "an independent chair" if panel_.independent_chair else "a chair from one of the agencies"
    beforehand = "had graded one case together beforehand" if panel_.calibrated else "had not graded a case together"
    return f"{spoken(panel_.on)}: {there}; {quorate}; {chair}. The auditors {beforehand}."


def _silent(result: CasesResult) -> str:
    back = {each.reference for each in result.cases}
    gone = {each.case for each in result.meetings.left_out}
    silent = len(set(result.drawn) - back - gone)
    if not silent:
        return ""
    return (
        f"{capital(number_of(silent, 'case'))} drawn that came back from nobody and that nobody has written down as "
        "left out."
    )


def _lead_of_case(one: Case) -> Html:
    apart = (
        f"Overall grades lie {one.apart} apart: the meeting comes to one."
        if one.far_apart
        else "Overall grades lie one apart."
        if one.apart
        else ""
    )
    action = _action(sum(each.immediate for each in one.records))
    return rendered(
        """
{% if action %}<p class="banner banner--warning"><strong>Action now</strong> {{ action }}</p>{% endif %}
<p class="lead">{{ records }}{% if apart %} · {{ apart }}{% endif %}</p>
""",
        plain=apart,
        records=capital(number_of(len(one.records), "record")),
        apart=apart,
        action=action,
    )


def _columns(one: Case) -> list[str]:
    """A heading for each record: whose it is, and which, where an agency has several."""
    names = Counter(each.agency for each in one.records)
    return [each.agency if names[each.agency] == 1 else f"{each.agency}: {each.which}" for each in one.records]


def _side_by_side(result: CasesResult, one: Case) -> Table:
    """A column for each record: its grades, then every standard; where they differ, a last column says so."""
    rows: list[tuple[Sequence[object], str]] = [
        (["Grade: the auditor's own", *(_grade(each.own) for each in one.records)], ""),
        (["Grade: after moderation", *(_moderated(each) for each in one.records)], _differs(one.apart)),
        *(
            ([label, *(_grade(each.domains.get(label)) for each in one.records)], _differs(one.apart_on(label)))
            for label in result.domains
            if any(label in each.domains for each in one.records)
        ),
        *(
            (
                [
                    _standard(each.id, each.title, critical=each.critical),
                    *(_outcome(record.outcomes.get(each.id, NO_FIGURE), each) for record in one.records),
                ],
                _DIFFER if one.disagree_on(each.id) else "",
            )
            for each in result.standards
        ),
    ]
    differing = any(differ for _, differ in rows)
    return Table(
        "What each record says",
        ["", *_columns(one), *(["Differ?"] if differing else [])],
        [[*row, *([differ] if differing else [])] for row, differ in rows],
        note=f"{NO_FIGURE}: not asked of that record, or not given. Headline: what the audit asks first.",
        kind="case",
    )


def _further(one: Case) -> list[Table]:
    """The rows of each record's further sheets, such as who attended, under the heading of the record."""
    return [
        Table(f"{sheet.title}: {heading}", ["Row", "What it says"], sheet.rows, kind="case")
        for heading, record in zip(_columns(one), one.records, strict=True)
        for sheet in record.further
    ]


def _outcome(words: str, standard: StandardAsked) -> str:
    """What a record says of a standard; of what should not be, whether it was so: "met" would sound like praise."""
    return _SHOULD_NOT_BE.get(words, words) if standard.low_is_good else words


def _differs(apart: int) -> str:
    return f"{_DIFFER} by {apart}" if apart else ""


def _grade(grade: Grade | None) -> str:
    return grade.label if grade else NO_FIGURE


def _moderated(record: CaseRecord) -> Html | str:
    if not record.changed:
        return _grade(record.moderated)
    return rendered("<strong>{{ words }}</strong>, changed", plain="changed", words=_grade(record.moderated))


def _standard(code: str, title: str, *, critical: bool) -> Html:
    return rendered(
        '{{ title }}{% if critical %} <span class="headline-mark">headline</span>{% endif %} '
        '<span class="code">{{ code }}</span>',
        plain=f"{code} {title}",
        title=title,
        code=code,
        critical=critical,
    )


def _told(one: Case) -> Html:
    """What the auditors wrote, record by record: reasons, what their judgement rests on, what is to be learnt."""
    told = [(heading, _lines(each)) for heading, each in zip(_columns(one), one.records, strict=True)]
    told = [(heading, lines) for heading, lines in told if lines]
    return rendered(
        """
{% if told %}<h2 id="told">What the auditors say</h2>{% for heading, lines in told %}
<h3>{{ heading }}</h3><dl>{% for term, words in lines %}<dt>{{ term }}</dt><dd>{{ words }}</dd>{% endfor %}</dl>
{% endfor %}{% endif %}
""",
        plain="\n".join(heading for heading, _ in told),
        told=told,
    )


def _lines(record: CaseRecord) -> Sequence[tuple[str, str]]:
    lines = (
        ("Critical step not done, because", record.why_not_done),
        ("Grade changed, because", record.why_changed),
        ("Judged from", listed([f"{each[:1].lower()}{each[1:]}" for each in record.evidence])),
        ("To learn", record.learning),
    )
    return [(term, words) for term, words in lines if words]


def _agreed(one: Case) -> Html:
    agreed = one.agreed
    lines = [] if agreed is None else [
        ("Learning", agreed.learning or "none written down"),
        ("Who sees to it", name_of(agreed.lead) if agreed.lead else "nobody yet"),
        ("By", spoken(agreed.by) if agreed.by else "no day yet"),
    ]  # fmt: skip
    return rendered(
        """
<h2 id="agreed">What the meeting agreed</h2>
{% if lines %}<dl>{% for term, words in lines %}<dt>{{ term }}</dt><dd>{{ words }}</dd>{% endfor %}</dl>
{% else %}<p>Nothing is written down yet: grade ____ &nbsp; learning ________________________________ &nbsp; who
____________ &nbsp; by ________</p>{% endif %}
""",
        plain="\n".join(words for _, words in lines) or "nothing yet",
        lines=lines,
    )
