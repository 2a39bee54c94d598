"""
The one verdict on a figure beside its target, and the interval printed with it, which never quarrels with it.

By an exact test of the figure on what its records are worth as evidence: fewer than they are where children or families
have several of them, and those of the list where a sample was drawn unevenly.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from pipeline.definition.targets import Aim
from pipeline.disclose.hiding import ShownCounts
from pipeline.measure.counts import Counts
from pipeline.measure.shapes import Worth
from pipeline.results.figure_values import Unsaid, Verdict
from pipeline.statistics.exact import exact_interval, tails, unmarked
from pipeline.statistics.intervals import wilson
from pipeline.statistics.tiers import FEWEST_FOR_RATING

TAIL = 0.025  # one-sided: how rare a figure must be at the target to be called below it
_APART = 0.001  # how far an end that is put on one side of a target lies from it
_SAME = 9  # decimals; proportions that agree in so many are one


def plain_worth(counts: Counts) -> Worth | None:
    """Every record by itself; None where none applied."""
    return Worth(counts.met / counts.applicable, float(counts.applicable)) if counts.applicable else None


def verdict(counts: Counts, worth: Worth | None, aim: Aim) -> Verdict:
    """What may be said of a figure, whatever an edition may show of it (see `shown_verdict`)."""
    if not aim.rated:
        return Verdict.CONTEXT
    if worth is None or not counts.applicable:
        undecided = counts.pending or counts.missing or counts.not_known
        return Verdict.NONE_YET if undecided else Verdict.NO_CASES
    if not worth.known:
        return Verdict.NOT_SAID
    if counts.applicable < FEWEST_FOR_RATING:
        return Verdict.TOO_FEW
    return _against(round(worth.value, _SAME), worth.cases, aim.target, aim.low_is_good)


def as_shown(worth: Worth | None, shown: ShownCounts) -> Worth | None:
    """What is judged, from no more than what is shown, so that an interval never says more than its counts."""
    if shown.proportion is None or shown.applicable is None or worth is None or not worth.known:
        return None
    if shown.exact and worth.per_case is None:
        return worth
    value = worth.value if shown.exact else min(shown.proportion, 1.0)
    return replace(worth, value=value, cases=shown.applicable / (worth.per_case or 1.0))


def shown_verdict(exact: Verdict, worth: Worth | None, shown: ShownCounts, aim: Aim) -> Verdict:
    """
    The same verdict in an edition, or none: where the figure is hidden, or the same test of what is printed in its
    place, rounded, says another thing.
    """
    if shown.hidden or shown.applicable is None:
        return exact if exact is Verdict.CONTEXT else Verdict.HIDDEN
    if not exact.judged:
        return exact
    printed = as_shown(worth, shown)
    if printed is None:
        return Verdict.NOT_SAID
    same = shown.exact or _against(round(printed.value, _SAME), printed.cases, aim.target, aim.low_is_good) is exact
    return exact if same else Verdict.NOT_SAID


def unsaid(shown_as: Verdict, exact: Verdict, shown: ShownCounts) -> Unsaid | None:
    """Why an edition has no verdict on a figure that it shows; None where it has one, or hides the figure."""
    if shown_as is not Verdict.NOT_SAID:
        return None
    if exact is Verdict.NOT_SAID:
        return Unsaid.SAMPLE
    return Unsaid.FEW if shown.proportion is None else Unsaid.ROUNDED


def judged_word(met: int, of: int, per_case: float, aim: Aim) -> str:
    """The verdict on ``met`` of ``of`` records, ``per_case`` of them to a case, in a word; empty where none is said."""
    if not aim.rated or of < FEWEST_FOR_RATING:
        return ""
    return str(_against(round(met / of, _SAME), of / per_case, aim.target, aim.low_is_good))


def past_amber(shown_as: Verdict, worth: Worth | None, aim: Aim) -> bool:
    """Whether a figure below target is past the amber line too, as it is printed."""
    if shown_as is not Verdict.BELOW or worth is None:
        return False
    return worth.value > aim.amber if aim.low_is_good else worth.value < aim.amber


def interval(worth: Worth, aim: Aim, shown: Verdict) -> tuple[float, float]:
    """
    The 95% interval of a figure: Wilson's, or the exact one where Wilson's and the verdict would disagree.

    Where it rests on rounded counts, or is made wider, and still disagrees with the verdict ``shown``, its end is put
    on the side of the target that the verdict says.

    Units: proportions (0 to 1). Wilson's end is no test: 50 of 56 has one below 95%, and chance explains it.
    """
    met = min(worth.value * worth.cases, worth.cases)
    ends = wilson(met, worth.cases)
    if not aim.rated or not shown.judged or not _disagree(ends, aim, shown):
        return ends
    ends = exact_interval(met, worth.cases)
    return _put_right(ends, worth.value, aim, shown) if _disagree(ends, aim, shown) else ends


def _beyond(ends: tuple[float, float], aim: Aim) -> Verdict | None:
    """The verdict that an interval says for itself: the figure is clearly below its target, or above; else None."""
    lower, upper = ends
    if upper < aim.target:
        return Verdict.ABOVE if aim.low_is_good else Verdict.BELOW
    if lower > aim.target:
        return Verdict.BELOW if aim.low_is_good else Verdict.ABOVE
    return None


def _disagree(ends: tuple[float, float], aim: Aim, shown: Verdict) -> bool:
    return _beyond(ends, aim) is not (shown if shown in (Verdict.BELOW, Verdict.ABOVE) else None)


def _put_right(ends: tuple[float, float], value: float, aim: Aim, shown: Verdict) -> tuple[float, float]:
    lower, upper = ends
    if shown not in (Verdict.BELOW, Verdict.ABOVE):
        return min(lower, aim.target), max(upper, aim.target)
    if (shown is Verdict.BELOW) is not aim.low_is_good:
        return min(lower, value), max(value, min(upper, aim.target - _APART))
    return min(value, max(lower, aim.target + _APART)), max(upper, value)


@lru_cache(maxsize=10_000)
def _against(value: float, cases: float, target: float, low_is_good: bool) -> Verdict:
    if low_is_good:
        value, target = 1 - value, 1 - target
    fewer, more = tails(min(value * cases, cases), cases, target)
    if round(value, _SAME) < round(target, _SAME):
        return Verdict.BELOW if fewer <= TAIL else Verdict.NOT_CLEAR
    return Verdict.ABOVE if more <= TAIL else Verdict.AT


@lru_cache(maxsize=10_000)
def chance_below(cases: int, target: float, low_is_good: bool = False) -> float:
    """How likely ``cases`` records are called below a target that practice stands exactly at."""
    aim = 1 - target if low_is_good else target
    if not 0 < aim < 1:
        return 0.0
    most = unmarked(cases, aim, TAIL)[0] - 1  # the largest number that chance gives too seldom
    return tails(most, cases, aim)[0] if most >= 0 else 0.0
