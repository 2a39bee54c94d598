"""What the templates of an audit that is followed from quarter to quarter come filled with, for each agency."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.commands.counted_before import counted_before
from pipeline.definition import Audit, Coded, Date, Field, Form, MultiCode, OneCode
from pipeline.definition.frame import code_column
from pipeline.definition.tracked import Tracked
from pipeline.partnership.bodies import name_of, standing_for
from pipeline.partnership.here import here
from pipeline.partnership.recommendations import Action, Kind
from pipeline.results.followed.decided import agreed_actions
from pipeline.results.followed.reported import ReportedAction
from pipeline.store.decisions import decisions
from pipeline.store.workspace import Workspace
from pipeline.template import Filling, Row
from pipeline.template.filled_words import UPDATE, filled_with, from_plan
from pipeline.validate.validated import Accepted


def carried(workspace: Workspace, quarter: Quarter) -> dict[str, dict[str, Filling]]:
    """
    By audit and agency what a template for ``quarter`` comes filled with, as far as earlier returns were read.

    That is all that counts of the agency's newest return, under the same numbers, a body that took over having that of
    the body before; and those actions of the plan that it leads and that are not among it.
    """
    followed = {code: audit for code, audit in audits.of(quarter).items() if audit.carried and audit.sent_out(quarter)}
    newest = _newest(workspace, quarter, followed)
    plan = _plan(workspace, quarter)
    fillings: dict[str, dict[str, Filling]] = {}
    for code, audit in followed.items():
        for view in audit.returned():
            form = audit.form(view, quarter)
            for agency in audit.returners(view, quarter):
                if filling := _filling(form, agency, newest.get((code, agency), []), plan):
                    fillings.setdefault(code, {})[agency] = filling
    return fillings


def _newest(
    workspace: Workspace, quarter: Quarter, followed: Mapping[str, type[Audit]]
) -> dict[tuple[str, str], list[Accepted]]:
    """By audit and agency what counts of the newest quarter before ``quarter`` for which it returned."""
    ran = [each for each in workspace.quarters() if each < quarter and any(one.runs(each) for one in followed.values())]
    newest: dict[tuple[str, str], list[Accepted]] = {}
    for returned in counted_before(workspace, ran).values():
        of_quarter: dict[tuple[str, str], list[Accepted]] = {}
        for each in (each for each in returned if each.identity.form.audit.code in followed):
            for body in standing_for(each.identity.agency, quarter):
                of_quarter.setdefault((each.identity.form.audit.code, body.code), []).append(each)
        newest |= of_quarter
    return newest


def _plan(workspace: Workspace, quarter: Quarter) -> tuple[Action, ...]:
    """
    The actions that agencies have to report on in ``quarter``.

    They are those of the published report that were not taken before it, and those that meetings agreed on reports of
    earlier quarters.
    """
    published = (each for each in here().actions if not each.taken)
    return (*published, *map(_as_in_the_plan, agreed_actions(decisions(workspace), quarter)))


def _as_in_the_plan(agreed: ReportedAction) -> Action:
    """An action that a meeting agreed, as the plan has those of the report."""
    return Action(
        agreed.id,
        agreed.text,
        (agreed.agency,),
        Kind.PROCESS,
        agreed.recommendations,
        agreed=date.fromisoformat(agreed.agreed),
        due=date.fromisoformat(agreed.due) if agreed.due else None,
        standards=agreed.standards,
    )


def _filling(form: Form, agency: str, returned: Sequence[Accepted], plan: Sequence[Action]) -> Filling | None:
    """What one agency's template comes filled with; None where there is nothing."""
    rows = [row for each in returned for row in _rows(form, each)]
    told = []
    if rows:
        of = returned[0].identity.form.quarter
        whose = [name_of(each) for each in dict.fromkeys(each.identity.agency for each in returned) if each != agency]
        told += [filled_with(whose, of)]
    if form.audit.tracks is Tracked.ACTIONS:
        known = {row.get("action") for row in rows}
        theirs = [each for each in plan if each.id not in known and _leads(agency, each, form.quarter)]
        free = _free_numbers(form, rows)
        rows += [_of_plan(form, each, next(free)) for each in theirs]
        if theirs:
            told += [from_plan([each.id for each in theirs])]
    return Filling(rows=rows, told=" ".join([*told, UPDATE])) if rows else None


def _leads(agency: str, action: Action, quarter: Quarter) -> bool:
    return any(body.code == agency for lead in action.leads for body in standing_for(lead, quarter))


def _rows(form: Form, returned: Accepted) -> Iterator[Row]:
    """The records of a return as cells of ``form``, without what it asks no more and what could not be used."""
    for row in returned.rows.to_dict("records"):
        cells = {
            field.name: _cell(field, row.get(field.name), row.get(code_column(field.name))) for field in form.fields
        }
        yield {name: value for name, value in cells.items() if value is not None}


def _cell(field: Field, value: object, code: object) -> object:
    """An answer as it is entered: a code as its drop-down offers it, a day as a day."""
    if value is None or value != value:  # as pandas marks what is blank
        return code if isinstance(code, str) else None
    if isinstance(field, OneCode):
        return next((each.shown for each in field.codes if each.code == value), value)
    if isinstance(field, Date) and isinstance(value, date):
        return datetime(value.year, value.month, value.day).date()
    return value if isinstance(value, str) else int(value) if isinstance(value, int | float) else None


def _free_numbers(form: Form, rows: Sequence[Row]) -> Iterator[str]:
    """Numbers that no row has, one after another."""
    key, code = form.audit.key.name, form.audit.code
    used = {row.get(key) for row in rows}
    return (number for number in (f"{code}-{place:04d}" for place in range(1, 10_000)) if number not in used)


def _of_plan(form: Form, action: Action, number: str) -> Row:
    """An action of the plan as a row that its lead goes on with."""
    days = {"agreed": action.agreed or here().report_published, "due": action.due, "done": action.done}
    row = {form.audit.key.name: number, "action": action.id, "text": action.text, **days}
    for field in form.fields:
        if isinstance(field, MultiCode) and field.name in ("recommendations", "standards"):
            row[field.name] = ";".join(each for each in field.codes.values() if each in getattr(action, field.name))
        if isinstance(field, OneCode) and field.name == "status" and action.done:
            row[field.name] = _shown(field, "DONE")
    return {name: value for name, value in row.items() if value}


def _shown(field: Coded, code: str) -> str:
    return next(each.shown for each in field.codes if each.code == code)
