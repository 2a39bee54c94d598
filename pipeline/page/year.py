"""The year's page: four quarters side by side, what moved, what was decided and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.calendar.quarter import QUARTERS_OF_A_YEAR, Quarter, in_months
from pipeline.english import number_of
from pipeline.page import sentences, table
from pipeline.page.every_standard import first_asked, in_points, too_many
from pipeline.page.parts import Html, Numeric, Table, rendered, together
from pipeline.results.commentary import ASKS, BECAME, OVERVIEW
from pipeline.results.figure_values import Figure, Unsaid
from pipeline.results.model import AuditResult, QuarterResult, StandardResult, YearQuarter
from pipeline.results.questions import section_of
from pipeline.results.return_values import ReturnsIn
from pipeline.statistics.tiers import FEWEST_FOR_FIRM_RATING

PAGE = "year.html"
NOTHING = "–"
_SEVERAL_TARGETS = "Where the target changed within it, the year has no verdict. "


def history(result: QuarterResult) -> Html:
    """Which quarters the page is of; where there are fewer than four, that it is so."""
    there = [_short(each.quarter) for each in result.year]
    sentence = "Four quarters side by side, the latest on the right."
    if not there:
        sentence = "None of the four quarters of this year has returns, so there is nothing to tell of it."
    elif len(there) < QUARTERS_OF_A_YEAR:
        lacking = "the others have" if QUARTERS_OF_A_YEAR - len(there) > 1 else "the other has"
        them = "them" if QUARTERS_OF_A_YEAR - len(there) > 1 else "it"
        sentence = (
            f"A year has four quarters. Of this one there {'is one' if len(there) == 1 else f'are {len(there)}'} here "
            f"({', '.join(there)}); {lacking} no returns, so nothing is told of {them}."
        )
    return rendered("<p>{{ sentence }}</p>", plain=sentence, sentence=sentence)


def moved(result: QuarterResult) -> Html:
    """The changes against the year before that are claimed; where there are none, what could be compared."""
    lines = [
        f"{s.id} {s.title}. {sentences.change_sentence(s.over_year, s.reach)}"
        for audit in result.audits
        for s in audit.standards
        if s.over_year.moved.claimed
    ]
    otherwise = sentences.unmoved_sentence(result.audits)
    return rendered(
        "{% if lines %}<ul>{% for each in lines %}<li>{{ each }}</li>{% endfor %}</ul>"
        "{% else %}<p>{{ otherwise }}</p>{% endif %}",
        plain="\n".join(lines) or otherwise,
        lines=lines,
        otherwise=otherwise,
    )


def verdicts(result: QuarterResult) -> Html:
    """Each audit's standards: the verdict of each quarter, the year's count, and what moved."""
    if too_many(result.audits):
        first = [(a, s) for a in result.audits for s in first_asked(a, len(result.audits))]
        table_ = _verdicts("What each audit asks first", first, result)
        return together([table_], table_.plain)
    shown = [_verdicts(a.short_title, [(a, s) for s in a.standards], result) for a in result.audits if a.standards]
    return together(shown, "\n".join(each.plain for each in shown))


def _verdicts(title: str, standards: Sequence[tuple[AuditResult, StandardResult]], result: QuarterResult) -> Table:
    quarters = [each.quarter for each in result.year]
    several = any(_several_targets(audit) for audit, _ in standards)
    alone = len({audit.code for audit, _ in standards}) == 1
    return Table(
        f"{title}: the verdict of each quarter",
        [
            "Standard",
            *map(_short, quarters),
            "The year",
            "Against the year before, points",
        ],
        [
            [
                f"{s.id} {s.title}" if alone else f"{audit.short_title}: {s.title} ({s.id})",
                *(_cell(s, each) for each in quarters),
                _of_year(s, quarters),
                in_points(s.over_year),
            ]
            for audit, s in standards
        ],
        note="Each quarter stands beside the target of its time. The year is the sum of its records, not a mean of "
        "percentages; where a quarter is hidden, of the months that it names. "
        f"{_SEVERAL_TARGETS if several else ''}Few cases: fewer than {FEWEST_FOR_FIRM_RATING} records.",
        repeated=not several,
        kind="year",
    )


def _several_targets(audit: AuditResult) -> bool:
    """Whether a year is not judged since its quarters have different targets."""
    years = [s.year.figure for s in audit.standards]
    return any(each is not None and each.unsaid_because is Unsaid.TARGETS for each in years)


def _short(quarter: str) -> str:
    """A quarter's months where there is little room: "Jul–Sep 2019"."""
    parsed = Quarter.parse(quarter)
    return f"{parsed.start:%b}–{parsed.end:%b %Y}"


def _cell(standard: StandardResult, quarter: str) -> Html | str:
    figures = [each.figure for each in standard.history if each.quarter == quarter]
    return _figure(figures[0], standard) if figures else NOTHING


def _figure(figure: Figure, standard: StandardResult) -> Html:
    count = sentences.met_of_applicable(figure)
    if figure.counts.hidden and not figure.says:
        return rendered("{{ count }}", plain=count, count=count)
    shown = table.verdict(replace(figure, provisional=False), standard.low_is_good)
    return rendered("{{ shown }}<br>{{ count }}", plain=f"{shown.plain}, {count}", shown=shown, count=count)


def _of_year(standard: StandardResult, quarters: Sequence[str]) -> Html | str:
    """What a year comes to; with its months, where it is of other quarters than those that stand beside it."""
    year = standard.year
    if year.figure is None:
        return year.why
    shown = _figure(year.figure, standard)
    if set(year.quarters) == {each.quarter for each in standard.history if each.quarter in quarters}:
        return shown
    months = standard.reach.short_months_of(f"{year.quarters[0]} to {year.quarters[-1]}")
    return rendered("{{ shown }}<br>{{ months }}", plain=f"{shown.plain}, {months}", shown=shown, months=months)


def returns(result: QuarterResult) -> Table:
    """
    How many returns were due in each quarter, came, came late, or were not taken in.

    Where there are more audits than a member can read, of all of them together.
    """
    titles = {each.code: each.short_title for each in result.audits}
    counted = [
        (in_months(quarter.quarter), audit, several)
        for quarter in result.year
        for audit, several in _returns_of(quarter, titles, in_sum=too_many(result.audits))
    ]
    return Table(
        "Returns of each quarter",
        ["Quarter", "Audit", Numeric("Due"), Numeric("In"), Numeric("Of these, late"), Numeric("Not in")],
        [
            [
                months,
                audit,
                sum(each.due for each in several),
                sum(each.came + each.beside for each in several),
                sum(each.late for each in several),
                sum(each.due - each.came for each in several),
            ]
            for months, audit, several in counted
        ],
    )


def _returns_of(
    quarter: YearQuarter, titles: Mapping[str, str], *, in_sum: bool
) -> list[tuple[str, Sequence[ReturnsIn]]]:
    """The returns of a quarter in the lines that count them, each with what it is called."""
    if in_sum:
        return [(number_of(len(quarter.returns), "audit"), quarter.returns)] if quarter.returns else []
    return [(titles.get(each.audit, each.audit), [each]) for each in quarter.returns]


def decided(result: QuarterResult) -> Html:
    """What was asked of the group in each quarter, and what the next quarter says became of it."""
    parts = [each for now, after in _pairs(result) for each in _decided(result, now, after)]
    if not parts:
        return rendered(
            "<p>Nothing was written under “{{ asks }}” in these quarters.</p>", plain="nothing was asked", asks=ASKS
        )
    return together(parts, "\n".join(each.plain for each in parts))


def _pairs(result: QuarterResult) -> list[tuple[YearQuarter, YearQuarter | None]]:
    """Each quarter with the one after it, where that is among those shown."""
    by_name = {each.quarter: each for each in result.year}
    return [(each, by_name.get(str(Quarter.parse(each.quarter).next()))) for each in result.year]


def _decided(result: QuarterResult, now: YearQuarter, after: YearQuarter | None) -> Iterator[Html]:
    titles = {OVERVIEW: "All audits", **{each.code: each.short_title for each in result.audits}}
    for page, title in titles.items():
        asked = _words(now, page, ASKS)
        if not asked:
            continue
        became = _words(after, page, BECAME) if after else ""
        otherwise = "Nothing has been written yet." if after else "The next report will say."
        yield rendered(
            """
<h3>{{ months }}: {{ title }}</h3>
<p><strong>Asked</strong></p>
{{ asked }}
<p><strong>What became of it</strong></p>
{% if became.html %}{{ became }}{% else %}<p class="quiet">{{ otherwise }}</p>{% endif %}
""",
            plain=f"{now.quarter}, {title}: asked",
            months=in_months(now.quarter),
            title=title,
            asked=Html(asked),
            became=Html(became),
            otherwise=otherwise,
        )


def _words(quarter: YearQuarter, page: str, section: str) -> str:
    return next((each.html for each in quarter.words.get(page, ()) if each.section == section), "")


def answers(result: QuarterResult) -> Html:
    """The questions that are asked now, with what was answered to them in the quarters of the year."""
    parts = [
        (f"{standard.id} {question.text}", given)
        for audit in result.audits
        for standard in audit.standards
        for question in standard.questions
        if (given := list(_answers(result, audit.code, section_of(standard.id, question.kind))))
    ]
    if not parts:
        sentence = "No answer to a question that is asked now was written in these quarters."
        return rendered("<p>{{ sentence }}</p>", plain=sentence, sentence=sentence)
    return rendered(
        """
<dl>{% for question, given in parts %}<dt>{{ question }}</dt>
{% for months, answer in given %}<dd><p class="quiet">{{ months }}</p>{{ answer }}</dd>{% endfor %}{% endfor %}</dl>
""",
        plain="\n".join(question for question, _ in parts),
        parts=parts,
    )


def _answers(result: QuarterResult, page: str, section: str) -> Iterator[tuple[str, Html]]:
    for quarter in result.year:
        if words := _words(quarter, page, section):
            yield in_months(quarter.quarter), Html(words)
