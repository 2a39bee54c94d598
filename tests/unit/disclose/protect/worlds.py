"""Every world that fits all that is printed of a small partnership, gone through one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.disclose.facts import ALL, How, Line
from pipeline.disclose.protect.said import Judge, Said
from pipeline.disclose.protect.system import Known
from pipeline.measure.counts import Counts

Grid = npt.NDArray[np.int64]
Cell = tuple[str, str]  # a quarter and an agency
Fits = Callable[[int, int], bool]  # whether so many that met it, of so many, are what is printed


@dataclass
class Worlds:
    """
    What the counts of one standard may be for a reader: of each cell, in every world, how many did not meet it.

    Denominators are known. Shape: ``not_met`` has a row for each of ``cells``, and a column for each world.
    """

    counts: Mapping[str, Mapping[str, Counts]]
    cells: Sequence[Cell]
    not_met: Grid

    @classmethod
    def all_of(cls, counts: Mapping[str, Mapping[str, Counts]], known: Known = frozenset()) -> Worlds:
        """Those of somebody who has read nothing yet, and knows the counts of some agencies."""
        cells = [(quarter, code) for quarter, theirs in counts.items() for code in theirs]
        ends = [counts[quarter][code] for quarter, code in cells]
        axes = [
            np.array([each.not_met]) if code in known else np.arange(each.applicable + 1)
            for each, (_, code) in zip(ends, cells, strict=True)
        ]
        every = np.meshgrid(*axes, indexing="ij")
        return cls(counts, cells, np.array([each.ravel() for each in every], dtype=np.int64))

    def sums(self, among: Sequence[Cell]) -> Grid:
        """How many of some cells together did not meet it, in each world."""
        return self.not_met[[self.cells.index(each) for each in among]].sum(axis=0)

    def whole(self, among: Sequence[Cell]) -> Counts:
        """What they come to in truth."""
        return sum((self.counts[quarter][code] for quarter, code in among), Counts())

    def cells_of(self, agency: str, quarters: Sequence[str]) -> list[Cell]:
        """The cells of a line."""
        return [each for each in self.cells if each[0] in quarters and agency in (ALL, each[1])]

    def read(self, agency: str, quarters: Sequence[str], fits: Fits) -> None:
        """Only the worlds are left of which what is printed of a line is true."""
        among = self.cells_of(agency, quarters)
        of = self.whole(among).applicable
        sums = self.sums(among)
        true = np.array([fits(of - each, of) for each in range(of + 1)])
        self.not_met = self.not_met[:, true[sums]]

    def given_away(self, limit: int, known: Known = frozenset(), spans: Sequence[Sequence[str]] = ()) -> list[str]:
        """The small counts that the reader knows more of than he may: of agencies, of quarters, and of ``spans``."""
        assert self.not_met.size, "what is printed contradicts itself"
        quarters = [[each] for each in self.counts]
        lines = [[cell] for cell in self.cells if cell[1] not in known]
        lines += [self._others(each, known) for each in (*quarters, *spans)]
        return [name for among in lines if among for name in self._of_line(among, limit)]

    def _others(self, quarters: Sequence[str], known: Known) -> list[Cell]:
        return [each for each in self.cells_of(ALL, quarters) if each[1] not in known]

    def _of_line(self, among: Sequence[Cell], limit: int) -> Iterator[str]:
        whole, sums = self.whole(among), self.sums(among)
        for name, count, possible in (
            ("not met", whole.not_met, sums),
            ("met", whole.met, whole.applicable - sums),
        ):
            low, high = int(possible.min()), int(possible.max())
            narrow = low > 1 or high < limit or (low >= 1 and high <= limit)
            if 1 <= count <= limit and narrow:
                yield f"{name} of {among}: {low} to {high}"


def as_printed(said: Said, met: int, of: int, judge: Judge, round_to: int = 1) -> Fits:
    """Of which counts all that is said of a line of ``met`` of ``of`` is true."""
    word = judge(met, of)

    def fits(other: int, whole: int) -> bool:
        if said.how is How.EXACT and other != met:
            return False
        if said.how is How.ROUNDED and round_to * int(other / round_to + 0.5) != round_to * int(met / round_to + 0.5):
            return False
        if said.band is not None and not said.band.low * whole <= 100 * other <= said.band.high * whole:
            return False
        return not said.verdict or judge(other, whole) == word

    return fits


def readings(said: Mapping[Line, Said]) -> Iterator[tuple[Line, Said]]:
    """The lines that say something."""
    return ((line, each) for line, each in said.items() if each.says)
