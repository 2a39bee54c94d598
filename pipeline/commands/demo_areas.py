"""``demo --areas``: a made-up region, and its newest quarter run to the pages that stand beside those of its areas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.commands.progress import shown
from pipeline.commands.region import say_left_out
from pipeline.english import number_of
from pipeline.errors import UsageError
from pipeline.region.folder import Region
from pipeline.region.run import RegionRequest, region_run
from pipeline.run.engine import LocalEngine
from pipeline.store.workspace import locked
from pipeline.store.writable import refuse_if_not_writable
from pipeline.synthetic.areas import MOST, PlantedAreas, make, marked_areas, marker_of, planted_areas

_ELSEWHERE = "Choose another folder (--into), or delete this one if nobody needs it."


def demo_areas(into: Path, areas: int, quarters: Sequence[Quarter], seed: int, workers: int) -> int:
    """
    Make the areas, unless they are there already, and run the newest quarter of all; gives the exit status.

    Raises: UsageError -- if there are no names for so many, or the folder holds anything else.
    """
    if areas > MOST:
        raise UsageError(f"--areas can be at most {MOST}, got {areas}.")
    region = Region(into)
    marker = marker_of(into)
    mark = marked_areas(areas, quarters, seed)
    if marker.is_file() and marker.read_text(encoding="utf-8") != mark:
        raise UsageError(f"{into} holds made-up returns of another number, seed or other quarters. {_ELSEWHERE}")
    if not marker.is_file() and into.is_dir() and any(into.iterdir()):
        raise UsageError(f"{into} holds something that is not known to be made up. {_ELSEWHERE}")
    refuse_if_not_writable(region.own)
    with shown() as progress:
        planted = planted_areas(into)
        if planted is None:
            with locked(region.own):
                planted = make(into, areas, quarters, seed, progress, workers)
        ran = region_run(region, RegionRequest(quarters[-1]), LocalEngine(workers), progress)
    for line in told(planted):
        print(line)
    status = say_left_out(ran.result)
    if ran.page is not None:
        print(f"Open {ran.page.resolve()}")
    return status


def newest() -> Quarter:
    """The last quarter that has ended, which made-up areas report unless another is asked for."""
    return Quarter.containing(date.today()).previous()


def told(planted: PlantedAreas) -> Iterator[str]:
    """What was planted, in a few lines."""
    sizes = [each.size for each in planted.areas]
    returns = sum(each.returns for each in planted.areas)
    yield (
        f"{number_of(len(planted.areas), 'area')} with {number_of(returns, 'return')} for {planted.quarters[0]} to "
        f"{planted.quarters[-1]}, all made up (seed {planted.seed}), of {min(sizes):g} to {max(sizes):g} times the "
        "usual size."
    )
    if planted.standard:
        yield f"Planted: {planted.below} far below all others in {planted.standard}, {planted.above} far above."
    otherwise = [f"{each.name} ({each.otherwise})" for each in planted.areas if each.otherwise]
    yield f"Counted by another version: {'; '.join(otherwise) or 'nothing'}."
