"""
What a standard is rated against in a quarter: the partnership's row of targets that is in force then, or its own.

Nothing else may read a standard's ``target`` and ``amber``, or a page and a rating could disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.calendar.quarter import Quarter
from pipeline.definition.standards import Polarity, Standard
from pipeline.partnership.here import here
from pipeline.partnership.model import Target


@dataclass(frozen=True)
class Aim:
    """What a figure is rated against; where not ``rated``, nothing. Units: both lines are proportions (0 to 1)."""

    target: float
    amber: float
    low_is_good: bool = False
    rated: bool = True


def own_target(standard: Standard) -> Aim:
    """What the definition itself gives."""
    if standard.target is None or standard.amber is None:  # set when the standard was built
        raise ValueError(f"standard {standard.id} has no target")
    return Aim(standard.target, standard.amber, standard.polarity is Polarity.LOW_GOOD, standard.rated)


def target_by(standard: Standard, row: Target | None) -> Aim:
    """What ``row`` sets; the definition's own where there is none, or where the standard is not rated."""
    own = own_target(standard)
    return own if row is None or not own.rated else Aim(row.target, row.amber, own.low_is_good)


def target_of(standard: Standard, quarter: Quarter) -> Aim:
    """What a figure of ``quarter`` is rated against."""
    return target_by(standard, here().target(standard.id, quarter))


def rows_within(standard: Standard, first: Quarter, last: Quarter) -> tuple[Target, ...]:
    """The rows that set its target in any quarter from ``first`` to ``last``, in the order of time."""
    rows = [
        row
        for row in here().targets
        if row.standard == standard.id
        and standard.rated
        and (row.since is None or row.since <= last)
        and (row.until is None or row.until >= first)
    ]
    return tuple(sorted(rows, key=lambda row: (row.since is not None, row.since)))


def wrong_targets(rows: Iterable[Target], standards: Mapping[str, Standard]) -> Iterator[tuple[int, str, str]]:
    """
    What is wrong with ``rows`` beside the standards that they name: the row, the column, and what is to be said of it.

    Shape: ``standards`` has each by its id; a row that names none of them passes, since names are looked up elsewhere.
    """
    for row in rows:
        standard = standards.get(row.standard)
        for column, text in _problems(row, standard) if standard else ():
            yield row.row, column, text


def _problems(row: Target, standard: Standard) -> Iterator[tuple[str, str]]:
    if not standard.rated:
        yield "standard", f"{row.standard} is shown for context and not rated, so it has no target. Take the row out."
        return
    for column, line in (("target", row.target), ("amber", row.amber)):
        if not 0 <= line <= 1:
            yield column, f"{line:.4g} is to be from 0 to 1, or from 0% to 100%."
        elif abs(line * 100 - round(line * 100)) > 1e-6:
            yield column, f"{line:.4g} is to be a whole per cent, since that is what pages print."
    low_is_good = standard.polarity is Polarity.LOW_GOOD
    if row.amber < row.target if low_is_good else row.amber > row.target:
        way = "lower is better, so amber is the higher" if low_is_good else "higher is better, so amber is the lower"
        harder = f"{row.amber:.2f} must be easier to reach than target {row.target:.2f}"
        yield "amber", f"{harder}: in {row.standard} {way} of the two. Have they changed places?"
    yield from _never(row, standard)


def _never(row: Target, standard: Standard) -> Iterator[tuple[str, str]]:
    """Where the row holds in no quarter of its standard."""
    if row.since is not None and standard.until is not None and row.since > standard.until:
        yield "from", f"{row.since} is after the last quarter of {row.standard}, {standard.until}. Take the row out."
    if row.until is not None and standard.since is not None and row.until < standard.since:
        yield "to", f"{row.until} is before the first quarter of {row.standard}, {standard.since}. Take the row out."
