"""What a printed fact says of the counts behind its line, as bounds on sums of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import inf

from pipeline.disclose.facts import Fact, How
from pipeline.measure.counts import Counts
from pipeline.statistics.exact import tails
from pipeline.statistics.tiers import FEWEST_FOR_RATING

_RARE = 0.025  # one-sided, as a report judges by
_DECIMALS = 9  # shares that agree in so many are one
# From worst to best: the words of a verdict, of a target and of a limit.
_WORDS = (
    ("Below target", "Over the limit"),
    ("Not yet clear",),
    ("At target", "Within the limit"),
    ("Above target", "Well within the limit"),
)
_TOO_FEW = "Too few to say"


@dataclass(frozen=True)
class Statement:
    """That the met, the records and the not recorded, each so many times, come to between ``low`` and ``high``."""

    met: int
    of: int
    silent: int
    low: float
    high: float

    def holds(self, counts: Counts) -> bool:
        """Whether it is true of these counts."""
        value = self.met * counts.met + self.of * counts.applicable + self.silent * counts.not_recorded
        return self.low <= value <= self.high


def statements(fact: Fact, of: range) -> Iterator[Statement]:
    """
    All that ``fact`` says of its line, of which a reader knows that it has ``of`` records, one of these numbers.

    Where he knows nothing of their number, and the range is empty, a verdict says only that they are enough for one.
    Beside exact counts it says no more than they do. Of a rounded count either way is allowed at the half, since a
    reader does not know which was taken.
    """
    half = fact.round_to // 2
    for printed, weights in ((fact.met, (1, 0, 0)), (fact.of, (0, 1, 0)), (fact.silent, (0, 0, 1))):
        if printed is not None:
            yield Statement(*weights, printed - half, printed + half)
    if fact.band is not None:
        yield Statement(100, -fact.band.low, 0, 0, inf)
        yield Statement(100, -fact.band.high, 0, -inf, 0)
    if fact.verdict and fact.how is not How.EXACT:
        yield from _of_verdict(fact, of)


def _of_verdict(fact: Fact, of: range) -> Iterator[Statement]:
    if fact.verdict == _TOO_FEW:
        yield Statement(0, 1, 0, 0, FEWEST_FOR_RATING - 1)
    place = _place(fact.verdict)
    if place is None or fact.target is None:
        return
    yield Statement(0, 1, 0, FEWEST_FOR_RATING, inf)
    ends = [met_with(place, each, fact.target, fact.per_case, fact.low_is_good) for each in of if each]
    if possible := [(fewest, most) for fewest, most in ends if fewest <= most]:
        yield Statement(1, 0, 0, min(fewest for fewest, _ in possible), max(most for _, most in possible))
    elif ends:
        yield Statement(1, 0, 0, 1, 0)  # no counts are judged so


def _place(verdict: str) -> int | None:
    """Where a verdict stands between worst and best; None for words that judge nothing."""
    return next((place for place, words in enumerate(_WORDS) if verdict in words), None)


@lru_cache(maxsize=50_000)
def met_with(place: int, of: int, target: float, per_case: float, low_is_good: bool) -> tuple[int, int]:
    """
    The fewest and the most met, of ``of`` records, that are judged so; the first above the second where none is.

    The more are as they should be, the better is the verdict, so that its counts follow each other.
    """
    aim = 1 - target if low_is_good else target

    def judged(good: int) -> int:
        return _judged(good, of, aim, of / per_case)

    every = range(of + 1)
    first, after = bisect_left(every, place, key=judged), bisect_left(every, place + 1, key=judged)
    return (of - after + 1, of - first) if low_is_good else (first, after - 1)


def _judged(good: int, of: int, aim: float, cases: float) -> int:
    share = round(good / of, _DECIMALS)
    fewer, more = tails(min(share * cases, cases), cases, aim)
    if share < round(aim, _DECIMALS):
        return 0 if fewer <= _RARE else 1
    return 3 if more <= _RARE else 2
