"""
Which changes a report claims: so many standards are compared that chance alone would give some.

All comparisons of all audits of a report are judged together, on exact counts, so that every edition claims the same.
A strict rule comes first: where nothing changed, at most one report in twenty claims a change. Only where it finds one,
a looser one says which others changed: of the changes claimed at most one in eight is expected to be none.
`python -m benchmarks.claims` measures both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from pipeline.results.change_values import Change, Claims, Moved, Series
from pipeline.results.changes import Comparisons, Planned, Settled
from pipeline.statistics.differences import Stratum, beyond, difference, errors_apart, score_apart
from pipeline.statistics.discovery import discoveries
from pipeline.statistics.dispersion import Common, common

FALSE = 0.12  # of the changes claimed in a report, the share that is expected to be none, at the most
NOTHING_CHANGED = 0.05  # of the reports in which nothing has changed, those that claim a change, at the most


@dataclass(frozen=True)
class _Rule:
    """
    How many claims may be false if the tests were no more cautious than they say: in all, and over the year.

    The comparison over the year can see most, and has most of it; each other kind has as much of what is left.
    """

    false: float
    over_year: float

    def shares(self, any_year: bool, any_lone: bool) -> tuple[float, float]:
        """What comparisons over the year, and each other kind that there is, may have of it."""
        others = 1 + any_lone
        return (self.over_year, (self.false - self.over_year) / others) if any_year else (0.0, self.false / others)


_STRICT = _Rule(NOTHING_CHANGED, 0.04)
# Counts are whole, and what widens a comparison is never below 1: so fewer claims are false than the rule allows, and
# in simulation this one keeps to `FALSE`. It sees nine in ten changes by 30 points in a year of 20 records a quarter.
_ONCE_SOMETHING_HAS = _Rule(0.15, 0.13)


@dataclass(frozen=True)
class Ruled:
    """
    What a report's rule makes of the comparisons of one standard; None where there is none.

    ``special``: whether its last quarter may be called special, where its chart marks it.
    """

    since_last: Settled | None
    over_year: Settled | None
    special: bool


@dataclass(frozen=True)
class _Judged:
    """A comparison with how likely chance is to give as much, and its interval."""

    chance: float
    difference: float
    lower: float
    upper: float


@dataclass(frozen=True)
class _Chances:
    """
    How likely chance is to give what was seen of each standard, by kind of comparison; None where there is none.

    ``alone``: that its last quarter stands out as much.
    """

    last: Sequence[float | None]
    year: Sequence[float | None]
    alone: Sequence[float | None]

    def claimed(self, rule: _Rule) -> tuple[list[bool], list[bool], list[bool]]:
        """What ``rule`` claims of each standard, in the same order."""
        any_year, any_alone = (any(each is not None for each in kind) for kind in (self.year, self.alone))
        for_year, for_others = rule.shares(any_year, any_alone)
        return (
            _discovered(self.last, for_others),
            _discovered(self.year, for_year),
            _discovered(self.alone, for_others),
        )


def ruled(standards: Sequence[Comparisons]) -> list[Ruled]:
    """
    What the rule makes of every standard of a report: first whether anything has changed at all, and then what.

    Source: of each kind of comparison, Benjamini and Hochberg 1995, Journal of the Royal Statistical Society B 57:289;
            one rule after another as Yekutieli 2008, Journal of the American Statistical Association 103:309.
    """
    alike = common([each.own for each in standards])
    last = [_judged(each.since_last, each, alike) for each in standards]
    year = [_judged(each.over_year, each, alike) for each in standards]
    chances = _Chances(
        [None if each is None else each.chance for each in last],
        [None if each is None else each.chance for each in year],
        [_chance_alone(each, alike) for each in standards],
    )
    claimed = chances.claimed(_STRICT)
    if any(any(kind) for kind in claimed):
        claimed = chances.claimed(_ONCE_SOMETHING_HAS)
    return [
        Ruled(_settled(now, of_last), _settled(over_year, of_year), special)
        for now, over_year, of_last, of_year, special in zip(last, year, *claimed, strict=True)
    ]


def by_itself(planned: Planned, of: Comparisons, alike: Common, most: float) -> Settled | None:
    """
    What is made of a comparison that was planned by itself, whatever else a report compares; None where there is none.

    ``alike``: what the standards of the report have in common; ``most``: how likely chance may be to give as much,
    where a change is claimed.
    """
    judged = _judged(planned, of, alike)
    return _settled(judged, judged is not None and judged.chance <= most)


def claims(
    standards: Sequence[Comparisons], rulings: Sequence[Ruled], told: Sequence[tuple[Change, Change, Series | None]]
) -> Claims:
    """
    How many comparisons a report makes, and how many changes its pages claim.

    ``told``: of each standard what an edition says since the quarter before, over the year, and of its series.
    """
    settled = [each for one in rulings for each in (one.since_last, one.over_year) if each is not None]
    return Claims(
        tested=len(settled) + sum(bool(each.lone) for each in standards),
        claimed=sum(
            last.moved.claimed + year.moved.claimed + (own is not None and own.stands_out) for last, year, own in told
        ),
        not_tested=sum(each.since_last is None and each.over_year is None for each in rulings),
        false=FALSE,
    )


def _judged(planned: Planned, of: Comparisons, alike: Common) -> _Judged | None:
    if planned.not_made is not None:
        return None
    by_quarters, freedom = alike.widening(of.own, planned.size)
    if planned.weighed is None:
        strata, wider = planned.strata, by_quarters * of.wider
        errors = errors_apart(strata)
    else:  # what families make of it is in what the records are worth
        now, then = planned.weighed
        listed = Stratum(now.value * now.cases, now.cases, then.value * then.cases, then.cases)
        strata, wider = (listed,), by_quarters
        errors = score_apart(listed)
    return _Judged(beyond(errors / sqrt(wider), freedom), *difference(strata, wider=wider, freedom=freedom))


def _chance_alone(of: Comparisons, alike: Common) -> float | None:
    """How likely chance is to have the last quarter stand out as much, by itself or with those before it."""
    judged = [_judged(each, of, alike) for each in of.lone]
    chances = [each.chance for each in judged if each is not None]
    return min(1.0, len(chances) * min(chances)) if chances else None


def _discovered(chances: Sequence[float | None], false: float) -> list[bool]:
    """Which of those that were tested may be claimed."""
    tested = [each for each in chances if each is not None]
    claimed = iter(discoveries(tested, false) if tested and false else [False] * len(tested))
    return [each is not None and next(claimed) for each in chances]


def _settled(judged: _Judged | None, claimed: bool) -> Settled | None:
    if judged is None:
        return None
    moved = Moved.NO_CLEAR_CHANGE
    if judged.lower > 0 or judged.upper < 0:
        moved = (Moved.RISEN if judged.lower > 0 else Moved.FALLEN) if claimed else Moved.UNSURE
    return Settled(moved, judged.difference, judged.lower, judged.upper)
