"""The programme's page: every audit of the financial year, how it stands in each quarter, and whose returns are due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from pipeline.calendar.quarter import Quarter
from pipeline.english import NO_FIGURE, capital, first_few, listed, number_of
from pipeline.page.parts import Html, Table, rendered
from pipeline.partnership.returns_due import closed_until
from pipeline.results.model import QuarterResult
from pipeline.results.programme_values import ProgrammeLine, ProgrammeQuarter, State

PAGE = "programme.html"
NONE_CLOSED = "none"
_NAMED = 3  # audits in one sentence
_COLOURS = {State.OVERDUE: "red", State.PENDING: "amber", State.COMPLETE: "green"}
_MEANS = {
    State.PLANNED: "due, and its quarter comes after the one reported on",
    State.PENDING: "not all returns are in, and there is still time",
    State.OVERDUE: "not all returns are in, and the last day has passed",
    State.COMPLETE: "all returns are in",
    State.NOT_DUE: "none is asked for, so none is missing",
    State.ALL_THE_TIME: "what comes is counted, and none is ever missing",
    State.NOT_RUN: "the partnership does not run it then",
    State.NOT_HERE: "due, and nothing of that quarter lies here to say what came",
}


def closed_by(quarter: Quarter, day: date) -> str:
    """
    What the page is told of the clock: the newest quarter of the year whose last day for returns lies before ``day``.

    Nothing else of the day decides the page, so that it stands until the next such day has passed.
    """
    newest = closed_until(quarter, day)
    return newest.folder if newest else NONE_CLOSED


def summary(result: QuarterResult, closed: str = "") -> Html:
    """How many audits the year has, and how they stand in the quarter reported on; ``closed``: as in `closed_by`."""
    counts = Counter(
        _state(line, each, result, closed) for line, each in _cells(result) if each.quarter == result.quarter
    )
    states = [f"{counts[state]} {_within(state)}" for state in State if counts[state]]
    year = Quarter.parse(result.quarter)
    sentences = [
        f"{capital(number_of(len(result.programme), 'audit'))} in the financial year {_financial(year)}; in "
        f"{year.in_months}: {listed(states)}."
        if states
        else f"No audit is planned for {_financial(year)}.",
        *_overdue(result, closed),
    ]
    return rendered(
        "{% for each in sentences %}<p>{{ each }}</p>{% endfor %}", plain="\n".join(sentences), sentences=sentences
    )


def link(result: QuarterResult) -> Html:
    """How many audits the financial year has and how many are due in this quarter, and the way to the page."""
    due = sum(each.due for _, each in _cells(result) if each.quarter == result.quarter)
    year = _financial(Quarter.parse(result.quarter))
    sentence = f"{capital(number_of(len(result.programme), 'audit'))} in {year}, {due} due in this quarter."
    return rendered(
        '<p>{{ sentence }} <a href="{{ page }}">The programme of the year</a>.</p>',
        plain=sentence,
        sentence=sentence,
        page=PAGE,
    )


def grid(result: QuarterResult, closed: str = "") -> Table:
    """A row for each audit and a column for each quarter of the financial year."""
    again = any(line.reaudit or line.reaudit_why or line.called_for for line in result.programme)
    usual = _usual_owner(result.programme)
    year = result.programme[0].quarters if result.programme else ()
    used = dict.fromkeys(_state(line, each, result, closed) for line, each in _cells(result))
    return Table(
        f"Audits of {_financial(Quarter.parse(result.quarter))}",
        [
            "Audit",
            *(f"{_heading(each.quarter)}, returns by {each.last_day}" for each in year),
            "Evidence for",
            *(["To be held again"] if again else []),
        ],
        [
            [
                _audit(line, usual),
                *(_cell(line, each, result, closed) for each in line.quarters),
                ", ".join(line.recommendations) or "–",
                *([_again(line)] if again else []),
            ]
            for line in result.programme
        ],
        note=" ".join(
            [
                *(f"{state}: {_MEANS[state]}." for state in State if state in used),
                "By rates where a row does not say case by case.",
                *([f"Owner where a row names no other: {usual}."] if usual else []),
            ]
        ),
        kind="programme",
    )


def awaited(result: QuarterResult, closed: str = "") -> Html | Table:
    """Whose returns are not in, quarter by quarter, where the edition names them; else where that is said."""
    rows: list[Sequence[object]] = [
        [line.title, f"{_heading(each.quarter)}: {_within(_state(line, each, result, closed))}", listed(each.awaited)]
        for line, each in _cells(result)
        if each.awaited
    ]
    if not rows:
        lacking = any(each.asked > each.came for _, each in _cells(result))
        sentence = "This edition does not say whose returns are not in." if lacking else "No return is awaited."
        return rendered("<p>{{ sentence }}</p>", plain=sentence, sentence=sentence)
    return Table("Returns that are not in", ["Audit", "Quarter", "Whose"], rows)


def _cells(result: QuarterResult) -> list[tuple[ProgrammeLine, ProgrammeQuarter]]:
    return [(line, each) for line in result.programme for each in line.quarters]


def _state(line: ProgrammeLine, each: ProgrammeQuarter, result: QuarterResult, closed: str) -> State:
    passed = closed or closed_by(Quarter.parse(result.quarter), date.today())
    quarter = Quarter.parse(each.quarter)
    return each.state(
        closed=passed != NONE_CLOSED and quarter <= Quarter.parse(passed),
        ahead=each.quarter > result.quarter,
        all_the_time=line.rhythm.all_the_time,
    )


def _overdue(result: QuarterResult, closed: str) -> list[str]:
    late = [line for line, each in _cells(result) if _state(line, each, result, closed) is State.OVERDUE]
    titles = list(dict.fromkeys(f"“{line.title}”" for line in late))
    return [f"Returns are overdue for {first_few(titles, _NAMED)}."] if titles else []


def _cell(line: ProgrammeLine, each: ProgrammeQuarter, result: QuarterResult, closed: str) -> Html:
    state = _state(line, each, result, closed)
    return rendered(
        '{{ pill }}{% if detail %} <span class="quiet">{{ detail }}</span>{% endif %}',
        plain=", ".join(part for part in (str(state), _detail(each, state)) if part),
        pill=_pill(state),
        detail=_detail(each, state),
    )


def _detail(each: ProgrammeQuarter, state: State) -> str:
    """What stands below a state: how many are in."""
    if state in (State.PENDING, State.OVERDUE, State.COMPLETE):
        return f"{each.came} of {each.asked} in"
    return f"{number_of(each.beside, 'return')} came" if each.beside else ""


def _pill(state: State) -> Html:
    return rendered(
        '<span class="rating rating--{{ colour }}">{{ state }}</span>',
        plain=str(state),
        colour=_COLOURS.get(state, "none"),
        state=str(state),
    )


def _usual_owner(lines: Sequence[ProgrammeLine]) -> str:
    """The owner of more than half of the audits, who need not be named at each; "" where there is none."""
    owner, count = Counter(line.owner for line in lines).most_common(1)[0] if lines else ("", 0)
    return owner if 2 * count > len(lines) > 1 else ""


def _audit(line: ProgrammeLine, usual_owner: str) -> Html:
    """An audit's title, the way to its page, and how it is held where that is not as usual."""
    owner = "" if line.owner == usual_owner else line.owner or "no owner"
    how = ", ".join(part for part in (line.rhythm.often, "case by case" if line.case_led else "", owner) if part)
    return rendered(
        '{% if shown %}<a href="{{ page }}">{{ title }}</a>{% else %}{{ title }}{% endif %}'
        '<br><span class="quiet">{{ how }}</span>',
        plain=f"{line.title} ({how})",
        shown=line.shown,
        page=f"{line.audit.lower()}.html",
        title=line.title,
        how=how,
    )


def _again(line: ProgrammeLine) -> str:
    """When an audit is to be held again: as it is planned, and what else has come true that calls for it."""
    plan = ": ".join(part for part in (line.reaudit, line.reaudit_why) if part)
    whys: dict[str, list[str]] = {}
    for each in line.called_for:
        whys.setdefault(Quarter.parse(each.quarter).short_months, []).append(each.why)
    called_for = [f"{months}, since {' and '.join(why)}" for months, why in whys.items()]
    again = f"Re-audit: {'; '.join(called_for)}." if called_for else ""
    stop = "" if not plan or not again or plan.endswith(".") else "."
    return " ".join(part for part in (f"{plan}{stop}", again) if part) or NO_FIGURE


def _heading(quarter: str) -> str:
    parsed = Quarter.parse(quarter)
    return f"Q{parsed.number}, {parsed.short_months}"


def _financial(quarter: Quarter) -> str:
    return str(quarter).rpartition(" ")[0]


def _within(state: State) -> str:
    return str(state).lower()
