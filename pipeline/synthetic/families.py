"""The city's families, made up: the same children come back in later quarters, other services and other audits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import TypeVar

import numpy as np

from pipeline.definition.frame import Array
from pipeline.synthetic.references import hexadecimal

Key = TypeVar("Key")
FAMILIES = 1500
OLDEST = 17  # completed years, of a child
CHILDREN = {1: 0.35, 2: 0.35, 3: 0.2, 4: 0.1}
BIRTHS = (np.datetime64("2001-06-01"), np.datetime64("2018-06-30"))
# Before these families have children of every age, others who had theirs earlier are met beside them.
OF_EVERY_AGE = date(2014, 10, 1)
EARLIER_BIRTHS = (np.datetime64("1991-06-01"), np.datetime64("2008-06-30"))


@dataclass(frozen=True)
class Child:
    """One child. ``born`` decides the age on the day of an event."""

    ref: str
    family: str
    born: date

    def age(self, day: date) -> int:
        """Completed years on ``day``."""
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))


NOBODY = Child(ref="", family="", born=date(2010, 1, 1))  # of a record that speaks of no child, such as a course
Families = tuple[tuple[Child, ...], ...]


@lru_cache(maxsize=4)
def city(seed: int, day: date) -> Families:
    """Every family that may be met on ``day``, those that services meet most often first."""
    families = _born(seed, 0, BIRTHS)
    if day >= OF_EVERY_AGE:
        return families
    both = chain.from_iterable(zip(families, _born(seed, 1, EARLIER_BIRTHS), strict=True))
    return tuple(family for family in both if any(0 <= child.age(day) <= OLDEST for child in family))


@lru_cache(maxsize=4)
def _born(seed: int, generation: int, births: tuple[np.datetime64, np.datetime64]) -> Families:
    rng = np.random.default_rng(np.random.SeedSequence([seed, generation]))
    span = int((births[1] - births[0]).astype(int))
    families = []
    for _ in range(FAMILIES):
        name = "F" + hexadecimal(5, rng)
        families.append(
            tuple(
                Child(
                    ref="C" + hexadecimal(8, rng),
                    family=name,
                    born=(births[0] + int(rng.integers(span))).astype(object),
                )
                for _ in range(drawn(CHILDREN, rng))
            )
        )
    return tuple(families)


def met(
    seed: int,
    count: int,
    day: date,
    children: Mapping[int, float],
    events: Mapping[int, float],
    rng: np.random.Generator,
) -> list[Child]:
    """``count`` events' children, brothers and sisters side by side and a child of several events as often."""
    families = city(seed, day)
    rank = np.arange(len(families))
    likely = 1 / (rank + 40.0)
    chosen: list[Child] = []
    for place in rng.choice(len(families), size=min(count, len(families)), replace=False, p=likely / likely.sum()):
        home = [child for child in families[place] if 0 <= child.age(day) <= OLDEST]
        for child in home[: drawn(children, rng)]:
            chosen += [child] * drawn(events, rng)
        if len(chosen) >= count:
            break
    return chosen[:count]


def drawn(weights: Mapping[Key, float], rng: np.random.Generator) -> Key:
    """One of ``weights``' keys."""
    chances = np.array(list(weights.values()), dtype=float)
    return list(weights)[int(rng.choice(len(chances), p=chances / chances.sum()))]


def cohort(children: list[Child], day: date, unborn: float, rng: np.random.Generator) -> dict[str, Array]:
    """What is known of the child of each record, by the names of the core questions."""
    ages: list[float] = [child.age(day) for child in children]
    columns: dict[str, list[object]] = {
        "child_ref": [child.ref for child in children],
        "family_ref": [child.family for child in children],
        "unborn": ["N"] * len(children),
    }
    for place in rng.choice(len(children), size=round(unborn * len(children)), replace=False):
        ages[place] = np.nan
        # A baby not yet born has a reference of its own, and is nobody's earlier child.
        columns["child_ref"][place] = "C" + hexadecimal(8, rng)
        columns["unborn"][place] = "Y"
    arrays = {name: np.array(values, dtype=object) for name, values in columns.items()}
    return {**arrays, "age_years": np.array(ages, dtype=float)}
