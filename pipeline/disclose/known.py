"""
What a reader can work out of a table with hidden counts: how large and how small each of them can be.

A table is a circulation: every record flows from its line through "met", or through "not met" and there through "not
recorded" or "recorded", into the total. What is printed stands still; the rest can change in every way that keeps each
line and each column whole. So the bounds of a hidden count are those of a flow, and they are exact.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Sequence
from dataclasses import fields

from pipeline.measure.counts import Counts

QUANTITIES = ("applicable", "met", "not_met", "not_recorded", "recorded")
_PRINTED = ("applicable", "met", "not_recorded")  # the others follow where they are known
TOTAL = -1  # in the place of a line
_WITHOUT_END = 10**9
_Node = tuple[str, int]
_Arc = tuple[_Node, _Node]
_Room = dict[_Node, dict[_Node, int]]


class Known:
    """
    What the reader of a table knows who sees its ``lines`` and ``total`` but for their ``hidden`` columns.

    ``hidden``: of each line, and of the total last, the columns that are hidden, of "applicable", "met" and
    "not_recorded". What the lines lack to the total is taken to be known, which says too much rather than too little.
    """

    def __init__(self, lines: Sequence[Counts], total: Counts, hidden: Sequence[Collection[str]]) -> None:
        rest = _less(total, sum(lines, Counts()))
        self._flows: dict[_Arc, int] = {}
        self._still: set[_Arc] = set()
        for line, counted, lacking in zip(
            (*range(len(lines)), TOTAL, len(lines)), (*lines, total, rest), (*hidden, ()), strict=True
        ):
            for quantity in QUANTITIES:
                arc = _arc(line, quantity)
                self._flows[arc] = of(counted, quantity)
                if quantity in _PRINTED and quantity not in lacking:
                    self._still.add(arc)

    def leaves_open(self, line: int, quantity: str, limit: int) -> bool:
        """Whether for all that the reader knows, ``quantity`` of ``line`` may be 1 or less, or more than ``limit``."""
        start, end = arc = _arc(line, quantity)
        flow = self._flows[arc]
        return self._moves(arc, end, start, limit + 1 - flow) and self._moves(arc, start, end, flow - 1)

    def _moves(self, arc: _Arc, start: _Node, end: _Node, amount: int) -> bool:
        """Whether so many records can go from ``start`` to ``end`` by other ways than ``arc``."""
        if amount <= 0:
            return True
        if arc in self._still:
            return False
        room: _Room = defaultdict(dict)
        for way, flow in self._flows.items():
            if way != arc and way not in self._still:
                one, other = way
                room[one][other] = _WITHOUT_END
                room[other][one] = flow
        while amount > 0 and (path := _path(room, start, end)):
            step = min(amount, *(room[one][other] for one, other in path))
            for one, other in path:
                room[one][other] -= step
                room[other][one] += step
            amount -= step
        return amount <= 0


def of(counted: Counts, quantity: str) -> int:
    """A count of a line; "recorded": those that are known not to have met it."""
    if quantity == "recorded":
        return counted.not_met - counted.not_recorded
    return int(getattr(counted, quantity))


def _arc(line: int, quantity: str) -> _Arc:
    """The way that the records of ``quantity`` go; those of the total go on from where those of the lines end."""
    whole, parted = ("line", line), ("not met", line)
    start, end = {
        "applicable": (("all", 0), whole),
        "met": (whole, ("met", 0)),
        "not_met": (whole, parted),
        "not_recorded": (parted, ("not recorded", 0)),
        "recorded": (parted, ("recorded", 0)),
    }[quantity]
    return (end, start) if line == TOTAL else (start, end)


def _less(total: Counts, lines: Counts) -> Counts:
    return Counts(**{each.name: getattr(total, each.name) - getattr(lines, each.name) for each in fields(total)})


def _path(room: _Room, start: _Node, end: _Node) -> list[_Arc]:
    """A shortest way with room on it; empty where there is none."""
    came: dict[_Node, _Node] = {start: start}
    ahead = deque([start])
    while ahead and end not in came:
        here = ahead.popleft()
        for there, left in room[here].items():
            if left > 0 and there not in came:
                came[there] = here
                ahead.append(there)
    if end not in came:
        return []
    path, here = [], end
    while here != start:
        path.append((came[here], here))
        here = came[here]
    return path
