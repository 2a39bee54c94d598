"""Outcomes → how a standard's records hang together: whose family each is of, and what part of a list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import pandas as pd

from pipeline.measure.counts import Counts
from pipeline.measure.outcomes import Outcome
from pipeline.measure.shapes import NO_RECORDS, Cluster, ListPart, Pair, Shape, Stratum, add

OTHERS = -1  # the place of records that are of no part of a list


def plain_shape(by_agency: Mapping[str, Counts]) -> Shape:
    """Every record by itself: where nothing but counts is known."""
    alone = {code: (each.met, each.applicable) for code, each in by_agency.items() if each.applicable}
    return Shape((Stratum(alone),)) if alone else NO_RECORDS


def shape_of(outcomes: pd.DataFrame, lists: Sequence[Sequence[ListPart]] = ()) -> Shape:
    """
    The shape of one standard's records.

    ``lists``: the parts of each list that cases of the quarter were drawn from. Where some parts were drawn more often
    than others, their cases do not weigh alike; a list of which nothing came back is left out.
    Shape: ``outcomes`` has the rows of one standard of an `outcome_table`.
    """
    parts = _drawn_unevenly(outcomes, lists)
    places = {reference: place for place, part in enumerate(parts) for reference in part.references}
    counted: dict[int, list[_Record]] = defaultdict(list)
    cases: dict[int, set[str]] = defaultdict(set)
    with_a_case: dict[int, set[str]] = defaultdict(set)
    for record in _records(outcomes):
        place = places.get(record.reference, OTHERS)
        cases[place].add(record.reference)
        if record.met is not None:
            counted[place].append(record)
            with_a_case[place].add(record.reference)
    strata = [_stratum(counted[OTHERS])] if counted[OTHERS] else []
    for place, part in enumerate(parts):
        if back := len(cases[place]):
            empty = back - len(with_a_case[place])
            strata.append(replace(_stratum(counted[place]), listed=part.listed, back=back, empty=empty))
    return Shape(tuple(strata), lacking=any(not cases[place] for place in range(len(parts))))


@dataclass(frozen=True)
class _Record:
    """A record: whose it is, and whether it met the standard; None where it does not count."""

    key: str
    agency: str
    view: str
    child: str | None
    reference: str
    met: bool | None


_MET = {str(Outcome.MET): True, str(Outcome.NOT_MET): False}


def _records(outcomes: pd.DataFrame) -> list[_Record]:
    # In plain Python: a table of so few rows takes pandas many times as long, family by family.
    agencies, views, cases, came_out = (outcomes[each] for each in ("agency", "view", "reference", "outcome"))
    lines = zip(families_of(outcomes), agencies, views, _texts(outcomes["child"]), cases, came_out, strict=True)
    return [
        _Record(key, str(agency), str(view), child, str(case), _MET.get(str(outcome)))
        for key, agency, view, child, case, outcome in lines
    ]


def _texts(column: pd.Series[Any]) -> list[str | None]:
    return [None if blank else str(each) for each, blank in zip(column, column.isna(), strict=True)]


def _drawn_unevenly(records: pd.DataFrame, lists: Sequence[Sequence[ListPart]]) -> list[ListPart]:
    """The parts of the lists that any case came back of; none where all of them were drawn alike."""
    if not lists:
        return []
    there = {str(each) for each in records["reference"].dropna()}
    parts = [part for parts in lists if any(part.references & there for part in parts) for part in parts]
    return parts if len({Fraction(part.drawn, part.listed) for part in parts}) > 1 else []


def families_of(outcomes: pd.DataFrame) -> list[str]:
    """A name for the family of each record: a child's, where one of its records has one; else the child; else none."""
    named: dict[str, str] = {}
    pairs = list(zip(_texts(outcomes["child"]), _texts(outcomes["family"]), strict=True))
    for child, family in pairs:
        if child is not None and family is not None:
            named.setdefault(child, family)
    keys = []
    for number, (child, family) in enumerate(pairs):
        if child is not None:
            mine = named.get(child)
            keys.append(f"family {mine}" if mine is not None else f"child {child}")
        else:
            keys.append(f"family {family}" if family is not None else f"record {number}")
    return keys


def _stratum(counted: Sequence[_Record]) -> Stratum:
    families: dict[str, list[_Record]] = defaultdict(list)
    for record in counted:
        families[record.key].append(record)
    alone: dict[str, Pair] = {}
    several = []
    for theirs in families.values():
        by_agency: dict[str, Pair] = {}
        for record in theirs:
            add(by_agency, record.agency, (int(record.met is True), 1))
        if len(theirs) == 1:
            add(alone, *next(iter(by_agency.items())))
        else:
            several.append(Cluster(dict(sorted(by_agency.items())), _units(theirs)))
    # In an order that is not that of the rows, so that nothing but the counts is kept.
    several.sort(key=lambda each: (sorted(each.by_agency.items()), each.units))
    return Stratum(dict(sorted(alone.items())), tuple(several))


def _units(records: Sequence[_Record]) -> int:
    """
    How many children's episodes the records of one family are.

    What two views return of one child is the same episode; what one view returns twice is two.
    """
    views: dict[str, Counter[str]] = defaultdict(Counter)
    for record in records:
        if record.child is not None:
            views[record.child][record.view] += 1
    nameless = sum(record.child is None for record in records)
    return nameless + sum(max(times.values()) for times in views.values())
