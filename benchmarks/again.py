"""
A quarter run again: what did not change costs nothing, however long the history is.

    python -m benchmarks.again [--pairs 3] [--quarters 40]

Goals: with nothing changed, at most 0.12 times the CPU time of the first run's pages and under 2 seconds of it,
whatever the number of quarters; the figures after one changed return at most 1.3 times those of 8 quarters; at most
260 MB at the peak. Both histories are made up afresh, which takes some minutes.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from statistics import median

import openpyxl

from benchmarks.process import Cost, cost, python, ratio
from pipeline.template.layout import HEADER_ROW, RECORDS_SHEET

QUARTER, FEW = "2019-20-Q2", 8
CHANGED = f"{QUARTER}/hc"  # the folder whose first return is changed


@dataclass
class History:
    """A workspace with so many quarters, what its runs cost, and the pages that a changed return had made anew."""

    root: Path
    first: Cost
    pages: list[Cost] = field(default_factory=list)
    again: list[Cost] = field(default_factory=list)
    figures: list[Cost] = field(default_factory=list)
    changed: list[Cost] = field(default_factory=list)
    anew: set[str] = field(default_factory=set)


def made_up(quarters: int, root: Path) -> History:
    """A demonstration of so many quarters, and what reading and counting all of it cost."""
    cost(python("pipeline", "demo", "--into", root, "--quarters", quarters))
    for place in ("data/processed", "reports"):
        (root / place).rename(root / f"{place.replace('/', '-')}-of-the-demonstration")
    return History(root, cost(run(root)))


def run(root: Path, *more: str) -> list[str]:
    """The command that runs the newest quarter."""
    return python("pipeline", "--root", root, "run", QUARTER, *more)


@contextmanager
def one_return_changed(root: Path) -> Iterator[None]:
    """One return of the newest quarter without its last record, meanwhile."""
    path = min((root / "data" / "raw" / CHANGED).glob("*.xlsx"))
    before = path.read_bytes()
    path.write_bytes(_without_its_last_record(before))
    try:
        yield
    finally:
        path.write_bytes(before)


def _without_its_last_record(data: bytes) -> bytes:
    book = openpyxl.load_workbook(BytesIO(data))
    sheet = book[RECORDS_SHEET]
    last = max(row for row in range(HEADER_ROW + 1, sheet.max_row + 1) if sheet.cell(row, 2).value is not None)
    for column in range(1, sheet.max_column + 1):
        sheet.cell(last, column).value = None
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def measure(history: History) -> None:
    """One round of runs: every page, nothing changed, one return changed."""
    root = history.root
    history.pages.append(cost(run(root, "--again")))
    history.again.append(cost(run(root)))
    with one_return_changed(root):
        history.figures.append(cost(run(root, "--figures-only")))
        before = _written(root)
        history.changed.append(cost(run(root)))
        history.anew = {name for name, when in _written(root).items() if before.get(name) != when}
    cost(run(root))


def _written(root: Path) -> dict[str, int]:
    return {each.name: each.stat().st_mtime_ns for each in (root / "reports" / QUARTER / "subgroup").glob("*.html")}


def main() -> None:
    """Measure short and long histories in turn, and print the ratios."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--pairs", type=int, default=3)
    asked.add_argument("--quarters", type=int, default=40)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        few, many = (made_up(each, Path(scratch) / str(each)) for each in (FEW, given.quarters))
        for _ in range(given.pairs):
            for each in (few, many):
                measure(each)
    for quarters, each in ((FEW, few), (given.quarters, many)):
        again = [one.cpu for one in each.again]
        share = ratio(again, [one.cpu for one in each.pages])
        print(
            f"{quarters} quarters, nothing changed: {share:.2f} x all pages (goal 0.12), {median(again):.2f} CPU-s (2)"
        )
        names = ", ".join(sorted(each.anew))
        print(f"{quarters} quarters, one return changed: {len(each.anew)} pages made anew: {names}")
        peak = max(one.peak for one in (each.first, *each.pages, *each.changed))
        print(f"{quarters} quarters, at the peak: {peak:.0f} MB (goal 260)")
    longer = ratio([one.cpu for one in many.figures], [one.cpu for one in few.figures])
    print(f"figures after one changed return: {given.quarters} quarters {longer:.2f} x {FEW} (goal 1.3)")


if __name__ == "__main__":
    main()
