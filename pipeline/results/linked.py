"""Standards of which another of the same audit gives a small count away, where its counts are those of few children."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline.disclose.hiding import small
from pipeline.results.counted import CountedStandard
from pipeline.results.figures import in_denominator

Group = tuple[str, str]  # a view and an agency; "" is all agencies together
_Records = set[tuple[str, int]]  # each by its file's digest and its row


def given_away(standards: Sequence[CountedStandard], limit: int) -> frozenset[str]:
    """
    The ids of those of the ``standards`` that are told of all records of a view or of another standard but a few.

    Who knows how many children there are, and how many of them are at high or medium risk, has by subtraction the two
    who are at low risk. So where 1 to ``limit`` records lie between them, the standard of the fewer is named here.
    """
    every: dict[Group, _Records] = defaultdict(set)
    counted: dict[str, Mapping[Group, _Records]] = {}
    for each in standards:
        for group, records in _by_group(each.outcomes).items():
            every[group] |= records
        counted[each.standard.id] = _by_group(in_denominator(each.outcomes))
    known = [every, *counted.values()]
    return frozenset(
        name
        for name, groups in counted.items()
        for group, records in groups.items()
        if any(records < other.get(group, set()) and small(len(other[group] - records), limit) for other in known)
    )


def _by_group(outcomes: pd.DataFrame) -> dict[Group, _Records]:
    groups: dict[Group, _Records] = defaultdict(set)
    columns = (outcomes[name] for name in ("view", "agency", "sha256", "row"))
    for view, agency, digest, row in zip(*columns, strict=True):
        for whose in ("", str(agency)):
            groups[str(view), whose].add((str(digest), int(row)))
    return groups
