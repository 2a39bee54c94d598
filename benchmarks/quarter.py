"""
The demonstration quarter, from its returns to its pages, against the same pages by papermill and nbconvert in turn.

    python -m benchmarks.quarter [--pairs 3] [--demo demo]

Goals: from returns to pages at most 0.2 times the wall time; and with the returns read and the pages gone, the pages
anew in at most 0.15 times, without a return read again. Earlier quarters' returns have been read before, as they have
when a quarter is run in its turn.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.by_hand import executed, pages
from benchmarks.process import Cost, cost, python, ratio

QUARTER, BEFORE = "2019-20-Q2", "2019-20-Q1"


def by_hand(root: Path, into: Path) -> float:
    """Every page by papermill and nbconvert, one after the other. Units: seconds of wall time."""
    total = 0.0
    for page in pages(root, QUARTER):
        total += executed(root, QUARTER, page, into).wall
        total += cost(python("nbconvert", "--to", "html", "--no-input", into / page[0].name)).wall
    return total


def run(root: Path) -> Cost:
    """The quarter by our own command."""
    return cost(python("pipeline", "--root", root, "run", QUARTER))


def main() -> None:
    """Measure the two in turn, and print the ratio."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--pairs", type=int, default=3)
    asked.add_argument("--demo", type=Path, default=Path("demo"), help="a demonstration made before")
    given = asked.parse_args()
    ours, theirs, again = [], [], []
    for _ in range(given.pairs):
        with tempfile.TemporaryDirectory() as scratch:
            root = Path(scratch) / "demo"
            (root / "data").mkdir(parents=True)
            shutil.copytree(given.demo / "data" / "raw", root / "data" / "raw")
            shutil.copy(given.demo / "data" / "SYNTHETIC", root / "data")
            cost(python("pipeline", "--root", root, "run", BEFORE, "--figures-only"))
            ours.append(run(root).wall)
            shutil.rmtree(root / "reports" / QUARTER)
            again.append(run(root).wall)
            theirs.append(by_hand(root, Path(scratch)))
            read = subprocess.run(
                python("pipeline", "--root", root, "run", QUARTER, "--figures-only"),
                capture_output=True,
                text=True,
                check=False,
            )
            if "0 read now" not in read.stdout:
                sys.exit(f"a return was read again: {read.stdout}")
    print(f"the quarter, returns to pages: {ratio(ours, theirs):.2f} x papermill + nbconvert in turn (goal 0.2)")
    print(f"the pages anew, with no return read again: {ratio(again, theirs):.2f} x (goal 0.15)")


if __name__ == "__main__":
    main()
