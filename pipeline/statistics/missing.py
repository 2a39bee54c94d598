"""Bounds that hold whatever those who sent nothing would have said."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.statistics.checks import count_within
from pipeline.statistics.intervals import wilson


@dataclass(frozen=True)
class Bounds:
    """
    Proportions (0 to 1) of everybody asked: ``lower`` if none of the missing met it, ``upper`` if all did.

    ``lowest`` and ``highest`` are the outer ends of the Wilson intervals at those two: chance and silence together.
    """

    lower: float
    upper: float
    lowest: float
    highest: float


def whatever_the_missing_said(count: int, answered: int, missing: int, level: float = 0.95) -> Bounds:
    """
    ``count`` of ``answered`` met it, and ``missing`` more cases are due from those who sent nothing.

    Raises: ValueError -- unless 0 <= count <= answered, missing >= 0, somebody was asked and 0 < level < 1.
    Source: Manski 1989, Journal of Human Resources 24:343 (no assumption about the missing).
    """
    if missing < 0:
        raise ValueError(f"missing: a number of cases cannot be negative, not {missing}")
    asked = answered + missing
    count_within(answered, asked, "answered", "answered and missing")
    if not 0 <= count <= answered:
        raise ValueError(f"count and answered: needs 0 <= count <= answered, not {count} and {answered}")
    return Bounds(
        lower=count / asked,
        upper=(count + missing) / asked,
        lowest=wilson(count, asked, level)[0],
        highest=wilson(count + missing, asked, level)[1],
    )
