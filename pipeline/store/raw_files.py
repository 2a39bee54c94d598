"""
What lies among the returns as received: the files of each quarter, and what is not read, with the reason.

Nothing here reads a return. It is what a run begins with, and all that it needs where nothing has changed.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.partnership.bodies import find
from pipeline.partnership.here import here
from pipeline.personal import kinds, kinds_in_name, safely_named
from pipeline.personal.characters import escaped
from pipeline.store.workspace import UNFINISHED, Workspace

WITHHELD = "folder with a name withheld"

# What file systems and mail programs leave behind; no return was ever lost by passing these over.
_LITTER = {".ds_store", "thumbs.db", "desktop.ini", ".gitkeep"}
_LITTER_FOLDERS = {"@eadir", ".appledouble"}
_STUMP = re.compile(rf"{re.escape(UNFINISHED)}\w{{8}}")  # what a demonstration that was killed left half written
_BESIDE_A_FILE = b"\x00\x05\x16\x07"  # how the file "._x" begins that macOS lays beside x on another system's disk
# How the mark is named that Excel, and LibreOffice, lay beside an open workbook, around the workbook's own name.
_MARKS = (("~$", ""), (".~lock.", "#"))
_LARGEST_MARK = 2_000  # bytes: it holds who has the workbook open, and no more


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
    """
    Everything under ``data/raw``: every file of each quarter in the order of the names, and what is not read.

    ``open``: those of the files that somebody has open, by the mark beside them.
    """

    returns: Mapping[Quarter, tuple[Path, ...]]
    not_read: tuple[NotRead, ...]
    open: frozenset[Path] = frozenset()


def raw_files(workspace: Workspace, quarters: Sequence[Quarter] | None = None) -> RawFiles:
    """
    What lies among the returns of ``quarters`` (all, where None), and what is no quarter's at all.

    Every file is in one part or the other, but for what file systems and open programs leave behind.
    """
    asked = workspace.quarters() if quarters is None else quarters
    inside = [_Quarter(workspace, quarter) for quarter in asked]
    for each in inside:
        each.walk()
    marked = {path for each in inside for path in each.marked}
    not_read = [*_outside(workspace), *(told for each in inside for told in each.not_read)]
    return RawFiles(
        {each.quarter: tuple(sorted(each.files)) for each in inside},
        tuple(sorted(not_read, key=lambda each: each.sentence)),
        frozenset(path for each in inside for path in each.files if path in marked),
    )


def elsewhere(workspace: Workspace, quarter: Quarter) -> str:
    """What is told of the folders that seem to hold returns of ``quarter`` and are not read; empty where none does."""
    return " ".join(each.sentence for each in raw_files(workspace, []).not_read if each.quarter == quarter)


def marked_open(workbook: Path) -> bool:
    """Whether a mark beside ``workbook`` says that somebody has it open."""
    return any(os.path.lexists(workbook.with_name(f"{before}{workbook.name}{after}")) for before, after in _MARKS)


def shown_folder(name: str) -> str:
    """The name that messages give a folder: its own, unless that seems to hold personal data."""
    return WITHHELD if kinds(name) or kinds_in_name(name) else escaped(name)


def _outside(workspace: Workspace) -> Iterator[NotRead]:
    """What lies directly among the quarters' folders and is none of them."""
    own = {quarter: workspace.quarter_folder(quarter) for quarter in workspace.quarters()}
    for each in _entries(workspace.raw) if workspace.raw.is_dir() else ():
        path = Path(each.path)
        if path.is_dir():
            if path not in own.values():
                yield _of_no_quarter(path, own)
        elif _workbook_of(each.name) is None or each.stat(follow_symlinks=False).st_size > _LARGEST_MARK:
            why = "it lies in no quarter's folder, so it was not read. Move it to <quarter>/<agency>/, then run again."
            yield NotRead(path, f"data/raw/{safely_named(each.name, '')}", why)


def _of_no_quarter(folder: Path, own: Collection[Quarter]) -> NotRead:
    place, meant = f"data/raw/{shown_folder(folder.name)}", Quarter.meant(folder.name)
    if meant is None:
        why = "its name is no quarter, so nothing in it was read. Rename it as 2019-20-Q2 is written, then run again."
        return NotRead(folder, place, why)
    move = "Move its files there" if meant in own else "Rename it so"
    why = f"the folder of {meant} is {meant.folder}, so nothing in this one was read. {move}, then run again."
    return NotRead(folder, place, why, meant, frozenset(_agencies_in(folder)))


def _agencies_in(folder: Path) -> Iterator[str]:
    """The agencies that have a folder in this one; all, where nobody may look."""
    try:
        names = [each.name for each in _entries(folder)]
    except OSError:
        yield from _everybody()
    else:
        yield from (known.code for each in names if (known := find(each)))


class _Quarter:
    """What a quarter's folder holds. ``marked``: the workbooks that are open, by the marks beside them."""

    def __init__(self, workspace: Workspace, quarter: Quarter) -> None:
        self.quarter = quarter
        self.files: list[Path] = []
        self.marked: list[Path] = []
        self.not_read: list[NotRead] = []
        self._raw, self._folder = workspace.raw, workspace.quarter_folder(quarter)

    def walk(self) -> None:
        """Go through the folder and all below it."""
        if self._folder.is_dir() and not (self._raw / self.quarter.folder).exists():
            why = f"it was read as the folder of {self.quarter}, which is {self.quarter.folder}. Rename it so."
            self._odd(self._folder, why, read=True)
        waiting = [self._folder]
        while waiting:  # not by recursion, since folders may lie deeper in each other than functions may
            folder = waiting.pop()
            try:
                entries = _entries(folder)
            except FileNotFoundError:
                continue  # it went away meanwhile, and what was in it
            except OSError as error:
                self._lacking(folder, _not_opened(error))
                continue
            for each in entries:
                try:
                    waiting += self._sorted(each)
                except OSError as error:
                    self._lacking(Path(each.path), _not_opened(error))

    def _sorted(self, each: os.DirEntry[str]) -> list[Path]:
        """Put an entry where it belongs; gives it back where it is a folder to go through."""
        path, workbook = Path(each.path), _workbook_of(each.name)
        if not _is_written(each.name):
            self._lacking(path, "its name is not written in UTF-8, so it was not read. Rename it, then run again.")
        elif each.is_symlink() and (path.is_dir() or self._is_of_an_agency(path)):
            why = "it is a link, and links are not followed, so nothing in it was read. Put the folder itself there."
            self._lacking(path, why)
        elif each.is_dir(follow_symlinks=False):
            if shown_folder(each.name) == WITHHELD:
                why = (
                    "its name seems to hold personal data, so it is not repeated here; its files were read. Rename it."
                )
                self._odd(path, why, read=True)
            return [path]
        elif workbook is None:
            self.files += [] if _is_beside_a_file(each) else [path]
        elif each.stat(follow_symlinks=False).st_size <= _LARGEST_MARK:
            self.marked.append(path.with_name(workbook))
        else:
            why = "by its name it is the mark of an open workbook, so it was not read. If it is a return, rename it."
            self._lacking(path, why)
        return []

    def _is_of_an_agency(self, path: Path) -> bool:
        return len(path.relative_to(self._raw).parts) == 2 and find(path.name) is not None

    def _lacking(self, path: Path, why: str) -> None:
        parts = path.relative_to(self._raw).parts
        known = find(parts[1]) if len(parts) > 1 else None
        self._odd(path, why, _everybody() if len(parts) == 1 else frozenset([known.code] if known else []))

    def _odd(self, path: Path, why: str, agencies: frozenset[str] = frozenset(), *, read: bool = False) -> None:
        place = "/".join(["data/raw", *map(shown_folder, path.relative_to(self._raw).parts)])
        self.not_read.append(NotRead(path, place, why, self.quarter, agencies, read))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What lies in a folder but litter. Raises: OSError -- where it cannot be listed."""
    with os.scandir(folder) as listing:
        return [each for each in listing if not _is_litter(each)]


def _is_litter(each: os.DirEntry[str]) -> bool:
    if each.is_dir(follow_symlinks=False):
        return each.name.casefold() in _LITTER_FOLDERS
    return each.name.casefold() in _LITTER or _STUMP.fullmatch(each.name) is not None


def _is_written(name: str) -> bool:
    """Whether a name is text: one in another encoding cannot be written into a page."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _workbook_of(name: str) -> str | None:
    """The workbook beside which a mark of this name says that it is open; None where it is the name of no mark."""
    for before, after in _MARKS:
        if name.startswith(before) and name.endswith(after):
            return name.removeprefix(before).removesuffix(after)
    return None


def _is_beside_a_file(each: os.DirEntry[str]) -> bool:
    if not each.name.startswith("._") or not each.is_file(follow_symlinks=False):
        return False
    with Path(each.path).open("rb") as file:
        return file.read(len(_BESIDE_A_FILE)) == _BESIDE_A_FILE


def _not_opened(error: OSError) -> str:
    """Why nothing could be read at a place, and what to do."""
    if isinstance(error, PermissionError):
        return "permission was denied, so nothing in it was read. Ask for the right to read it, then run again."
    if error.errno == errno.ENAMETOOLONG:
        return "its path is too long, so nothing in it was read. Move it up or shorten the names, then run again."
    code = errno.errorcode.get(error.errno or 0, "unknown")
    return f"it cannot be listed (error {code}), so nothing in it was read. Look whether it opens, then run again."


def _everybody() -> frozenset[str]:
    return frozenset(each.code for each in here().agencies)
