"""What ``run`` does where something may have changed: the quarter's figures, and the pages that show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.calendar.quarter import Quarter
from pipeline.commands.arguments import RunWords
from pipeline.commands.audit_codes import audit_codes
from pipeline.commands.bell import Bell
from pipeline.commands.progress import shown
from pipeline.commands.ran import Ran
from pipeline.commands.roles import role as a_role
from pipeline.disclose.editions import edition as edition_named
from pipeline.errors import UsageError
from pipeline.intake.passwords import passwords
from pipeline.page.sentences.usefulness import usefulness_sentence
from pipeline.results.model import QuarterResult
from pipeline.results.usefulness import usefulness
from pipeline.run.engine import engine_named
from pipeline.run.quarter import RunRequest, RunResult, editions_run
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


def run_anew(workspace: Workspace, asked: RunWords, editions: Sequence[str]) -> list[Ran]:
    """Run a quarter in these editions; gives what there is to say of each."""
    role = approver(asked.final, asked.approved_by, asked.figures_only)
    wanted = [edition_named(each) for each in editions]
    request = RunRequest(
        Quarter.parse(asked.quarter),
        wanted[0],
        audits=audit_codes(asked.audit),
        workers=asked.workers,
        figures_only=asked.figures_only,
        passwords=passwords(asked.password_file),
        approved_by=role,
        again=asked.again,
        engine=engine_named(asked.engine, asked.workers),
    )
    with shown() as progress:
        runs = editions_run(workspace, replace(request, alarm=Bell(workspace, progress)), wanted, progress)
    return [_ran(each, role) for each in runs]


def _ran(ran: RunResult, role: str) -> Ran:
    counted = sum(each.counts for each in ran.intake.entries)
    signed, useful = _signed(ran, role), _useful(ran.result)
    return Ran(counted, ran.told, ran.odd, ran.page, signed, ran.intake.read_now, useful=useful)


def _useful(result: QuarterResult) -> str:
    if edition_named(result.edition).named_readers:
        return ""
    return f"{result.edition_title}: {usefulness_sentence(usefulness(result))}"


def _signed(ran: RunResult, role: str) -> str:
    kept = f"The final report is kept in {ran.kept}.\n" if ran.kept is not None else ""
    if ran.stands:
        return f"{kept}The final report stands, approved by: {ran.stands}. Its figures have not changed."
    return f"{kept}Final, approved by: {role}." if role else kept.rstrip()
