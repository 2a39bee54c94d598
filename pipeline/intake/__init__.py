"""A quarter's returns, from the files as they came to what counts: registered, read, decided on and answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit
from pipeline.intake.answering import UNPLACED, answer, folder_name
from pipeline.intake.arrivals import arrivals
from pipeline.intake.passwords import NO_PASSWORDS, Passwords
from pipeline.intake.reading import Progress, ReadReturn, checked, read_returns
from pipeline.intake.which_count import Entry, counting
from pipeline.store.raw_files import NotRead, raw_files
from pipeline.store.workspace import Workspace
from pipeline.validate.validated import Accepted

__all__ = ["UNPLACED", "Entry", "Intake", "checked", "folder_name", "intake"]


@dataclass(frozen=True, eq=False)
class Intake:
    """
    A quarter's files, in the order of the register. ``read_now``: how many of them this run had to read.

    ``not_read``: what lies among the returns up to this quarter, or in no quarter's folder, and was not read.
    """

    quarter: Quarter
    entries: tuple[Entry, ...]
    read_now: int
    not_read: tuple[NotRead, ...] = ()

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

    def may_hold(self, agency: str) -> bool:
        """Whether a return of ``agency`` for this quarter may lie in what was not read."""
        return any(agency in each.agencies and each.quarter == self.quarter and not each.read for each in self.not_read)

    def sent_back(self) -> list[Entry]:
        """The files that were not taken in."""
        return [each for each in self.entries if not each.accepted]


def intake(
    workspace: Workspace,
    quarters: Sequence[Quarter],
    workers: int,
    progress: Progress = lambda _: None,
    passwords: Passwords = NO_PASSWORDS,
) -> dict[Quarter, Intake]:
    """Read what is new or changed among the returns of ``quarters``, keep it, say which of them count, and answer."""
    lying = raw_files(workspace, quarters)
    there, previous = arrivals(workspace, lying)
    returns = read_returns(there, previous, passwords, workers, progress)
    intakes = {quarter: _decided(quarter, returns, lying.not_read) for quarter in quarters}
    answer(workspace, [entry for each in intakes.values() for entry in each.entries], previous)
    return intakes


def _decided(quarter: Quarter, returns: Sequence[ReadReturn], not_read: Sequence[NotRead]) -> Intake:
    """Which of the returns of ``quarter`` count, and what of ``not_read`` concerns it."""
    theirs = [each for each in returns if each.arrival.submission.quarter == str(quarter)]
    entries = counting([Entry(each.arrival.path, each.arrival.submission, each.validated) for each in theirs])
    lacking = tuple(each for each in not_read if each.quarter is None or each.quarter <= quarter)
    return Intake(quarter, entries, sum(each.now for each in theirs), lacking)
