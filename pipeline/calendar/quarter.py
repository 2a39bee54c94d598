"""The financial quarter: parse, print, order. Quarter 1 is April to June."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pipeline.english import did_you_mean
from pipeline.errors import UsageError

QUARTERS_OF_A_YEAR = 4
PERIOD_KINDS = {1: "quarter", 2: "half-year", 4: "year"}  # what so many quarters are called
_WRITTEN = re.compile(r"(\d{4})\s*[-/–]\s*(\d{2})\s*[- ]\s*Q\s*([1-4])", re.IGNORECASE)
_NEARLY = (
    re.compile(r"(?<!\d)(?P<year>\d{4})(?:\s*[-/–_]\s*\d{2,4})?[-\s/_]*Q\s*(?P<number>[1-4])(?!\d)", re.IGNORECASE),
    re.compile(r"Q\s*(?P<number>[1-4])[-\s/_]*(?P<year>\d{4})(?:\s*[-/–_]\s*\d{2,4})?(?!\d)", re.IGNORECASE),
)


@dataclass(frozen=True, order=True)
class Quarter:
    """One quarter of the financial year that begins in April of ``year``."""

    year: int
    number: int

    def __post_init__(self) -> None:
        # Wider than what can be asked for: the first quarter has one before it, and its records may give earlier days.
        if not (1900 <= self.year <= 2199 and 1 <= self.number <= QUARTERS_OF_A_YEAR):
            raise _no_such(self.year, self.number)

    def __str__(self) -> str:
        return f"{self.year}-{(self.year + 1) % 100:02d} Q{self.number}"

    @property
    def folder(self) -> str:
        """The quarter as a folder is named."""
        return str(self).replace(" ", "-")

    @property
    def start(self) -> date:
        """Its first day."""
        return self.months[0]

    @property
    def end(self) -> date:
        """Its last day."""
        last = self.months[2]
        return last.replace(day=monthrange(last.year, last.month)[1])

    @property
    def months(self) -> tuple[date, date, date]:
        """The first day of each of its months."""
        first = 4 + 3 * (self.number - 1)
        year, month = (self.year, first) if first <= 12 else (self.year + 1, first - 12)
        return date(year, month, 1), date(year, month + 1, 1), date(year, month + 2, 1)

    @property
    def in_months(self) -> str:
        """The quarter as people speak of it: "July to September 2019"."""
        return months_of(self, self)

    @property
    def short_months(self) -> str:
        """The same where there is little room: "Jul to Sep 2019"."""
        return _short(self.start, self.end)

    @property
    def in_full(self) -> str:
        """Its months, and the quarter as it is written: "July to September 2019 (2019-20 Q2)"."""
        return f"{self.in_months} ({self})"

    def next(self) -> Quarter:
        """The quarter after."""
        return Quarter.containing(self.end + timedelta(days=1))

    def previous(self) -> Quarter:
        """The quarter before."""
        return Quarter.containing(self.start - timedelta(days=1))

    def last(self, number: int) -> list[Quarter]:
        """So many quarters of which it is the last, the oldest first."""
        quarters = [self]
        while len(quarters) < number:
            quarters.append(quarters[-1].previous())
        return quarters[::-1]

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @classmethod
    def containing(cls, day: date) -> Quarter:
        """The quarter that ``day`` falls in."""
        month = (day.month - 4) % 12
        return cls(day.year if day.month >= 4 else day.year - 1, month // 3 + 1)

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """The quarter that ``text`` writes. Raises: UsageError -- saying the form expected; never a guess."""
        written = _WRITTEN.fullmatch(text.strip())
        if written and int(written[2]) == (int(written[1]) + 1) % 100:
            year, number = int(written[1]), int(written[3])
            if not 2000 <= year <= 2099:
                raise _no_such(year, number)
            return cls(year, number)
        near = cls.meant(text.strip(), whole=True)
        hint = did_you_mean(near.folder if near else None)
        raise UsageError(f"{text!r} is not a quarter. Write it as 2019-20-Q2. {hint}".rstrip())

    @classmethod
    def meant(cls, text: str, *, whole: bool = False) -> Quarter | None:
        """The quarter that ``text`` (with ``whole``: all of it) seems to mean; to be asked about, never assumed."""
        for form in _NEARLY:
            near = form.fullmatch(text) if whole else form.search(text)
            if near and 2000 <= int(near["year"]) <= 2099:
                return cls(int(near["year"]), int(near["number"]))
        return None


@dataclass(frozen=True)
class Period:
    """The quarters that one return speaks of, from the ``first`` to the ``last``, by which it is named."""

    first: Quarter
    last: Quarter

    def __str__(self) -> str:
        return str(self.last) if self.first == self.last else f"{self.first} to {self.last}"

    @property
    def start(self) -> date:
        """Its first day."""
        return self.first.start

    @property
    def end(self) -> date:
        """Its last day."""
        return self.last.end

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """Its quarters, the oldest first."""
        count = 4 * (self.last.year - self.first.year) + self.last.number - self.first.number + 1
        return tuple(self.last.last(count))

    @property
    def months(self) -> tuple[date, ...]:
        """The first day of each of its months."""
        return tuple(month for quarter in self.quarters for month in quarter.months)

    @property
    def kind(self) -> str:
        """What it is called: "quarter", "half-year" or "year"."""
        return PERIOD_KINDS[len(self.quarters)]

    def earlier(self, quarters: int) -> Period:
        """The period as long that lies so many ``quarters`` before it."""
        earlier = self.last.last(len(self.quarters) + quarters)
        return Period(earlier[0], earlier[len(self.quarters) - 1])

    def before(self) -> Period:
        """The period as long before it."""
        return self.earlier(len(self.quarters))


@dataclass(frozen=True)
class Reach:
    """Of which quarters a figure is: ``quarters`` of them, the last of them ``behind`` the one that it is given for."""

    quarters: int = 1
    behind: int = 0

    @property
    def kind(self) -> str:
        """What its quarters are together: "quarter", "half-year" or "year"."""
        return PERIOD_KINDS[self.quarters]

    def months(self, span: str) -> str:
        """
        The months of the figures of ``span``, a quarter or two with "to" between them.

        Raises: UsageError -- if it is neither.
        """
        return months_of(*self._whole(span))

    def short_months_of(self, span: str) -> str:
        """The same where there is little room: "Oct 2018 to Sep 2019". Raises: UsageError -- as `months`."""
        begun, ended = self._whole(span)
        return _short(begun.start, ended.end)

    def _whole(self, span: str) -> tuple[Quarter, Quarter]:
        """The first and the last of all quarters that the figures of ``span`` are of."""
        first, _, last = span.partition(" to ")
        begun, ended = Quarter.parse(first), Quarter.parse(last or first)
        return begun.last(self.quarters + self.behind)[0], ended.last(self.behind + 1)[0]

    def begins(self, quarter: Quarter) -> date:
        """The first day of what the figure of ``quarter`` is of."""
        return quarter.last(self.quarters + self.behind)[0].start

    def ends(self, quarter: Quarter) -> date:
        """The last day of what the figure of ``quarter`` is of."""
        return quarter.last(self.behind + 1)[0].end

    def short_months(self, quarter: Quarter) -> str:
        """The months of the figure of ``quarter``, where there is little room."""
        return _short(self.begins(quarter), self.ends(quarter))

    def speaks(self, sentence: str) -> str:
        """A ``sentence`` on quarters as it is said of what this is."""
        return sentence if self.quarters == 1 else re.sub(r"\bquarter", self.kind, sentence)


OWN_QUARTER = Reach()


def _short(begun: date, ended: date) -> str:
    year = "" if begun.year == ended.year else f" {begun.year}"
    return f"{begun:%b}{year} to {ended:%b %Y}"


def _no_such(year: int, number: int) -> UsageError:
    return UsageError(f"There is no quarter {number} of {year}; use 1 to 4 of a year from 2000 to 2099.")


def months_of(first: Quarter, last: Quarter) -> str:
    """The months from one quarter to another: "October 2018 to September 2019"."""
    begun, ended = first.start, last.end
    year = "" if begun.year == ended.year else f" {begun.year}"
    return f"{begun:%B}{year} to {ended:%B %Y}"


def in_months(span: str) -> str:
    """The months of ``span``, a quarter or two with "to" between them. Raises: UsageError -- if it is neither."""
    return OWN_QUARTER.months(span)


def spoken(day: date) -> str:
    """A date as people write it, such as 3 July 2019."""
    return f"{day.day} {day:%B %Y}"


def day_of(text: str) -> date | None:
    """The date that ``text`` writes as `spoken` does; None where it writes none."""
    try:
        return datetime.strptime(text, "%d %B %Y").date()
    except ValueError:
        return None
