"""Quarters with little to show, or too much: each must read as if somebody had written it for that case."""

from __future__ import annotations

from dataclasses import replace

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import BOARD
from pipeline.measure.counts import Counts
from pipeline.results.change_values import Break
from pipeline.results.model import AuditResult, StandardResult
from tests.unit.results.built import NOW, audit, quarters_to, result, returned

MIDDLING, LONG = Counts(met=30, not_met=10), "A title as long as the longest that anybody has written, which is of "
TITLE = (LONG * 2)[:120]


def _four(*standards: StandardResult) -> AuditResult:
    named = [replace(each, id=f"T{number}") for number, each in enumerate(standards * (4 // len(standards)))]
    return audit(named, returns=(returned(), returned(agency_name="Another agency")), short_title="Small audit")


def _before(quarters: list[Quarter]) -> dict[Quarter, Counts]:
    return {each: Counts(met=30 + place % 5, not_met=10) for place, each in enumerate(sorted(quarters))}


def cases() -> dict[str, AuditResult]:
    """An audit's results in each case, by what the case is."""
    past = quarters_to(NOW, 40)[1:]
    whole = result(MIDDLING, earlier=_before(past[:7]), headline=True)
    broken = replace(whole, breaks=(Break(str(past[3]), "a new document is in force"),))
    silent = (returned(status="missing", records=0), returned(agency_name="Another agency", status="missing"))
    return {
        "no history": _four(result(MIDDLING, headline=True)),
        "no return": audit(
            [result({}, headline=True)], records=0, children=0, returns=silent, short_title="Small audit"
        ),
        "one agency": _four(result({"SOL": MIDDLING}, earlier=_before(past[:7]))),
        "everything hidden": replace(
            _four(result({"SOL": Counts(met=3, not_met=2)}, BOARD, headline=True)), records=None, children=None
        ),
        "everything pending": _four(result(Counts(pending=12), headline=True)),
        "a gap": _four(result(MIDDLING, earlier=_before([*past[:2], *past[4:7]]))),
        "a break": _four(broken),
        "forty quarters": _four(result(MIDDLING, earlier=_before(past), headline=True)),
        "long titles": _four(result(MIDDLING, earlier=_before(past[:7]), title=TITLE, headline=True)),
    }
