"""How many points a series has decides what may be drawn of it and what may be said."""

from __future__ import annotations

from dataclasses import dataclass

FEWEST_FOR_RATING = 5  # cases; below this a result is "k of n" and no more
FEWEST_FOR_FIRM_RATING = 20  # cases; below this a verdict rests on few cases
FEWEST_FOR_CHART = 2  # points
FEWEST_FOR_MEDIAN, FEWEST_FOR_RULES, FEWEST_FOR_LIMITS = 6, 10, 13  # points


@dataclass(frozen=True)
class Tier:
    """
    What may be drawn and said of a series.

    ``intervals``   a Wilson bar on each point         ``compared``  one planned comparison (Newcombe)
    ``median``      a median line                      ``run_rules`` Anhøj's two rules may be tested
    ``limits``      XmR limits and rules, with the variation and assurance icons
    ``says``        the sentence to print; it stands on its own
    """

    intervals: bool
    compared: bool
    median: bool
    run_rules: bool
    limits: bool
    says: str


def tier(points: int) -> Tier:
    """
    What may be drawn and said of ``points`` points: 0, 1, 2-5, 6-9, 10-12, 13 or more.

    Raises: ValueError -- for a negative number.
    """
    if points < 0:
        raise ValueError(f"points: a number of points cannot be negative, not {points}")
    return Tier(
        intervals=points >= 1,
        compared=points >= 2,
        median=points >= FEWEST_FOR_MEDIAN,
        run_rules=points >= FEWEST_FOR_RULES,
        limits=points >= FEWEST_FOR_LIMITS,
        says=_sentence(points),
    )


def _sentence(points: int) -> str:
    if points == 0:
        return "No quarters yet."
    if points == 1:
        return "One quarter. No statement about change."
    if points < FEWEST_FOR_MEDIAN:
        return f"A median line is drawn from {FEWEST_FOR_MEDIAN} quarters on; there are {points}."
    if points < FEWEST_FOR_RULES:
        return f"A shift of the line as a whole is tested from {FEWEST_FOR_RULES} quarters on; there are {points}."
    if points < FEWEST_FOR_LIMITS:
        return f"Whether the last quarter stands out is tested from {FEWEST_FOR_LIMITS} on; there are {points}."
    return f"{points} quarters, enough to test whether the last one stands out."
