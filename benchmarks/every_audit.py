"""
A quarter in which every audit of the library is due, against the same quarter of a partnership that does three.

    python -m benchmarks.every_audit [--pairs 3]

Goal: at most 2.5 times the CPU time. How many returns and pages each has is printed beside it, with the time for each
of them, since five times the returns cannot be had for nothing. Earlier quarters have been read and counted before, as
they have when a quarter is run in its turn; what all quarters take from nothing is printed too. Two demonstrations are
made first, which takes some minutes.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.few_audits import few_audits
from benchmarks.process import cost, python, ratio

QUARTER, BEFORE = "2019-20-Q4", "2019-20-Q3"  # what is done twice a year, or yearly, is due in the first of them


@dataclass
class Demonstration:
    """A demonstration's folder, and the CPU seconds of its rounds: from nothing to the quarter before; the quarter."""

    root: Path
    before: list[float] = field(default_factory=list)
    quarter: list[float] = field(default_factory=list)

    @property
    def all(self) -> list[float]:
        """What every quarter takes, from nothing to the pages of the last."""
        return [sum(each) for each in zip(self.before, self.quarter, strict=True)]

    def returns(self, quarter: str = "*") -> int:
        """How many returns there are of a quarter."""
        return sum(each.is_file() for each in (self.root / "data" / "raw").glob(f"{quarter}/*/*"))

    def pages(self) -> int:
        """How many pages the quarter has."""
        return len(list((self.root / "reports" / QUARTER / "subgroup").glob("*.html")))

    def measure(self) -> None:
        """One round, from nothing but the returns."""
        for place in (self.root / "data" / "processed", self.root / "reports"):
            shutil.rmtree(place)
        self.before.append(cost(python("pipeline", "--root", self.root, "run", BEFORE, "--figures-only")).cpu)
        self.quarter.append(cost(python("pipeline", "--root", self.root, "run", QUARTER)).cpu)


def demonstrated(root: Path) -> Demonstration:
    """A demonstration at ``root``, of the partnership whose files lie there already, or else of the usual one."""
    cost(python("pipeline", "demo", "--into", root, "--quarter", QUARTER))
    return Demonstration(root)


def main() -> None:
    """Measure the two in turn, and print the ratios."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--pairs", type=int, default=3)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        few_audits(Path(scratch) / "three")
        every, three = (demonstrated(Path(scratch) / name) for name in ("every", "three"))
        for _ in range(given.pairs):
            for each in (every, three):
                each.measure()
        one = ratio(every.quarter, three.quarter)
        more, pages = every.returns(QUARTER) / three.returns(QUARTER), every.pages() / three.pages()
        print(
            f"the quarter with every audit: {one:.2f} x that with three (goal 2.5), {median(every.quarter):.1f} CPU-s\n"
            f"  for each return {one / more:.2f} x ({every.returns(QUARTER)} returns to {three.returns(QUARTER)}), "
            f"for each page {one / pages:.2f} x ({every.pages()} pages to {three.pages()})"
        )
        whole, returns = ratio(every.all, three.all), every.returns() / three.returns()
        print(
            f"every quarter from nothing: {whole:.2f} x, {median(every.all):.1f} CPU-s; "
            f"for each return {whole / returns:.2f} x ({every.returns()} returns to {three.returns()})"
        )


if __name__ == "__main__":
    main()
