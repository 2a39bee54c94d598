"""Outcomes counted: the only arithmetic that a report shows."""

from __future__ import annotations

from dataclasses import dataclass, fields

import pandas as pd

from pipeline.measure.outcomes import Outcome


@dataclass(frozen=True)
class Counts:
    """How many records had each outcome on one standard. ``not_recorded`` are among ``not_met``."""

    met: int = 0
    not_met: int = 0
    not_recorded: int = 0
    not_applicable: int = 0
    not_known: int = 0
    pending: int = 0
    missing: int = 0

    @property
    def applicable(self) -> int:
        """The denominator."""
        return self.met + self.not_met

    @property
    def records(self) -> int:
        """Every record looked at."""
        return self.applicable + self.not_applicable + self.not_known + self.pending + self.missing

    @property
    def value(self) -> float | None:
        """The proportion met; None where nothing applied."""
        return self.met / self.applicable if self.applicable else None

    def __add__(self, other: Counts) -> Counts:
        return Counts(**{each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(self)})


def counts(outcomes: pd.DataFrame) -> Counts:
    """
    The outcomes of one standard, counted.

    Shape: ``outcomes`` has one row per record: outcome, not_recorded (see `outcomes.outcomes`).
    """
    tally = outcomes["outcome"].value_counts()
    return Counts(
        **{each.name.lower(): int(tally.get(str(each), 0)) for each in Outcome},
        not_recorded=int(outcomes["not_recorded"].sum()),
    )


def counts_by(outcomes: pd.DataFrame, column: str) -> dict[str, Counts]:
    """
    The outcomes of one standard, counted for each value of ``column``, in the order of its values; blanks left out.

    Shape: as `counts`, with ``column``.
    """
    return {str(value): counts(group) for value, group in outcomes.groupby(column, sort=True, dropna=True)}
