"""What a reader knows of a standard's counts, and of how many records the standards of an audit have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from math import inf

from pipeline.disclose.facts import Fact
from pipeline.disclose.proof.printed import Cell, Place, Printed
from pipeline.disclose.proof.secrets import Guard, Secret, once
from pipeline.disclose.proof.statements import Statement, statements
from pipeline.disclose.proof.system import PARTS, System

_MOST_TOGETHER = 3  # standards whose records are taken off another's at once, besides all that go together


def told(printed: Printed, number: int, fact: Fact) -> tuple[Cell, ...] | None:
    """The cells that a fact speaks of; None for a lie, from which nothing follows (see `lies`)."""
    for cells in printed.possible(number, fact.line):
        counts = printed.summed(cells)
        if all(each.holds(counts) for each in statements(fact, _only(counts.applicable))):
            return cells
    return None


def lies(printed: Printed) -> tuple[str, ...]:
    """The figures of which something is printed that is not so, by their ids."""
    every = [each for facts in printed.facts.values() for each in facts]
    return tuple(dict.fromkeys(fact.line.id for number, fact in every if told(printed, number, fact) is None))


def of_a_standard(guard: Guard, standard: str) -> System:
    """
    What is known of the counts of one standard, where every number of records that is not itself small is known.

    Where returns changed, it is those that were there first: what later ones come to is known as far as it is printed.
    """
    printed = guard.printed
    known: set[frozenset[Cell]] = set()
    for (of, _), states in printed.states.items():
        if of == standard:
            known |= {frozenset(cells) for cells in _records_known(guard, states[0])}
    system = _system(printed, [standard], lambda cells: _number_of(guard, known, cells))
    for (of, quarter), states in printed.states.items():
        if of == standard:
            for cells in _records_known(guard, states[0]):
                records = printed.summed(cells).applicable
                system.add(system.weights(cells, PARTS), records, records)
            _add_same_records(guard, system, standard, quarter)
    return system


def _records_known(guard: Guard, state: Mapping[str, Cell]) -> Iterator[Sequence[Cell]]:
    """
    Each agency's cell whose number of records is not small, and all together unless that gives a small one away.

    Who is no agency, and reads nothing that agencies read, knows of their numbers no more than is printed.
    """
    records = {agency: guard.printed.counts[cell].applicable for agency, cell in state.items()}
    small = {agency: each for agency, each in records.items() if 1 <= each <= guard.limit + 1}
    if not guard.insiders:
        if sum(records.values()) > guard.limit + 1:
            yield list(state.values())
        return
    yield from ([cell] for agency, cell in state.items() if agency not in small)
    unknown = [[each for agency, each in small.items() if agency != reader] for reader in ("", *small)]
    if all(len(each) > 1 and sum(each) > guard.limit for each in unknown if each):
        yield list(state.values())


def _add_same_records(guard: Guard, system: System, standard: str, quarter: str) -> None:
    """Add what is printed of the number of records of standards that the very same records count on."""
    printed = guard.printed
    for number in range(len(printed.releases)):
        pairs = set(printed.releases[number].cells.within.get(quarter, ()))
        same = {one for one, other in pairs if other == standard and (standard, one) in pairs}
        for other in same - {standard}:
            for release, fact in printed.facts.get(other, ()):
                if release == number and fact.line.quarters == (quarter,) and fact.of is not None:
                    cells = printed.cells(number, replace(fact.line, standard=standard))
                    half = fact.round_to // 2
                    statement = Statement(0, 1, 0, fact.of - half, fact.of + half)
                    if statement.holds(printed.summed(cells)):
                        system.add_statement(statement, cells, fact.line.id)


def of_records(guard: Guard, places: Sequence[Place]) -> tuple[System, list[Secret]]:
    """
    What is printed of how many records standards have that lie in each other, and what of that is protected.

    What is printed of the met is taken in too, since a band ties the two.
    """
    printed = guard.printed
    standards = sorted({standard for standard, _ in places})
    system = _system(printed, standards, lambda _: range(0))
    secrets = [secret for standard in standards for secret in guard.of_records(standard)]
    wanted = set(standards)
    for number in range(len(printed.releases)):
        for quarter, outer, inner in _families(printed, number, wanted):
            whole = printed.of(number, outer, quarter)
            lesser = [printed.of(number, each, quarter) for each in inner]
            sums = [
                system.weights([cell], PARTS)
                | system.weights([cells[agency] for cells in lesser if agency in cells], PARTS, -1)
                for agency, cell in whole.items()
            ]
            if all(system.value(each) >= 0 for each in sums):  # or they are not counted alike
                for each in sums:
                    system.add(each, 0, inf)
                secrets += guard.left_over(whole, list(zip(inner, lesser, strict=True)))
    return system, once(secrets)


def together(printed: Printed) -> list[list[Place]]:
    """Standards and quarters that tell something of how many records each other has, in groups."""
    above: dict[Place, Place] = {place: place for place in printed.states}

    def top(place: Place) -> Place:
        while above[place] != place:
            above[place] = place = above[above[place]]
        return place

    def join(places: Sequence[Place]) -> None:
        there = [place for place in places if place in above]
        for each in there[1:]:
            above[top(each)] = top(there[0])

    for number in range(len(printed.releases)):
        for quarter, inner, outer in printed.within[number]:
            join([(inner, quarter), (outer, quarter)])
    for facts in printed.facts.values():
        for _, fact in facts:
            join([(fact.line.standard, quarter) for quarter in fact.line.quarters])
    groups: dict[Place, list[Place]] = defaultdict(list)
    for place in above:
        groups[top(place)].append(place)
    return list(groups.values())


def _only(records: int) -> range:
    return range(records, records + 1)


def _number_of(guard: Guard, known: Collection[frozenset[Cell]], cells: Sequence[Cell]) -> range:
    """
    The numbers of records that cells may have together for who knows those of some.

    ``known``: cells whose number together he knows: of one agency, or of all in a quarter.
    """
    by_quarter: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        by_quarter[cell[2]].append(cell)
    fewest = most = 0
    for theirs in by_quarter.values():
        unknown = [cell for cell in theirs if frozenset([cell]) not in known]
        records = guard.printed.summed(theirs).applicable
        if unknown and frozenset(theirs) not in known:
            records -= guard.printed.summed(unknown).applicable
            most += len(unknown) * (guard.limit + 1)
        fewest += records
        most += records
    return range(fewest, most + 1)


def _system(printed: Printed, standards: Sequence[str], number_of: Callable[[Sequence[Cell]], range]) -> System:
    """All that is printed of standards; ``number_of``: what a reader knows of how many records cells have."""
    wanted = set(standards)
    system = System({cell: counts for cell, counts in printed.counts.items() if cell[0] in wanted})
    for standard in standards:
        for number, fact in printed.facts[standard]:
            cells = told(printed, number, fact)
            for statement in statements(fact, number_of(cells)) if cells else ():
                system.add_statement(statement, cells or (), fact.line.id)
    return system


def _families(printed: Printed, number: int, wanted: set[str]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Quarter, standard, and standards that lie within it and apart: one, a few, or all that go together."""
    inside: dict[Place, list[str]] = defaultdict(list)
    for quarter, inner, outer in printed.within[number]:
        if inner in wanted and outer in wanted:
            inside[outer, quarter].append(inner)
    for (outer, quarter), inside_it in inside.items():
        apart = _neighbours(printed.releases[number].cells.apart.get(quarter, ()))
        for size in range(1, _MOST_TOGETHER + 1):
            for some in combinations(sorted(set(inside_it)), size):
                if all(two in apart.get(one, ()) for one, two in combinations(some, 2)):
                    yield quarter, outer, some


def _neighbours(pairs: Sequence[tuple[str, str]]) -> Mapping[str, set[str]]:
    beside: dict[str, set[str]] = defaultdict(set)
    for one, two in pairs:
        beside[one].add(two)
        beside[two].add(one)
    return beside
