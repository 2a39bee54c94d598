"""
What can be worked out of small counts from all that was ever released, and what a reader still learns.

    python -m benchmarks.disclosure [--partnerships 200] [--seed 1]

Audits of partnerships are drawn at random (see `drawn_audits`), with late returns and mended records, and released
quarter after quarter in the board's and the public's edition (see `releasing`). Then a reader of all of it, and each
agency that knows its own rows too, works out what he can by integer programming (`pipeline.disclose.proof`). The same
audits are released as other rules of hiding would. Last the seconds are printed beside the number of cells. The exit
status is 1 where a count can be recovered that this product protects, or its seconds grow faster than the square.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import process_time

import numpy as np

from benchmarks.drawn_audits import HEADLINE, DrawnAudit, drawn_audit
from benchmarks.releasing import METHODS, Method, Released, ours
from pipeline.disclose.editions import BOARD, PUBLIC
from pipeline.disclose.facts import ALL
from pipeline.disclose.proof.attack import given_away, protected
from pipeline.disclose.proof.printed import Release

AGENCIES = (2, 7)  # of a partnership, at least and at most
SIZES = (4, 8, 16, 32)  # agencies of one, for the timing
STEEPEST = 2.0  # the power of the number of cells that seconds may grow with


@dataclass
class Measured:
    """What was measured of one way of hiding, over partnerships."""

    protected: int = 0
    recovered: int = 0
    pinned: int = 0
    lines: int = 0
    saying: int = 0
    headlines: int = 0
    saying_headlines: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        says = self.saying / max(self.lines, 1), self.saying_headlines / max(self.headlines, 1)
        return (
            f"{self.protected:>8} protected {self.recovered:>7} recovered ({self.pinned} exactly) "
            f"{says[0]:>6.1%} of lines and {says[1]:.1%} of headline lines say something, {self.seconds:.1f} s"
        )


def partnerships(seed: int, count: int) -> Iterator[DrawnAudit]:
    """So many audits of partnerships of all sizes."""
    random = np.random.default_rng(seed)
    for _ in range(count):
        yield drawn_audit(random, int(random.integers(AGENCIES[0], AGENCIES[1] + 1)))


def attacked(released: Sequence[Released], measured: Measured) -> None:
    """Add what can be worked out after the last report: by readers of both editions, and of the public's alone."""
    for limit, read in ((BOARD.hide, (BOARD, PUBLIC)), (PUBLIC.hide, (PUBLIC,))):
        held = [Release(each.facts, each.cells) for each in released if each.edition in read]
        insiders = BOARD in read
        away = given_away(held, limit, insiders=insiders, named=False)
        measured.protected += protected(held, limit, insiders=insiders)
        measured.recovered += len(away)
        measured.pinned += sum(each.pinned for each in away)


def measure(method: Method, audits: Sequence[DrawnAudit]) -> Measured:
    """Release every audit by a method, attack what was released, and count what it says."""
    measured = Measured()
    for audit in audits:
        started = process_time()
        released = method(audit)
        measured.seconds += process_time() - started
        attacked(released, measured)
        for fact in (fact for each in released for fact in each.facts):
            measured.lines += 1
            measured.saying += fact.says
            if fact.line.standard == HEADLINE and fact.line.agency == ALL:
                measured.headlines += 1
                measured.saying_headlines += fact.says
    return measured


def seconds_by_cells(seed: int) -> list[tuple[int, float, float]]:
    """Of larger and larger audits: the cells, and the seconds to protect and to attack them."""
    random, timed = np.random.default_rng(seed), []
    for size in SIZES:
        audit = drawn_audit(random, size)
        started = process_time()
        released = ours(audit)
        protecting = process_time() - started
        attacked(released, Measured())
        timed.append((len(released[-1].cells.counts), protecting, process_time() - started - protecting))
    return timed


def growth(timed: Sequence[tuple[int, float]]) -> float:
    """The power of the number of cells that seconds grow with: the slope of their logarithms."""
    cells, seconds = (np.log([max(each[part], 1e-3) for each in timed]) for part in (0, 1))
    return float(np.polyfit(cells, seconds, 1)[0])


def main() -> int:
    """All of it, with a seed; 1 where a goal is missed."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--partnerships", type=int, default=200)
    asked.add_argument("--seed", type=int, default=1)
    wanted = asked.parse_args()
    audits = list(partnerships(wanted.seed, wanted.partnerships))
    print(f"{len(audits)} partnerships, 4 quarters, the board's and the public's edition of each")
    missed = 0
    for name, method in METHODS.items():
        measured = measure(method, audits)
        missed += method is ours and measured.recovered > 0
        print(f"  {name:<24}{measured}", flush=True)
    timed = seconds_by_cells(wanted.seed)
    for cells, protecting, attacking in timed:
        print(f"  {cells:>6} cells: {protecting:6.2f} s to protect, {attacking:6.2f} s to attack", flush=True)
    for part, what in ((1, "protecting"), (2, "attacking")):
        power = growth([(each[0], each[part]) for each in timed])
        missed += power > STEEPEST
        print(f"  {what} grows with the power {power:.2f} of the cells")
    print(f"\n{missed} goals missed" if missed else "\nevery goal is met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
