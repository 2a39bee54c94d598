"""
Which denominators of one audit and quarter may be known beside each other.

A denominator is known where its counts are printed; and it may be where a verdict is, or a band of an agency beside a
total that is known, since these tie how many met a standard to how many there were. Who knows that 50 records count on
one standard, and of the same records 46 on another, knows that 4 are left out; who knows three that part a fourth among
them knows what none of them has. So of each standard, and of what others that lie within it and are apart from each
other leave of it, nothing small may be known. What is given up is the least there is, by a mixed-integer programme
(HiGHS) that learns of each set of lines that may not stand together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from pipeline.disclose.facts import ALL
from pipeline.disclose.protect.ranges import is_small
from pipeline.disclose.protect.system import Known

MOST_INNER = 3  # standards that are subtracted together
Key = tuple[str, str]  # a standard, and an agency or ALL
_KnownOf = Mapping[tuple[str, Known], Mapping[str, frozenset[Key]]]  # see `_known`, by standard and reader
Pair = tuple[str, str]


@dataclass(frozen=True)
class Denominators:
    """
    The denominators of an audit's standards in a quarter.

    ``records``: by standard and agency. ``within``, ``apart``: as in `facts.Cells`. ``weights``: what it costs to give
    up a line, by standard and agency, or `ALL`: those that may be known at all. ``readers``: as in
    `system.StandardSystem`.
    """

    records: Mapping[str, Mapping[str, int]]
    within: Collection[Pair]
    apart: Collection[Pair]
    weights: Mapping[Key, float]
    readers: Sequence[Known]
    limit: int


@dataclass(frozen=True)
class _Left:
    """
    The records of a standard that others, which lie within it, leave: ``left`` by agency.

    They follow from the denominators of ``standards``, the first less the others. Where the first is not that standard
    but another within it, only the ``least`` that are left follows.
    """

    standards: tuple[str, ...]
    left: Mapping[str, int]
    least: Mapping[str, int] | None = None


def may_be_known(asked: Denominators) -> set[Key]:
    """The lines whose denominators may be known, of those that have a weight: worth as much as can be together."""
    printed = asked.weights
    combined = list(_combinations(asked))
    lines = sorted(printed, key=lambda line: (line[0], line[1] != ALL, line[1]))
    not_all: list[frozenset[Key]] = []
    kept = set(lines)
    while True:
        known_of = {
            (standard, reader): _known(asked.records[standard], standard, kept, reader)
            for standard in asked.records
            for reader in asked.readers
        }
        found = {conflict for each in combined for conflict in _conflicts(asked, each, known_of)}
        if not found:
            return kept
        not_all += sorted(found, key=sorted)
        kept = _most_worth(lines, not_all, asked.weights)


def _combinations(asked: Denominators) -> Iterator[_Left]:
    """Each standard by itself, and what is left of it by one to `MOST_INNER` others that lie within it."""
    inside: dict[str, list[str]] = defaultdict(list)
    for inner, outer in asked.within:
        if inner in asked.records and outer in asked.records:
            inside[outer].append(inner)
    apart = {frozenset(pair) for pair in asked.apart}
    for outer, own in sorted(asked.records.items()):
        yield _Left((outer,), own)
        for count in range(1, MOST_INNER + 1):
            for some in combinations(sorted(inside[outer]), count):
                left = _less(asked, outer, some, own)
                # Where others have more, things within records are counted, and nothing is subtracted.
                alike = all(frozenset(pair) in apart for pair in combinations(some, 2)) and min(left.values()) >= 0
                if not alike or not any(left.values()):
                    continue
                yield _Left((outer, *some), left)
                for other in sorted({*inside[outer]} - {*some}):
                    yield _Left((other, *some), left, _less(asked, other, some, own))


def _less(asked: Denominators, outer: str, some: Collection[str], agencies: Iterable[str]) -> dict[str, int]:
    """By agency, the records of one standard less those of others."""
    whole = asked.records[outer]
    return {code: whole.get(code, 0) - sum(asked.records[each].get(code, 0) for each in some) for code in agencies}


def _conflicts(asked: Denominators, combined: _Left, known_of: _KnownOf) -> Iterator[frozenset[Key]]:
    """Sets of printed lines that give away what is left, for somebody."""
    for reader in asked.readers:
        ways = [known_of[standard, reader] for standard in combined.standards]
        known = {code: _all_of(way.get(code) for way in ways) for code in (*combined.left, ALL)}
        if len(combined.standards) == 1:  # what is not small is taken to be known
            known |= {code: frozenset() for code, own in combined.left.items() if own > asked.limit + 1}
        others = {code: left for code, left in combined.left.items() if code not in reader}
        if combined.least is not None:
            yield from _at_least(combined.least, others, known, asked.limit)
            continue
        for code, left in others.items():
            behind = known[code]
            if behind is not None and is_small(left, asked.limit):
                yield behind
        behind = known[ALL]
        if behind is None:
            continue
        if is_small(sum(others.values()), asked.limit):
            yield behind
        unknown = [left for code, left in others.items() if known[code] is None]
        if any(is_small(left, asked.limit) for left in unknown) and (len(unknown) < 2 or sum(unknown) < asked.limit):
            yield behind.union(*(each for code in others if (each := known[code]) is not None))


def _at_least(
    least: Mapping[str, int], left: Mapping[str, int], known: Mapping[str, frozenset[Key] | None], limit: int
) -> Iterator[frozenset[Key]]:
    """Sets of printed lines by which of few records that are left it is known that they are more than one."""
    for code, records in left.items():
        behind = known[code]
        if behind is not None and is_small(records, limit) and least[code] > 1:
            yield behind
    behind = known[ALL]
    if behind is not None and is_small(sum(left.values()), limit) and sum(least[code] for code in left) > 1:
        yield behind


def _all_of(ways: Iterable[frozenset[Key] | None]) -> frozenset[Key] | None:
    """All lines by which something is known of every standard; None where it is not known of one."""
    lines: frozenset[Key] = frozenset()
    for each in ways:
        if each is None:
            return None
        lines |= each
    return lines


def _known(
    records: Mapping[str, int], standard: str, kept: Collection[Key], reader: Known
) -> dict[str, frozenset[Key]]:
    """By which printed lines a reader knows the denominator of each agency, and of all, as far as he does."""
    known: dict[str, frozenset[Key]] = {}
    for code, count in records.items():
        if code in reader or not count:
            known[code] = frozenset()
        elif (standard, code) in kept:
            known[code] = frozenset({(standard, code)})
    unknown = [code for code in records if code not in known]
    of_all = frozenset({(standard, ALL)}) if (standard, ALL) in kept else None
    if of_all is not None and len(unknown) == 1:
        known[unknown[0]] = of_all.union(*known.values())
    if of_all is not None:
        known[ALL] = of_all
    elif not unknown:
        known[ALL] = frozenset[Key]().union(*known.values())
    return known


def _most_worth(lines: Sequence[Key], not_all: Sequence[frozenset[Key]], weights: Mapping[Key, float]) -> set[Key]:
    """The lines that can be kept, worth the most together, where of each set in ``not_all`` one is given up."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # slow to import

    doubtful = [line for line in lines if any(line in conflict for conflict in not_all)]
    places = {line: place for place, line in enumerate(doubtful)}
    rows = np.zeros((len(not_all), len(doubtful)))
    for row, conflict in enumerate(not_all):
        rows[row, [places[line] for line in conflict]] = 1
    # A little more for those that come first, so that one answer is the best and every machine finds it.
    worth = np.array([weights[line] for line in doubtful])
    worth += np.linspace(1e-3, 0, len(doubtful))
    found = milp(
        -worth,
        constraints=LinearConstraint(rows, ub=[len(conflict) - 1 for conflict in not_all]),
        integrality=np.ones(len(doubtful)),
        bounds=Bounds(0, 1),
        options={"time_limit": 10.0},
    )
    if found.x is None:
        return _without_each(lines, not_all)
    return {line for line in lines if line not in places or found.x[places[line]] > 0.5}


def _without_each(lines: Sequence[Key], not_all: Sequence[frozenset[Key]]) -> set[Key]:
    """What is left where the programme finds nothing in its time: more is given up than is needed."""
    given = {max(conflict, key=lambda line: lines.index(line)) for conflict in not_all}
    return set(lines) - given
