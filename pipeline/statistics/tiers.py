"""How many points a series has decides what may be drawn of it and what may be said."""

from __future__ import annotations

from dataclasses import dataclass

FEWEST_FOR_RATING = 5  # cases; below this a result is "k of n" and no more
FEWEST_FOR_FIRM_RATING = 20  # cases; below this a rating is provisional
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
        return "No audits."
    if points == 1:
        return "One audit. No statement about change."
    if points < FEWEST_FOR_MEDIAN:
        return f"{points} points: too few for limits."
    if points < FEWEST_FOR_RULES:
        return f"{points} points. Direction can be described, not tested, below {FEWEST_FOR_RULES} points."
    if points < FEWEST_FOR_LIMITS:
        return f"{points} points. No icon before {FEWEST_FOR_LIMITS} points."
    return f"{points} points, enough for limits."
