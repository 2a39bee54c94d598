"""
What is true of a bent return, what a contender says of it, and how the two are compared.

A place is written "Records!H7" (a cell), "Records!7" (a row), "Records" (a sheet) or "" (the file).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from benchmarks.defects.due import Ours

if TYPE_CHECKING:
    from numpy.random import Generator

    from benchmarks.defects.sent import Sent

FILE = ""


class Refusal(Enum):
    """Whether the whole return may be sent back."""

    NO = "its records are wanted"
    MAY = "to refuse it whole is as safe as to read it"
    MUST = "nothing of it may be counted"


@dataclass(frozen=True)
class Truth:
    """
    What is true of one return.

    ``must``: for each finding that must be given, the places at which it is rightly given, one as good as another.
    ``may``: places at which a finding is no false alarm. ``kept``: the rows (as Excel numbers them) that are records;
    ``either``: rows that may be kept or set aside. ``reads``: what a cell means, where it can be read in one way only;
    whoever reads that needs to say nothing. ``ours``: what is due from this product beyond that.
    """

    kept: frozenset[int]
    must: tuple[frozenset[str], ...] = ()
    may: frozenset[str] = frozenset()
    either: frozenset[int] = frozenset()
    refusal: Refusal = Refusal.NO
    reads: Mapping[str, object] = field(default_factory=dict)
    ours: Ours = field(default_factory=Ours)


@dataclass(frozen=True)
class Verdict:
    """What a contender says: the places of its findings, the rows it keeps, and what it reads in each cell."""

    places: frozenset[str]
    kept: frozenset[int] = frozenset()
    answers: Mapping[str, object] = field(default_factory=dict)
    refused: bool = False


@dataclass(frozen=True)
class Kind:
    """
    One kind of defect. ``knows``: what a rule can know of it, which decides the truth.

    ``bent`` makes it in a return; it gives None where that return has no place for it. ``for_all``: whether the other
    contenders are asked too; they are not where only who reads the file's own parts can know.
    """

    name: str
    knows: str
    bent: Callable[[Sent, Generator], Bent | None]
    for_all: bool = True


@dataclass(frozen=True)
class Bent:
    """A return after a defect was made in it, and the name of its file."""

    data: bytes
    truth: Truth
    name: str = "return.xlsx"


@dataclass(frozen=True)
class Marks:
    """How a verdict compares with the truth: places to be found, found, named, and named rightly; and the rows."""

    wanted: int
    found: int
    named: int
    right: int
    conserved: bool


def marks(truth: Truth, verdict: Verdict) -> Marks:
    """Compare what a contender says with what is true."""
    rightly = truth.may.union(*truth.must)
    return Marks(
        wanted=len(truth.must),
        found=sum(_met(places, truth, verdict) for places in truth.must),
        named=len(verdict.places),
        right=len(verdict.places & rightly),
        conserved=_conserved(truth, verdict),
    )


def _met(places: Iterable[str], truth: Truth, verdict: Verdict) -> bool:
    if not verdict.places.isdisjoint(places):
        return True
    meant = {place: truth.reads[place] for place in places if place in truth.reads}
    return bool(meant) and all(verdict.answers.get(place) == value for place, value in meant.items())


def _conserved(truth: Truth, verdict: Verdict) -> bool:
    """No record lost, none made of what is none, and nothing counted of a return that must go back."""
    if verdict.refused or truth.refusal is Refusal.MUST:
        return verdict.refused and truth.refusal is not Refusal.NO
    return truth.kept <= verdict.kept <= truth.kept | truth.either
