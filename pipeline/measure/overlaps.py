"""Which standards of an audit count the same records, or none in common: who may be subtracted from whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import permutations

import pandas as pd

from pipeline.measure.outcomes import Outcome

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Overlap:
    """
    How the records that count on the standards of one audit lie in each other.

    ``within``: pairs of standards of which every record of the first counts in the second too, both ways round where
    they count the same; ``apart``: pairs of which no record counts in both, the first in the order of the alphabet.
    """

    within: Pairs = ()
    apart: Pairs = ()


NO_OVERLAP = Overlap()


def overlaps(outcomes: pd.DataFrame) -> Overlap:
    """
    How the denominators lie in each other, of standards that count rows of the same form; empty ones are left out.

    Shape: ``outcomes`` as `table.outcome_table` gives them.
    """
    counted = outcomes[outcomes["outcome"].isin([Outcome.MET, Outcome.NOT_MET])]
    records: dict[str, set[tuple[str, str, int]]] = defaultdict(set)
    columns = (counted[name] for name in ("standard", "view", "sha256", "row"))
    for standard, *record in zip(*columns, strict=True):
        records[str(standard)].add(tuple(record))
    views = {name: {view for view, _, _ in theirs} for name, theirs in records.items()}
    pairs = [(one, other) for one, other in permutations(sorted(records), 2) if views[one] & views[other]]
    return Overlap(
        tuple((one, other) for one, other in pairs if records[one] <= records[other]),
        tuple((one, other) for one, other in pairs if one < other and not records[one] & records[other]),
    )
