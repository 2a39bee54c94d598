"""The long campaign: every kind of fault, so many times each, and the table of what came of it."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import benchmarks.faults
from benchmarks.faults import company, damaged, disks, stopped, surroundings
from benchmarks.faults.trial import Outcome, Trial, as_markdown, as_text
from benchmarks.faults.workspaces import Base

KINDS: dict[str, Callable[[Base, Random], Trial]] = {
    **{f"kill {name}": stopped.killed(name) for name in stopped.COMMANDS},
    **{f"stop {name}": stopped.interrupted(name) for name in ("run", "commentary", "verify")},
    **({"full": disks.full_disk, "read-only": disks.read_only} if disks.can_mount() else {}),
    "full, injected": disks.injected,
    "at once": company.at_once,
    **{f"damage {what}": damaged.damaged(what) for what in damaged.KEPT},
    "damage folder": damaged.gone,
    "clock": surroundings.clock,
    "environment": surroundings.environment,
    "path": surroundings.place,
}


def campaign(kinds: list[str], times: int, seed: int) -> list[Trial]:
    """So many tries of each kind; each try draws from a seed of its own, so that it can be repeated alone."""
    trials = []
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        base = Base(Path(folder))
        for kind in kinds:
            for number in range(times):
                trial = KINDS[kind](base, Random(f"{seed} {kind} {number}"))
                print(f"{seed}/{number} {trial}", file=sys.stderr, flush=True)
                trials.append(trial)
    return trials


def main() -> int:
    """Try, print the table, and say by the exit status whether anything was wrong."""
    asked = argparse.ArgumentParser(
        description=benchmarks.faults.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--times", type=int, default=10, help="tries of each kind (default: 10)")
    asked.add_argument("--kind", action="append", choices=KINDS, help="this kind alone; may be given several times")
    asked.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    given = asked.parse_args()
    trials = campaign(given.kind or list(KINDS), given.times, given.seed)
    print((as_markdown if given.markdown else as_text)(trials))
    return int(any(each.outcome is Outcome.WRONG for each in trials))


if __name__ == "__main__":
    sys.exit(main())
