"""The values of the trust statement: what of a quarter failed, was late or was sent back, and what that touches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Lack(StrEnum):
    """Why a return is not counted as its agency meant it."""

    MISSING = "has not come"
    SENT_BACK = "was sent back"
    NOT_READ = "could not be read"
    ERASED = "was erased"
    OLDER = "was sent again and sent back, so the one before it is counted"


@dataclass(frozen=True)
class Sender:
    """Whose return of which audit; ``title``: the audit's, in short. The agency is empty where nobody can say."""

    audit: str
    title: str
    agency: str
    agency_name: str


@dataclass(frozen=True)
class Lacking:
    """
    A return that is not counted, or not its newest; ``touches``: ids of the figures that leave it out.

    ``carried``: whether it is of actions or of evidence, of which the agency's last return holds until another counts.
    """

    sender: Sender
    how: Lack
    due: bool
    touches: tuple[str, ...]
    carried: bool = False


@dataclass(frozen=True)
class Doubtful:
    """
    A counted return of which something is not counted. ``touches``: ids of the figures that leave it out.

    ``records``: how many of its records lack an answer that a figure needs, or have one that cannot be used;
    ``set_aside``: how many rows are counted nowhere.
    """

    sender: Sender
    records: int
    set_aside: int
    touches: tuple[str, ...]


@dataclass(frozen=True)
class Unknown:
    """What came and could not be read, or belongs to nobody that could be told; ``place``: where it lies."""

    place: str
    agency: str
    agency_name: str


@dataclass(frozen=True)
class Trust:
    """
    What figures of a quarter rest on. ``figures``: the ids of all of them, of standards and of context measures.

    ``due``: how many returns are due; ``late``: whose came late, and are counted. ``untold``: the titles of audits of
    which the edition does not say what ``doubtful`` would.
    """

    figures: tuple[str, ...] = ()
    due: int = 0
    late: tuple[Sender, ...] = ()
    lacking: tuple[Lacking, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    untold: tuple[str, ...] = ()

    @property
    def touched_by_returns(self) -> tuple[str, ...]:
        """The ids of the figures that leave out a return, in the order of ``figures``."""
        return self._in_order(self.lacking)

    @property
    def touched_by_answers(self) -> tuple[str, ...]:
        """The ids of the figures that leave out records of a return that is counted, in the order of ``figures``."""
        return self._in_order(self.doubtful)

    def of(self, agency: str, figures: Collection[str], titles: Collection[str], due: int) -> Trust:
        """
        What concerns one agency's returns: its own ``figures``, and those that leave something of it out.

        ``titles``: of the audits that it returns; ``due``: how many of its returns are.
        """
        lacking = tuple(each for each in self.lacking if each.sender.agency == agency)
        doubtful = tuple(each for each in self.doubtful if each.sender.agency == agency)
        touching: list[Lacking | Doubtful] = [*lacking, *doubtful]
        theirs = {*figures, *(figure for each in touching for figure in each.touches)}
        return Trust(
            figures=tuple(each for each in self.figures if each in theirs),
            due=due,
            late=tuple(each for each in self.late if each.agency == agency),
            lacking=lacking,
            doubtful=doubtful,
            unknown=tuple(each for each in self.unknown if each.agency == agency),
            untold=tuple(each for each in self.untold if each in titles),
        )

    def _in_order(self, touching: Iterable[Lacking | Doubtful]) -> tuple[str, ...]:
        touched = {figure for each in touching for figure in each.touches}
        return tuple(each for each in self.figures if each in touched)


NO_TRUST = Trust()


def together(parts: Sequence[Trust]) -> Trust:
    """What the figures of several audits rest on; what could not be read counts once, however many it may concern."""
    return Trust(
        figures=tuple(figure for each in parts for figure in each.figures),
        due=sum(each.due for each in parts),
        late=tuple(late for each in parts for late in each.late),
        lacking=tuple(lacking for each in parts for lacking in each.lacking),
        doubtful=tuple(doubtful for each in parts for doubtful in each.doubtful),
        unknown=tuple(dict.fromkeys(unknown for each in parts for unknown in each.unknown)),
        untold=tuple(title for each in parts for title in each.untold),
    )
