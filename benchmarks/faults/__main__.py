"""The long campaign: every kind of fault, so many times each, and the table of what came of it."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import benchmarks.faults
from benchmarks.faults.kinds import KINDS, seeded
from benchmarks.faults.trial import Outcome, Trial, as_markdown, as_text
from benchmarks.faults.workspaces import Base


def campaign(kinds: list[str], times: int, seed: int) -> list[Trial]:
    """So many tries of each kind."""
    trials = []
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        base = Base(Path(folder))
        for kind in kinds:
            for number in range(times):
                trial = KINDS[kind](base, seeded(seed, kind, number))
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
