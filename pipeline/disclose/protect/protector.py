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
from pipeline.disclose.protect.choosing import (
    TOTAL_IS_WORTH,
    as_band,
    as_counts,
    for_span,
    printable,
    silent_may_be_said,
)
from pipeline.disclose.protect.denominators import Denominators, Key, Pair, may_be_known
from pipeline.disclose.protect.published import counts_printed, known_before, newest, not_met_by, said_again
from pipeline.disclose.protect.ranges import Range, Span, exactly, is_small
from pipeline.disclose.protect.said import NOTHING, Asked, GivenUp, Published, Said, SaidLines, Years, unjudged
from pipeline.disclose.protect.system import QuarterSystem, StandardSystem, readers_of
from pipeline.measure.counts import Counts

_HEADLINE = 4.0  # lines of other standards that one of a headline is worth
_RELEASED = 1000.0  # the same of one that is out already


@dataclass(frozen=True)
class AuditAsked:
    """
    All standards of one audit, whose counts are of people, and how their denominators lie in each other.

    ``within``, ``apart``: by quarter, as in `facts.Cells`. ``bodies``: by agency, who stands for it in the end.
    ``given_up``: lines that an attack found to give a small count away.
    """

    standards: Sequence[Asked]
    within: Mapping[str, Sequence[Pair]] = field(default_factory=dict)
    apart: Mapping[str, Sequence[Pair]] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)
    given_up: GivenUp = field(default_factory=GivenUp)


def protected(asked: AuditAsked, board: Edition, public: Edition) -> dict[str, SaidLines]:
    """What each of the two editions says of every line, by its name."""
    told = _Board(asked, board, public).decided()
    return {board.name: told, public.name: _Public(asked, public, told).decided()}


class _Systems:
    """
    The systems of an audit's standards, each quarter entered when its turn comes.

    ``read_beside``: the editions that its readers may read too. ``widest``: the most that is hidden in any of them.
    """

    read_beside: tuple[str, ...]

    def __init__(self, asked: AuditAsked, edition: Edition, widest: int, *, insiders: bool) -> None:
        self.asked, self.limit, self.widest = asked, edition.hide, widest
        self.edition, self.insiders = edition, insiders
        self.said = SaidLines()
        self.known: set[tuple[str, Key]] = set()  # by quarter: the lines whose denominators may be known
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
            if quarter not in each.counts:
                continue
            counts = counts_printed(each, quarter, self.widest)
            if dict(counts) != dict(each.counts[quarter]):
                self.said.stands[each.id, quarter] = counts
            own = QuarterSystem(counts, self.limit)
            own.before = {
                line: known_before(each, self.read_beside, quarter, line, own.of(line)) for line in (ALL, *counts)
            }
            system = self.systems[each.id]
            system.quarters.append(own)
            released = newest(each, quarter, self.edition.name, counts)
            if released is not None:
                self._again(each, quarter, own, released)
            yield each, len(system.quarters) - 1

    def _again(self, each: Asked, quarter: str, own: QuarterSystem, released: Published) -> None:
        """Say of every line of a quarter what was released of it."""
        changed = (each.id, quarter) in self.said.stands
        for code in (ALL, *own.counts):
            line = Line(each.id, code, (quarter,))
            fact = released.facts.get(line)
            self.said[line] = said_again(fact, changed=changed) if fact is not None else NOTHING

    def is_settled(self, each: Asked, quarter: str) -> bool:
        """Whether it was released already what is said of a quarter."""
        return Line(each.id, ALL, (quarter,)) in self.said

    def together(self, each: Asked, quarter: str) -> None:
        """Say something of the quarters that a report takes together: of the first of its spans that can be said."""
        for years in each.years.get(quarter, ()):
            line = Line(each.id, ALL, years.quarters)
            self.said[line] = self._span_again(each, years, line) or self.span(each, years, line)
            if self.said[line].says:
                return

    def _span_again(self, each: Asked, years: Years, line: Line) -> Said | None:
        """What was released of several quarters together; None where nothing was. What all editions said is entered."""
        system, order = self.systems[each.id], sorted(each.counts)
        first, last = order.index(years.quarters[0]), order.index(years.quarters[-1])
        counts = system.together(first, last)
        for name in self.read_beside:
            fact = each.spans.get(name, {}).get(line)
            if fact is not None and fact.how not in (How.EXACT, How.ROUNDED):
                known = not_met_by(fact, counts, years.judge)
                if known.low <= counts.not_met <= known.high:  # or other counts may be printed since
                    system.spans.append(Span(first, last, known))
        own = each.spans.get(self.edition.name, {}).get(line)
        return said_again(own, changed=False) if own is not None else None

    def span(self, each: Asked, years: Years, line: Line) -> Said:
        """What is said of several quarters; all of it follows where each is printed by itself."""
        every = [self.said[Line(each.id, ALL, (one,))].how for one in years.quarters]
        if all(how in (How.EXACT, How.ROUNDED) for how in every):
            return Said(every[-1], verdict=True)
        if self.is_given_up(line):
            return NOTHING
        system, order = self.systems[each.id], sorted(each.counts)
        first, last = order.index(years.quarters[0]), order.index(years.quarters[-1])
        before = list(system.spans)

        # A verdict ties the met of each quarter to how many there were.
        all_known = all((one, (each.id, ALL)) in self.known for one in years.quarters)
        judge = years.judge if all_known and line not in self.asked.given_up.counts else unjudged

        def safe(not_met: Range) -> bool:
            system.spans = [*before, Span(first, last, not_met)]
            return system.safe(last)

        counts = system.together(first, last)
        told, known = for_span(counts, judge, self.limit, safe, no_more_than=self.no_more_than(line))
        system.spans = before if known is None else [*before, Span(first, last, known)]
        return told

    def may_be_known(self, each: Asked, quarter: str, code: str) -> bool:
        """Whether a line may be printed with its counts, or a verdict, as far as the line itself goes."""
        own, line = self.systems[each.id].quarters[-1], Line(each.id, code, (quarter,))
        if not own.of(code).applicable or own.of_few:
            return False
        if self.is_settled(each, quarter):
            said = self.said.get(line, NOTHING)
            return said.how in (How.EXACT, How.ROUNDED) or said.verdict
        return line not in self.asked.given_up.counts and not self.is_given_up(line)

    def is_given_up(self, line: Line) -> bool:
        """Whether nothing may be said of a line."""
        return line in self.asked.given_up.everything

    def worth(self, each: Asked, quarter: str) -> float:
        """What a line of a standard is worth beside those of others."""
        return _RELEASED if self.is_settled(each, quarter) else _HEADLINE if each.headline else 1.0

    def learn(self, quarter: str, weights: Mapping[Key, float]) -> None:
        """Decide which denominators of a quarter may be known. ``weights``: as in `Denominators`."""
        standards = {standard for standard, _ in weights}
        counts = {standard: self.systems[standard].quarters[-1].counts for standard in standards}
        every = {code for theirs in counts.values() for code in theirs} if self.insiders else set()
        asked = Denominators(
            {standard: {code: one.applicable for code, one in theirs.items()} for standard, theirs in counts.items()},
            self.asked.within.get(quarter, ()),
            self.asked.apart.get(quarter, ()),
            weights,
            list(readers_of(every, self.asked.bodies)),
            self.limit,
        )
        self.known |= {(quarter, key) for key in may_be_known(asked)}

    def no_more_than(self, line: Line) -> Said | None:
        """What another edition says of a line, where this one may not say more."""
        return None


class _Board(_Systems):
    """What the board's edition says: of all returns, and of each agency."""

    def __init__(self, asked: AuditAsked, edition: Edition, public: Edition) -> None:
        super().__init__(asked, edition, max(edition.hide, public.hide), insiders=True)
        self.read_beside = (edition.name, public.name)

    def decided(self) -> SaidLines:
        for quarter in self.quarters():
            there = list(self.begin(quarter))
            chosen = {
                each.id: self._as_released(each, quarter)
                if self.is_settled(each, quarter)
                else as_counts(self.systems[each.id], place, self._lines(each, quarter))
                for each, place in there
            }
            self.learn(quarter, {key: weight for each, _ in there for key, weight in self._weights(each, quarter)})
            for each, place in there:
                if not self.is_settled(each, quarter):
                    self._rest(each, quarter, place, chosen[each.id])
                self.together(each, quarter)
        return self.said

    def _as_released(self, each: Asked, quarter: str) -> list[str]:
        """The lines of a quarter that were released as counts."""
        codes = (ALL, *each.counts[quarter])
        return [code for code in codes if self._how(each, quarter, code) is How.EXACT]

    def _how(self, each: Asked, quarter: str, code: str) -> How:
        said = self.said.get(Line(each.id, code, (quarter,)))
        return said.how if said is not None else How.NOTHING

    def _lines(self, each: Asked, quarter: str) -> list[str]:
        """The lines of a quarter, the total first, then the agencies with most records."""
        theirs = self._counts(each)
        return [ALL, *sorted(theirs, key=lambda code: (-theirs[code].applicable, code))]

    def _counts(self, each: Asked) -> Mapping[str, Counts]:
        """The counts that are printed of the quarter whose turn it is."""
        return self.systems[each.id].quarters[-1].counts

    def _weights(self, each: Asked, quarter: str) -> Iterator[tuple[Key, float]]:
        """The lines of a standard whose denominators might be known, with what each is worth."""
        own = self.systems[each.id].quarters[-1]
        alone = len([code for code, counts in own.counts.items() if counts.applicable]) < 2
        for code in [ALL] if alone else [ALL, *own.counts]:
            if code not in own.few and self.may_be_known(each, quarter, code):
                yield (each.id, code), self.worth(each, quarter) * (TOTAL_IS_WORTH if code == ALL else 1.0)

    def _rest(self, each: Asked, quarter: str, place: int, chosen: Sequence[str]) -> None:
        system = self.systems[each.id]
        own = system.quarters[place]
        alone = [code for code, counts in own.counts.items() if counts.applicable]
        known = {line for line in self._lines(each, quarter) if (quarter, (each.id, line)) in self.known}
        if len(alone) < 2 and ALL in known:
            known |= {*alone}
        printed = [line for line in chosen if line in known or not own.of(line).applicable]
        for line in set(chosen) - set(printed):
            del own.said[line]
        silent = ALL in printed and silent_may_be_said(own, system.readers)
        for line in self._lines(each, quarter):
            key = Line(each.id, line, (quarter,))
            if line in printed:
                self.said[key] = Said(How.EXACT, verdict=True, silent=silent and line == ALL)
            elif self.is_given_up(key):
                self.said[key] = NOTHING
            elif [line] == alone and ALL not in printed:
                self.said[key] = self.said[Line(each.id, ALL, (quarter,))]  # all returns are its own
            elif line != ALL and ALL in known and line not in known:
                self.said[key] = NOTHING  # a band would tell how many records it has
            else:
                judge = each.judges.get((quarter, "" if line == ALL else line), unjudged)
                self.said[key] = as_band(system, place, line, judge if line in known else unjudged)


class _Public(_Systems):
    """What the public is told: of all returns only, and no more than the board."""

    def __init__(self, asked: AuditAsked, edition: Edition, board: Mapping[Line, Said]) -> None:
        super().__init__(asked, edition, edition.hide, insiders=False)
        self.board, self.read_beside = board, (edition.name,)

    def decided(self) -> SaidLines:
        for quarter in self.quarters():
            there = list(self.begin(quarter))
            self.learn(quarter, {key: weight for each, _ in there for key, weight in self._weights(each, quarter)})
            for each, place in there:
                if not self.is_settled(each, quarter):
                    line = Line(each.id, ALL, (quarter,))
                    self.said[line] = self._total(each, quarter, place, self.board[line])
                self.together(each, quarter)
        return self.said

    def _weights(self, each: Asked, quarter: str) -> Iterator[tuple[Key, float]]:
        if self.may_be_known(each, quarter, ALL):
            yield (each.id, ALL), self.worth(each, quarter)

    def no_more_than(self, line: Line) -> Said | None:
        return self.board.get(line, NOTHING)

    def _total(self, each: Asked, quarter: str, place: int, board: Said) -> Said:
        system = self.systems[each.id]
        own = system.quarters[place]
        counts = own.whole
        if not counts.applicable:
            return board
        if self.is_given_up(Line(each.id, ALL, (quarter,))):
            return NOTHING
        known = (quarter, (each.id, ALL)) in self.known
        if (
            known
            and board.how is How.EXACT
            and printable(own, ALL)
            and counts.applicable >= self.edition.least_for_percent
        ):
            own.said[ALL] = exactly(counts.not_met)  # rounded, in truth: so that a reader knows less
            if system.safe(place):
                silent = board.silent and not self._few_silent(counts)
                return Said(How.ROUNDED, verdict=True, silent=silent)
            del own.said[ALL]
        judge = each.judges.get((quarter, ""), unjudged) if known else unjudged
        return as_band(system, place, ALL, judge, no_more_than=board)

    def _few_silent(self, counts: Counts) -> bool:
        return any(is_small(one, self.limit) for one in (counts.not_recorded, counts.not_met - counts.not_recorded))
