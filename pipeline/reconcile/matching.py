"""
Cases of two sides paired one to one, and never by a guess.

A reference that both use pairs first. Where a case has no partner by it, what else tells the case and the nearest date
do: nearest first, all pairs that are one working day apart before any that are two apart, so that no pair is lost where
a further date is allowed. Where a record could be paired with several alike, none of them is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.definition import MOST_DAYS


@dataclass(frozen=True)
class Case:
    """
    A record as it is paired. ``key``: its reference; ``weak``: what else tells its case; each None where lacking.

    ``day``: of its date, the number of working days up to it from some day long before; None where it has none.
    """

    key: Hashable | None = None
    weak: Hashable | None = None
    day: int | None = None


@dataclass(frozen=True, order=True)
class Pair:
    """
    The places of two records of one case. ``apart``: working days between their dates; None where one has none.

    ``by_key``: by the reference that both use, and not by what else tells the case.
    """

    first: int
    second: int
    apart: int | None
    by_key: bool

    def holds(self, within: int) -> bool:
        """Whether it is a pair where dates may be ``within`` so many working days of each other."""
        return self.by_key or (self.apart is not None and self.apart <= within)


@dataclass(frozen=True)
class Matching:
    """
    Which records are pairs, and which of each side are none and why, by their places.

    ``duplicates``: those whose reference stands on another record of the same side too. ``ambiguous``: those that
    could be paired with several alike, each with the working days at which that is so (0 where it is by the reference).
    """

    pairs: tuple[Pair, ...]
    duplicates: tuple[frozenset[int], frozenset[int]]
    ambiguous: tuple[dict[int, int], dict[int, int]]

    def pairs_within(self, within: int) -> tuple[Pair, ...]:
        """The pairs where dates may be ``within`` so many working days of each other; more days never lose one."""
        return tuple(each for each in self.pairs if each.holds(within))

    def ambiguous_within(self, side: int, within: int) -> frozenset[int]:
        """The records of a side (0 or 1) of which it could not be told which is their partner."""
        return frozenset(place for place, apart in self.ambiguous[side].items() if apart <= within)


def matching(first: Sequence[Case], second: Sequence[Case]) -> Matching:
    """
    The cases of two sides, paired. The order of neither side matters, nor which of the two is the first.

    Source: one-to-one by the nearest date, with ties and many-to-one told and not resolved: Doidge, Christen and Harron
            2021, Quality assessment in data linkage (GOV.UK); Gilbert et al. 2018, doi 10.1093/pubmed/fdx037.
    """
    by_key = _by_key(first), _by_key(second)
    duplicates = _twice(by_key[0]), _twice(by_key[1])
    pairs: list[Pair] = []
    ambiguous: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for key in by_key[0].keys() & by_key[1].keys():
        ours, theirs = by_key[0][key], by_key[1][key]
        if len(ours) == len(theirs) == 1:
            pairs.append(_pair(first, second, ours[0], theirs[0], by_key=True))
        for side, places, others in ((0, ours, theirs), (1, theirs, ours)):
            if len(places) == 1 and len(others) > 1:
                ambiguous[side][places[0]] = 0
    _by_what_else((first, second), duplicates, pairs, ambiguous)
    return Matching(tuple(sorted(pairs, key=lambda each: (each.first, each.second))), duplicates, ambiguous)


def _by_key(side: Sequence[Case]) -> dict[Hashable, list[int]]:
    places: dict[Hashable, list[int]] = defaultdict(list)
    for place, case in enumerate(side):
        if case.key is not None:
            places[case.key].append(place)
    return places


def _twice(by_key: Mapping[Hashable, Sequence[int]]) -> frozenset[int]:
    return frozenset(place for places in by_key.values() if len(places) > 1 for place in places)


def _pair(first: Sequence[Case], second: Sequence[Case], one: int, other: int, *, by_key: bool) -> Pair:
    days = first[one].day, second[other].day
    apart = None if days[0] is None or days[1] is None else abs(days[0] - days[1])
    return Pair(one, other, apart, by_key)


def _by_what_else(
    sides: tuple[Sequence[Case], Sequence[Case]],
    duplicates: Sequence[frozenset[int]],
    pairs: list[Pair],
    ambiguous: tuple[dict[int, int], dict[int, int]],
) -> None:
    """Pair what the reference did not, nearest first; pairs and what is ambiguous are added to those given."""
    settled = (
        {each.first for each in pairs} | duplicates[0] | ambiguous[0].keys(),
        {each.second for each in pairs} | duplicates[1] | ambiguous[1].keys(),
    )
    near = defaultdict(list)
    for each in _candidates(sides, settled):
        near[each.apart].append(each)
    for apart in range(MOST_DAYS + 1):
        left = [each for each in near[apart] if each.first not in settled[0] and each.second not in settled[1]]
        often = Counter(each.first for each in left), Counter(each.second for each in left)
        for each in left:
            if often[0][each.first] == often[1][each.second] == 1:
                pairs.append(each)
            else:
                ambiguous[0][each.first] = ambiguous[1][each.second] = apart
            settled[0].add(each.first)
            settled[1].add(each.second)


def _candidates(sides: tuple[Sequence[Case], Sequence[Case]], settled: Sequence[set[int]]) -> Iterator[Pair]:
    """Every two records of one weak key and with dates, neither of them settled."""
    theirs = defaultdict(list)
    for other, case in enumerate(sides[1]):
        if other not in settled[1] and case.weak is not None and case.day is not None:
            theirs[case.weak].append(other)
    for one, case in enumerate(sides[0]):
        if one not in settled[0] and case.day is not None:
            yield from (_pair(*sides, one, other, by_key=False) for other in theirs.get(case.weak, ()))
