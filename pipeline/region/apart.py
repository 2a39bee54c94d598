"""
Which areas differ from all the others: exact tails, wider where areas differ more than chance makes them.

All is worked out from counts that the areas print, so that it says nothing that a reader could not work out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.region.told import AreaStandard
from pipeline.statistics.exact import tails
from pipeline.statistics.overdispersion import NONE, OverDispersion, overdispersion
from pipeline.statistics.rest import FLAG, against_rest
from pipeline.statistics.tiers import FEWEST_FOR_RATING

FEWEST_AREAS = 3  # that print their counts
FALSE = 0.05  # of the areas that are firmly said to differ, so many do so by chance, at the most


@dataclass(frozen=True)
class Held:
    """An area held against the others: the ``chance`` of such a count or one further out, and to which side it lies."""

    chance: float
    above: bool

    @property
    def differs(self) -> bool:
        """Whether it is said at all: beyond 1 in 500, both sides together."""
        return self.chance <= FLAG


def spread_of(printed: Mapping[str, AreaStandard]) -> OverDispersion:
    """How much more than by chance the areas vary that print their counts."""
    tested = _tested(printed)
    if len(tested) < FEWEST_AREAS:
        return NONE
    return overdispersion([each.met or 0 for each in tested.values()], [each.of or 0 for each in tested.values()])


def held_against_others(printed: Mapping[str, AreaStandard]) -> Mapping[str, Held]:
    """Each area that prints counts enough, held against all the others that do."""
    tested = _tested(printed)
    if len(tested) < FEWEST_AREAS:
        return {}
    between = spread_of(printed)
    met, of = sum(each.met or 0 for each in tested.values()), sum(each.of or 0 for each in tested.values())
    worth = 1 / max(each.per_case for each in tested.values())
    return {key: _held(each, met, of, worth, between) for key, each in tested.items()}


def _tested(printed: Mapping[str, AreaStandard]) -> Mapping[str, AreaStandard]:
    return {key: each for key, each in printed.items() if each.met is not None and (each.of or 0) >= FEWEST_FOR_RATING}


def _held(own: AreaStandard, met: int, of: int, worth: float, between: OverDispersion) -> Held:
    theirs, total = own.met or 0, own.of or 0
    if between is NONE:
        fewer, more = against_rest(theirs, total, met, of, worth)
    else:
        cases, rest = between.cases(total * worth), (of - total) * worth
        cases = cases * rest / (cases + rest)  # the others are no more certain than their number makes them
        fewer, more = tails(theirs / total * cases, cases, (met - theirs) / (of - total))
    return Held(min(fewer, more), more < fewer)
