"""The audit programme of a financial year: when each audit is due, and how many of its returns are in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from pipeline import audits
from pipeline.calendar.quarter import QUARTERS_OF_A_YEAR, Quarter, months_of, spoken
from pipeline.definition import Audit, Cadence
from pipeline.definition.when_due import next_due
from pipeline.disclose.editions import EDITIONS
from pipeline.partnership.bodies import name_of
from pipeline.partnership.here import here
from pipeline.partnership.returns_due import due
from pipeline.results.model import QuarterResult
from pipeline.results.programme_values import ProgrammeLine, ProgrammeQuarter, Rhythm
from pipeline.results.reaudits import reaudits
from pipeline.results.return_values import ReturnsIn

Came = Mapping[Quarter, Sequence[ReturnsIn]]  # how the returns of each audit stood, for each quarter with a folder


def rhythm(audit: type[Audit], quarter: Quarter) -> Rhythm:
    """When ``audit`` is due, as of ``quarter``."""
    often, following = audit.run(quarter), next_due(audit, quarter)
    period = audit.form(audit.returned()[0], quarter).period
    return Rhythm(
        often=often.value,
        months=months_of(period.first, period.last),
        next_due=str(following) if following else "",
        all_the_time=often is Cadence.CONTINUOUS,
    )


def with_programme(result: QuarterResult, came: Came) -> QuarterResult:
    """The results with the programme of their financial year. ``came``: of this quarter and those before it."""
    quarter = Quarter.parse(result.quarter)
    year = [Quarter(quarter.year, number) for number in range(1, QUARTERS_OF_A_YEAR + 1)]
    named = EDITIONS[result.edition].named_readers
    shown = {each.code: each for each in result.audits}
    run = [audit for audit in audits.of(quarter).values() if any(audit.runs(each) for each in year)]
    return replace(
        result,
        programme=tuple(
            replace(
                _line(each, quarter, year, came, shown, named=named),
                called_for=reaudits(each, shown[each.code], result.recommendations, quarter)
                if each.code in shown
                else (),
            )
            for each in run
        ),
    )


def _line(
    audit: type[Audit], quarter: Quarter, year: Sequence[Quarter], came: Came, shown: Collection[str], *, named: bool
) -> ProgrammeLine:
    row = here().planned(audit.code, quarter) or here().planned(audit.code, year[-1])
    return ProgrammeLine(
        audit=audit.code,
        title=audit.short_title or audit.title,
        rhythm=rhythm(audit, quarter),
        case_led=audit.case_led(quarter),
        owner=here().roles.get(row.owner, "") if row else "",
        recommendations=tuple(each.id for each in here().recommendations if audit.code in each.instruments),
        quarters=tuple(_quarter(audit, each, came, named=named) for each in year),
        reaudit=str(row.reaudit) if row and row.reaudit else "",
        reaudit_why=row.reaudit_why if row else "",
        shown=audit.code in shown,
    )


def _quarter(audit: type[Audit], quarter: Quarter, came: Came, *, named: bool) -> ProgrammeQuarter:
    due_now, theirs = audit.due(quarter), [each for each in came.get(quarter, ()) if each.audit == audit.code]
    asked, there = (sum(getattr(each, of) for each in theirs) for of in ("due", "came"))
    awaited = [code for each in theirs for code in each.awaited]
    return ProgrammeQuarter(
        quarter=str(quarter),
        runs=audit.runs(quarter),
        due=due_now,
        here=quarter in came,
        asked=asked,
        came=there,
        beside=sum(each.beside for each in theirs),
        awaited=tuple(name_of(each) for each in dict.fromkeys(awaited)) if named else (),
        last_day=spoken(due(quarter)),
    )
