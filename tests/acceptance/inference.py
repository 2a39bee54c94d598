"""What a reader can work out from counts that must add up: how low and how high each hidden one can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil, floor

MOST = 10**6
Range = tuple[int, int]


@dataclass
class Reader:
    """
    Somebody with a pencil.

    ``known``: the least and the most that each count can be, by its name. ``shares``: of a part and its whole, between
    how many per cent of it the part lies.
    """

    known: dict[str, Range] = field(default_factory=dict)
    sums: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    shares: dict[tuple[str, str], Range] = field(default_factory=dict)

    def told(self, name: str, low: int, high: int) -> None:
        """A count is printed, or its bounds are known."""
        below, above = self.known.get(name, (0, MOST))
        self.known[name] = max(below, low), min(above, high)
        assert self.known[name][0] <= self.known[name][1], f"{name} contradicts what is printed elsewhere"

    def adds_up(self, whole: str, parts: Sequence[str]) -> None:
        """The parts are known to come to the whole."""
        self.sums.append((whole, tuple(parts)))
        for name in (whole, *parts):
            self.known.setdefault(name, (0, MOST))

    def thinks(self) -> None:
        """Work out all that follows, until nothing more does."""
        before: dict[str, Range] = {}
        while before != self.known:
            before = dict(self.known)
            for whole, parts in self.sums:
                low, high = (sum(self.known[each][end] for each in parts) for end in (0, 1))
                self.told(whole, low, high)
                for each in parts:
                    below, above = self.known[whole]
                    own_low, own_high = self.known[each]
                    self.told(each, below - (high - own_high), above - (low - own_low))
            for (part, whole), (least, most) in self.shares.items():
                below, above = self.known[whole]
                self.told(part, ceil(least * below / 100), floor(most * above / 100))

    def small(self, limit: int) -> dict[str, Range]:
        """The counts now known to lie from 1 to ``limit``."""
        return {name: (low, high) for name, (low, high) in self.known.items() if low >= 1 and high <= limit}
