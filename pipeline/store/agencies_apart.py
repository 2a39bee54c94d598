"""
The list of what agencies do not agree on about one child, for whoever runs the quarter and for nobody else.

``children/<quarter>.csv`` is private to the workspace: nothing is ever copied from it into a page, a receipt or a
parcel. It names no child: a number of its own says which lines are of one and the same. It imports nothing slow, since
a run with nothing to do tells of it too.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.english import number_of
from pipeline.store.workspace import Workspace, write_atomically


@dataclass(frozen=True)
class Apart:
    """
    Answers of one return that do not fit what another agency says of the same child.

    ``child``: its number on this list. ``file``: folder and file below the returns, as a message may name them.
    ``differs_from``: the other agencies, and of which quarter their returns are where it is an earlier one.
    """

    child: int
    audit: str
    agency: str
    file: str
    sheet: str
    cells: str
    question: str
    differs_from: str


def keep_apart(workspace: Workspace, quarter: Quarter, lines: Sequence[Apart]) -> None:
    """Keep the list of a quarter, where there is anything on it or was before."""
    path = _path(workspace, quarter)
    if not lines and not path.is_file():
        return
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(each.name for each in fields(Apart))
    rows.writerows(astuple(each) for each in lines)
    written = text.getvalue()
    if not path.is_file() or path.read_bytes() != written.encode("utf-8"):
        write_atomically(path, written)


def apart_in_words(workspace: Workspace, quarter: Quarter) -> str:
    """What whoever runs the quarter is told of its list; empty where nothing is on it."""
    try:
        lines = _path(workspace, quarter).read_text(encoding="utf-8", errors="replace").splitlines()[1:]
    except FileNotFoundError:
        return ""
    children = {line.partition(",")[0] for line in lines}
    if not children:
        return ""
    return (
        f"Agencies do not agree on {number_of(len(children), 'child', 'children')} of {quarter}. None of them is told, "
        "since that would say whom another one knows; ask them yourself where it matters. For you alone: "
        f"data/processed/children/{quarter.folder}.csv."
    )


def _path(workspace: Workspace, quarter: Quarter) -> Path:
    return workspace.processed / "children" / f"{quarter.folder}.csv"
