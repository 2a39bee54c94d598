"""
What a standard is rated against in a quarter: the partnership's row of targets that is in force then, or its own.

Nothing else may read a standard's ``target`` and ``amber``, or a page and a rating could disagree.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
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


def wrong_targets(rows: Iterable[Target], standards: Mapping[str, Collection[Standard]]) -> Iterator[tuple[int, str]]:
    """
    What is wrong with ``rows`` beside the standards that they name, as the row and a sentence; unknown ones pass.

    Shape: ``standards`` has each standard by its id, in every form that it has had.
    """
    for row in rows:
        forms = standards.get(row.standard, ())
        for problem in _problems(row, next(iter(forms))) if forms else ():
            yield row.row, problem
        if forms and not any(_meets(row, each) for each in forms):
            yield row.row, _never(row, forms)


def _problems(row: Target, standard: Standard) -> Iterator[str]:
    if not standard.rated:
        yield f"standard {row.standard} is shown for context and not rated, so no target can be set. Leave the row out."
        return
    lines = {"target": row.target, "amber": row.amber}
    for name, line in lines.items():
        if not 0 <= line <= 1:
            yield f"{name} {line:.4g} must be from 0 to 1, or from 0% to 100%."
        elif abs(line * 100 - round(line * 100)) > 1e-6:
            yield f"{name} {line:.4g} must be a whole per cent, since that is what pages print."
    low_is_good = standard.polarity is Polarity.LOW_GOOD
    if row.amber < row.target if low_is_good else row.amber > row.target:
        way = "lower is better, so amber is the higher" if low_is_good else "higher is better, so amber is the lower"
        yield (
            f"amber {row.amber:.2f} must be easier to reach than target {row.target:.2f}: in {row.standard} {way} of "
            "the two. Have they changed places?"
        )


def _meets(row: Target, standard: Standard) -> bool:
    begins_in_time = row.since is None or standard.until is None or row.since <= standard.until
    ends_in_time = row.until is None or standard.since is None or row.until >= standard.since
    return begins_in_time and ends_in_time


def _never(row: Target, forms: Collection[Standard]) -> str:
    ends = [each.until for each in forms]
    known = [each for each in ends if each is not None]
    if len(known) == len(ends) and row.since is not None and row.since > max(known):
        return (
            f"from {row.since} is after the last quarter of standard {row.standard}, {max(known)}. Leave the row out."
        )
    begun = min(each.since for each in forms if each.since is not None)
    return f"to {row.until} is before the first quarter of standard {row.standard}, {begun}. Leave the row out."
