"""
What lies among the returns as received: the files of each quarter, and what is not read, with the reason.

Nothing here reads a return. It is what a run begins with, and all that it needs where nothing has changed.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.partnership.agencies import AGENCIES, find
from pipeline.personal import safely_named
from pipeline.store.workspace import UNFINISHED, Workspace

# What file systems and mail programs leave behind; no return was ever lost by passing these over.
_LITTER = {".ds_store", "thumbs.db", "desktop.ini", ".gitkeep"}
_EVERYBODY = frozenset(each.code for each in AGENCIES)
WITHHELD = "folder with a name withheld"


@dataclass(frozen=True)
class NotRead:
    """
    A file or folder among the returns that is not read as it lies there.

    ``place``: where it lies, as messages name it. ``why``: the reason, and what to do, in a sentence. ``quarter``: the
    quarter that it is of, or seems to be. ``agencies``: the codes of those whose returns may lie in it. ``read``:
    whether what is in it was read all the same, so that nothing is lacking.
    """

    path: Path
    place: str
    why: str
    quarter: Quarter | None = None
    agencies: frozenset[str] = frozenset()
    read: bool = False

    @property
    def sentence(self) -> str:
        """What is told of it, on one line."""
        return f"{self.place}: {self.why}"


@dataclass(frozen=True)
class RawFiles:
    """Everything under ``data/raw``: every file of each quarter in the order of the names, and what is not read."""

    returns: Mapping[Quarter, tuple[Path, ...]]
    not_read: tuple[NotRead, ...]


def raw_files(workspace: Workspace, quarters: Sequence[Quarter] | None = None) -> RawFiles:
    """
    What lies among the returns of ``quarters`` (all, where None), and what is no quarter's at all.

    Every file is in one part or the other, but for what file systems leave behind.
    """
    returns: dict[Quarter, tuple[Path, ...]] = {}
    not_read = list(_outside(workspace))
    for quarter in workspace.quarters() if quarters is None else quarters:
        listing = list(_within(workspace, quarter))
        returns[quarter] = tuple(sorted(each for each in listing if isinstance(each, Path)))
        not_read += [each for each in listing if isinstance(each, NotRead)]
    return RawFiles(returns, tuple(sorted(not_read, key=lambda each: (each.place, each.why))))


def files(workspace: Workspace, quarter: Quarter) -> tuple[Path, ...]:
    """Every file in a quarter's folder that is read, whatever its name, in the order of the names."""
    return raw_files(workspace, [quarter]).returns[quarter]


def shown_folder(name: str) -> str:
    """The name that messages give a folder: its own, unless that seems to hold personal data."""
    return name if safely_named(name, "") == name else WITHHELD


def _outside(workspace: Workspace) -> Iterator[NotRead]:
    """What lies directly among the quarters' folders and is none of them."""
    own = set(workspace.quarters())
    for each in _entries(workspace.raw) if workspace.raw.is_dir() else ():
        path = Path(each.path)
        if not path.is_dir():
            why = "it lies in no quarter's folder, so it was not read. Move it to <quarter>/<agency>/, then run again."
            yield NotRead(path, f"data/raw/{safely_named(each.name, '')}", why)
        elif workspace.quarter_of(path) is None:
            place = f"data/raw/{shown_folder(each.name)}"
            meant = Quarter.meant(each.name)
            if meant is None:
                why = "its name is no quarter, so nothing in it was read. Rename it as 2019-20-Q2 is written."
                yield NotRead(path, place, why)
                continue
            move = "Move its files there" if meant in own else "Rename it so"
            why = f"the folder of {meant} is {meant.folder}, so nothing in this one was read. {move}, then run again."
            yield NotRead(path, place, why, meant, frozenset(_agencies_in(path)))


def _agencies_in(folder: Path) -> Iterator[str]:
    """The agencies that have a folder in this one; all, where nobody may look."""
    try:
        names = [each.name for each in os.scandir(folder)]
    except OSError:
        yield from _EVERYBODY
        return
    yield from (known.code for each in names if (known := find(each)))


def _within(workspace: Workspace, quarter: Quarter) -> Iterator[Path | NotRead]:
    """The files in a quarter's folder, and the folders in it that cannot be looked into."""
    waiting = [workspace.raw / quarter.folder]
    while waiting:  # not by recursion, since folders may lie deeper in each other than functions may
        folder = waiting.pop()
        if not folder.is_dir():
            continue
        try:
            listing = _entries(folder)
        except OSError as error:
            yield _not_listed(workspace, quarter, folder, error)
            continue
        for each in listing:
            path = Path(each.path)
            if each.is_dir(follow_symlinks=False):
                waiting.append(path)
            else:
                yield path


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What lies in a folder but litter. Raises: OSError -- where it cannot be listed."""
    with os.scandir(folder) as listing:
        return [each for each in listing if not _is_litter(each.name)]


def _is_litter(name: str) -> bool:
    return name.casefold() in _LITTER or name.startswith(UNFINISHED)


def _not_listed(workspace: Workspace, quarter: Quarter, folder: Path, error: OSError) -> NotRead:
    parts = folder.relative_to(workspace.raw).parts
    known = find(parts[1]) if len(parts) > 1 else None
    theirs = _EVERYBODY if len(parts) == 1 else frozenset([known.code]) if known else frozenset[str]()
    if isinstance(error, PermissionError):
        why = "permission was denied, so nothing in it was read. Ask for the right to read it, then run again."
    elif error.errno == errno.ENAMETOOLONG:
        why = "its path is too long, so nothing in it was read. Move it up or shorten the names, then run again."
    else:
        code = errno.errorcode.get(error.errno or 0, "unknown")
        why = f"it cannot be listed (error {code}), so nothing in it was read. Look whether it opens, then run again."
    return NotRead(folder, shown_place(parts), why, quarter, theirs)


def shown_place(parts: Iterable[str]) -> str:
    """Where a folder below ``data/raw`` lies, as messages name it."""
    return "/".join(["data/raw", *map(shown_folder, parts)])
