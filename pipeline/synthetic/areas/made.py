"""The files and returns of every area of a made-up region, and what was planted in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.partnership.here import FOLDER, shipped, used
from pipeline.partnership.load import load as load_partnership
from pipeline.progress import Progress, silent
from pipeline.store.codec import decoded, encoded
from pipeline.store.workspace import Workspace, write_atomically
from pipeline.synthetic.areas.drawn import Area, Place, areas, far_apart
from pipeline.synthetic.areas.files import BASE, files_of
from pipeline.synthetic.making import marked, partnership
from pipeline.synthetic.planted import load, making_code
from pipeline.synthetic.profiles import profile_of
from pipeline.synthetic.side_by_side import side_by_side

WRITING = "writing made-up areas"
NAME = "The invented areas"
FEWEST_TO_PLANT = 3  # areas, so that one below and one above have another between them


@dataclass(frozen=True)
class AreaMade:
    """
    One area: how many ``bodies`` sent how many ``returns``, and of what ``size`` beside the usual one.

    ``otherwise``: what it counts by another version than the others, empty where nothing.
    """

    name: str
    folder: str
    size: float
    returns: int
    bodies: int
    otherwise: str


@dataclass(frozen=True)
class PlantedAreas:
    """
    What was planted in a region. ``code``: of what made it; see `planted.making_code`.

    ``standard``: the one in which area ``below`` lies far below all others, and ``above`` far above; empty in a region
    of few.
    """

    seed: int
    quarters: tuple[str, ...]
    code: str
    standard: str
    below: str
    above: str
    areas: tuple[AreaMade, ...]


def place_of(region: Path) -> Path:
    """Where it is written down."""
    return region / "data" / "planted.json"


def marker_of(region: Path) -> Path:
    """The file that says that every area here is made up."""
    return Workspace(region).marker


def marked_areas(count: int, quarters: Sequence[Quarter], seed: int) -> str:
    """What the marker file of a region says."""
    return f"{count} areas. {marked(quarters, seed)}"


def planted_areas(region: Path) -> PlantedAreas | None:
    """What was planted in a region that was made to its end, by this very code; None of any other."""
    try:
        found = decoded(PlantedAreas, place_of(region).read_bytes())
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
    return found if found.code == making_areas() else None


def make(
    region: Path, count: int, quarters: Sequence[Quarter], seed: int, progress: Progress = silent, workers: int = 1
) -> PlantedAreas:
    """
    Make so many areas in the folder ``region``, with their returns of ``quarters`` (the newest last).

    Each area is made by a process of its own, ``workers`` at once. The same count, quarters and seed give the same
    bytes; an area that was made to its end for these is not made again.
    """
    marker, mark = marker_of(region), marked_areas(count, quarters, seed)
    goes_on = marker.is_file() and marker.read_text(encoding="utf-8") == mark
    write_atomically(marker, mark)
    write_atomically(region / "region.toml", f'name = "{NAME}"\n')
    with used(shipped(BASE)):
        drawn = _planted(areas(count, seed), quarters)
    pieces = [_Piece(region, each, tuple(quarters), goes_on) for each in drawn]
    progress(WRITING, 0, len(pieces))
    made = []
    for number, each in enumerate(side_by_side(_made, pieces, workers, fresh=True), start=1):
        made.append(each)
        progress(WRITING, number, len(pieces), each.name)
    apart = {each.planted.above: (each.name, each.planted.standard) for each in drawn if each.planted is not None}
    (below, standard), (above, _) = (apart.get(side, ("", "")) for side in (False, True))
    planted = PlantedAreas(
        seed=seed,
        quarters=tuple(str(each) for each in quarters),
        code=making_areas(),
        standard=standard,
        below=below,
        above=above,
        areas=tuple(made),
    )
    write_atomically(place_of(region), encoded(planted) + "\n")
    return planted


def making_areas() -> str:
    """The digest of all that decides a region's bytes, whichever partnership it is asked for in."""
    with used(shipped(BASE)):
        return making_code()


@dataclass(frozen=True)
class _Piece:
    """One area to be made; ``goes_on``: whether what was made of it before is what it would be now."""

    region: Path
    area: Area
    quarters: tuple[Quarter, ...]
    goes_on: bool


def _planted(drawn: Sequence[Area], quarters: Sequence[Quarter]) -> list[Area]:
    """The areas, with the second far below and the last but one far above all others in one standard."""
    made = list(drawn)
    asked = [audit for code, audit in audits.of(quarters[-1]).items() if all(code in each.audits for each in drawn)]
    change = next(((audit, found) for audit in asked if (found := profile_of(audit).improvement)), None)
    if change is None or len(made) < FEWEST_TO_PLANT:
        return made
    audit, improvement = change
    for place, above in ((1, False), (len(made) - 2 if len(made) > FEWEST_TO_PLANT else 2, True)):
        names = [(audit.code, each.name) for each in improvement.draws]
        practice = far_apart(made[place].practice, names, above=above)
        made[place] = replace(made[place], practice=practice, planted=Place(improvement.standard.id, above))
    return made


def _made(piece: _Piece) -> AreaMade:
    area, workspace = piece.area, Workspace(piece.region / piece.area.folder)
    for name, data in files_of(area).items():
        write_atomically(workspace.root / FOLDER / name, data)
    own = load_partnership(workspace.root / FOLDER)
    with used(own):
        there = load(workspace) if piece.goes_on else None
        if there is None or there.code != making_code():
            there = partnership(workspace, piece.quarters, area.seed, practice=area.practice)
    sent = [each for each in there.returns if not each.missing]
    return AreaMade(
        name=area.name,
        folder=area.folder,
        size=area.size,
        returns=len(sent),
        bodies=len({each.agency for each in sent}),
        otherwise=f"{area.version[0]}: {area.version[2]}" if area.version else "",
    )
