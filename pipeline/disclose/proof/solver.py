"""The least and the most that a sum of counts can come to, in whole numbers, for all that a reader knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from pipeline.disclose.proof.system import System

_SECONDS = 10.0  # for one answer; what is not found by then is taken to be given away
_ROOM = 8  # a count is looked for up to so many limits above the truth: nothing is said of those that can be larger
_FOUND = 0  # what the solver calls an answer than which there is no better


@dataclass(frozen=True)
class World:
    """Counts that fit all that is printed, by column."""

    counts: Mapping[int, int]

    def value(self, weights: Mapping[int, int]) -> int | None:
        """What a sum comes to in it; None where it has not all of its columns."""
        if not weights.keys() <= self.counts.keys():
            return None
        return sum(weight * self.counts[column] for column, weight in weights.items())


@dataclass(frozen=True)
class Reader:
    """Who reads: an ``agency`` that knows its own rows, or anybody; of what is printed the ``facts``, or all (None)."""

    agency: str = ""
    facts: frozenset[str] | None = None


def extreme(system: System, weights: Mapping[int, int], reader: Reader, limit: int, *, most: bool) -> World | None:
    """
    A world in which the sum is as small as it can be, or with ``most`` as large; None if none was found in time.

    ``limit``: the rule's, from which follows how far above the truth it is of any use to look.
    """
    return _world(system, [weights], reader, limit, most=most, enough=inf)


def at_once(
    system: System, sums: Sequence[Mapping[int, int]], reader: Reader, limit: int, *, most: bool
) -> World | None:
    """A world in which the sums are as small as they can be together, or with ``most`` as many above the limit."""
    return _world(system, sums, reader, limit, most=most, enough=limit + 1)


def _world(
    system: System,
    sums: Sequence[Mapping[int, int]],
    reader: Reader,
    limit: int,
    *,
    most: bool,
    enough: float,
) -> World | None:
    """
    Each of the ``sums`` is aimed at, by a column of its own that is no larger than it and, with ``most``, than enough.
    """
    columns, rows = system.bound_to({column for weights in sums for column in weights}, reader.facts)
    place = {column: index for index, column in enumerate(columns)}
    truth = np.array([system.truth[column] for column in columns], dtype=float)
    known = np.array([system.cell_of(column)[1] == reader.agency for column in columns])
    room = np.where(known, 0, _ROOM * (limit + 1))
    wide, aims = len(columns), len(sums)
    entries = [(row, place[column], weight) for row, each in enumerate(rows) for column, weight in each.weights.items()]
    for aim, weights in enumerate(sums, len(rows)):
        entries += [(aim, place[column], weight) for column, weight in weights.items()]
        entries.append((aim, wide + aim - len(rows), -1))
    at, to, weight = zip(*entries, strict=True)
    matrix = csr_array((weight, (at, to)), shape=(len(rows) + aims, wide + aims))
    answer = milp(
        np.concatenate([np.zeros(wide), np.full(aims, -1.0 if most else 1.0)]),
        integrality=np.concatenate([np.ones(wide), np.zeros(aims)]),
        bounds=Bounds(
            np.concatenate([np.where(known, truth, 0), np.full(aims, -inf)]),
            np.concatenate([truth + room, np.full(aims, enough if most else inf)]),
        ),
        constraints=LinearConstraint(
            matrix,
            [each.low for each in rows] + [0.0 if most else -inf] * aims,
            [each.high for each in rows] + [inf if most else 0.0] * aims,
        ),
        options={"time_limit": _SECONDS},
    )
    if answer.status != _FOUND or answer.x is None:
        return None
    counts = {column: round(float(value)) for column, value in zip(columns, answer.x, strict=False)}
    moved = {column: count - system.truth[column] for column, count in counts.items()}
    return World(counts) if system.fits(moved, reader.facts) else None
