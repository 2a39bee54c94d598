"""``run``: a quarter, from its returns to its pages."""

from __future__ import annotations

from pipeline.audits import ALL
from pipeline.commands.left_out import LEFT_OUT, say_left_out
from pipeline.commands.progress import finished, progress
from pipeline.disclose.editions import edition as edition_named
from pipeline.errors import UsageError
from pipeline.passwords import NO_PASSWORDS, Passwords
from pipeline.quarter import Quarter
from pipeline.run import quarter_run
from pipeline.workspace import Workspace


def audit_codes(code: str | None) -> tuple[str, ...]:
    """The audit asked for, or none for all. Raises: UsageError -- if there is no such audit."""
    if code is None:
        return ()
    if code.upper() not in ALL:
        raise UsageError(f"There is no audit {code!r}. Choose one of {', '.join(ALL)}.")
    return (code.upper(),)


def run(
    workspace: Workspace,
    quarter: str,
    audit: str | None,
    edition: str,
    workers: int,
    figures_only: bool = False,
    passwords: Passwords = NO_PASSWORDS,
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
    )
    finished()
    counted = sum(each.counts for each in made.intake.entries)
    taken = made.intake
    print(f"{taken.quarter}: {counted} returns counted, {taken.read_now} read now, {len(made.left_out)} left out.")
    if made.page is not None:
        print(f"Open {made.page}")
    say_left_out(workspace, made.left_out)
    return LEFT_OUT if made.left_out else 0
