"""A quarter's returns, from the files as they came to what counts: registered, read, decided on and answered."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit
from pipeline.intake.alarm import Alarm, nobody
from pipeline.intake.answering import answer
from pipeline.intake.arrivals import arrivals
from pipeline.intake.erased import erased, put_back, told_of
from pipeline.intake.feedback_folders import UNPLACED, folder_name
from pipeline.intake.one_child import Children, held_together
from pipeline.intake.open_files import as_they_count
from pipeline.intake.passwords import NO_PASSWORDS, Passwords
from pipeline.intake.reading import ReadReturn, checked, named_return, read_returns
from pipeline.intake.which_count import Entry, counting
from pipeline.partnership.bodies import may_send
from pipeline.progress import Progress, silent
from pipeline.reconcile.asked import Asked, asked
from pipeline.reconcile.same_counts import asked_of_counts
from pipeline.store.agencies_apart import keep_apart
from pipeline.store.approvals import approvals
from pipeline.store.children import children_of, keep_children
from pipeline.store.previous_returns import previous_returns
from pipeline.store.raw_files import NotRead, raw_files
from pipeline.store.workspace import Workspace
from pipeline.validate.validated import Accepted

__all__ = ["UNPLACED", "Alarm", "Entry", "Intake", "checked", "folder_name", "intake", "intakes", "named_return"]


@dataclass(frozen=True, eq=False)
class Intake:
    """
    A quarter's files, in the order of the register. ``read_now``: how many of them this run had to read.

    ``not_read``: what lies among the returns up to this quarter, or in no quarter's folder, and was not read.
    ``erased``: audit and agency of each return that was erased and that no other takes the place of.
    """

    quarter: Quarter
    entries: tuple[Entry, ...]
    read_now: int
    not_read: tuple[NotRead, ...] = ()
    erased: frozenset[tuple[str, str]] = frozenset()

    @property
    def came(self) -> frozenset[str]:
        """The codes of the audits of which anything came."""
        return frozenset(who.form.audit.code for each in self.entries if (who := each.validated.identity))

    def counted(self, audit: type[Audit]) -> list[Accepted]:
        """
        The returns of ``audit`` whose figures count: each agency's newest accepted one, and what counts with it.

        Each further sheet of records is one of its own, of its own view, after the return that it belongs to.
        """
        returns = [each.validated for each in self.entries if each.counts]
        counted = [each for each in returns if isinstance(each, Accepted)]
        return [sheet for each in counted if each.identity.form.audit.code == audit.code for sheet in each.sheets]

    def sent(self, audit: type[Audit], agency: str) -> list[Entry]:
        """Every file that ``agency`` sent for ``audit``, in the order of the register."""
        return [
            each
            for each in self.entries
            if (who := each.validated.identity) and who.form.audit.code == audit.code and who.agency == agency
        ]

    def may_hold(self, agency: str) -> bool:
        """Whether a return of ``agency`` for this quarter may lie in what was not read."""
        theirs = may_send(agency, self.quarter)
        return any(theirs & each.agencies and each.quarter == self.quarter and not each.read for each in self.not_read)

    def sent_back(self) -> list[Entry]:
        """The files that were not taken in."""
        return [each for each in self.entries if not each.accepted]


def intakes(
    workspace: Workspace,
    quarters: Sequence[Quarter],
    workers: int,
    progress: Progress = silent,
    passwords: Passwords = NO_PASSWORDS,
    beside: Sequence[Quarter] = (),
    alarm: Alarm = nobody,
    elsewhere: Container[int] = (),
) -> Iterator[Intake]:
    """
    Read what is new or changed among the returns of ``quarters``, keep it, say which of them count, and answer.

    ``alarm`` hears of each return as soon as it is read, before anything else is made of it.
    ``elsewhere``: the numbers of returns that others have read for this run (see `ahead`).
    ``beside``: quarters of which no more is asked than what lies there and is not read.
    One quarter after the other, oldest first: what is asked of one can be counted before the next is taken into memory.
    """
    lying = raw_files(workspace, [*quarters, *beside])
    not_read = [*lying.not_read, *put_back(workspace, lying)]
    there, out_of_reach, register = arrivals(workspace, {each: lying.returns[each] for each in quarters})
    approved, submissions = approvals(workspace), [each.submission for each in there]
    previous = {str(each): previous_returns(workspace, approved, register, submissions) for each in quarters}
    read = read_returns(there, lambda each: previous[each.submission.quarter], passwords, workers, progress, elsewhere)
    with closing(read):
        heard = _heard(read, alarm)
        ahead = next(heard, None)
        for quarter in sorted(quarters):
            theirs: list[ReadReturn] = []
            while ahead is not None and ahead.arrival.submission.quarter == str(quarter):
                theirs.append(ahead)
                ahead = next(heard, None)
            known = previous.pop(str(quarter))
            unread = [each for each in out_of_reach if each.submission.quarter == str(quarter)]
            returns, told = as_they_count(theirs, unread, lying.open, known)
            decided = _decided(quarter, returns, [*not_read, *told])
            gone = erased(workspace, quarter, decided.entries)
            decided = replace(decided, not_read=(*decided.not_read, *told_of(gone)), erased=frozenset(gone))
            together = held_together(decided.entries, quarter, _earlier(workspace, quarter))
            keep_children(workspace, quarter, together.children)
            keep_apart(workspace, quarter, together.apart)
            decided = replace(decided, entries=together.entries)
            answer(workspace, quarter, decided.entries, decided.not_read, known)
            yield decided


def intake(
    workspace: Workspace,
    quarters: Sequence[Quarter],
    workers: int,
    progress: Progress = silent,
    passwords: Passwords = NO_PASSWORDS,
    alarm: Alarm = nobody,
) -> dict[Quarter, Intake]:
    """The intakes of ``quarters``, all at once."""
    return {each.quarter: each for each in intakes(workspace, quarters, workers, progress, passwords, alarm=alarm)}


def _earlier(workspace: Workspace, quarter: Quarter) -> dict[Quarter, Children]:
    """What is kept of the children of each quarter before."""
    before = {each: children_of(workspace, each) for each in workspace.quarters() if each < quarter}
    return {each: kept for each, kept in before.items() if kept is not None}


def _heard(returns: Iterable[ReadReturn], alarm: Alarm) -> Iterator[ReadReturn]:
    for each in returns:
        alarm(each.arrival.submission, each.validated)
        yield each


def _decided(quarter: Quarter, returns: Sequence[ReadReturn], not_read: Sequence[NotRead]) -> Intake:
    """Which of the ``returns`` of ``quarter`` count, what each is asked, and what of ``not_read`` concerns it."""
    entries = counting([Entry(each.arrival.path, each.arrival.submission, each.validated) for each in returns])
    lacking = tuple(each for each in not_read if each.quarter is None or each.quarter <= quarter)
    decided = Intake(quarter, entries, sum(each.now for each in returns), lacking)
    compared = [audit for audit in audits.of(quarter).values() if audit.reconciled or audit.same_counts]
    questions = [
        (audit.code, ask(audit, decided.counted(audit))) for audit in compared for ask in (asked, asked_of_counts)
    ]
    return replace(decided, entries=tuple(_asked(each, questions) for each in entries))


def _asked(entry: Entry, questions: Sequence[tuple[str, Asked]]) -> Entry:
    """An entry with what its agency is asked about records of its audit."""
    identity = entry.validated.identity
    if not entry.counts or identity is None:
        return entry
    theirs = [each.get(entry.validated.sha256, ()) for code, each in questions if code == identity.form.audit.code]
    return replace(entry, asked=tuple(line for lines in theirs for line in lines))
