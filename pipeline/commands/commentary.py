"""``commentary``: the files for the analyst's words, with what needs explaining already listed in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.commands.bell import Bell
from pipeline.commands.left_out import say_left_out
from pipeline.commands.progress import shown
from pipeline.disclose.editions import edition as edition_named
from pipeline.english import number_of
from pipeline.intake.passwords import passwords
from pipeline.page.sentences import (
    audit_points,
    change_sentence,
    interval,
    main_points,
    met_of_applicable,
    target_words,
)
from pipeline.partnership.here import here
from pipeline.results.commentary import (
    ASKS,
    BECAME,
    BRIEFING,
    MAIN_POINTS,
    OVERVIEW,
    SO_WHAT,
    WORKING,
    WORRIES,
    Open,
    earlier,
    in_plain_text,
    named,
    needing_words,
    skeleton,
    unexplained,
)
from pipeline.results.model import AuditResult, QuarterResult, Question, StandardResult
from pipeline.results.noteworthy import below_target, changed_standards, reaching_target
from pipeline.results.questions import section_of
from pipeline.run.quarter import RunRequest, quarter_run
from pipeline.store.workspace import A_WHILE, Workspace, locked
from pipeline.store.writable import refuse_if_not_writable

_EXPLAIN = "Write what it means for children, why it is so, what will change, who will see to it and by when."
_SEVERAL = (
    "One heading may be for several (## So what: NEG4, NEG12). Where nothing is to be done, write 'Noted:' and why."
)
_ANSWERED = "What is answered stands beside the question in the next quarter's report."
_POINTS = "The page says this; your own words, five sentences at most, take its place:"
_BRIEFING = (
    "The page is drafted by rule; your words take the place of the draft. It goes to practitioners of every agency: "
    "name no agency, and give no count below 6."
)


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
        ran = quarter_run(workspace, replace(request, alarm=Bell(workspace, progress)), progress)
    with locked(workspace, A_WHILE):
        _, before = next(iter(earlier(workspace, asked, edition)))
        asked_before = {page: sections.get(ASKS, "") for page, sections in before.items()}
        for page, title, wanted in _wanted(ran.result, asked_before):
            place, added = skeleton(workspace, asked, named(page, edition), title, wanted)
            print(f"{workspace.root / place}: {number_of(added, 'new section') if added else 'no new sections'}")
    for audit in ran.result.audits:
        if lacking := unexplained([audit]):
            print(f"Still to be explained in {audit.short_title}: {', '.join(each.id for each in lacking)}.")
    if unexplained(ran.result.audits):
        print(_SEVERAL)
    return say_left_out(workspace, ran.told)


def _wanted(result: QuarterResult, asked_before: Mapping[str, str]) -> Iterator[tuple[str, str, list[Open]]]:
    """Each page, its title and what there is to write; ``asked_before``: what was asked a quarter ago, by page."""
    due = [each for each in result.audits if each.due]
    yield OVERVIEW, "Overview", _general(due, main_points(result), asked_before.get(OVERVIEW, ""))
    for audit in due:
        yield (
            audit.code,
            audit.title,
            [
                *map(_open, needing_words(audit)),
                *_general([audit], audit_points(audit, result.quarter), asked_before.get(audit.code, "")),
                Open(BRIEFING, _BRIEFING),
                *(_asked(each, question) for each in audit.standards for question in each.questions),
            ],
        )


def _open(standard: StandardResult) -> Open:
    total = standard.total
    reminder = (
        f"{standard.title}: {met_of_applicable(total)}, 95% interval {interval(total)}; "
        f"target {target_words(standard)}; {total.verdict.words(standard.low_is_good)}."
    )
    parts = (reminder, change_sentence(standard.over_year, standard.reach), _EXPLAIN)
    return Open(SO_WHAT + standard.id, "\n".join(part for part in parts if part))


def _asked(standard: StandardResult, question: Question) -> Open:
    before = f"Answered in {question.answered}: {in_plain_text(question.answer)}" if question.answer else ""
    reminder = "\n".join(part for part in (question.text, before, _ANSWERED) if part)
    return Open(section_of(standard.id, question.kind), reminder)


def _general(audits: Iterable[AuditResult], points: Sequence[str], asked_before: str) -> list[Open]:
    good, low, other = (
        ", ".join(each.id for audit in audits for each in chosen(audit)) or "none"
        for chosen in (reaching_target, below_target, changed_standards)
    )
    return [
        Open(MAIN_POINTS, "\n".join([_POINTS, *points])),
        Open(WORKING, f"The page lists what reaches its target ({good}). Add good practice, and what was learnt."),
        Open(WORRIES, f"The page lists what is below target beyond chance ({low}). Add what else worries you."),
        *([Open(BECAME, f"A quarter ago was asked: {in_plain_text(asked_before)}")] if asked_before else []),
        Open(ASKS, f"What should the group decide, challenge or note? More than chance has moved: {other}."),
    ]
