"""Counts under an edition's rule → figures with intervals, ratings and planned comparisons."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pipeline.definition import Polarity, Standard
from pipeline.disclose.editions import Edition
from pipeline.disclose.hiding import ShownCounts, line
from pipeline.measure.counts import Counts
from pipeline.results.model import Change, Figure, Rating, Verdict
from pipeline.statistics.intervals import newcombe, wilson
from pipeline.statistics.tiers import FEWEST_FOR_FIRM_RATING
from pipeline.statistics.tiers import FEWEST_FOR_RATING as TOO_FEW

CLAIM_LEVEL = 0.998  # many standards are compared each quarter, so a claim of change must be this sure

_wilson = lru_cache(maxsize=10_000)(wilson)


def figure(code: str, label: str, counts: Counts, shown: ShownCounts, standard: Standard) -> Figure:
    """One line of a result; the interval, rating and verdict go where the counts go."""
    lower = upper = None
    verdict = Verdict.NONE
    if shown.proportion is not None:
        # From what is shown, so that an interval never says more than its counts.
        lower, upper = _wilson(min(shown.met or 0, shown.applicable or 0), shown.applicable or 0)
        if standard.rated and counts.applicable >= TOO_FEW:
            verdict = _against(standard, lower, upper)
    provisional = shown.proportion is not None and counts.applicable < FEWEST_FOR_FIRM_RATING
    return Figure(code, label, shown, lower, upper, rating(counts, shown, standard), provisional, verdict)


def rating(counts: Counts, shown: ShownCounts, standard: Standard) -> Rating:
    """The point estimate against target and amber; none where hidden or on fewer than five records."""
    if not standard.rated:
        return Rating.NOT_RATED
    if shown.hidden or shown.applicable is None:
        return Rating.HIDDEN
    if counts.applicable == 0:
        return Rating.NO_CASES
    if counts.applicable < TOO_FEW or shown.proportion is None:
        return Rating.TOO_FEW
    target, amber = _bounds(standard)
    sign = -1 if standard.polarity is Polarity.LOW_GOOD else 1
    value = round(shown.proportion, 9)
    if sign * value >= sign * target:
        return Rating.GREEN
    return Rating.AMBER if sign * value >= sign * amber else Rating.RED


def _against(standard: Standard, lower: float, upper: float) -> Verdict:
    target, _ = _bounds(standard)
    if standard.polarity is Polarity.LOW_GOOD:
        lower, upper, target = -upper, -lower, -target
    if upper < target:
        return Verdict.BELOW
    return Verdict.REACHED if lower >= target else Verdict.UNCERTAIN


def _bounds(standard: Standard) -> tuple[float, float]:
    if standard.target is None or standard.amber is None:  # set when the standard was built
        raise ValueError(f"standard {standard.id} has no target")
    return standard.target, standard.amber


def change(
    recent_label: str, recent: Sequence[Counts], earlier_label: str, earlier: Sequence[Counts], edition: Edition
) -> Change:
    """
    One planned comparison: ``recent`` quarters pooled against ``earlier`` ones, counts summed before any division.

    Source: Newcombe's hybrid score interval at 99.8%, so that 40 standards give a false claim in one report in 12.
    """
    after, before = sum(recent, Counts()), sum(earlier, Counts())
    shown_after, shown_before = line(after, edition), line(before, edition)
    if shown_after.hidden or shown_before.hidden or not edition.agencies:
        return Change(recent_label, earlier_label, None, None, None, None, None, Verdict.NONE)
    if min(after.applicable, before.applicable) < max(TOO_FEW, edition.least_for_percent):
        return Change(recent_label, earlier_label, shown_after, shown_before, None, None, None, Verdict.TOO_FEW)
    difference = after.met / after.applicable - before.met / before.applicable
    lower, upper = newcombe(after.met, after.applicable, before.met, before.applicable, CLAIM_LEVEL)
    verdict = Verdict.RISEN if lower > 0 else Verdict.FALLEN if upper < 0 else Verdict.NO_CLEAR_CHANGE
    return Change(recent_label, earlier_label, shown_after, shown_before, difference, lower, upper, verdict)


def not_comparable(
    recent_label: str, recent: Sequence[Counts], earlier_label: str, earlier: Sequence[Counts], edition: Edition
) -> Change:
    """Two spans of time that were not counted in the same way: both are shown, and nothing is claimed."""
    after, before = line(sum(recent, Counts()), edition), line(sum(earlier, Counts()), edition)
    return Change(recent_label, earlier_label, after, before, None, None, None, Verdict.NOT_COMPARABLE)
