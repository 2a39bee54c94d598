"""
How often a line on an action says better or worse where nothing has changed, and how often where something has.

    python -m benchmarks.effects [--reports 400] [--seed 1]

Reports of 45 standards are simulated whose practice never changes, in each way in which records may vary all the same
(see `processes`), and what came of an action is looked for in each by the code that makes a report's own: four quarters
before, two to four after. Then once more in those standards alone that looked worst before, since that is where actions
are agreed; and in standards that do change. The exit status is 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from math import sqrt

import numpy as np
from numpy.random import Generator

from benchmarks.processes import PROCESSES, Drawn, Process, independent
from benchmarks.reports import LAST, Own, comparisons_of, quarters_of, shapes_of
from benchmarks.tally import Goal, Tally
from pipeline.calendar.quarter import QUARTERS_OF_A_YEAR
from pipeline.results.change_values import Moved
from pipeline.results.changes import plan
from pipeline.results.claims import by_itself
from pipeline.results.followed.effects import CHANCE, ENOUGH
from pipeline.statistics.dispersion import common

STANDARDS, QUARTERS = 45, 12  # of a report, and of each of its standards
SHARES, RECORDS = (0.05, 0.98), (5, 80)  # met in the long run, and records a quarter
WORST = 5  # standards of a report that looked worst in the quarters before, on which actions are agreed
CHANGES = ((0.9, 0.8), (0.6, 0.9), (0.5, 0.8), (0.4, 0.9))
SIZES = (10, 20, 40)  # records a quarter

FALSELY, FALSELY_AFTER_BAD = 0.003, 0.015  # the most lines that may say so falsely, of those that are compared


def unchanging(random: Generator, process: Process, reports: int) -> tuple[Tally, Tally]:
    """How often a line says better or worse where nothing has changed: of all standards, and of those worst before."""
    every, worst = Tally(), Tally()
    for _ in range(reports):
        after = int(random.integers(ENOUGH, QUARTERS_OF_A_YEAR + 1))
        drawn = [_unchanging(random, process) for _ in range(STANDARDS)]
        claimed = _claimed(drawn, after)
        order = sorted(range(STANDARDS), key=lambda place: _shortfall(drawn[place], after))
        every.add(each.claimed for each in claimed if each is not None)
        worst.add(claimed[place] is Moved.RISEN for place in order[:WORST] if claimed[place] is not None)
    return every, worst


def changing(random: Generator, change: tuple[float, float], records: int, after: int, reports: int) -> Tally:
    """How often a line says that a standard has risen, or fallen, as it has; every other one of the report is still."""
    told = Tally()
    for _ in range(reports):
        still = [_unchanging(random, independent) for _ in range(STANDARDS - WORST)]
        shares = [change[0]] * (QUARTERS - after) + [change[1]] * after
        moved = [independent(random, shares, records) for _ in range(WORST)]
        right = Moved.RISEN if change[1] > change[0] else Moved.FALLEN
        told.add(each is right for each in _claimed([*still, *moved], after)[-WORST:])
    return told


def _unchanging(random: Generator, process: Process) -> list[Drawn]:
    share, records = float(random.uniform(*SHARES)), float(random.integers(RECORDS[0], RECORDS[1] + 1))
    return process(random, [share] * QUARTERS, records)


def _claimed(drawn: Sequence[Own], after: int) -> list[Moved | None]:
    """What is said of each standard of a report; None where nothing is compared."""
    compared = [comparisons_of(own) for own in drawn]
    alike = common([each.own for each in compared])
    told = []
    for own, of in zip(drawn, compared, strict=True):
        quarters, first = LAST.last(QUARTERS), QUARTERS - after
        recent, earlier = tuple(quarters[first:]), tuple(quarters[first - QUARTERS_OF_A_YEAR : first])
        settled = by_itself(plan(quarters_of(own), recent, earlier, shapes_of(own)), of, alike, CHANCE)
        told.append(None if settled is None else settled.moved)
    return told


def _shortfall(own: Own, after: int) -> float:
    """How far the quarters before lie above what is reached in the long run, in standard errors."""
    before = own[-after - QUARTERS_OF_A_YEAR : -after]
    met, of = (sum(part) for part in zip(*((each.whole.met, each.whole.applicable) for each in before), strict=True))
    usual = before[-1].practice
    return (met - of * usual) / sqrt(max(of, 1) * usual * (1 - usual))


def goals(random: Generator, process: Process, reports: int) -> Iterator[Goal]:
    """What is measured of one process in which nothing changes, beside its goals."""
    every, worst = unchanging(random, process, reports)
    yield Goal("lines that say better or worse", every, most=FALSELY)
    yield Goal(f"of the {WORST} of {STANDARDS} that looked worst before: better", worst, most=FALSELY_AFTER_BAD)


def main() -> int:
    """All of it, with a seed; 1 where a goal is missed."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--reports", type=int, default=400, help="for each way in which records vary")
    asked.add_argument("--seed", type=int, default=1)
    wanted = asked.parse_args()
    missed = 0
    for goal in _proof(wanted.reports, wanted.seed):
        missed += goal.missed
        print(f"  {goal}", flush=True)
    print(f"\n{missed} goals missed" if missed else "\nevery goal is met")
    return 1 if missed else 0


def _proof(reports: int, seed: int) -> Iterator[Goal]:
    for name, process in PROCESSES.items():
        print(f"\n{name}, nothing changed, {reports} reports of {STANDARDS} standards", flush=True)
        yield from goals(np.random.default_rng(seed), process, reports)
    fewer = max(5, reports // 8)
    for after in (ENOUGH, QUARTERS_OF_A_YEAR):
        for records in SIZES:
            print(f"\npower, {records} records a quarter, {after} quarters after", flush=True)
            for change in CHANGES:
                told = changing(np.random.default_rng(seed), change, records, after, fewer)
                yield Goal(f"{change[0]:.0%} to {change[1]:.0%}: said", told)


if __name__ == "__main__":
    sys.exit(main())
