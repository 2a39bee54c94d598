"""Outcomes → how a standard's records hang together: whose family each is of, and what part of a list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, NamedTuple

import pandas as pd

from pipeline.measure.counts import Counts
from pipeline.measure.outcomes import Outcome
from pipeline.measure.shapes import NO_RECORDS, Cluster, ListPart, Pair, Shape, Stratum, add

OTHERS = -1  # the place of records that are of no part of a list
_COUNTS = {Outcome.MET, Outcome.NOT_MET}


class _Record(NamedTuple):
    """A record that counts: whose family it is of, who returned it on which view, and of which child."""

    family: str
    agency: str
    met: bool
    child: Any
    view: str


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
    back: dict[int, set[str]] = defaultdict(set)
    counting: dict[int, set[str]] = defaultdict(set)
    columns = [outcomes[name] for name in ("outcome", "agency", "child", "view", "reference")]
    for family, outcome, agency, child, view, reference in zip(families_of(outcomes), *columns, strict=True):
        place = places.get(str(reference), OTHERS)
        counts = outcome in _COUNTS
        if counts:
            counted[place].append(_Record(family, str(agency), outcome == Outcome.MET, child, view))
        if place != OTHERS:
            back[place].add(reference)
            if counts:
                counting[place].add(reference)
    strata = [_stratum(counted[OTHERS])] if OTHERS in counted else []
    for place in sorted(back):
        cases, empty = len(back[place]), len(back[place] - counting[place])
        strata.append(replace(_stratum(counted[place]), listed=parts[place].listed, back=cases, empty=empty))
    return Shape(tuple(strata), lacking=len(back) < len(parts))


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
    pairs = list(zip(outcomes["child"], outcomes["family"], strict=True))
    for child, family in pairs:
        if pd.notna(child) and pd.notna(family):
            named.setdefault(str(child), str(family))
    keys = []
    for number, (child, family) in enumerate(pairs):
        if pd.notna(child):
            mine = named.get(str(child))
            keys.append(f"family {mine}" if mine is not None else f"child {child}")
        else:
            keys.append(f"family {family}" if pd.notna(family) else f"record {number}")
    return keys


def _stratum(counted: Iterable[_Record]) -> Stratum:
    families: dict[str, list[_Record]] = defaultdict(list)
    for each in counted:
        families[each.family].append(each)
    alone: dict[str, Pair] = {}
    several = []
    for theirs in families.values():
        by_agency: dict[str, Pair] = {}
        for each in theirs:
            add(by_agency, each.agency, (int(each.met), 1))
        if len(theirs) == 1:
            add(alone, *next(iter(by_agency.items())))
        else:
            several.append(Cluster(dict(sorted(by_agency.items())), _units(theirs)))
    # In an order that is not that of the rows, so that nothing but the counts is kept.
    several.sort(key=lambda each: (sorted(each.by_agency.items()), each.units))
    return Stratum(dict(sorted(alone.items())), tuple(several))


def _units(records: Iterable[_Record]) -> int:
    """
    How many children's episodes the records of one family are.

    What two views return of one child is the same episode; what one view returns twice is two.
    """
    nobodys = 0
    returned: dict[object, Counter[str]] = defaultdict(Counter)
    for each in records:
        if pd.isna(each.child):
            nobodys += 1
        else:
            returned[each.child][each.view] += 1
    return nobodys + sum(max(views.values()) for views in returned.values())
