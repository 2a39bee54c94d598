"""
What the counted returns of each quarter say of each child, so that a later quarter can be held against it.

``children/<quarter>.json`` holds, by the child's reference and the agency, its families, between which days it was
born, and what does not change about it. It is as private as the records are: an agency is asked only about what its own
returns say, and where two do not agree `agencies_apart` lists it for whoever runs the quarter.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.store.sealed import sealed, unsealed
from pipeline.store.workspace import Workspace, write_atomically
from pipeline.validate.one_child import Known

ByAgency = Mapping[str, Known]  # by the code of an agency, what its returns say of one child


def keep_children(workspace: Workspace, quarter: Quarter, children: Mapping[str, ByAgency]) -> None:
    """Keep what a quarter's returns say of each child."""
    parts = {
        child: {
            agency: [each.earliest, each.latest, sorted(each.families), sorted(each.lasting)]
            for agency, each in by_agency.items()
        }
        for child, by_agency in children.items()
    }
    text = sealed({"children": parts})
    path = _path(workspace, quarter)
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        write_atomically(path, text)


def children_of(workspace: Workspace, quarter: Quarter) -> dict[str, ByAgency] | None:
    """What is kept of a quarter's children; None where nothing is, or it is not as it was kept."""
    try:
        kept = unsealed(_path(workspace, quarter).read_bytes())["children"]
        return {
            child: {
                agency: Known(earliest, latest, frozenset(families), frozenset((name, code) for name, code in lasting))
                for agency, (earliest, latest, families, lasting) in by_agency.items()
            }
            for child, by_agency in kept.items()
        }
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _path(workspace: Workspace, quarter: Quarter) -> Path:
    return workspace.processed / "children" / f"{quarter.folder}.json"
