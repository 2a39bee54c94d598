"""
Returns read before the run that asks for them, by other processes: what they keep is found read then.

Returns that lie in one agency's folder are read by one process, in the order of the register, since what is said of one
depends on what came before it. Those that may need a password are left to whoever was given it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pipeline.calendar.quarter import Quarter
from pipeline.intake.arrivals import Arrival, arrivals, entered, folder_of
from pipeline.intake.passwords import NO_PASSWORDS, Passwords
from pipeline.intake.reading import is_unread, passwords_of, read_returns
from pipeline.progress import silent
from pipeline.store.approvals import approvals
from pipeline.store.previous_returns import PreviousReturns, previous_returns
from pipeline.store.raw_files import raw_files
from pipeline.store.register import Submission
from pipeline.store.workspace import Workspace


@dataclass(frozen=True)
class Unread:
    """Returns to be read that lie in one ``folder`` (``quarter/agency``), by their numbers in the register."""

    folder: str
    numbers: tuple[int, ...]


def unread(workspace: Workspace, quarters: Sequence[Quarter], passwords: Passwords) -> list[Unread]:
    """
    What is to be read of ``quarters`` and needs no password, once all that lies there is in the register.

    Whoever asks holds the workspace.
    """
    lying = raw_files(workspace, quarters)
    there, _, register = arrivals(workspace, {each: lying.returns[each] for each in quarters})
    previous = _previous(workspace, quarters, register, there)
    together: dict[str, list[Arrival]] = defaultdict(list)
    for each in there:
        together[_agency(each.submission.folder)].append(each)
    found = []
    for folder, files in together.items():
        waiting = [each for each in files if is_unread(each, previous[each.submission.quarter], passwords)]
        if waiting and not any(passwords_of(each, passwords) for each in files):
            found.append(Unread(folder, tuple(each.submission.number for each in waiting)))
    return found


def read(workspace: Workspace, folders: Collection[str]) -> int:
    """Read and keep what is unread in these folders, without holding the workspace; gives how many were read."""
    quarters = sorted({Quarter.parse(each.partition("/")[0]) for each in folders})
    lying = raw_files(workspace, quarters).returns
    theirs = {
        quarter: [path for path in lying[quarter] if _agency(folder_of(workspace, quarter, path)) in folders]
        for quarter in quarters
    }
    there, register = entered(workspace, theirs)
    previous = _previous(workspace, quarters, register, there)
    given = read_returns(there, lambda each: previous[each.submission.quarter], NO_PASSWORDS, 1, silent)
    return sum(each.now for each in given)


def _agency(folder: str) -> str:
    """The folder of a quarter's agency that a folder is, or lies in."""
    return "/".join(folder.split("/")[:2])


def _previous(
    workspace: Workspace, quarters: Sequence[Quarter], register: Sequence[Submission], there: Sequence[Arrival]
) -> Mapping[str, PreviousReturns]:
    approved, submissions = approvals(workspace), [each.submission for each in there]
    return {str(each): previous_returns(workspace, approved, register, submissions) for each in quarters}
