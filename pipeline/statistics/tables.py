"""What can be worked out of a table with hidden cells from what is printed of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Cells = Sequence[Sequence[int | None]]


def bounds(
    cells: Cells, rows: Sequence[int | None], columns: Sequence[int | None], total: int | None = None
) -> dict[tuple[int, int], tuple[int, int | None]]:
    """
    The least and the most each hidden cell can be, given every cell and margin that is printed; None: no upper bound.

    Shape:  None is hidden; cells are counts, so whole and 0 or more. The answer is by (row, column), from 0.
    Raises: ValueError -- for a ragged table, margins of another length, or printed numbers that contradict each other.
    Source: two small integer programmes per cell; Handbook on Statistical Disclosure Control, 4.4.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp  # slow to import

    if not cells or {len(row) for row in cells} != {len(columns)} or len(rows) != len(cells):
        raise ValueError("cells, rows and columns: needs a margin for each row and column of a full table")
    hidden = [(i, j) for i, row in enumerate(cells) for j, value in enumerate(row) if value is None]
    facts = _facts(cells, rows, columns, total, hidden)
    constraint = [LinearConstraint(facts[:, :-1], facts[:, -1], facts[:, -1])] if len(facts) else []
    found: dict[tuple[int, int], tuple[int, int | None]] = {}
    for place, cell in enumerate(hidden):
        ends: list[int | None] = []
        for sign in (1, -1):
            aim = np.zeros(len(hidden))
            aim[place] = sign
            answer = milp(aim, constraints=constraint, integrality=np.ones(len(hidden)), bounds=Bounds(0, np.inf))
            if answer.status == 2:
                raise ValueError("cells, rows, columns and total: the printed numbers contradict each other")
            ends.append(round(sign * answer.fun) if answer.status == 0 else None)
        found[cell] = (ends[0] or 0, ends[1])
    return found


def _facts(
    cells: Cells,
    rows: Sequence[int | None],
    columns: Sequence[int | None],
    total: int | None,
    hidden: Sequence[tuple[int, int]],
) -> Array:
    """A line per printed margin: which hidden cells add up to it, and what they leave; a margin alone is one fact."""
    lines = []
    groups = [({(i, j) for j in range(len(columns))}, margin) for i, margin in enumerate(rows)]
    groups += [({(i, j) for i in range(len(rows))}, margin) for j, margin in enumerate(columns)]
    groups.append(({(i, j) for i in range(len(rows)) for j in range(len(columns))}, total))
    for group, margin in groups:
        if margin is not None:
            printed = sum(cells[i][j] or 0 for i, j in group)
            lines.append([*(float(cell in group) for cell in hidden), float(margin - printed)])
    return np.array(lines).reshape(len(lines), len(hidden) + 1)


def difference(after: Array, before: Array) -> Array:
    """
    One release less an earlier one of the same shape: what a revision or a wider band gives away.

    Raises: ValueError -- for tables of different shapes.
    """
    first, second = np.asarray(after), np.asarray(before)
    if first.shape != second.shape:
        raise ValueError(f"after and before: needs one shape, not {first.shape} and {second.shape}")
    return np.asarray(first - second)
