"""
How the records behind a figure hang together, and what they are worth as evidence for it.

Several records of a child, or of a family, say less than as many of others; cases of a list that was drawn unevenly do
not weigh alike. A `Shape` holds counts and never a reference, so that it can be kept of every quarter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum

from pipeline.statistics.clusters import effective_cases, fewer, taken_together
from pipeline.statistics.stratified import Part, weighted

Pair = tuple[int, int]  # how many records met a standard, of how many that count


@dataclass(frozen=True)
class Worth:
    """
    What a figure's records are worth as evidence.

    ``value``: the share judged (0 to 1). ``cases``: how many independent records would say as much; at most those
    that there are, and 0 where nobody can say (see `known`). ``weighted`` and ``clustered`` as in `Figure`.
    ``per_case``: how many records one such case takes, where an interval may tell no more than that (see
    `worths.worth_shown`).
    """

    value: float
    cases: float
    weighted: bool = False
    clustered: bool = False
    per_case: float | None = None

    @property
    def known(self) -> bool:
        """Whether anything may be said: not where a part of a list that was drawn unevenly did not come back."""
        return self.cases > 0


@dataclass(frozen=True)
class Cluster:
    """
    Several records of one family, or of one child that has none: those of each agency.

    ``units``: how many children's episodes they are; fewer than records where two agencies report the same one.
    """

    by_agency: Mapping[str, Pair]
    units: int


@dataclass(frozen=True)
class Stratum:
    """
    Records that weigh alike. ``alone``: of each agency, the records that are the only one of their family here.

    ``listed``: how many cases of a list that was drawn unevenly they stand for, and ``back``: how many of it came back,
    of which ``empty`` have no record that counts; None where they stand for themselves.
    """

    alone: Mapping[str, Pair]
    several: tuple[Cluster, ...] = ()
    listed: int | None = None
    back: int | None = None
    empty: int = 0

    def counted(self, agencies: Collection[str] | None = None) -> Pair:
        """How many records of ``agencies`` (of all, where None) met the standard, of how many that count."""
        met, counted = _of(self.alone, agencies)
        several = [_of(each.by_agency, agencies) for each in self.several]
        return met + sum(each[0] for each in several), counted + sum(each[1] for each in several)


@dataclass(frozen=True)
class ListPart:
    """A part of a list that cases were drawn from: how many it has, how many were drawn, and the references given."""

    listed: int
    drawn: int
    references: frozenset[str]


@dataclass(frozen=True)
class Shape:
    """
    The records of one standard in one quarter, as they hang together.

    ``lacking``: a part of a list that was drawn unevenly did not come back at all, so that nothing may be said of it.
    """

    strata: tuple[Stratum, ...] = ()
    lacking: bool = False

    @property
    def weighted(self) -> bool:
        """Whether some of its records were drawn more often than others."""
        return any(each.listed is not None for each in self.strata)

    @property
    def agencies(self) -> set[str]:
        """The codes of those that have a record that counts."""
        alone = {code for each in self.strata for code in each.alone}
        return alone | {code for each in self.strata for some in each.several for code in some.by_agency}

    def counted(self, agencies: Collection[str] | None = None) -> Pair:
        """How many records of ``agencies`` (of all, where None) met the standard, of how many that count."""
        pairs = [each.counted(agencies) for each in self.strata]
        return sum(each[0] for each in pairs), sum(each[1] for each in pairs)

    def worth(self, agencies: Collection[str] | None = None) -> Worth | None:
        """What the records of ``agencies`` (of all, where None) are worth; None where they have none."""
        return pooled_worth([self], agencies)

    def under(self, codes: Mapping[str, str]) -> Shape:
        """The same, with the records of each agency under another's code, as ``codes`` has it."""
        strata = (
            replace(
                each,
                alone=_renamed(each.alone, codes),
                several=tuple(Cluster(_renamed(some.by_agency, codes), some.units) for some in each.several),
            )
            for each in self.strata
        )
        return Shape(tuple(strata), self.lacking)


NO_RECORDS = Shape()


def pooled_worth(shapes: Iterable[Shape], agencies: Collection[str] | None = None) -> Worth | None:
    """
    What the records of several quarters are worth together; each quarter weighs as it has records. None without any.

    A family of one quarter is not known again in another: nothing is kept by which it could be.
    """
    every = list(shapes)
    plain = [stratum for shape in every if not shape.weighted for stratum in shape.strata]
    spans = [_plain(plain, agencies), *(_weighted(shape, agencies) for shape in every if shape.weighted)]
    there = [each for each in spans if each is not None]
    if len(there) < 2:
        return there[0][1] if there else None
    cases = sum(counted for counted, _ in there)
    value = fsum(counted * each.value for counted, each in there) / cases
    known = all(each.known for _, each in there)
    return Worth(
        value=value,
        cases=taken_together((counted, each.cases) for counted, each in there) if known else 0.0,
        weighted=any(each.weighted for _, each in there),
        clustered=any(each.clustered for _, each in there),
    )


def add(tally: dict[str, Pair], code: str, more: Pair) -> None:
    """Count records of an agency with those that it has."""
    met, counted = tally.get(code, (0, 0))
    tally[code] = met + more[0], counted + more[1]


def _renamed(pairs: Mapping[str, Pair], codes: Mapping[str, str]) -> dict[str, Pair]:
    renamed: dict[str, Pair] = {}
    for code, pair in pairs.items():
        add(renamed, codes.get(code, code), pair)
    return renamed


def _of(pairs: Mapping[str, Pair], agencies: Collection[str] | None) -> Pair:
    chosen = [pair for code, pair in pairs.items() if agencies is None or code in agencies]
    return sum(each[0] for each in chosen), sum(each[1] for each in chosen)


def _clusters(strata: Iterable[Stratum], agencies: Collection[str] | None) -> Counter[Pair]:
    """How many clusters there are of each kind that have a record of ``agencies``."""
    tally: Counter[Pair] = Counter()
    for stratum in strata:
        met, counted = _of(stratum.alone, agencies)
        tally[1, 1] += met
        tally[0, 1] += counted - met
        tally.update(_of(each.by_agency, agencies) for each in stratum.several)
    return Counter({kind: number for kind, number in tally.items() if number and kind[1]})


def _units_of(strata: Iterable[Stratum], agencies: Collection[str] | None) -> int:
    """How many children's episodes the records of ``agencies`` are, at most."""
    units = 0
    for stratum in strata:
        units += _of(stratum.alone, agencies)[1]
        for each in stratum.several:
            units += min(each.units, _of(each.by_agency, agencies)[1])
    return units


def _plain(strata: Sequence[Stratum], agencies: Collection[str] | None) -> tuple[int, Worth] | None:
    """How many records there are and what they are worth, where each stands for itself."""
    clusters = _clusters(strata, agencies)
    counted = sum(size * number for (_, size), number in clusters.items())
    if not counted:
        return None
    met = sum(hits * number for (hits, _), number in clusters.items())
    cases = min(effective_cases(clusters), _units_of(strata, agencies))
    return counted, Worth(met / counted, cases, clustered=cases < counted)


def _weighted(shape: Shape, agencies: Collection[str] | None) -> tuple[int, Worth] | None:
    """The same where cases of a list were drawn unevenly: by the list, on no more cases than there are records."""
    clusters = _clusters(shape.strata, agencies)
    counted = sum(size * number for (_, size), number in clusters.items())
    if not counted:
        return None
    if shape.lacking:
        return counted, Worth(sum(met * number for (met, _), number in clusters.items()) / counted, 0.0, weighted=True)
    parts = [_part(each, agencies) for each in shape.strata]
    estimate = weighted(parts)
    most = _evenly(parts)
    if estimate.se is None:
        cases = 0.0
    elif estimate.se and 0 < estimate.value < 1:
        most = min(counted, _units_of(shape.strata, agencies))
        seen = sum(len(each.cases) for each in parts) - len(parts)
        cases = min(counted, estimate.value * (1 - estimate.value) / estimate.se**2)
        cases *= fewer(max(counted - 1, 1), max(seen, 1))
    else:
        cases = most
    together = any(size > 1 for _, size in clusters)
    return counted, Worth(estimate.value, min(cases, most), weighted=True, clustered=together)


def _part(stratum: Stratum, agencies: Collection[str] | None) -> Part:
    """The part of a list that a stratum is, where a family of several records is one case: each record weighs alike."""
    cases = list(_clusters([stratum], agencies).elements())
    if stratum.listed is None or stratum.back is None:
        return Part(len(cases), cases)
    others = stratum.empty + _of(stratum.alone, None)[1] + len(stratum.several) - len(cases)
    cases += [(0, 0)] * others
    return Part(stratum.listed * len(cases) / stratum.back, cases)


def _evenly(parts: Iterable[Part]) -> float:
    """How many families, each weighing alike, would say as much as these do."""
    weights = [part.listed / len(part.cases) for part in parts for _, counted in part.cases if counted]
    return sum(weights) ** 2 / fsum(each**2 for each in weights)
