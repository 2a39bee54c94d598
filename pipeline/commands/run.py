"""``run``: a quarter, from its returns to its pages."""

from __future__ import annotations

from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.commands.audit_codes import audit_codes
from pipeline.commands.left_out import say_left_out
from pipeline.commands.progress import shown
from pipeline.commands.roles import role as a_role
from pipeline.disclose.editions import edition as edition_named
from pipeline.errors import UsageError
from pipeline.intake.passwords import passwords
from pipeline.run import RunRequest, quarter_run
from pipeline.store.workspace import Workspace
from pipeline.validate.tidy import plain

_LONGEST = 80  # characters of a role


def approver(final: bool, role: str | None, figures_only: bool) -> str:
    """
    Who signs the report off; empty for a draft.

    Raises: UsageError -- if it is final and nobody approves it, or the other way round, or a person seems to be named.
    """
    if not final and role is None:
        return ""
    if not final or not role or not plain(role) or len(role) > _LONGEST:
        raise UsageError(f"A final report needs --final and --approved-by, a role of at most {_LONGEST} characters.")
    if figures_only:
        raise UsageError("A report of figures only has no pages to sign off: leave out --figures-only.")
    return a_role(role, "--approved-by")


def run(
    workspace: Workspace,
    *,
    quarter: str,
    audit: str | None,
    edition: str,
    workers: int,
    figures_only: bool,
    final: bool,
    approved_by: str | None,
    again: bool,
    password_file: Path | None,
) -> int:
    """Run a quarter and print the page to open; gives the exit status."""
    known = passwords(password_file)
    role = approver(final, approved_by, figures_only)
    request = RunRequest(
        Quarter.parse(quarter),
        edition_named(edition),
        audits=audit_codes(audit),
        workers=workers,
        figures_only=figures_only,
        passwords=known,
        approved_by=role,
        again=again,
    )
    with shown() as progress:
        ran = quarter_run(workspace, request, progress)
    counted = sum(each.counts for each in ran.intake.entries)
    read_now, left_out = ran.intake.read_now, len(ran.left_out)
    print(f"{ran.intake.quarter}: {counted} returns counted, {read_now} read now, {left_out} left out.")
    if ran.page is not None:
        if role:
            print(f"Final, approved by: {role}.")
        print(f"Open {ran.page}")
    return say_left_out(workspace, ran.left_out)
