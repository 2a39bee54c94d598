"""Where a workspace holds partnerships: the one that is read, what else lies in its folder, and others beside it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.errors import CannotWrite
from pipeline.partnership.folder_files import LOCAL, SETTINGS, TABLES
from pipeline.partnership.here import FOLDER
from pipeline.partnership.oddities import Oddity, Weight
from pipeline.personal import names_somebody
from pipeline.store.disk import WITHHELD, shown
from pipeline.store.workspace import UNFINISHED, Workspace
from pipeline.store.writable import refuse_if_not_writable

_OWN = {SETTINGS, *TABLES}
_FEWEST = 2  # of a partnership's files, by which a folder without settings is known for one
_OPEN = ("~$", ".~lock.")  # how the marks begin that spreadsheets leave beside what they have open


def oddities_of(workspace: Workspace) -> Iterator[Oddity]:
    """What is odd about where a workspace and its partnership lie."""
    try:
        refuse_if_not_writable(workspace)
    except CannotWrite as refused:
        yield Oddity(Weight.MEND, "the workspace", str(refused))
    own = workspace.root / FOLDER
    others = [each for each in _partnerships(workspace) if not _same(each, own)]
    if others:
        yield _others(others, own)
    yield from _not_read(own)


def _others(others: Sequence[Path], own: Path) -> Oddity:
    named = ", ".join(_named(each, own.parent) for each in others)
    if os.path.lexists(own):
        text = f"more than one partnership lies here. {FOLDER} is read; {named} is not. Move it out of the workspace."
        return Oddity(Weight.LOOK, FOLDER, text)
    text = f"there is no folder of this name, so {named} is not read. Call it {FOLDER}, in small letters."
    return Oddity(Weight.MEND, FOLDER, text)


def _partnerships(workspace: Workspace) -> Iterator[Path]:
    """The folders that hold a partnership's files: in the workspace, in its data and within its partnership."""
    root = workspace.root
    for within in (root, root / "data", workspace.raw, root / FOLDER):
        for each in sorted(_folders(within)):
            names = _names(each)
            if SETTINGS in names or len(names & _OWN) >= _FEWEST:
                yield each


def _not_read(own: Path) -> Iterator[Oddity]:
    """What lies in the partnership's folder and is read by nobody; what is wrong with it is told by its reader."""
    if not own.is_dir():
        return
    for each in sorted(own.iterdir()):
        name = each.name
        if name.startswith(_OPEN):
            text = (
                f"{_named(each, own)} is the mark of a file that is open. Save and close it, so that all of it is read."
            )
            yield Oddity(Weight.LOOK, FOLDER, text)
        elif name.startswith(UNFINISHED):
            continue  # the next command that writes here takes it away
        elif name.lower() not in {*_OWN, LOCAL} and each.suffix.lower() not in {".csv", ".toml"}:
            text = f"{_named(each, own)} is read by nobody. {_todo(each)}"
            yield Oddity(Weight.KNOW, FOLDER, text)


def _todo(path: Path) -> str:
    table = f"{path.stem.lower()}.csv"
    if table in TABLES and path.suffix.lower() in {".xlsx", ".xlsm", ".xls", ".ods"}:
        return f"If it is newer than {table}, save it as CSV UTF-8 under that name."
    return "Take it away if nobody needs it here."


def _folders(within: Path) -> list[Path]:
    try:
        return [each for each in within.iterdir() if each.is_dir()]
    except OSError:
        return []  # whether it can be read is told where it is needed


def _names(folder: Path) -> set[str]:
    try:
        return {each.name.lower() for each in folder.iterdir()}
    except OSError:
        return set()


def _same(one: Path, other: Path) -> bool:
    return other.exists() and one.samefile(other)


def _named(path: Path, within: Path) -> str:
    """A path below ``within``, where a message may show it: nothing that anybody else has named, and nobody's name."""
    told = shown(path.relative_to(within))
    if WITHHELD in told or any(names_somebody(Path(part).stem) for part in Path(told).parts):
        return "a folder or file whose name is not repeated here"
    return told
