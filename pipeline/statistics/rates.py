"""A rate: events for so many of something, where an event is no part of it."""

from __future__ import annotations

from pipeline.statistics.checks import level_within


def rate(events: int, of: float, level: float = 0.95) -> tuple[float, float]:
    """
    The exact interval of a rate of ``events`` for each of ``of``, such as appointments or children.

    Raises: ValueError -- unless events is 0 or more, of above 0 and 0 < level < 1.
    Source: Garwood 1936, Biometrika 28:437; the one OHID gives beside Byar's approximation of it.
    """
    from scipy.special import chdtri  # slow to import

    if events < 0 or not of > 0:
        raise ValueError(f"events and of: needs events of 0 or more for a number above 0, not {events} and {of}")
    level_within(level)
    tail = (1 - level) / 2
    lower = float(chdtri(2 * events, 1 - tail)) / 2 if events else 0.0
    return lower / of, float(chdtri(2 * events + 2, tail)) / 2 / of
