"""What ``run`` does where something may have changed: the quarter's figures, and the pages that show them."""

from __future__ import annotations

import sys

from pipeline.calendar.quarter import Quarter
from pipeline.commands.arguments import RunWords
from pipeline.commands.audit_codes import audit_codes
from pipeline.commands.left_out import say_left_out
from pipeline.commands.progress import shown
from pipeline.commands.roles import role as a_role
from pipeline.disclose.editions import edition as edition_named
from pipeline.english import number_of
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


def run_anew(workspace: Workspace, asked: RunWords) -> int:
    """Run a quarter and print the page to open; gives the exit status."""
    role = approver(asked.final, asked.approved_by, asked.figures_only)
    request = RunRequest(
        Quarter.parse(asked.quarter),
        edition_named(asked.edition),
        audits=audit_codes(asked.audit),
        workers=asked.workers,
        figures_only=asked.figures_only,
        passwords=passwords(asked.password_file),
        approved_by=role,
        again=asked.again,
    )
    with shown() as progress:
        ran = quarter_run(workspace, request, progress)
    counts, out = number_of(sum(each.counts for each in ran.intake.entries), "return"), len(ran.left_out)
    print(f"{ran.intake.quarter}: {counts} counted, {ran.intake.read_now} read now, {out} left out.")
    for each in ran.odd:
        print(f"note: {each}", file=sys.stderr)
    if ran.kept is not None:
        print(f"The final report is kept in {ran.kept}.")
    if ran.stands:
        print(f"The final report stands, approved by: {ran.stands}. Its figures have not changed.")
    elif role:
        print(f"Final, approved by: {role}.")
    if ran.page is not None:
        print(f"Open {ran.page}")
    return say_left_out(workspace, ran.told)
