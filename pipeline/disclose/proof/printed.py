"""What readers hold: the facts of each release, and of which counts each of them speaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.disclose.facts import ALL, Cells, Fact, Line
from pipeline.measure.counts import Counts

Cell = tuple[str, str, str, int]  # standard, agency, quarter, and the release from which on its counts were these
NO_CELLS = Cells({})


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
        self._at: list[dict[tuple[str, str], dict[str, Cell]]] = []
        known: dict[tuple[str, str, str], list[Cell]] = defaultdict(list)
        for number, release in enumerate(releases):
            now: dict[tuple[str, str], dict[str, Cell]] = defaultdict(dict)
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
    def states(self) -> Mapping[tuple[str, str], tuple[Mapping[str, Cell], ...]]:
        """By standard and quarter, its cells by agency as they were in one release after another, each state once."""
        found: dict[tuple[str, str], list[Mapping[str, Cell]]] = defaultdict(list)
        for now in self._at:
            for place, cells in now.items():
                if cells not in found[place]:
                    found[place].append(cells)
        return {place: tuple(each) for place, each in found.items()}

    def cells(self, number: int, line: Line) -> tuple[Cell, ...]:
        """The cells that ``line`` is the sum of, as they were in the release of this ``number``."""
        at = self._at[number]
        return tuple(
            cell
            for quarter in line.quarters
            for agency, cell in at.get((line.standard, quarter), {}).items()
            if line.agency in (ALL, agency)
        )

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
