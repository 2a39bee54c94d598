"""Bounds that hold whatever those who sent nothing would have said."""

from __future__ import annotations

from pipeline.statistics.checks import count_within


def whatever_the_missing_said(count: int, answered: int, missing: int) -> tuple[float, float]:
    """
    ``count`` of ``answered`` met it, and ``missing`` more cases are due from those who sent nothing.

    Units:  proportions (0 to 1) of everybody asked: if none of the missing met it, and if all did.
    Raises: ValueError -- unless 0 <= count <= answered, missing >= 0 and somebody was asked.
    Source: Manski 1989, Journal of Human Resources 24:343 (no assumption about the missing).
    """
    if missing < 0:
        raise ValueError(f"missing: a number of cases cannot be negative, not {missing}")
    asked = answered + missing
    count_within(answered, asked, "answered", "answered and missing")
    if not 0 <= count <= answered:
        raise ValueError(f"count and answered: needs 0 <= count <= answered, not {count} and {answered}")
    return count / asked, (count + missing) / asked
