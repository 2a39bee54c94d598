"""
A region's quarter, from all its returns to its pages: how its cost grows with its areas, its workers and other engines.

    python -m benchmarks.region [--areas 1,10,50,150] [--quarters 8] [--made 10] [--pairs 3] [--workers 2]
    python -m benchmarks.region --small

Goals: the CPU time for each return, and the memory of the largest process and of the one that asks, at most 1.1 times
that of the same areas, each alone in a region of its own; nothing changed, at most 0.03 times the CPU time of the first
run; two workers at least 1.7 times as fast as one; the workers of a Dask scheduler on this computer at most 1.25 times
the wall time of as many processes. Without a goal: the same returns read by pandas with openpyxl, and the same
notebooks run by papermill, one after another, on a sample of areas and of notebooks.

``--made`` of the areas are made up; the others are copies of these under names of their own, so that the areas of a
large region are those of a small one. ``--small`` is a size for a minute or two, with
few areas, one audit, one quarter and no pages: it shows that all of it works, and its ratios mean nothing.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from statistics import median

from benchmarks.areas import Areas, Told, made, region_of
from benchmarks.by_hand import NOTEBOOKS, executed, pages, read, returns
from benchmarks.cluster import cluster
from benchmarks.process import ratio
from pipeline.calendar.quarter import Quarter

NEWEST = Quarter(2025, 4)
AUDITS = ("NEG", "MASH", "SSD")  # that the invented partnership does each quarter


@dataclass(frozen=True)
class Size:
    """
    How much is measured. ``areas``: the sizes of regions, ascending; ``made``: how many areas are made up at the most.

    ``timed``: the size of the region on which workers and engines are compared, ``pairs`` times. ``sample``: of so many
    areas the returns are read by pandas, and so many ``notebooks`` of each are run by papermill.
    """

    areas: Sequence[int]
    quarters: int
    made: int
    workers: int = 2
    pairs: int = 3
    timed: int = 10
    sample: int = 1
    notebooks: int = 8
    audits: Sequence[str] = AUDITS
    figures_only: bool = False


SMALL = Size((1, 2), quarters=1, made=2, pairs=1, timed=2, notebooks=1, audits=AUDITS[:1], figures_only=True)


@dataclass(frozen=True)
class Alone:
    """An area that is made up: where it lies, in a region of its own, and what running it cost."""

    region: Areas
    told: Told


def main() -> None:
    """Measure, and print each line as soon as it is known."""
    size = _asked()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        made_up = made(
            folder / "made", min(size.made, max(size.areas)), NEWEST.last(size.quarters), size.audits, size.workers
        )
        print(
            f"{len(made_up)} areas made up, {_number_of_returns(made_up)} returns of {size.quarters} quarters "
            f"({', '.join(size.audits)}); a region's further areas are copies of them",
            flush=True,
        )
        alone = [_alone(each, number, size, folder) for number, each in enumerate(made_up)]
        print(_told_of_alone(alone), flush=True)
        larger, others = _larger(made_up, alone, size, folder), _side_by_side(made_up, size, folder)
        for line in chain(larger, others, _by_hand(alone, size, folder)):
            print(line, flush=True)


def _asked() -> Size:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--areas", default="1,10,50,150", help="how many, of each region (default: 1,10,50,150)")
    words.add_argument("--quarters", type=int, default=8)
    words.add_argument("--made", type=int, default=10, help="how many areas are made up (default: 10)")
    words.add_argument("--workers", type=int, default=2, help="of the regions that differ in their areas (default: 2)")
    words.add_argument("--pairs", type=int, default=3, help="how often workers and engines are compared (default: 3)")
    words.add_argument("--timed", type=int, default=10, help="on how many areas (default: 10)")
    words.add_argument("--sample", type=int, default=1, help="areas that pandas and papermill are given (default: 1)")
    words.add_argument("--notebooks", type=int, default=8, help="of each, that papermill runs (default: 8)")
    words.add_argument("--figures-only", action="store_true", help="make no pages")
    words.add_argument("--small", action="store_true", help="whether it works at all, in a minute or two")
    given = vars(words.parse_args())
    if given.pop("small"):
        return SMALL
    areas = sorted({int(each) for each in given.pop("areas").split(",")})
    return Size(areas=areas, **given)


def _number_of_returns(areas: Sequence[Path]) -> int:
    return sum(len(returns(each)) for each in areas)


def _alone(area: Path, number: int, size: Size, folder: Path) -> Alone:
    region = region_of([area], 1, folder / "alone" / str(number), NEWEST)
    return Alone(region, region.run(figures_only=size.figures_only))


def _told_of_alone(alone: Sequence[Alone]) -> str:
    cpu = sum(each.told.cost.cpu for each in alone)
    per_return = 1000 * cpu / sum(each.region.returns for each in alone)
    largest, asking = _memory(alone)
    return (
        f"1 area, mean of {len(alone)}: {cpu / len(alone):.1f} CPU-s, {per_return:.0f} CPU-ms a return; largest "
        f"process {largest:.0f} MB, the one that asks {asking:.0f} MB"
    )


def _memory(alone: Sequence[Alone]) -> tuple[float, float]:
    return max(each.told.cost.largest for each in alone), max(each.told.cost.asking for each in alone)


def _larger(made_up: Sequence[Path], alone: Sequence[Alone], size: Size, folder: Path) -> Iterator[str]:
    """Each region of several areas against as many single ones, and run once more."""
    for count in size.areas:
        if count == 1:
            continue
        region = region_of(made_up, count, folder / f"of-{count}", NEWEST)
        first = region.run(size.workers, figures_only=size.figures_only)
        again = region.run(size.workers, figures_only=size.figures_only)
        each_alone = [alone[number % len(alone)] for number in range(count)]
        _same("areas alone and in a region", [sum(one.told.counted for one in each_alone), first.counted])
        _same("a run and the next", [first.result, again.result])
        yield _told_of(region, first, each_alone)
        yield (
            f"{count} areas, nothing changed: {again.cost.cpu / first.cost.cpu:.3f} x the CPU time of the first run "
            f"(goal 0.03), {again.cost.wall:.1f} s"
        )
        shutil.rmtree(region.root)


def _told_of(region: Areas, told: Told, each_alone: Sequence[Alone]) -> str:
    number, cost = region.returns, told.cost
    largest, asking = _memory(each_alone)
    return (
        f"{len(each_alone)} areas, {number} returns: for each return "
        f"{cost.cpu / sum(one.told.cost.cpu for one in each_alone):.2f} x the CPU time of the same areas alone "
        f"(goal 1.1), {1000 * cost.cpu / number:.0f} CPU-ms, {cost.wall / 60:.1f} min; largest process "
        f"{cost.largest / largest:.2f} x (goal 1.1), {cost.largest:.0f} MB; the one that asks "
        f"{cost.asking / asking:.2f} x (goal 1.1), {cost.asking:.0f} MB"
    )


def _side_by_side(made_up: Sequence[Path], size: Size, folder: Path) -> Iterator[str]:
    """One worker, two, and two of Dask's, in turn on the same region."""
    region = region_of(made_up, size.timed, folder / "timed", NEWEST)
    one: list[float] = []
    two: list[float] = []
    others: list[float] = []
    with tempfile.TemporaryDirectory() as theirs, cluster(2, Path(theirs)) as engine:
        for _ in range(size.pairs):
            results = []
            for wall, workers, where in ((one, 1, "local"), (two, 2, "local"), (others, 2, engine)):
                region.cold()
                told = region.run(workers, where, figures_only=size.figures_only)
                wall.append(told.cost.wall)
                results.append(told.result)
            _same("one worker, two, and two of Dask's", results)
    shutil.rmtree(region.root)
    yield f"2 workers against 1, {size.timed} areas: {ratio(one, two):.2f} x as fast (goal 1.7), {median(two):.1f} s"
    yield f"Dask against processes, 2 workers each: {ratio(others, two):.2f} x the wall time (goal 1.25)"


def _by_hand(alone: Sequence[Alone], size: Size, folder: Path) -> Iterator[str]:
    """A sample of areas by pandas and papermill, against our own run of these alone."""
    sample, count = alone[: size.sample], max(size.areas)
    theirs = ours = 0.0
    wall = 0.0
    for each in sample:
        (root,) = each.region.areas
        of_pages = pages(root, NEWEST.folder) or [(NOTEBOOKS / "overview.ipynb", ())]
        chosen = of_pages[:: -(-len(of_pages) // size.notebooks)]
        reading = read(root)
        run = [executed(root, NEWEST.folder, page, folder) for page in chosen]
        theirs += reading.cpu + sum(one.cpu for one in run) * len(of_pages) / len(chosen)
        wall += reading.wall + sum(one.wall for one in run) * len(of_pages) / len(chosen)
        ours += each.told.cost.cpu
        notebooks = f"{len(chosen)} of {len(of_pages)} notebooks"
    yield (
        f"against pandas with openpyxl and papermill, one after another: {ours / theirs:.2f} x the CPU time "
        f"({len(sample)} of {count} areas, {notebooks} of each; extrapolated to all areas they would take "
        f"{wall / len(sample) * count / 60:.1f} min, and have checked, counted and protected nothing)"
    )


def _same(what: str, results: Sequence[object]) -> None:
    if any(each != results[0] for each in results):
        sys.exit(f"{what} do not come to the same figures")


if __name__ == "__main__":
    main()
