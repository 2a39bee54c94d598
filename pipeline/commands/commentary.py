"""``commentary``: the files for the analyst's words, with what needs explaining already listed in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.commands.left_out import say_left_out
from pipeline.commands.progress import shown
from pipeline.disclose.editions import edition as edition_named
from pipeline.english import number_of
from pipeline.intake.passwords import passwords
from pipeline.page.sentences import (
    change_sentence,
    interval,
    met_of_applicable,
    target_words,
)
from pipeline.partnership.here import here
from pipeline.results.commentary import (
    ASKS,
    OVERVIEW,
    SO_WHAT,
    WORKING,
    WORRIES,
    Open,
    named,
    needing_words,
    skeleton,
    unexplained,
)
from pipeline.results.model import AuditResult, QuarterResult, StandardResult
from pipeline.results.noteworthy import below_target, changed_standards, reaching_target
from pipeline.run import RunRequest, quarter_run
from pipeline.store.workspace import A_WHILE, Workspace, locked
from pipeline.store.writable import refuse_if_not_writable

_QUESTIONS = "Write what it means for children, why it is so, what will change, who will see to it and by when."


def commentary(
    workspace: Workspace, *, quarter: str, edition: str, workers: int = 2, password_file: Path | None = None
) -> int:
    """Write the files, or add to them what is new; what is written in them stays. Gives the exit status."""
    asked, edition = Quarter.parse(quarter), edition or here().default_edition
    refuse_if_not_writable(workspace, workspace.commentary, room=0)
    request = RunRequest(
        asked, edition_named(edition), workers=workers, figures_only=True, passwords=passwords(password_file)
    )
    with shown() as progress:
        ran = quarter_run(workspace, request, progress)
    with locked(workspace, A_WHILE):
        for page, title, wanted in _wanted(ran.result):
            place, added = skeleton(workspace, asked, named(page, edition), title, wanted)
            print(f"{workspace.root / place}: {number_of(added, 'new section') if added else 'no new sections'}")
    lacking = unexplained(ran.result.audits)
    if lacking:
        print(f"Still to be explained: {', '.join(each.id for each in lacking)}.")
    return say_left_out(workspace, ran.told)


def _wanted(result: QuarterResult) -> Iterator[tuple[str, str, list[Open]]]:
    due = [each for each in result.audits if each.due]
    yield OVERVIEW, "Overview", _general(due)
    for audit in due:
        yield audit.code, audit.title, [*map(_open, needing_words(audit)), *_general([audit])]


def _open(standard: StandardResult) -> Open:
    total = standard.total
    reminder = (
        f"{standard.title}: {met_of_applicable(total)}, 95% interval {interval(total)}; "
        f"target {target_words(standard)}; {total.verdict}."
    )
    parts = (reminder, change_sentence(standard.over_year), _QUESTIONS)
    return Open(SO_WHAT + standard.id, "\n".join(part for part in parts if part))


def _general(audits: Iterable[AuditResult]) -> list[Open]:
    good, low, other = (
        ", ".join(each.id for audit in audits for each in chosen(audit)) or "none"
        for chosen in (reaching_target, below_target, changed_standards)
    )
    return [
        Open(WORKING, f"The page lists what reaches its target ({good}). Add good practice, and what was learnt."),
        Open(WORRIES, f"The page lists what is below target beyond chance ({low}). Add what else worries you."),
        Open(ASKS, f"What should the group decide, challenge or note? More than chance has moved: {other}."),
    ]
