"""The areas of a made-up region, as they are drawn: name, neighbours, size, words, practice and version of an audit."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import product
from pathlib import Path

import numpy as np

from pipeline.synthetic.returns import Practice

MOST = 400  # there are names for so many
TOGETHER = 4  # neighbouring areas that have one police force
_SMALLEST, _LARGEST, _SPREAD = 0.4, 3.0, 0.5
_DIFFER = 0.35  # how far areas differ in an audit: the logarithm of the odds that a thing is not done, as a deviation
_FAR = 6.0  # times the usual odds, in the area that is planted below all others; one by so many in the one above
_TARGETS = (-0.05, -0.02, 0.02, 0.05)  # how far an area's own targets may lie from those that it is made from
_WITH_A_VERSION = 4  # of so many areas the last one counts something by another version
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Place:
    """The planted difference of an area: the standard that it is in, and whether it lies ``above`` all others."""

    standard: str
    above: bool


@dataclass(frozen=True)
class Area:
    """
    One area. ``folder``: of its workspace; ``counties``: the two that its police force covers.

    ``size``: how many records its returns have, for each one that they usually have; ``way``: which of the ways of
    calling things it has, 0 for the one that it is made from. ``hospitals``: how many it has besides the first.
    ``small``: whether fewer of its agencies return anything. ``targets``: how far its own lie from those that it is
    made from. ``version``: of the time limit that it has otherwise, name, number and what that is instead of, in words.
    ``practice``: how often things are not done there.
    """

    name: str
    folder: str
    counties: tuple[str, str]
    seed: int
    size: float
    way: int
    hospitals: int
    small: bool
    targets: float
    audits: Sequence[str]
    version: tuple[str, str, str] | None = None
    planted: Place | None = None
    practice: Practice = field(default_factory=Practice)


def areas(count: int, seed: int) -> list[Area]:
    """So many areas, in the order in which they lie beside one another; the same seed gives the same ones."""
    rng = np.random.default_rng([seed, 1609])
    names = [first + last for first, last in product(_texts("first"), _texts("last"))]
    chosen = [names[each] for each in rng.permutation(len(names))[:count]]
    counties = [str(each) for each in rng.permutation(_texts("county"))]
    made = []
    for place, name in enumerate(chosen):
        first = 2 * (place // TOGETHER)
        size = float(np.clip(np.exp(rng.normal(0, _SPREAD)), _SMALLEST, _LARGEST))
        odds = {code: float(np.exp(rng.normal(0, _DIFFER))) for code in audits_asked(0)}
        version = _versions()[place // _WITH_A_VERSION % len(_versions())]
        made.append(
            Area(
                name=name,
                folder=name.lower(),
                counties=(counties[first % len(counties)], counties[(first + 1) % len(counties)]),
                seed=seed * 1000 + place + 1,
                size=round(size, 2),
                way=int(rng.integers(0, len(_ways()) + 1)),
                hospitals=int(size > 1) + int(size > 2) + int(rng.integers(0, 2)),
                small=size < 0.7,
                targets=float(rng.choice(_TARGETS)),
                audits=audits_asked(place),
                version=version if place % _WITH_A_VERSION == _WITH_A_VERSION - 1 else None,
                practice=Practice(size=round(size, 2), odds=odds),
            )
        )
    return made


def far_apart(practice: Practice, questions: Sequence[tuple[str, str]], *, above: bool) -> Practice:
    """The practice of an area that does far better or worse in ``questions``, each by its audit and name."""
    return replace(practice, at=dict.fromkeys(questions, 1 / _FAR if above else _FAR))


def audits_asked(place: int) -> list[str]:
    """The codes of the audits that the area at this place in the row asks."""
    return [row["audit"] for row in rows("audits") if place % int(row["of_every"]) == 0]


@cache
def rows(table: str) -> Sequence[Mapping[str, str]]:
    """The rows of one of the tables that lie beside this module."""
    with (HERE / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _texts(kind: str) -> list[str]:
    return [row["text"] for row in rows("names") if row["kind"] == kind]


def _ways() -> list[str]:
    return sorted({row["way"] for row in rows("words")})


def _versions() -> list[tuple[str, str, str]]:
    return [(row["name"], row["limit"], row["stands_for"]) for row in rows("versions")]
