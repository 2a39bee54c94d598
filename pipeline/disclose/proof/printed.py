"""What readers hold: the facts of each release, and of which counts each of them speaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

from pipeline.disclose.facts import ALL, Cells, Fact, Line
from pipeline.measure.counts import Counts

Cell = tuple[str, str, str, int]  # standard, agency, quarter, and the release from which on its counts were these
Place = tuple[str, str]  # standard and quarter


@dataclass(frozen=True)
class Release:
    """All that was printed at one time, in whatever editions, and the counts that it was printed of."""

    facts: Sequence[Fact]
    cells: Cells


class Printed:
    """
    Releases one after another, oldest first, the one that is about to be made last.

    A return that came late, or was mended, gives an agency other counts than it had: these are another cell, so that
    what was printed before and what is printed now do not contradict each other.
    """

    def __init__(self, releases: Sequence[Release]) -> None:
        self.releases = releases
        self.counts: dict[Cell, Counts] = {}
        self._at: list[dict[Place, dict[str, Cell]]] = []
        known: dict[tuple[str, str, str], list[Cell]] = defaultdict(list)
        for number, release in enumerate(releases):
            now: dict[Place, dict[str, Cell]] = defaultdict(dict)
            for (standard, agency, quarter), counts in release.cells.counts.items():
                before = known[standard, agency, quarter]
                cell = next((each for each in before if _alike(self.counts[each], counts)), None)
                if cell is None:
                    cell = (standard, agency, quarter, number)
                    self.counts[cell] = counts
                    before.append(cell)
                now[standard, quarter][agency] = cell
            self._at.append(dict(now))

    @cached_property
    def standards(self) -> tuple[str, ...]:
        """Every standard whose counts are protected."""
        return tuple(sorted({cell[0] for cell in self.counts}))

    @cached_property
    def states(self) -> Mapping[Place, tuple[Mapping[str, Cell], ...]]:
        """By standard and quarter, its cells by agency as they were in one release after another, each state once."""
        found: dict[Place, list[Mapping[str, Cell]]] = defaultdict(list)
        for now in self._at:
            for place, cells in now.items():
                if cells not in found[place]:
                    found[place].append(cells)
        return {place: tuple(each) for place, each in found.items()}

    def cells(self, number: int, line: Line) -> tuple[Cell, ...]:
        """The cells that ``line`` is the sum of, as they were in the release of this ``number``."""
        return tuple(
            cell
            for quarter in line.quarters
            for agency, cell in self._as_printed(number, (line.standard, quarter)).items()
            if line.agency in (ALL, agency)
        )

    def possible(self, number: int, line: Line) -> Iterator[tuple[Cell, ...]]:
        """The cells that ``line`` may be the sum of: as they were printed, as they were, or as they ever were."""
        yield self.cells(number, line)
        places = [(line.standard, quarter) for quarter in line.quarters]
        now = [self._at[number].get(place, {}) for place in places]
        ever = ([*self.states.get(place, ({},))] for place in places)
        for states in (now, *product(*ever)):
            every = (one for state in states for one in state.items())
            yield tuple(cell for agency, cell in every if line.agency in (ALL, agency))

    def _as_printed(self, number: int, place: Place) -> Mapping[str, Cell]:
        return self._at[self._printed_of[number].get(place, number)].get(place, {})

    @cached_property
    def _printed_of(self) -> Sequence[Mapping[Place, int]]:
        """
        By release, of each quarter of a standard the earlier release whose counts are printed again after a change.

        It is known by that: nothing is printed of the quarter but what was printed of it before.
        """
        first: dict[Fact, int] = {}
        printed_of: list[dict[Place, int]] = []
        for number, release in enumerate(self.releases):
            lines: dict[Place, list[Fact]] = defaultdict(list)
            for fact in release.facts:
                if _tells(fact) and len(fact.line.quarters) == 1 and self._changed(fact.line):
                    lines[fact.line.standard, fact.line.quarters[0]].append(replace(fact, version=""))
            again = {place: {first.get(fact, number) for fact in facts} for place, facts in lines.items()}
            printed_of.append({place: of.pop() for place, of in again.items() if len(of) == 1})
            for place, facts in lines.items():
                for fact in facts:
                    first.setdefault(fact, printed_of[number].get(place, number))
        return printed_of

    def summed(self, cells: Sequence[Cell]) -> Counts:
        """What cells come to together."""
        return sum((self.counts[each] for each in cells), Counts())

    @cached_property
    def facts(self) -> Mapping[str, tuple[tuple[int, Fact], ...]]:
        """
        By standard, what says something of counts of people, with the number of its release.

        What is printed of a quarter exactly as it was before its returns changed says nothing of the change.
        """
        facts: dict[str, list[tuple[int, Fact]]] = defaultdict(list)
        before: set[Fact] = set()
        for number, release in enumerate(self.releases):
            read = {replace(fact, version=""): fact for fact in release.facts if _tells(fact)}
            for as_read, fact in read.items():
                if not (as_read in before and self._changed(fact.line)):
                    facts[fact.line.standard].append((number, fact))
            before |= read.keys()
        return {standard: tuple(facts[standard]) for standard in self.standards}

    def _changed(self, line: Line) -> bool:
        return any(len(self.states.get((line.standard, quarter), ())) > 1 for quarter in line.quarters)

    @cached_property
    def within(self) -> tuple[tuple[tuple[str, str, str], ...], ...]:
        """
        By release: quarter, and two standards of which the first one's records all count in the second.

        Where an agency has more of the first they are not counted alike, and nothing is taken off.
        """
        return tuple(
            tuple(
                (quarter, inner, outer)
                for quarter, pairs in release.cells.within.items()
                for inner, outer in pairs
                if self._lies_in(self.of(number, inner, quarter), self.of(number, outer, quarter))
            )
            for number, release in enumerate(self.releases)
        )

    def _lies_in(self, inner: Mapping[str, Cell], outer: Mapping[str, Cell]) -> bool:
        records = {agency: self.counts[cell].applicable for agency, cell in outer.items()}
        return all(self.counts[cell].applicable <= records.get(agency, 0) for agency, cell in inner.items())

    def of(self, number: int, standard: str, quarter: str) -> Mapping[str, Cell]:
        """The cells of a standard in a quarter, by agency, as they were in a release."""
        return self._at[number].get((standard, quarter), {})


def _tells(fact: Fact) -> bool:
    return bool(fact.verdict) or any(each is not None for each in (fact.met, fact.of, fact.silent, fact.band))


def _alike(one: Counts, other: Counts) -> bool:
    return (one.met, one.not_met, one.not_recorded) == (other.met, other.not_met, other.not_recorded)
