"""``run``: a quarter, from its returns to its pages."""

from __future__ import annotations

from pipeline.audits import ALL
from pipeline.calendar.quarter import Quarter
from pipeline.commands.left_out import LEFT_OUT, say_left_out
from pipeline.commands.progress import finished, progress
from pipeline.commands.roles import role as a_role
from pipeline.disclose.editions import edition as edition_named
from pipeline.errors import UsageError
from pipeline.intake.passwords import NO_PASSWORDS, Passwords
from pipeline.run import quarter_run
from pipeline.store.workspace import Workspace
from pipeline.validate.tidy import plain

_LONGEST = 80  # characters of a role


def audit_codes(code: str | None) -> tuple[str, ...]:
    """The audit asked for, or none for all. Raises: UsageError -- if there is no such audit."""
    if code is None:
        return ()
    if code.upper() not in ALL:
        raise UsageError(f"There is no audit {code!r}. Choose one of {', '.join(ALL)}.")
    return (code.upper(),)


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
    quarter: str,
    audit: str | None,
    edition: str,
    workers: int,
    figures_only: bool = False,
    passwords: Passwords = NO_PASSWORDS,
    approved: str = "",
    again: bool = False,
) -> int:
    """Run a quarter and print the page to open; gives the exit status."""
    made = quarter_run(
        workspace,
        Quarter.parse(quarter),
        edition_named(edition),
        audits=audit_codes(audit),
        workers=workers,
        figures_only=figures_only,
        progress=progress,
        passwords=passwords,
        approved=approved,
        again=again,
    )
    finished()
    counted = sum(each.counts for each in made.intake.entries)
    taken = made.intake
    print(f"{taken.quarter}: {counted} returns counted, {taken.read_now} read now, {len(made.left_out)} left out.")
    if made.page is not None:
        if approved:
            print(f"Final, approved by: {approved}.")
        print(f"Open {made.page}")
    say_left_out(workspace, made.left_out)
    return LEFT_OUT if made.left_out else 0
