"""
Simple worlds: the truth with a few records moved, which often suffice to show that a count can be another.

Records are moved within a cell, and the other way round in a second cell where a total is printed, or in two more where
sums over quarters are printed too. Whoever knows the rows of an agency that was moved is not misled by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.disclose.proof.printed import Cell
from pipeline.disclose.proof.secrets import Secret
from pipeline.disclose.proof.system import PARTS, Row, System

_MOST_TRIED = 24  # worlds that are looked at for one count and one goal; what they do not show is left to the solver
_MOST_CELLS = 4  # that are moved in one
Move = dict[int, int]


def misled(system: System, secret: Secret, goal: int) -> set[str]:
    """The viewpoints from which a simple world has the size of the ``secret`` come to ``goal``."""
    left, found, by = set(secret.viewpoints), set[str](), goal - secret.size
    weights = secret.weights(system)
    for move in _mended(system, _moves(system, secret, by), iter(range(_MOST_TRIED))):
        unaware = left - {system.cell_of(column)[1] for column in move}
        if unaware and sum(weights.get(column, 0) * change for column, change in move.items()) == by:
            found |= unaware
            left -= unaware
        if not left:
            break
    return found


def _moves(system: System, secret: Secret, by: int) -> Iterator[Move]:
    """Changes of the truth that may have the secret grow by so many records."""
    for term in secret.terms:
        yield from _in_term(system, term.cells, secret.parts, secret.sign * term.sign * by)


def _in_term(system: System, cells: Sequence[Cell], parts: Sequence[int], by: int) -> Iterator[Move]:
    """Changes of one cell, or of as many as it takes, by which these parts of them grow by so many together."""
    for cell in cells:
        yield from _in_cell(system, cell, parts, by)
    if by < 0 and len(cells) > 1:
        taken: Move = {}
        for cell in cells:
            there = sum(system.truth[system.column(cell, part)] for part in parts)
            if there and by < 0:
                own = next(_in_cell(system, cell, parts, -min(there, -by)))
                taken |= own
                by += min(there, -by)
        if not by:
            yield taken


def _in_cell(system: System, cell: Cell, parts: Sequence[int], by: int) -> Iterator[Move]:
    """Changes of a cell by which these parts grow by so many, with the other parts making up for it, and without."""
    inside = [system.column(cell, part) for part in parts]
    outside = [system.column(cell, part) for part in PARTS if part not in parts]
    for first in _spread(system, inside, by):
        if outside:
            yield from (first | second for second in _spread(system, outside, -by))
        yield first


def _spread(system: System, columns: Sequence[int], by: int) -> Iterator[Move]:
    """Ways to add so many records to columns, or to take them away, from one first and then from the next."""
    for order in (columns, columns[::-1]) if len(columns) > 1 else (columns,):
        if by >= 0:
            yield {order[0]: by}
            continue
        left, move = -by, Move()
        for column in order:
            if taken := min(left, system.truth[column]):
                move[column] = -taken
                left -= taken
        if not left:
            yield move


def _mended(
    system: System, moves: Iterator[Move], tries: Iterator[int], times: int = _MOST_CELLS - 1
) -> Iterator[Move]:
    """
    The moves that agree with all that is printed, and those that do once other cells make up for them.

    What no other cell has a part in cannot be made up for.
    """
    for move, _ in zip(moves, tries, strict=False):
        broken = system.broken(move)
        if broken is None:
            continue
        if not broken:
            yield move
        elif times and all(len(row.cells) > 1 for row in broken):
            yield from _mended(system, _made_up_for(system, move, broken[0]), tries, times - 1)


def _made_up_for(system: System, move: Move, broken: Row) -> Iterator[Move]:
    """The move, and in another cell of the row that it broke its opposite, or the same where that counts against it."""
    column = next(each for each in move if each in broken.weights)
    cell = system.cell_of(column)
    own = {each: by for each, by in move.items() if system.cell_of(each) == cell}
    moved = {system.cell_of(each) for each in move}
    for other, place in broken.cells.items():
        if other not in moved:
            sign = -1 if broken.weights[place] * broken.weights[column] > 0 else 1
            yield move | {system.column(other, each % len(PARTS)): sign * by for each, by in own.items()}
