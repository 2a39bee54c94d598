"""A quarter's returns, from the files as they came to what counts: registered, read, decided on and answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit
from pipeline.intake.answering import UNPLACED, answer, folder_name
from pipeline.intake.arrivals import arrivals
from pipeline.intake.passwords import NO_PASSWORDS, Passwords
from pipeline.intake.reading import ReadReturn, checked, read_returns
from pipeline.intake.which_count import Entry, counting
from pipeline.progress import Progress, silent
from pipeline.store.approvals import approvals
from pipeline.store.previous_returns import previous_returns
from pipeline.store.workspace import Workspace
from pipeline.validate.validated import Accepted

__all__ = ["UNPLACED", "Entry", "Intake", "checked", "folder_name", "intake", "intakes"]


@dataclass(frozen=True, eq=False)
class Intake:
    """A quarter's files, in the order of the register. ``read_now``: how many of them this run had to read."""

    quarter: Quarter
    entries: tuple[Entry, ...]
    read_now: int

    def counted(self, audit: type[Audit]) -> list[Accepted]:
        """The returns of ``audit`` whose figures count: the newest accepted one of each agency."""
        returns = [each.validated for each in self.entries if each.counts]
        return [each for each in returns if isinstance(each, Accepted) and each.identity.form.audit is audit]

    def sent(self, audit: type[Audit], agency: str) -> list[Entry]:
        """Every file that ``agency`` sent for ``audit``, in the order of the register."""
        return [
            each
            for each in self.entries
            if (who := each.validated.identity) and who.form.audit is audit and who.agency == agency
        ]

    def sent_back(self) -> list[Entry]:
        """The files that were not taken in."""
        return [each for each in self.entries if not each.accepted]


def intakes(
    workspace: Workspace,
    quarters: Sequence[Quarter],
    workers: int,
    progress: Progress = silent,
    passwords: Passwords = NO_PASSWORDS,
) -> Iterator[Intake]:
    """
    Read what is new or changed among the returns of ``quarters``, keep it, say which of them count, and answer.

    One quarter after the other, oldest first: what is asked of one can be counted before the next is taken into memory.
    """
    there, register = arrivals(workspace, quarters)
    approved, submissions = approvals(workspace), [each.submission for each in there]
    previous = {str(each): previous_returns(workspace, approved, register, submissions) for each in quarters}
    read = read_returns(there, lambda each: previous[each.submission.quarter], passwords, workers, progress)
    with closing(read):
        ahead = next(read, None)
        for quarter in sorted(quarters):
            theirs = []
            while ahead is not None and ahead.arrival.submission.quarter == str(quarter):
                theirs.append(ahead)
                ahead = next(read, None)
            decided = _decided(quarter, theirs)
            answer(workspace, decided.entries, previous.pop(str(quarter)))
            yield decided


def intake(
    workspace: Workspace,
    quarters: Sequence[Quarter],
    workers: int,
    progress: Progress = silent,
    passwords: Passwords = NO_PASSWORDS,
) -> dict[Quarter, Intake]:
    """The intakes of ``quarters``, all at once."""
    return {each.quarter: each for each in intakes(workspace, quarters, workers, progress, passwords)}


def _decided(quarter: Quarter, returns: Sequence[ReadReturn]) -> Intake:
    """Which of the returns of ``quarter`` count."""
    entries = counting([Entry(each.arrival.path, each.arrival.submission, each.validated) for each in returns])
    return Intake(quarter, entries, sum(each.now for each in returns))
