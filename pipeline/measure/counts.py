"""Outcomes counted: the only arithmetic that a report shows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

import pandas as pd

from pipeline.measure.outcomes import Outcome
from pipeline.measure.overlaps import NO_OVERLAP, Overlap
from pipeline.measure.shapes import Pair, Shape


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
    return _counts(zip(outcomes["outcome"], outcomes["not_recorded"], strict=True))


def counts_by(outcomes: pd.DataFrame, column: str) -> dict[str, Counts]:
    """
    The outcomes of one standard, counted for each value of ``column``, in the order of its values; blanks left out.

    Shape: as `counts`, with ``column``.
    """
    groups: dict[Any, list[tuple[str, bool]]] = defaultdict(list)
    columns = (outcomes[name] for name in (column, "outcome", "not_recorded"))
    for value, outcome, silent in zip(*columns, strict=True):
        if not pd.isna(value):
            groups[value].append((outcome, silent))
    return {str(value): _counts(groups[value]) for value in sorted(groups)}


def _counts(records: Iterable[tuple[str, bool]]) -> Counts:
    tally, silent = Counter[str](), 0
    for outcome, not_recorded in records:
        tally[outcome] += 1
        silent += bool(not_recorded)
    return Counts(**{each.name.lower(): tally[each] for each in Outcome}, not_recorded=silent)


@dataclass(frozen=True)
class AuditCounts:
    """
    What the returns of one audit came to in one quarter, which is all that later quarters need of it.

    ``standards``: by standard and agency; ``returned``: by view, the agencies whose return counts, nil ones too.
    ``shapes``: of each standard, how its records hang together; ``context``: part and whole of each measure that is
    shown for context and is one; ``runs``: how many in a row met a standard between failures (`runs.runs_between`).
    ``overlap``: how the records that count on its standards lie in each other.
    """

    standards: Mapping[str, Mapping[str, Counts]]
    returned: Mapping[str, tuple[str, ...]]
    shapes: Mapping[str, Shape] = field(default_factory=dict)
    context: Mapping[str, Pair] = field(default_factory=dict)
    runs: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    overlap: Overlap = NO_OVERLAP


def counts_of_standards(outcomes: pd.DataFrame) -> dict[str, dict[str, Counts]]:
    """
    The outcomes of every standard, counted for each agency.

    Shape: ``outcomes`` has one row per standard and record (see `table.outcome_table`).
    """
    tally = outcomes.groupby(["standard", "agency", "outcome"], as_index=False)["not_recorded"].agg(["size", "sum"])
    counted: dict[str, dict[str, Counts]] = {}
    for standard, agency, outcome, size, silent in tally.itertuples(index=False):
        agencies = counted.setdefault(standard, {})
        some = Counts(**{Outcome(outcome).name.lower(): int(size)}, not_recorded=int(silent))
        agencies[agency] = agencies.get(agency, Counts()) + some
    return counted
