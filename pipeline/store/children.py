"""
What the counted returns of each quarter say of each child, so that a later quarter can be held against it.

``children/<quarter>.json`` holds, by the child's reference, its families, between which days it was born, and what does
not change about it. It is as private as the records are, and is used for queries to the agencies alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.store.sealed import sealed, unsealed
from pipeline.store.workspace import Workspace, write_atomically
from pipeline.validate.one_child import Known


def keep_children(workspace: Workspace, quarter: Quarter, children: Mapping[str, Known]) -> None:
    """Keep what a quarter's returns say of each child."""
    parts = {
        child: [each.earliest, each.latest, sorted(each.families), sorted(each.lasting)]
        for child, each in children.items()
    }
    text = sealed({"children": parts})
    path = _path(workspace, quarter)
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        write_atomically(path, text)


def children_of(workspace: Workspace, quarter: Quarter) -> dict[str, Known] | None:
    """What is kept of a quarter's children; None where nothing is, or it is not as it was kept."""
    try:
        kept = unsealed(_path(workspace, quarter).read_bytes())["children"]
        return {
            child: Known(earliest, latest, frozenset(families), frozenset((name, code) for name, code in lasting))
            for child, (earliest, latest, families, lasting) in kept.items()
        }
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _path(workspace: Workspace, quarter: Quarter) -> Path:
    return workspace.processed / "children" / f"{quarter.folder}.json"
