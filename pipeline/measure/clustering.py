"""Outcomes → how a standard's records hang together: whose family each is of, and what part of a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

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
    records = outcomes.assign(key=families_of(outcomes), part=OTHERS)
    parts = _drawn_unevenly(records, lists)
    places = {reference: place for place, part in enumerate(parts) for reference in part.references}
    if places:
        records["part"] = [places.get(str(each), OTHERS) for each in records["reference"]]
    counted = records[records["outcome"].isin([Outcome.MET, Outcome.NOT_MET])]
    of_part = dict(iter(counted.groupby("part")))
    strata = [_stratum(of_part[OTHERS])] if OTHERS in of_part else []
    cases = records.groupby("part")["reference"].nunique()
    for place, part in enumerate(parts):
        if place in cases.index:
            theirs = of_part.get(place, counted.iloc[:0])
            back = int(cases[place])
            empty = back - theirs["reference"].nunique()
            strata.append(replace(_stratum(theirs), listed=part.listed, back=back, empty=empty))
    return Shape(tuple(strata), lacking=any(place not in cases.index for place in range(len(parts))))


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


def _stratum(counted: pd.DataFrame) -> Stratum:
    alone: dict[str, Pair] = {}
    several = []
    families = counted.assign(met=counted["outcome"] == Outcome.MET).groupby("key", sort=False)
    for _, theirs in families[["agency", "met", "child", "view"]]:
        by_agency: dict[str, Pair] = {}
        for agency, met in zip(theirs["agency"], theirs["met"], strict=True):
            add(by_agency, str(agency), (int(met), 1))
        if len(theirs) == 1:
            add(alone, *next(iter(by_agency.items())))
        else:
            several.append(Cluster(dict(sorted(by_agency.items())), _units(theirs)))
    # In an order that is not that of the rows, so that nothing but the counts is kept.
    several.sort(key=lambda each: (sorted(each.by_agency.items()), each.units))
    return Stratum(dict(sorted(alone.items())), tuple(several))


def _units(records: pd.DataFrame) -> int:
    """
    How many children's episodes the records of one family are.

    What two views return of one child is the same episode; what one view returns twice is two.
    """
    units = 0
    for _, theirs in records.groupby("child", dropna=False):
        if theirs["child"].isna().any():
            units += len(theirs)
        else:
            units += int(theirs["view"].value_counts().max())
    return units
