"""All that a reader knows, as one system: sums of counts that are not known, and between what each of them lies."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.disclose.proof.printed import Cell
from pipeline.disclose.proof.statements import Statement
from pipeline.measure.counts import Counts

MET, SHORT, SILENT = 0, 1, 2  # the parts of a cell: met it; did not, and said so; did not, and nothing was recorded
PARTS = (MET, SHORT, SILENT)


def by_part(counts: Counts) -> tuple[int, int, int]:
    """Counts by `PARTS`."""
    return counts.met, counts.not_met - counts.not_recorded, counts.not_recorded


@dataclass(frozen=True)
class Row:
    """
    That a sum of counts, each with its weight, lies between two ends, as the figure of the id ``fact`` says.

    ``cells``: those that the counts are of, each with one of its columns here.
    """

    weights: Mapping[int, int]
    low: float
    high: float
    fact: str
    cells: Mapping[Cell, int]


class System:
    """
    Counts that are whole numbers of 0 or more, and rows that they fulfil; the truth is one of its answers.

    A cell has three columns, one for each of its `PARTS`.
    """

    def __init__(self, counts: Mapping[Cell, Counts]) -> None:
        self.cells = tuple(counts)
        self._of: dict[str, list[Cell]] = {}
        for cell in self.cells:
            self._of.setdefault(cell[0], []).append(cell)
        self._first = {cell: 3 * place for place, cell in enumerate(self.cells)}
        self.truth = [part for each in counts.values() for part in by_part(each)]
        self.rows: list[Row] = []
        self.through: list[list[int]] = [[] for _ in self.truth]
        self._sums: list[int] = []

    def column(self, cell: Cell, part: int) -> int:
        """Where a part of a cell stands."""
        return self._first[cell] + part

    def cell_of(self, column: int) -> Cell:
        """The cell that a column is a part of."""
        return self.cells[column // 3]

    def weights(self, cells: Iterable[Cell], parts: Collection[int], sign: int = 1) -> dict[int, int]:
        """The sum of these parts of cells."""
        return {self.column(cell, part): sign for cell in cells for part in parts}

    def add(self, weights: Mapping[int, int], low: float, high: float, fact: str = "") -> None:
        """Add a row."""
        place = len(self.rows)
        self.rows.append(Row(weights, low, high, fact, {self.cell_of(column): column for column in weights}))
        self._sums.append(self.value(weights))
        for column in weights:
            self.through[column].append(place)

    def add_statement(self, statement: Statement, cells: Sequence[Cell], fact: str) -> None:
        """Add what a printed fact says of the sum of cells."""
        each = statement.met + statement.of, statement.of, statement.of + statement.silent
        weights = {self.column(cell, part): each[part] for cell in cells for part in PARTS if each[part]}
        if weights:
            self.add(weights, statement.low, statement.high, fact)

    def value(self, weights: Mapping[int, int]) -> int:
        """What a sum comes to in truth."""
        return sum(weight * self.truth[column] for column, weight in weights.items())

    def broken(self, move: Mapping[int, int]) -> list[Row] | None:
        """The rows that the truth with these columns changed does not fulfil; None if a count would be below 0."""
        changed: dict[int, int] = {}
        for column, by in move.items():
            if self.truth[column] + by < 0:
                return None
            for place in self.through[column]:
                changed[place] = changed.get(place, 0) + by * self.rows[place].weights[column]
        return [
            self.rows[place]
            for place, by in changed.items()
            if not self.rows[place].low <= self._sums[place] + by <= self.rows[place].high
        ]

    def fits(self, move: Mapping[int, int], facts: Collection[str] | None = None) -> bool:
        """
        Whether the truth with these columns changed by so many records is an answer too.

        ``facts``: the figures that are taken to be printed; all of them where it is None.
        """
        broken = self.broken(move)
        return broken is not None and not any(self._counts(row, facts) for row in broken)

    def bound_to(self, columns: Iterable[int], facts: Collection[str] | None = None) -> tuple[list[int], list[Row]]:
        """
        The columns that rows tie to these, and those rows: nothing else tells anything of them.

        ``facts``: the figures that are taken to be printed; all of them where it is None.
        """
        seen, rows, waiting = set(columns), set[int](), deque(columns)
        while waiting:
            for place in self.through[waiting.popleft()]:
                row = self.rows[place]
                if place in rows or not self._counts(row, facts):
                    continue
                rows.add(place)
                waiting.extend(more := row.weights.keys() - seen)
                seen |= more
        return sorted(seen), [self.rows[place] for place in sorted(rows)]

    @staticmethod
    def _counts(row: Row, facts: Collection[str] | None) -> bool:
        return facts is None or not row.fact or row.fact in facts

    @property
    def facts(self) -> list[str]:
        """The figures that say something here, in the order in which they were added."""
        return list(dict.fromkeys(row.fact for row in self.rows if row.fact))

    def cells_of(self, standard: str) -> Sequence[Cell]:
        """The cells of a standard."""
        return self._of.get(standard, ())
