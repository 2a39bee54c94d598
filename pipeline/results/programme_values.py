"""The values of the audit programme: for each audit of a financial year, when it is due and what has come."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How an audit stands in one quarter of the year."""

    PLANNED = "Planned"
    PENDING = "Pending"
    OVERDUE = "Overdue"
    COMPLETE = "Complete"
    NOT_DUE = "Not due"
    ALL_THE_TIME = "All the time"
    NOT_RUN = "Not run"
    NOT_HERE = "Not here"


@dataclass(frozen=True)
class Rhythm:
    """
    When an audit is due. ``often``: in words; ``months``: those that its figures of this quarter are of, in words.

    ``next_due``: the first quarter after this one for which returns are due; empty where none is planned, or where they
    come ``all_the_time``.
    """

    often: str = ""
    months: str = ""
    next_due: str = ""
    all_the_time: bool = False


UNKNOWN_RHYTHM = Rhythm()


@dataclass(frozen=True)
class ProgrammeQuarter:
    """
    An audit in one quarter. ``runs``: whether the partnership runs it then; ``here``: whether returns of it were looked
    for, since the quarter is past and has a folder.

    ``asked`` and ``came``: how many returns were due, and how many of them are in; ``beside``: how many came that were
    not due; ``awaited``: whose are not in, in an edition for named readers; ``last_day``: for returns.
    """

    quarter: str
    runs: bool
    due: bool
    here: bool
    asked: int
    came: int
    beside: int
    awaited: tuple[str, ...]
    last_day: str

    def state(self, *, closed: bool, ahead: bool, all_the_time: bool) -> State:
        """
        Its state. ``closed``: whether the last day for returns has passed; ``ahead``: whether the quarter comes after
        the one reported on.
        """
        if not self.runs:
            return State.NOT_RUN
        if all_the_time:
            return State.ALL_THE_TIME
        if not self.due:
            return State.NOT_DUE
        if ahead:
            return State.PLANNED
        if not self.here:
            return State.NOT_HERE
        if self.came == self.asked:
            return State.COMPLETE
        return State.OVERDUE if closed else State.PENDING


@dataclass(frozen=True)
class Reaudit:
    """Something that calls for an audit to be held again: in which ``quarter``, and ``why``, as it goes on after it."""

    quarter: str
    why: str


@dataclass(frozen=True)
class ProgrammeLine:
    """
    An audit of the year. ``recommendations``: those that it evidences; ``reaudit``: when it is to be held again, as it
    is planned; ``called_for``: what else calls for that.

    ``shown``: whether the report has a page of it.
    """

    audit: str
    title: str
    rhythm: Rhythm
    case_led: bool
    owner: str
    recommendations: tuple[str, ...]
    quarters: tuple[ProgrammeQuarter, ...]
    reaudit: str = ""
    reaudit_why: str = ""
    shown: bool = True
    called_for: tuple[Reaudit, ...] = ()
