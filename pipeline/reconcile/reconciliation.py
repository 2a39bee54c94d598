"""What becomes of every record of two sides: on both, alike or not; on one alone; or not to be told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.definition import Audit, Reconciled
from pipeline.reconcile.held import Held, held
from pipeline.reconcile.matching import Matching, Pair, matching
from pipeline.validate.validated import Accepted

FIRST, SECOND = 0, 1


def reconciliations(audit: type[Audit], returns: Sequence[Accepted]) -> Iterator[Reconciliation]:
    """
    Every comparison of ``audit`` of which a return of both sides counts.

    Shape: ``returns`` are those of one quarter that count, each further sheet of records as one of its own.
    """
    for what in audit.reconciled:
        first, second = (held(side, what, audit, returns) for side in what.sides)
        if first is not None and second is not None:
            yield Reconciliation(what, (first, second), matching(first.cases, second.cases))


@dataclass(frozen=True, eq=False)
class Reconciliation:
    """
    The records of two sides of one comparison, paired.

    Records are named by their places on their side (`FIRST` or `SECOND`). What does not apply on a side is the partner
    of a record that does, or is left out. ``within``, where it is asked for: as if dates of one case could be so many
    working days apart; as the comparison says, where it is not given.
    """

    what: Reconciled
    sides: tuple[Held, Held]
    matching: Matching

    def pairs(self, within: int | None = None) -> tuple[Pair, ...]:
        """The pairs of which a side says that the other should have the case; only the first, where it is one-way."""
        return tuple(each for each in self.matching.pairs_within(self._days(within)) if self._counts(each))

    def duplicates(self, side: int) -> frozenset[int]:
        """The records of a side whose reference stands on another one too, so that none of them has a partner."""
        return self._asking(side, self.matching.duplicates[side])

    def ambiguous(self, side: int, within: int | None = None) -> frozenset[int]:
        """The records of a side that could be paired with several alike, so that they have no partner."""
        return self._asking(side, self.matching.ambiguous_within(side, self._days(within)))

    def outside(self, side: int, within: int | None = None) -> frozenset[int]:
        """The records of a side without a partner that may have one in the quarter before or after."""
        return frozenset(place for place in self._unpaired(side, within) if self.sides[side].edge[place])

    def alone(self, side: int, within: int | None = None) -> frozenset[int]:
        """The records of a side that the other side should have, and has not."""
        return self._unpaired(side, within) - self.outside(side, within)

    def without_key(self, side: int) -> int:
        """How many records of a side that apply have no usable reference."""
        return len(self._asking(side, {p for p, case in enumerate(self.sides[side].cases) if case.key is None}))

    @cached_property
    def alike(self) -> dict[Pair, tuple[bool | None, ...]]:
        """Of each pair, whether the two say the same of each thing compared; None where one of them says nothing."""
        return {each: tuple(self._alike(each)) for each in self.pairs()}

    def _alike(self, pair: Pair) -> Iterator[bool | None]:
        first, second = self.sides
        for ours, theirs in zip(first.answers, second.answers, strict=True):
            one, other = ours[pair.first], theirs[pair.second]
            yield None if one is None or other is None else bool(one == other)

    def _days(self, within: int | None) -> int:
        return self.what.within if within is None else within

    def _counts(self, pair: Pair) -> bool:
        first, second = self.sides
        return bool(first.applies[pair.first] or (not self.what.one_way and second.applies[pair.second]))

    def _asking(self, side: int, places: frozenset[int] | set[int]) -> frozenset[int]:
        """Those of ``places`` that the other side should have."""
        if self.what.one_way and side == SECOND:
            return frozenset()
        return frozenset(place for place in places if self.sides[side].applies[place])

    def _unpaired(self, side: int, within: int | None) -> frozenset[int]:
        name = "first" if side == FIRST else "second"
        paired = {getattr(each, name) for each in self.matching.pairs_within(self._days(within))}
        every = frozenset(range(len(self.sides[side].cases)))
        told = paired | self.matching.duplicates[side] | self.matching.ambiguous_within(side, self._days(within))
        return self._asking(side, every - told)
