"""``retain``: what is kept longer than the partnership's rules allow is listed, and erased where that is asked for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pipeline.calendar.quarter import Quarter, spoken
from pipeline.commands.erasing import carried_out, counts_of
from pipeline.commands.new_decision import day
from pipeline.commands.roles import needed_role
from pipeline.errors import UsageError
from pipeline.partnership.here import here
from pipeline.partnership.keeping import Kept
from pipeline.store.erasure.erasures import Erasure, Step, What
from pipeline.store.erasure.of_a_quarter import of_quarter
from pipeline.store.erasure.past_its_time import PastItsTime, past_its_time
from pipeline.store.workspace import Workspace


def retain(
    workspace: Workspace, *, dry_run: bool, today: str | None, by: str | None, password_file: Path | None
) -> int:
    """List what is past its time, by rule, and erase it unless it is only to be listed; gives the exit status."""
    now = _day(today)
    if now > date.today() and not dry_run:
        raise UsageError(f"{spoken(now)} is still to come. See what will be past its time then with --dry-run.")
    who = "" if dry_run else needed_role(by, "who has it erased")
    there = past_its_time(workspace, here().keeping, now)
    if not there:
        print(f"Nothing is past its time on {spoken(now)}.")
        return 0
    for quarter in dict.fromkeys(each.quarter for each in there):
        theirs = [each for each in there if each.quarter == quarter]
        for each in theirs:
            print(each.sentence)
        _erased(workspace, quarter, theirs, who, password_file, dry_run=dry_run)
    return 0


def _erased(
    workspace: Workspace,
    quarter: Quarter,
    rules: list[PastItsTime],
    by: str,
    password_file: Path | None,
    *,
    dry_run: bool,
) -> None:
    """Erase what is past its time of one quarter, as one erasure."""
    kept = tuple(each.kept for each in rules)
    because = "retention rule: " + ", ".join(f"{each.kept} {each.time}" for each in rules)
    entry = Erasure(0, Step.BEGUN, What.QUARTER, str(quarter), date.today().isoformat(), by, because, kept)
    counts = ""
    if Kept.RETURNS in kept and Kept.COUNTS not in kept and not dry_run:
        counts = counts_of(workspace, quarter, password_file)
    carried_out(workspace, of_quarter(workspace, quarter, entry, counts), dry_run=dry_run)


def _day(text: str | None) -> date:
    """The day that is asked for. Raises: UsageError -- if it is none."""
    if text is None:
        return date.today()
    return day(text, "--today")
