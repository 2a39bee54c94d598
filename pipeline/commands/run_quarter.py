"""``run``: a quarter, from its returns to its pages."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from pipeline.audits import ALL
from pipeline.commands.progress import finished, progress
from pipeline.definition import Severity
from pipeline.disclose.editions import edition as edition_named
from pipeline.errors import UsageError
from pipeline.intake import Entry
from pipeline.quarter import Quarter
from pipeline.run import quarter_run
from pipeline.workspace import Workspace

LEFT_OUT = 3


def audit_codes(code: str | None) -> tuple[str, ...]:
    """The audit asked for, or none for all. Raises: UsageError -- if there is no such audit."""
    if code is None:
        return ()
    if code.upper() not in ALL:
        raise UsageError(f"There is no audit {code!r}. Choose one of {', '.join(ALL)}.")
    return (code.upper(),)


def run(
    workspace: Workspace, quarter: str, audit: str | None, edition: str, workers: int, figures_only: bool = False
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
    )
    finished()
    counted = sum(each.counts for each in made.intake.entries)
    taken = made.intake
    print(f"{taken.quarter}: {counted} returns counted, {taken.read_now} read now, {len(made.left_out)} left out.")
    if made.page is not None:
        print(f"Open {made.page}")
    say_left_out(made.left_out)
    return LEFT_OUT if made.left_out else 0


def say_left_out(left_out: Sequence[Entry]) -> None:
    """Name each file that was not taken in, why, and the next step, on stderr."""
    for entry in left_out:
        errors = [each for each in entry.validated.findings if each.severity is Severity.ERROR]
        first = errors[0] if errors else None
        place = f" ({first.place})" if first and first.cell else ""
        why = f"{first.rule.replace('_', ' ')}{place}. {first.fix}" if first else "sent back."
        more = f" And {len(errors) - 1} more: see its receipt." if len(errors) > 1 else ""
        print(f"left out: {entry.submission.folder}/{entry.submission.file_name}: {why}{more}", file=sys.stderr)
