"""The rows of a quarter's action-plan and assurance returns as values, and what holds of them in a later quarter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.definition.codes import YES
from pipeline.definition.tracked import Tracked
from pipeline.intake import Intake
from pipeline.partnership.bodies import predecessors
from pipeline.partnership.here import here
from pipeline.results.followed.reported import Reported, ReportedAction, ReportedEvidence, Status
from pipeline.store.decisions import ACTION_ID
from pipeline.validate.validated import Accepted

Row = Mapping[str, Any]
T = TypeVar("T")


def reported(intake: Intake) -> Reported:
    """What the counted returns of a quarter's ``intake`` say of actions and of evidence."""
    actions, evidence = _returns(intake, Tracked.ACTIONS), _returns(intake, Tracked.EVIDENCE)
    quarter = str(intake.quarter)
    return Reported(
        quarter,
        tuple(_action(row, each.identity.agency, quarter) for each in actions for row in _rows(each)),
        tuple(_evidence(row, each.identity.agency, quarter) for each in evidence for row in _rows(each)),
        tuple(dict.fromkeys(each.identity.agency for each in actions)),
        tuple(dict.fromkeys(each.identity.agency for each in evidence)),
    )


def holding(by_quarter: Mapping[Quarter, Reported], quarter: Quarter) -> Reported:
    """
    What holds in ``quarter``: of each agency the newest return up to it, each of which is its whole plan.

    The return of a body that took over takes the place of those of the body before.
    """
    actions: dict[str, list[ReportedAction]] = {}
    evidence: dict[str, list[ReportedEvidence]] = {}
    for each in sorted(past for past in by_quarter if past <= quarter):
        told = by_quarter[each]
        for code in told.actions_by:
            _gave_way(actions, code)
            actions[code] = [row for row in told.actions if row.agency == code]
        for code in told.evidence_by:
            _gave_way(evidence, code)
            evidence[code] = [row for row in told.evidence if row.agency == code]
    now = by_quarter.get(quarter, Reported(str(quarter)))
    return Reported(
        str(quarter),
        tuple(row for rows in actions.values() for row in rows),
        tuple(row for rows in evidence.values() for row in rows),
        now.actions_by,
        now.evidence_by,
    )


def _gave_way(held: dict[str, list[T]], code: str) -> None:
    """Take away what the bodies before ``code`` reported, since it now reports for them."""
    for before in predecessors(code):
        held.pop(before.code, None)


def _returns(intake: Intake, tracked: Tracked) -> list[Accepted]:
    there = audits.running(intake.quarter, intake.came).values()
    return [each for audit in there if audit.tracks is tracked for each in intake.counted(audit)]


def _rows(each: Accepted) -> Iterator[Row]:
    for row in each.rows.to_dict("records"):
        yield {str(name): value for name, value in row.items()}


def _action(row: Row, agency: str, quarter: str) -> ReportedAction:
    return ReportedAction(
        id=as_planned(_text(row, "action")) or _text(row, "record_ref"),
        agency=agency,
        quarter=quarter,
        recommendations=_several(row, "recommendations"),
        text=_text(row, "text"),
        lead_role=_text(row, "lead_role"),
        agreed=_day(row, "agreed"),
        due=_day(row, "due"),
        status=Status(_text(row, "status")),
        done=_day(row, "done"),
        what_was_done=_text(row, "what_was_done"),
        evidence=_several(row, "evidence"),
        standards=_several(row, "standards"),
        difference=_text(row, "difference"),
        impact=_text(row, "impact"),
    )


def _evidence(row: Row, agency: str, quarter: str) -> ReportedEvidence:
    texts = (
        "claim kind title version owner_role held sha256 tested_by outcome finding limits self_rating "
        "verifier_role verified_rating why_different"
    ).split()
    days = "dated tested_on valid_until verified_on".split()
    return ReportedEvidence(
        id=_text(row, "record_ref"),
        agency=agency,
        quarter=quarter,
        recommendations=_several(row, "recommendations"),
        action=as_planned(_text(row, "action")),
        reach=_number(row, "reach"),
        eligible=_number(row, "eligible"),
        tested_n=_number(row, "tested_n"),
        families_confirm=_text(row, "families_confirm") == YES.code,
        **{name: _text(row, name) for name in texts},
        **{name: _day(row, name) for name in days},
    )


def as_planned(number: str) -> str:
    """An action's ``number`` as the plan writes it, where only capitals or blanks are otherwise; else as it came."""
    written = "".join(number.casefold().split())
    agreed = written.upper() if ACTION_ID.fullmatch(written.upper()) else number
    return next((each.id for each in here().actions if each.id.casefold() == written), agreed)


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _several(row: Row, name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _text(row, name).split(";") if part.strip())


def _day(row: Row, name: str) -> str:
    value = row.get(name)
    # pandas has a date of its own, and one that stands for none, which is equal to nothing.
    return value.isoformat()[:10] if isinstance(value, date) and value == value else ""


def _number(row: Row, name: str) -> int | None:
    value = row.get(name)
    return int(value) if isinstance(value, int | float) and value == value else None
