"""A figure for the whole from samples of its parts, each part weighing what it is of the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from pipeline.statistics.checks import count_within
from pipeline.statistics.intervals import wilson

_ROUNDING = 1e-12  # a smaller error comes from adding fractions up: there is no variation


@dataclass(frozen=True)
class Part:
    """
    One part of a list: how many cases it has, and of each that was examined the records that met and that count.

    Where several cases are taken as one (those of a family), so are those ``listed``, on average.
    """

    listed: float
    cases: Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Weighted:
    """
    Proportions (0 to 1) of the records of a whole list.

    ``se``, the standard error, and the ends of the interval are None where a part has a single case of several, which
    cannot say how it varies. ``cases``: how many independent ones the interval is on; None where it has no width, or is
    not known.
    """

    value: float
    se: float | None
    lower: float | None
    upper: float | None
    cases: float | None = None


def weighted(parts: Sequence[Part]) -> Weighted:
    """
    The share of all records of a list that meet a standard, from cases drawn at random within its parts.

    A case may have no record that counts (the standard does not apply to it) or several (brothers and sisters in one
    contact). Each case stands for as many as its part has for each examined. The interval is Wilson's on as many
    records as would give the same error, but never on more than were examined: a part in which all met it adds no
    error, however few of it were examined. Where the records do not vary, it is on the cases.
    Raises: ValueError -- for no parts, a part with none examined or more than listed, more met than count in a case,
            or no record that counts.
    Source: the combined ratio estimator, Cochran 1977, Sampling Techniques, 6.11; R survey (svyratio).
    """
    if not parts or not all(part.cases for part in parts):
        raise ValueError("parts: needs at least one, and a case examined in each")
    for part in parts:
        count_within(len(part.cases), part.listed, "cases", "listed")
        if any(not 0 <= met <= counted for met, counted in part.cases):
            raise ValueError("cases: needs 0 <= met <= records in each")
    total_met = sum(part.listed / len(part.cases) * sum(case[0] for case in part.cases) for part in parts)
    total = sum(part.listed / len(part.cases) * sum(case[1] for case in part.cases) for part in parts)
    if not total:
        raise ValueError("cases: none has a record that counts")
    value = total_met / total
    examined, whole = sum(len(part.cases) for part in parts), sum(part.listed for part in parts)
    if examined == whole:
        return Weighted(value, 0.0, value, value)
    errors = [_part_error(part, value) for part in parts]
    known = [each for each in errors if each is not None]
    se = sqrt(sum(known)) / total if len(known) == len(errors) else None
    if se is not None and se < _ROUNDING:
        se = 0.0
    records = sum(case[1] if se else min(case[1], 1) for part in parts for case in part.cases)
    cases = _effective(value, se, records / (1 - examined / whole))
    if cases is None:
        return Weighted(value, se, None, None)
    return Weighted(value, se, *wilson(value * cases, cases), cases)


def _part_error(part: Part, value: float) -> float | None:
    """The variance of a part's total of (met - ``value``); None where a single case of several cannot say it."""
    seen = len(part.cases)
    left = 1 - seen / part.listed
    if not left:
        return 0.0
    if seen == 1:
        return None
    above = [met - value * counted for met, counted in part.cases]
    mean = sum(above) / seen
    return part.listed**2 * left * sum((each - mean) ** 2 for each in above) / (seen - 1) / seen


def _effective(value: float, se: float | None, plain: float) -> float | None:
    """As many cases as would give the same error, but never more than ``plain``."""
    if se is None:
        return None
    return min(plain, value * (1 - value) / se**2) if se else plain
