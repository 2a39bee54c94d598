"""
Four quarters together: each standard's counts summed, the returns of each quarter, what was asked and answered in it.

Nothing is added up that would give away what an edition hides: where one of the quarters is hidden, there is no total.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.calendar.quarter import QUARTERS_OF_A_YEAR, Quarter
from pipeline.definition import Standard
from pipeline.definition.targets import Aim, target_of
from pipeline.disclose.editions import Edition
from pipeline.disclose.facts import Line
from pipeline.disclose.hiding import as_said
from pipeline.disclose.protect.said import SaidLines
from pipeline.measure.counts import Counts
from pipeline.measure.shapes import Shape, Worth
from pipeline.results.agency import NOT_IN
from pipeline.results.commentary import ASKS, BECAME, Earlier, Written
from pipeline.results.figure_values import Figure, Point, Unsaid, Verdict, YearTotal
from pipeline.results.figures import figure
from pipeline.results.model import QuarterResult, Words, YearQuarter
from pipeline.results.questions import QUESTION
from pipeline.results.return_values import NOT_DUE, ReturnLine, ReturnsIn
from pipeline.results.verdicts import as_shown, plain_worth
from pipeline.results.worths import together_shown


def the_year(quarter: Quarter) -> list[Quarter]:
    """The four quarters that end with ``quarter``, the oldest first."""
    return quarter.last(QUARTERS_OF_A_YEAR)


def year_total(
    standard: Standard,
    past: Mapping[Quarter, Counts],
    history: Sequence[Point],
    quarter: Quarter,
    edition: Edition,
    shapes: Mapping[Quarter, Shape] | None = None,
    said: SaidLines | None = None,
) -> YearTotal:
    """
    A standard's year. ``past``: the counts of each quarter; ``history``: the same as ``edition`` shows them.

    ``shapes``: how the records of each quarter hang together; each is by itself, where not given. ``said``: what a
    released edition prints of each line: where a quarter is hidden, a band of several together, if that can be said.
    """
    year = [str(each) for each in the_year(quarter)]
    points = [each for each in history if each.quarter in year]
    behind = _behind(points, shapes)
    if why := _kept_apart(points, behind):
        return YearTotal(tuple(each.quarter for each in points), None, why)
    if said is None or not any(_hidden(each) for each in points):
        return _added_up(standard, past, points, quarter, edition, shapes)
    year = [each.quarter for each in points]
    together = [line for line, told in said.items() if _of_year(line, standard, year) and told.says]
    if not together:
        return YearTotal(tuple(year), None, "not added up, since a quarter is hidden")
    line = min(together, key=lambda each: len(each.quarters))
    told, quarters = said[line], [Quarter.parse(each) for each in line.quarters]
    counted = sum((past[each] for each in quarters), Counts())
    worth = together_shown(_behind([each for each in history if each.quarter in line.quarters], shapes), edition)
    shown, aim = as_said(counted, told, edition), target_of(standard, quarters[-1])
    return YearTotal(line.quarters, figure("", "Year", counted, shown, aim, worth, told))


def _of_year(line: Line, standard: Standard, year: Sequence[str]) -> bool:
    """Whether a line is of all quarters of a ``year`` together, which have records, and of none after."""
    is_of_several = line.standard == standard.id and len(line.quarters) > 1
    return is_of_several and {*year} <= {*line.quarters} and line.quarters[-1] == year[-1]


def _added_up(
    standard: Standard,
    past: Mapping[Quarter, Counts],
    points: Sequence[Point],
    quarter: Quarter,
    edition: Edition,
    shapes: Mapping[Quarter, Shape] | None,
) -> YearTotal:
    """The sum of quarters that are all shown."""
    quarters, aim, behind = (
        tuple(each.quarter for each in points),
        target_of(standard, quarter),
        _behind(points, shapes),
    )
    counted = sum((past[Quarter.parse(each)] for each in quarters), Counts())
    worth = together_shown(behind, edition) if behind else None
    if edition.round_to > 1:
        return YearTotal(quarters, _of_rounded(points, counted, aim, edition, worth))
    shown = as_said(counted, None, edition).alone
    own = figure("", "Year", counted, shown, aim, worth)
    if own.verdict.judged and len({each.target for each in points if each.figure.counts.applicable}) > 1:
        unrated = figure("", "Year", counted, shown, replace(aim, rated=False), worth)  # held against neither target
        own = replace(unrated, verdict=Verdict.NOT_SAID, unsaid_because=Unsaid.TARGETS)
    return YearTotal(quarters, own)


def _behind(points: Sequence[Point], shapes: Mapping[Quarter, Shape] | None) -> list[Shape]:
    return [shapes[Quarter.parse(each.quarter)] for each in points] if shapes else []


def _hidden(point: Point) -> bool:
    return point.figure.counts.hidden or point.figure.counts.applicable is None


def _of_rounded(points: Sequence[Point], counted: Counts, aim: Aim, edition: Edition, worth: Worth | None) -> Figure:
    """
    The sum of the quarters as they were rounded. Their exact sum, or a verdict on it, could say what each of them was.
    """
    met, applicable = (sum(getattr(each.figure.counts, of) for each in points) for of in ("met", "applicable"))
    enough = applicable >= edition.least_for_percent
    summed = replace(
        as_said(counted, None, edition).alone,
        met=met,
        not_met=applicable - met,
        applicable=applicable,
        proportion=met / applicable if enough else None,
    )
    as_rounded = Counts(met=met, not_met=applicable - met, pending=counted.pending, missing=counted.missing)
    own = figure("", "Year", as_rounded, summed, aim, as_shown(worth or plain_worth(as_rounded), summed))
    if not own.verdict.judged and own.verdict is not Verdict.NOT_SAID:
        return own
    because = Unsaid.ROUNDED if enough else Unsaid.FEW
    return replace(own, verdict=Verdict.NOT_SAID, provisional=False, past_amber=False, unsaid_because=because)


def _kept_apart(points: Sequence[Point], shapes: Sequence[Shape]) -> str:
    """Why quarters are not added up; empty where they are."""
    if not points:
        return "no records"
    if not all(each.comparable for each in points):
        return "not added up, since not all are counted in the same way"
    if any(each.weighted for each in shapes):
        return "not added up, since samples were drawn unevenly"
    return ""


def returns_in(lines: Sequence[ReturnLine]) -> tuple[ReturnsIn, ...]:
    """How the returns of each audit stood, by the ``lines`` of a quarter's grid; not if none was due or came."""
    there = [each for each in lines if each.audit and each.status != NOT_DUE]
    return tuple(_returns_in(audit, [each for each in there if each.audit == audit]) for audit in _audits(there))


def _audits(lines: Sequence[ReturnLine]) -> Iterable[str]:
    return dict.fromkeys(each.audit for each in lines)


def _returns_in(audit: str, lines: Sequence[ReturnLine]) -> ReturnsIn:
    due = [each for each in lines if each.due]
    return ReturnsIn(
        audit=audit,
        due=len(due),
        came=sum(each.status not in NOT_IN for each in due),
        late=sum(each.late and each.status not in NOT_IN for each in due),
        sent_back=sum(each.status == "sent back" for each in due),
        beside=sum(each.status not in NOT_IN for each in lines if not each.due),
        awaited=tuple(each.agency for each in due if each.status in NOT_IN),
    )


def with_year(
    result: QuarterResult, came: Mapping[Quarter, tuple[ReturnsIn, ...]], words: Written, before: Earlier
) -> QuarterResult:
    """
    The results with the year that they end.

    ``came``: the returns of each quarter before; ``words``: written for this one; ``before``: written for those.
    """
    quarter, written = Quarter.parse(result.quarter), {**dict(before), result.quarter: words}
    returns = {**came, quarter: returns_in(result.returns)}
    year = tuple(
        YearQuarter(
            str(each),
            tuple(replace(one, awaited=()) for one in returns[each]),
            _carried(written.get(str(each), {})),
        )
        for each in the_year(quarter)
        if each in returns
    )
    return replace(result, year=year)


def _carried(written: Written) -> dict[str, tuple[Words, ...]]:
    """What was asked, what became of it, and what was answered, by page."""
    carried = {
        page: tuple(
            Words(section, html)
            for section, html in sorted(sections.items())
            if section in (ASKS, BECAME) or section.startswith(QUESTION)
        )
        for page, sections in written.items()
    }
    return {page: words for page, words in sorted(carried.items()) if words}
