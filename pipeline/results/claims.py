"""
Which changes a report claims: so many standards are compared that chance alone would give some.

All comparisons of all audits of a report are judged together, on exact counts, so that every edition claims the same.
Of the changes claimed at most one in twenty is expected to be none; so a report on partnerships where nothing changed
names one in at most one report in twenty. `python -m benchmarks.claims` measures it.
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

FALSE = 0.05  # of the changes claimed in a report, the share that is expected to be none, at the most
OVER_YEAR = 0.04  # of that, for the last four quarters against the four before: the comparison that can see most


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


def ruled(standards: Sequence[Comparisons]) -> list[Ruled]:
    """What the rule makes of every standard of a report: of each kind of comparison so many as are expected to hold."""
    alike = common([each.own for each in standards])
    last = [_judged(each.since_last, each, alike) for each in standards]
    year = [_judged(each.over_year, each, alike) for each in standards]
    lone = [_chance_alone(each, alike) for each in standards]
    for_year, for_each = _budget(any(year), any(each is not None for each in lone))
    claimed_last, claimed_year = _claimed(last, for_each), _claimed(year, for_year)
    special = _discovered(lone, for_each)
    return [
        Ruled(_settled(last[place], claimed_last[place]), _settled(year[place], claimed_year[place]), special[place])
        for place in range(len(standards))
    ]


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


def _budget(any_year: bool, any_lone: bool) -> tuple[float, float]:
    """The shares that may be false: for comparisons over the year, and for each other kind that there is."""
    others = 1 + any_lone
    return (OVER_YEAR, (FALSE - OVER_YEAR) / others) if any_year else (0.0, FALSE / others)


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


def _claimed(judged: Sequence[_Judged | None], false: float) -> list[bool]:
    return _discovered([None if each is None else each.chance for each in judged], false)


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
