"""
What became of what meetings decided: open, overdue or closed; the actions that they agreed, the colours they overrode.

A decision that a meeting took on reading one quarter's report stands in the reports after it. Only an override holds in
that very report too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from pipeline.calendar.quarter import Quarter
from pipeline.partnership.bodies import name_of
from pipeline.results.followed.closing import Seen, awaited, closed, is_hidden
from pipeline.results.followed.reported import ReportedAction, Status
from pipeline.results.followed.values import Colour, DecisionLine, Override
from pipeline.store.decisions import Decision, DecisionKind

IN_WORDS: Mapping[DecisionKind, str] = {
    DecisionKind.DECISION: "Decision",
    DecisionKind.ASK: "Ask",
    DecisionKind.ACTION: "Action agreed",
    DecisionKind.OVERRIDE: "Override",
}


def decision_lines(decisions: Iterable[Decision], quarter: Quarter, seen: Seen) -> tuple[DecisionLine, ...]:
    """
    What became, by the end of ``quarter``, of everything that was decided on the reports before it, by number.

    ``decisions``: those in force. It is the trail of all; `of_this_report` says which of them are still news.
    """
    return tuple(_line(each, quarter, seen) for each in _before(decisions, quarter))


def of_this_report(lines: Iterable[DecisionLine], quarter: Quarter) -> tuple[DecisionLine, ...]:
    """
    Those that the report of ``quarter`` is to show: what is open, what closed within it, and what was just decided.

    What closed before, or awaits nothing and was in a report already, is only in the trail.
    """
    return tuple(each for each in lines if _is_news(each, quarter))


def agreed_actions(decisions: Iterable[Decision], quarter: Quarter) -> tuple[ReportedAction, ...]:
    """The actions that meetings agreed on the reports before ``quarter``, as if reported for the quarter after each."""
    return tuple(_action(each) for each in _before(decisions, quarter) if each.kind is DecisionKind.ACTION)


def overrides(decisions: Iterable[Decision], quarter: Quarter) -> dict[str, Override]:
    """
    The colours that persons set for the report of ``quarter``, by recommendation; of several, the one decided last.

    One holds from the report that the meeting read to the last that it was decided for, both included; its ``until`` is
    the last day of that quarter.
    """
    return {
        recommendation: Override(Colour(each.colour), each.by, each.text, each.on, _last_day(each))
        for each in sorted(decisions, key=lambda each: each.number)
        if each.kind is DecisionKind.OVERRIDE and Quarter.parse(each.quarter) <= quarter <= Quarter.parse(each.until)
        for recommendation in each.recommendations
    }


def _last_day(decision: Decision) -> str:
    return Quarter.parse(decision.until).end.isoformat()


def _before(decisions: Iterable[Decision], quarter: Quarter) -> list[Decision]:
    """Those on the reports before ``quarter``, by number."""
    earlier = (each for each in decisions if Quarter.parse(each.quarter) < quarter)
    return sorted(earlier, key=lambda each: each.number)


def _is_news(line: DecisionLine, quarter: Quarter) -> bool:
    if line.closed:
        return date.fromisoformat(line.closed) in quarter
    return bool(line.closes) or line.quarter == str(quarter.previous())


def _line(decision: Decision, quarter: Quarter, seen: Seen) -> DecisionLine:
    by, closes, hidden = closed(decision, quarter, seen), awaited(decision), is_hidden(decision, quarter, seen)
    late = bool(closes and decision.due) and decision.due < quarter.end.isoformat()
    return DecisionLine(
        number=decision.number,
        kind=IN_WORDS[decision.kind],
        on=decision.on,
        quarter=decision.quarter,
        text=decision.text,
        by=decision.by,
        recommendations=decision.recommendations,
        agency_name=name_of(decision.agency) if decision.agency else "",
        due=decision.due,
        closes=closes,
        closed=by.day if by else "",
        closed_by=by.by if by else "",
        closed_why=by.why if by else "",
        overdue=late and by is None and not hidden,
        not_shown=hidden,
    )


def _action(decision: Decision) -> ReportedAction:
    return ReportedAction(
        id=decision.action,
        agency=decision.agency,
        quarter=str(Quarter.parse(decision.quarter).next()),
        recommendations=decision.recommendations,
        text=decision.text,
        lead_role="",
        agreed=decision.on,
        due=decision.due,
        status=Status.NOT_STARTED,
        done="",
        what_was_done="",
        evidence=(),
        standards=decision.standards,
        difference="",
        impact="",
    )
