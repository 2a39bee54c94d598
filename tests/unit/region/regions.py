"""Regional editions with everything that a page can say, of as many areas as are asked for, as they lie on disk."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.region.assemble import assembled
from pipeline.region.folder import Region
from pipeline.region.model import LeftOutArea, RegionResult
from pipeline.region.standing import keep
from pipeline.region.told import AreaAudit, AreaStandard, AreaTold
from pipeline.store.codec import encoded
from pipeline.store.workspace import Workspace, write_atomically
from tests.unit.region.drawn import QUARTER, gives, standard

NOW = Quarter.parse(QUARTER)
_FIRST = ("Ash", "Birch", "Cold", "Dun", "Elm", "Farn", "Gold", "Hazel", "Iron", "Kes", "Lang", "Mill", "Nor", "Oak")
_LAST = ("mere", "way", "harbour", "moor", "bridge", "leigh", "combe", "stead", "wick", "field", "ford", "thorpe")
_SAID = ("At target", "Above target", "Below target", "Not yet clear", "")
_LEAST = 30  # records of an area, but for those that say nothing


def names(count: int) -> list[str]:
    """So many names of areas, in no order."""
    made = [f"{first}{last}" for last in _LAST for first in _FIRST]
    assert count <= len(made)
    return made[:count]


def told(name: str, chance: random.Random, audits: int, standards: int) -> AreaTold:
    """An area: most standards with their counts, some as a band, some with a verdict alone, some counted otherwise."""
    given = gives(name, bodies=("The same body",), code="AAA")
    return replace(
        given,
        approved_by=chance.choice(("", "Head of safeguarding")),
        audits=tuple(
            AreaAudit(
                f"T{letter}",
                f"Test audit {letter}, of something",
                "record",
                tuple(_standard(chance, f"T{letter}{number}") for number in range(1, standards + 1)),
            )
            for letter in "ABCDEFGHIJKLMNOP"[:audits]
            if letter == "A" or chance.random() < 0.9
        ),
    )


def _standard(chance: random.Random, name: str) -> AreaStandard:
    of = chance.randint(_LEAST, 400)
    met = sum(chance.random() < 0.8 for _ in range(of))
    verdict, kind = chance.choice(_SAID), chance.random()
    low = min(100 * met // of // 10 * 10, 90)
    if kind < 0.15:
        made = standard(met, of, (low, low + 10), id=name, verdict=verdict)
    elif kind < 0.2:
        made = standard(met, of, id=name, says=False, verdict=verdict)
    elif kind < 0.25:
        made = standard(of // 3, of, id=name, verdict="Below target", counted_by="another way")
    else:
        made = standard(met // 2 if kind > 0.97 else met, of, id=name, verdict=verdict)
    return replace(made, title="The child was seen in time, and alone", headline=name.endswith("1"))


def edition(count: int, audits: int = 2, standards: int = 3, *, left_out: bool = True) -> RegionResult:
    """The edition of so many areas."""
    return assembled("The drawn region", QUARTER, _folders(count, audits, standards), _left_out(left_out))


def lain(root: Path, count: int, audits: int = 2, standards: int = 3, *, left_out: bool = True) -> Region:
    """The same on disk, as a run has it before its pages are made."""
    region = Region(root)
    for folder, each in _folders(count, audits, standards).items():
        keep(Workspace(root / folder), NOW, each)
    write_atomically(region.results(NOW), encoded(edition(count, audits, standards, left_out=left_out)))
    return region


def _folders(count: int, audits: int, standards: int) -> dict[str, AreaTold]:
    chance = random.Random(4)
    return {f"folder-{place}": told(name, chance, audits, standards) for place, name in enumerate(names(count))}


def _left_out(left_out: bool) -> list[LeftOutArea]:
    why = "there are no returns for 2019-20 Q2 in its folder of returns."
    return [LeftOutArea("folder-late", why)] if left_out else []
