"""``release``: a final report is prepared by one role, approved by another, withdrawn with a reason, or listed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from pipeline.calendar.quarter import Quarter
from pipeline.commands.bell import Bell
from pipeline.commands.new_decision import screened
from pipeline.commands.progress import shown
from pipeline.commands.release_words import ReleaseWords
from pipeline.commands.roles import needed_role
from pipeline.disclose.editions import Edition
from pipeline.english import number_of
from pipeline.errors import UsageError
from pipeline.intake.passwords import passwords
from pipeline.report.release.approving import approve
from pipeline.report.release.kept_ledger import refuse_if_cut
from pipeline.report.release.places import all_prepared, release_folder
from pipeline.report.release.preparing import Proposed, prepare, ready, released_edition
from pipeline.report.release.statement import release_in_words
from pipeline.report.release.unfinished import finish
from pipeline.report.release.withdrawing import withdraw
from pipeline.results.facts import facts_of
from pipeline.run.quarter import RunRequest, RunResult, editions_run
from pipeline.store.ledger import releases
from pipeline.store.workspace import A_WHILE, Workspace, locked
from pipeline.store.writable import refuse_if_not_writable
from pipeline.validate.tidy import lookalike

_WHO = {"prepare": "who prepares it", "approve": "who approves it", "withdraw": "who withdraws it"}


def release(workspace: Workspace, **words: Any) -> int:
    """
    Prepare, approve or withdraw a release, or list them all; gives the exit status.

    ``words``: those of `ReleaseWords`.
    """
    asked, today = ReleaseWords(**words), date.today()
    if asked.step == "list":
        return _list(workspace, asked)
    quarter, edition, by = _which(asked)
    refuse_if_not_writable(workspace, workspace.processed, workspace.releases)
    if asked.step == "prepare":
        return _prepare(workspace, asked, quarter, edition, by, today)
    if asked.step == "approve":
        with locked(workspace, A_WHILE):
            folder = approve(workspace, quarter, edition, by, today)
        print(f"Released, approved by: {by}. What may go out lies in {folder}")
        return 0
    why = screened(asked.because or "", "The reason")
    if not why:
        raise UsageError("Say in a sentence why it is withdrawn: --because.")
    with locked(workspace, A_WHILE):
        back = withdraw(workspace, quarter, edition, by, today, why)
    folder = release_folder(workspace, quarter, edition.name, back.number)
    print(f"Withdrawn: {back.name}. Its folder stays and says so: {folder}")
    if not folder.is_dir():
        print("That folder is not there; wherever it was taken, whoever holds it is to be told.")
    return 0


def _which(asked: ReleaseWords) -> tuple[Quarter, Edition, str]:
    """Which report is meant, and who asks. Raises: UsageError -- if a word is lacking or does not fit."""
    if not asked.quarter:
        raise UsageError(f"Say which quarter's report, such as 2019-20-Q2: release {asked.step} QUARTER.")
    quarter = Quarter.parse(asked.quarter)
    if not asked.edition:
        raise UsageError("Say which edition, board or public: --edition.")
    edition = released_edition(asked.edition)
    by = needed_role(asked.by, _WHO[asked.step])
    if advice := lookalike(by):
        raise UsageError(f"--by names a role with an odd letter in it. {advice}")
    if asked.because is not None and asked.step != "withdraw":
        raise UsageError(f"Only to withdraw a release takes a reason. Leave --because away from release {asked.step}.")
    return quarter, edition, by


def _prepare(
    workspace: Workspace, asked: ReleaseWords, quarter: Quarter, edition: Edition, by: str, today: date
) -> int:
    with locked(workspace, A_WHILE):
        ready(workspace, quarter, edition)  # before a run that may take long
    ran = _figures(workspace, asked, quarter, edition)
    assert ran.proved is not None
    proposed = Proposed(ran.result, ran.sha256, facts_of(ran.result), ran.proved.cells, by, today)
    with locked(workspace, A_WHILE):
        done = prepare(workspace, proposed)
    print(f"{done.statement}\nPrepared as release {done.number}, not released yet: {done.folder}")
    return 0


def _figures(workspace: Workspace, asked: ReleaseWords, quarter: Quarter, edition: Edition) -> RunResult:
    """The figures as the returns give them now, to be held against the report, with the counts behind them."""
    request = RunRequest(
        quarter, edition, workers=asked.workers, figures_only=True, passwords=passwords(asked.password_file)
    )
    with shown() as progress:
        (ran,) = editions_run(workspace, replace(request, alarm=Bell(workspace, progress)), [edition], progress)
    return ran


def _list(workspace: Workspace, asked: ReleaseWords) -> int:
    if asked.edition or asked.by is not None or asked.because is not None:
        raise UsageError("release list takes a quarter or nothing. Leave the other words away.")
    quarter = str(Quarter.parse(asked.quarter)) if asked.quarter else ""
    of = f" of {quarter}" if quarter else ""
    with locked(workspace, A_WHILE):
        refuse_if_cut(workspace)
        finish(workspace)
        there = [each for each in releases(workspace) if quarter in ("", each.entry.quarter)]
        waiting = [each for each in all_prepared(workspace) if quarter in ("", str(each[0]))]
    for each in there:
        folder = release_folder(workspace, Quarter.parse(each.entry.quarter), each.entry.edition, each.number)
        print(f"{release_in_words(each)}{'' if folder.is_dir() else '; its folder is not here'}")
    for whose, edition, folder in waiting:
        print(f"prepared, not released: {whose}, {edition}, in {folder}")
    print(f"{number_of(len(there), 'release')}{of}." if there else f"Nothing was released{of}.")
    return 0
