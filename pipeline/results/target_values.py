"""The values of targets that the partnership set, and of the verdicts by each."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.results.figure_values import Verdict


@dataclass(frozen=True)
class Rerated:
    """What one quarter's figure is by a target that was set, and what it would be by the target before."""

    quarter: str
    before: Verdict
    by_this: Verdict


@dataclass(frozen=True)
class TargetSet:
    """
    A target that the partnership set for some or all of the quarters shown, from ``since`` to ``until`` (empty: open).

    The target before is the definition's own where ``since`` is empty. ``begun``: after the first quarter shown;
    ``in_force``: in the quarter reported on.
    ``ratings``: of the quarters in which it holds, oldest first, and only of figures that are shown and rated.
    """

    target: float
    amber: float
    since: str
    until: str
    begun: bool
    in_force: bool
    decided_by: str
    minute: str
    why: str
    target_before: float
    amber_before: float
    ratings: tuple[Rerated, ...]
