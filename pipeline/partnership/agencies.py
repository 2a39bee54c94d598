"""The agencies: the register of who there is, by code; the only source of an agency's name, aliases and folder name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import Enum

from pipeline.calendar.quarter import Quarter


class AgencyType(Enum):
    """What kind of body an agency is."""

    LA = "council"
    POLICE = "police"
    HEALTH_PROVIDER = "health provider"
    HEALTH_COMMISSIONER = "health commissioner"
    PRIMARY_CARE = "primary care"
    HOUSING = "housing"
    EDUCATION = "education"
    BOARD = "safeguarding board"
    EXTERNAL = "outside body"


@dataclass(frozen=True)
class Agency:
    """
    One agency. ``successor``: the code of the body that took over when it ended.

    ``aliases``: other names it is called by. ``returns_through``: the code of the agency, or the role, that sends its
    returns.
    """

    code: str
    name: str
    type: AgencyType
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str = ""
    aliases: tuple[str, ...] = ()
    returns_through: str = ""

    @property
    def folder(self) -> str:
        """The agency's folder among the returns."""
        return re.sub(r"[^a-z0-9]+", "-", self.code.casefold()).strip("-")

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called by."""
        return (self.code, self.name, self.folder, *self.aliases)

    def in_force(self, day: date) -> bool:
        """Whether the agency existed on ``day``."""
        return (self.valid_from is None or day >= self.valid_from) and (self.valid_to is None or day <= self.valid_to)


def folded(text: str) -> str:
    """A name for comparison, whatever its case, spaces and punctuation."""
    letters = unicodedata.normalize("NFKC", text).casefold().replace("&", "and")
    return re.sub(r"[\W_]+", "", letters)


class Register:
    """
    The agencies of a partnership, in the order of its file.

    It takes what it is given: that no two agencies share a name, and that every successor is there, is checked where
    the file is read.
    """

    def __init__(self, agencies: Sequence[Agency]) -> None:
        self._agencies = tuple(agencies)
        self._by_code = {each.code: each for each in self._agencies}
        self._by_name = {folded(name): each for each in self._agencies for name in each.names}

    def __iter__(self) -> Iterator[Agency]:
        return iter(self._agencies)

    def __len__(self) -> int:
        return len(self._agencies)

    def agency(self, code: str) -> Agency | None:
        """The agency with this code, or None."""
        return self._by_code.get(code)

    def find(self, text: str) -> Agency | None:
        """The agency that ``text`` names by code, name, alias or folder; None where none does."""
        return self._by_name.get(folded(text))

    def suggestion(self, text: str) -> Agency | None:
        """The agency whose code, name or alias is nearest to ``text``, or None where none is near."""
        near = get_close_matches(folded(text), self._by_name, n=1, cutoff=0.7)
        return self._by_name[near[0]] if near else None

    def predecessors(self, code: str) -> tuple[Agency, ...]:
        """The agencies that ``code`` took over from, directly or through others, the first of them first."""
        earlier: list[Agency] = []
        for each in self._agencies:
            if each.successor == code:
                earlier += [*self.predecessors(each.code), each]
        return tuple(earlier)

    def successors(self, code: str) -> tuple[Agency, ...]:
        """The agencies that took over from ``code``, one after another."""
        later: list[Agency] = []
        agency = self.agency(code)
        while agency is not None and (agency := self.agency(agency.successor)) is not None and agency not in later:
            later.append(agency)
        return tuple(later)

    def in_force(self, code: str, quarter: Quarter) -> Agency | None:
        """
        The body that stands for ``code`` in ``quarter``: itself, or whoever had taken over by the quarter's last day.

        A body that begins later is not stood for by those before it: see `standing_for`. None where nobody is there.
        """
        agency = self.agency(code)
        line = () if agency is None else (agency, *self.successors(code))
        return next((each for each in line if each.in_force(quarter.end)), None)

    def lines_in(self, code: str, among: Collection[str]) -> tuple[str, ...]:
        """
        Those of ``among`` whose line ``code`` is of: itself, a body that took over from it, or those before it.

        Several where it took over from several of them, since nobody may guess which; none where it is of no line.
        """
        if code in among:
            return (code,)
        later = [each.code for each in self.successors(code) if each.code in among]
        return tuple(later[:1] or (each.code for each in self.predecessors(code) if each.code in among))

    def line(self, code: str) -> frozenset[str]:
        """The codes of a body, of all before it and of all that took over from it."""
        return frozenset({code, *(each.code for each in (*self.predecessors(code), *self.successors(code)))})

    def standing_for(self, code: str, quarter: Quarter) -> tuple[Agency, ...]:
        """
        The bodies in force on the quarter's last day that ``code`` is to be addressed by.

        One, as in `in_force`; of a body that begins later, those that it will take over from. None where nobody is.
        """
        body = self.in_force(code, quarter)
        earlier = (each for each in self.predecessors(code) if each.in_force(quarter.end))
        return (body,) if body is not None else tuple(earlier)

    def ended_within(self, code: str, quarter: Quarter) -> tuple[Agency, ...]:
        """The bodies that ended within ``quarter`` and whose work ``code`` does since."""
        before = self.predecessors(code)
        return tuple(each for each in before if each.valid_to and quarter.start <= each.valid_to < quarter.end)

    def side_by_side(self, one: str, other: str) -> bool:
        """Whether two bodies were there at the same time, so that each has cases of its own."""
        first, second = self.agency(one), self.agency(other)
        if first is None or second is None or first == second:
            return False
        return _overlap(first, second) and _overlap(second, first)


def _overlap(one: Agency, other: Agency) -> bool:
    """Whether ``one`` had begun before ``other`` ended."""
    return one.valid_from is None or other.valid_to is None or one.valid_from <= other.valid_to
