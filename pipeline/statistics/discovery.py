"""Many tests at once: which of them may be claimed, so that few of the claims are expected to be false."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.statistics.checks import level_within


def discoveries(chances: Sequence[float], false: float) -> list[bool]:
    """
    Which tests may be claimed, given how likely chance alone is to give what each saw.

    Of those claimed, the share ``false`` is expected to be none, at the most.
    Raises: ValueError -- unless 0 < false < 1.
    Source: Benjamini and Hochberg 1995, Journal of the Royal Statistical Society B 57:289.
    """
    level_within(false)
    tests = len(chances)
    below = (each for place, each in enumerate(sorted(chances), 1) if each <= false * place / tests)
    line = max(below, default=-1.0)
    return [each <= line for each in chances]
