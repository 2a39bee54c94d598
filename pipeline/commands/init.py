"""``init``: the files that say who the partnership is, written once, to be edited."""

from __future__ import annotations

import os

from pipeline.english import listed, number_of
from pipeline.errors import UsageError
from pipeline.partnership.folder_files import LOCAL, SETTINGS, TABLES
from pipeline.partnership.here import FOLDER, shipped
from pipeline.partnership.rows import COLUMNS
from pipeline.store.workspace import Workspace, clear_unfinished, write_atomically
from pipeline.store.writable import refuse_if_not_writable

BEGINNING = "northtown"  # invented, so that nobody takes its bodies for their own
_ROOM = 1_000_000  # bytes
_FIRST = (
    (SETTINGS, "your name, your area and your words"),
    ("agencies.csv", "who there is, with former names and successors"),
    ("returns.csv", "who returns what"),
    ("recommendations.csv", "what your report asks for, of which agencies"),
    ("actions.csv", "what is done about it; if nothing yet, only the headings"),
    ("targets.csv", "targets, each with who decided it and why"),
    ("rebases.csv", "from when the limits of a chart are worked out anew, and why; mostly only the headings"),
    ("documents.csv", "your threshold document and procedures; what is national stays"),
    ("timescales.csv", "your own time limits; those of the law stay"),
    ("audits.csv", "which audits run, and how many cases"),
)


def init(workspace: Workspace, *, like: str | None) -> int:
    """Write what is not there yet of the partnership's folder; gives the exit status."""
    folder = workspace.root / FOLDER
    if os.path.lexists(folder) and not folder.is_dir():
        raise UsageError(f"{folder} is a file. Rename it: the partnership's files lie in a folder of this name.")
    there = {each.name.lower() for each in folder.iterdir()} if folder.is_dir() else set()
    mine = [name for name in (SETTINGS, *TABLES) if name in there]
    begun_from = like or BEGINNING
    files = _files(begun_from, whole=not mine)
    lacking = {name: data for name, data in files.items() if name.split("/")[0] not in there}
    if not lacking:
        raise UsageError(
            f"{folder} is there with all of its files, so nothing was written. To begin anew, give that folder another "
            f"name first. What is missing or odd in it: python -m pipeline doctor{workspace.option}."
        )
    refuse_if_not_writable(workspace, folder, room=_ROOM)
    clear_unfinished(folder)
    for name, data in lacking.items():
        write_atomically(folder / name, data)
    if mine:
        print(f"{folder} was there already; its {number_of(len(mine), 'file')} were left alone.")
        print(f"Written: {listed(list(lacking))}{_only_headings(lacking, begun_from)}.")
    else:
        print(f"{number_of(len(lacking), 'file')} written to {folder}, as {shipped(begun_from).name} has them.")
    print("Edit them, in this order (in a spreadsheet or an editor); the three after agencies.csv use its codes:")
    for name, what in _FIRST:
        print(f"  {name:19}  {what}")
    print("What each file and column means: docs/partnership-files.md")
    return 0


def _files(like: str, *, whole: bool) -> dict[str, bytes]:
    """The files to begin from; but for the settings only the headings of each, where not the ``whole`` is wanted."""
    files = dict(shipped(like).files)
    if whole:
        return files
    headings = {name: (",".join(columns.split()) + "\n").encode() for name, (columns, _) in COLUMNS.items()}
    return {name: headings.get(name, data) for name, data in files.items() if not name.startswith(f"{LOCAL}/")}


def _only_headings(lacking: dict[str, bytes], like: str) -> str:
    tables = [name for name in lacking if name in TABLES]
    parts = (
        f"{listed(tables)} with headings only" if tables and SETTINGS in lacking else "with headings only"
        if tables else "",
        f"{SETTINGS} as {shipped(like).name} has it" if SETTINGS in lacking else "",
    )  # fmt: skip
    told = "; ".join(each for each in parts if each)
    return f" ({told})"
