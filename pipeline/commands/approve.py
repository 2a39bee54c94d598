"""``approve``: a person decides, once, which question a heading of an agency's own stands for."""

from __future__ import annotations

from datetime import UTC, date, datetime
from difflib import get_close_matches

from pipeline.calendar.quarter import Quarter
from pipeline.commands.audit_codes import asked_of, audit_codes
from pipeline.commands.roles import needed_role
from pipeline.definition import Audit, Field
from pipeline.english import did_you_mean
from pipeline.errors import UsageError
from pipeline.partnership.agencies import Agency
from pipeline.partnership.bodies import named, predecessors
from pipeline.store import approvals as store
from pipeline.store.workspace import A_WHILE, Workspace, locked
from pipeline.validate.tidy import folded, plain


def approve(
    workspace: Workspace,
    *,
    agency: str | None,
    audit: str | None,
    heading: str | None,
    field: str | None,
    by: str | None,
    withdraw: bool,
    listing: bool,
) -> int:
    """Approve a heading, withdraw that, or list what is approved; gives the exit status."""
    if listing:
        return _list(workspace, agency, audit)
    if not agency or not audit:
        raise UsageError("Say whose returns, and of which audit, or ask for --list.")
    known, asked = _asked(agency, audit)
    if not heading or not folded(heading):
        raise UsageError("Say which heading, as it was sent: --heading.")
    decides = needed_role(by, "who decides")
    when = datetime.now(UTC).isoformat(timespec="seconds")
    with locked(workspace, A_WHILE):
        if withdraw:
            was = store.withdraw(workspace, known.code, asked.code, heading, decides, when)
            print(f"Withdrawn: '{was.heading}' of {known.code} in {asked.code} no longer stands for {was.field}.")
        else:
            question = _field(field, known, asked)
            if folded(heading) in {each for f in _fields(known, asked) for each in (folded(f.label), f.name)}:
                raise UsageError(f"'{plain(heading)}' is a heading of the template already: nothing need be approved.")
            new = store.Approval(known.code, asked.code, heading, question.name, decides, when)
            store.approve(workspace, new)
            print(f"Approved: '{plain(heading)}' of {known.code} in {asked.code} is read as '{question.label}'.")
    print("Run the quarter again: the returns that this bears on are read again.")
    return 0


def _list(workspace: Workspace, agency: str | None, audit: str | None) -> int:
    known = named(agency) if agency else None
    codes = {known.code, *(each.code for each in predecessors(known.code))} if known else None
    audits = audit_codes(audit)
    in_force = [
        each
        for each in store.approvals(workspace).entries
        if (codes is None or each.agency in codes) and (not audits or each.audit in audits)
    ]
    for each in in_force:
        print(f"{each.agency} {each.audit}: '{each.heading}' is read as {each.field} ({each.by}, {each.when[:10]})")
    if not in_force:
        print("No heading is approved.")
    return 0


def _asked(agency: str, audit: str) -> tuple[Agency, type[Audit]]:
    known = named(agency)
    return known, asked_of(known, audit, Quarter.containing(known.valid_to or date.today()))


def _fields(agency: Agency, audit: type[Audit]) -> list[Field]:
    view = audit.view_ever(agency.code)
    return [each for each in audit.fields if view is not None and each.asked_on(view)]


def _field(text: str | None, agency: Agency, audit: type[Audit]) -> Field:
    fields = {each.name: each for each in _fields(agency, audit)}
    if not text:
        raise UsageError("Say which question the heading stands for: --field, such as " + next(iter(fields)) + ".")
    if text in fields:
        return fields[text]
    near = get_close_matches(text, fields, n=3, cutoff=0.4)
    hint = did_you_mean(" or ".join(near), f"Questions: {', '.join(fields)}.")
    raise UsageError(f"{audit.code} asks {agency.name} no question named {text!r}. {hint}")
