"""Every kind of fault by its name, and where a try of it draws its instant and its place from."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.faults import company, damaged, disks, stopped, surroundings
from benchmarks.faults.trial import Trial
from benchmarks.faults.workspaces import Base

KINDS: dict[str, Callable[[Base, Random], Trial]] = {
    **{f"kill {name}": stopped.killed(name) for name in stopped.COMMANDS},
    **{f"stop {name}": stopped.interrupted(name) for name in ("run", "commentary", "verify")},
    "full": disks.full_disk,
    "read-only": disks.read_only,
    "read-only, decide": disks.decided_read_only,
    "full, injected": disks.injected,
    "at once": company.at_once,
    **{f"damage {what}": damaged.damaged(what) for what in damaged.KEPT},
    "damage folder": damaged.gone,
    "times": surroundings.times,
    **({"clock": surroundings.moved_clock} if surroundings.FAKETIME else {}),
    "environment": surroundings.environment,
    "path": surroundings.place,
}


def seeded(seed: int, kind: str, number: int) -> Random:
    """What one try draws from: a seed of its own, so that it can be repeated alone."""
    return Random(f"{seed} {kind} {number}")
