"""
What each released edition says of every line of an audit, quarter after quarter, the oldest first.

Each quarter is decided as it was for its own report, from what was known then: so a later report prints of it what its
own one did. What the public is told follows from what the board is told, so that who reads both learns no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.disclose.editions import Edition
from pipeline.disclose.facts import ALL, How, Line
from pipeline.disclose.protect.choosing import as_band, as_counts, for_span, printable, silent_may_be_said
from pipeline.disclose.protect.denominators import Denominators, Pair, given_up
from pipeline.disclose.protect.ranges import Range, Span, exactly, is_small
from pipeline.disclose.protect.said import NOTHING, Asked, Said, Years, unjudged
from pipeline.disclose.protect.system import QuarterSystem, StandardSystem, readers_of
from pipeline.measure.counts import Counts

_HEADLINE = 4.0  # lines of other standards that one of a headline is worth


@dataclass(frozen=True)
class AuditAsked:
    """
    All standards of one audit, whose counts are of people, and how their denominators lie in each other.

    ``within``, ``apart``: by quarter, as in `facts.Cells`. ``bodies``: by agency, who stands for it in the end.
    """

    standards: Sequence[Asked]
    within: Mapping[str, Sequence[Pair]] = field(default_factory=dict)
    apart: Mapping[str, Sequence[Pair]] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)


Printed = dict[Line, Said]


def protected(asked: AuditAsked, board: Edition, public: Edition) -> dict[str, Printed]:
    """What each of the two editions says of every line, by its name."""
    told = _Board(asked, board).decided()
    return {board.name: told, public.name: _Public(asked, public, told).decided()}


class _Systems:
    """The systems of an audit's standards, each quarter entered when its turn comes."""

    def __init__(self, asked: AuditAsked, edition: Edition, *, insiders: bool) -> None:
        self.asked, self.limit = asked, edition.hide
        self.edition = edition
        self.said: Printed = {}
        self.systems: dict[str, StandardSystem] = {}
        for each in asked.standards:
            agencies = {code for theirs in each.counts.values() for code in theirs} if insiders else set()
            self.systems[each.id] = StandardSystem([], list(readers_of(agencies, asked.bodies)))

    def quarters(self) -> list[str]:
        """Every quarter, oldest first."""
        return sorted({quarter for each in self.asked.standards for quarter in each.counts})

    def begin(self, quarter: str) -> Iterator[tuple[Asked, int]]:
        """Each standard that has records in ``quarter``, with the place of it in its system."""
        for each in self.asked.standards:
            if quarter in each.counts:
                system = self.systems[each.id]
                system.quarters.append(QuarterSystem(each.counts[quarter], self.limit))
                yield each, len(system.quarters) - 1

    def together(self, each: Asked, quarter: str) -> None:
        """Say something of the quarters that a report takes together: of the first of its spans that can be said."""
        for years in each.years.get(quarter, ()):
            line = Line(each.id, ALL, years.quarters)
            self.said[line] = self.span(each, years, line)
            if self.said[line].says:
                return

    def span(self, each: Asked, years: Years, line: Line) -> Said:
        """What is said of several quarters; all of it follows where each is printed by itself."""
        every = [self.said[Line(each.id, ALL, (one,))].how for one in years.quarters]
        if all(how in (How.EXACT, How.ROUNDED) for how in every):
            return Said(every[-1], verdict=True)
        system, order = self.systems[each.id], sorted(each.counts)
        first, last = order.index(years.quarters[0]), order.index(years.quarters[-1])
        before = list(system.spans)

        def safe(not_met: Range) -> bool:
            system.spans = [*before, Span(first, last, not_met)]
            return system.safe(last)

        counts = system.together(first, last)
        told, known = for_span(counts, years.judge, self.limit, safe, no_more_than=self.no_more_than(line))
        system.spans = before if known is None else [*before, Span(first, last, known)]
        return told

    def no_more_than(self, line: Line) -> Said | None:
        """What another edition says of a line, where this one may not say more."""
        return None


class _Board(_Systems):
    """What the board's edition says: of all returns, and of each agency."""

    def __init__(self, asked: AuditAsked, edition: Edition) -> None:
        super().__init__(asked, edition, insiders=True)

    def decided(self) -> Printed:
        for quarter in self.quarters():
            there = list(self.begin(quarter))
            chosen = {
                each.id: as_counts(self.systems[each.id], place, self._lines(each, quarter)) for each, place in there
            }
            for standard, code in self._not_beside(quarter, there, chosen):
                chosen[standard].remove(code)
                system = self.systems[standard]
                del system.quarters[-1].said[code]
            for each, place in there:
                self._rest(each, quarter, place, chosen[each.id])
                self.together(each, quarter)
        return self.said

    def _lines(self, each: Asked, quarter: str) -> list[str]:
        """The lines of a quarter, the total first, then the agencies with most records."""
        theirs = each.counts[quarter]
        return [ALL, *sorted(theirs, key=lambda code: (-theirs[code].applicable, code))]

    def _not_beside(
        self, quarter: str, there: Sequence[tuple[Asked, int]], chosen: Mapping[str, Sequence[str]]
    ) -> set[tuple[str, str]]:
        every = {code for each, _ in there for code in each.counts[quarter]}
        return given_up(
            Denominators(
                {each.id: {code: one.applicable for code, one in each.counts[quarter].items()} for each, _ in there},
                self.asked.within.get(quarter, ()),
                self.asked.apart.get(quarter, ()),
                {each.id: _HEADLINE if each.headline else 1.0 for each, _ in there},
                list(readers_of(every, self.asked.bodies)),
                self.limit,
            ),
            {(standard, code) for standard, codes in chosen.items() for code in codes},
        )

    def _rest(self, each: Asked, quarter: str, place: int, chosen: Sequence[str]) -> None:
        system = self.systems[each.id]
        own = system.quarters[place]
        silent = ALL in chosen and silent_may_be_said(own, system.readers)
        alone = [code for code, counts in own.counts.items() if counts.applicable]
        for line in self._lines(each, quarter):
            key = Line(each.id, line, (quarter,))
            if line in chosen:
                self.said[key] = Said(How.EXACT, verdict=True, silent=silent and line == ALL)
            elif [line] == alone and ALL not in chosen:
                self.said[key] = self.said[Line(each.id, ALL, (quarter,))]  # all returns are its own
            else:
                judge = each.judges.get((quarter, "" if line == ALL else line), unjudged)
                self.said[key] = as_band(system, place, line, judge)


class _Public(_Systems):
    """What the public is told: of all returns only, and no more than the board."""

    def __init__(self, asked: AuditAsked, edition: Edition, board: Mapping[Line, Said]) -> None:
        super().__init__(asked, edition, insiders=False)
        self.board = board

    def decided(self) -> Printed:
        for quarter in self.quarters():
            for each, place in self.begin(quarter):
                line = Line(each.id, ALL, (quarter,))
                self.said[line] = self._total(each, quarter, place, self.board[line])
                self.together(each, quarter)
        return self.said

    def no_more_than(self, line: Line) -> Said | None:
        return self.board.get(line, NOTHING)

    def _total(self, each: Asked, quarter: str, place: int, board: Said) -> Said:
        system = self.systems[each.id]
        own = system.quarters[place]
        counts = own.whole
        if not counts.applicable:
            return board
        if board.how is How.EXACT and printable(own, ALL) and counts.applicable >= self.edition.least_for_percent:
            own.said[ALL] = exactly(counts.not_met)  # rounded, in truth: so that a reader knows less
            if system.safe(place):
                silent = board.silent and not self._few_silent(counts)
                return Said(How.ROUNDED, verdict=True, silent=silent)
            del own.said[ALL]
        return as_band(system, place, ALL, each.judges.get((quarter, ""), unjudged), no_more_than=board)

    def _few_silent(self, counts: Counts) -> bool:
        return any(is_small(one, self.limit) for one in (counts.not_recorded, counts.not_met - counts.not_recorded))
