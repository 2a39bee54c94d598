"""What has been returned for one quarter, for the commands that ask no more than that."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.commands.bell import Bell
from pipeline.commands.progress import shown
from pipeline.errors import NoResults
from pipeline.intake import Intake, intake
from pipeline.intake.passwords import Passwords, passwords
from pipeline.store.erasure.gone import refuse_erased
from pipeline.store.raw_files import elsewhere
from pipeline.store.workspace import Workspace, locked
from pipeline.store.writable import refuse_if_not_writable

_WORKERS = 2


def one_quarter(workspace: Workspace, quarter: str, password_file: Path | None) -> Intake:
    """
    The returns of a quarter, those read that are new; what needs action at once is told.

    Raises: UsageError -- if it is no quarter; NoResults -- if it has no folder of returns, or they were erased.
    """
    asked, known = Quarter.parse(quarter), passwords(password_file)
    if asked not in workspace.quarters():
        raise NoResults(
            f"There is no folder {workspace.raw / asked.folder}: nothing has been returned for {asked}. "
            f"{elsewhere(workspace, asked) or 'To see who owes what all the same, make that folder.'}"
        )
    return _read(workspace, [asked], known)[asked]


def quarters_read(
    workspace: Workspace, quarters: Sequence[Quarter], password_file: Path | None
) -> dict[Quarter, Intake]:
    """The returns of ``quarters``, of which each has a folder of returns; as `one_quarter`."""
    return _read(workspace, quarters, passwords(password_file))


def _read(workspace: Workspace, quarters: Sequence[Quarter], known: Passwords) -> dict[Quarter, Intake]:
    for each in quarters:
        refuse_erased(workspace, each)
    refuse_if_not_writable(workspace)
    with locked(workspace), shown() as progress:
        return intake(workspace, quarters, _WORKERS, progress, known, Bell(workspace, progress))
