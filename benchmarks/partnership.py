"""
A partnership's folder read and checked, against pandas reading the same tables as plain text.

    python -m benchmarks.partnership [--times 20]

Goals: at most 50 ms for reading and checking, definitions included, and no more time than pandas takes for the tables
alone. Each is the median of many times in one process, where everything has been imported.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from pipeline.audits.checked import problems
from pipeline.partnership.here import SHIPPED, shipped_names
from pipeline.partnership.load import load


def milliseconds(work: Callable[[], object], times: int) -> float:
    """The median time that ``work`` takes. Units: milliseconds."""
    lasted = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        lasted.append(1000 * (time.perf_counter() - begun))
    return statistics.median(lasted)


def by_pandas(folder: Path) -> list[pd.DataFrame]:
    """Every table of the folder, unchecked."""
    return [pd.read_csv(each, dtype=str) for each in sorted(folder.glob("*.csv"))]


def main() -> None:
    """Time each partnership that comes with the package."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--times", type=int, default=20)
    times = words.parse_args().times
    for name in shipped_names():
        folder = SHIPPED / name
        by_pandas(folder), load(folder, problems)  # whatever is imported once is imported now
        tables = milliseconds(lambda folder=folder: by_pandas(folder), times)
        read = milliseconds(lambda folder=folder: load(folder), times)
        checked = milliseconds(lambda folder=folder: load(folder, problems), times)
        print(
            f"{name}: read {read:.1f} ms ({read / tables:.2f} of pandas' {tables:.1f} ms for the tables), "
            f"read and checked {checked:.1f} ms (at most 50)"
        )


if __name__ == "__main__":
    main()
