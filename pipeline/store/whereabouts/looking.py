"""Every file below a workspace's folder looked through for a reference; what cannot be looked into is named."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.personal import safely_named
from pipeline.progress import Progress, silent
from pipeline.read import Readers
from pipeline.store.raw_files import shown_folder
from pipeline.store.whereabouts.file_kinds import kind_of
from pipeline.store.whereabouts.packages import CannotLook, in_file
from pipeline.store.whereabouts.reference import Reference
from pipeline.store.workspace import Workspace, digest_of

LOOKING = "looking through files"


@dataclass(frozen=True)
class Holding:
    """
    A file that holds a reference, or one of which nobody can say whether it does.

    ``path``: where it lies; ``shown``: as a message names it; ``kind``: what it is; ``places``: where in it, empty
    where it could not be looked into, and ``unread`` says why.
    """

    path: Path
    shown: str
    kind: str
    places: tuple[str, ...] = ()
    unread: str = ""


@dataclass(frozen=True)
class Whereabouts:
    """All that was found. ``looked``: how many files were looked through; ``passed``: hidden folders, by name."""

    found: tuple[Holding, ...]
    unread: tuple[Holding, ...]
    looked: int
    passed: tuple[str, ...]


def whereabouts(workspace: Workspace, wanted: Reference, progress: Progress = silent) -> Whereabouts:
    """
    Every file below the workspace's folder that holds ``wanted``, and every one that cannot be looked into.

    Links are not followed; folders whose names begin with a dot are no part of a workspace and are passed over.
    """
    passed: list[str] = []
    told: list[Holding] = []
    known: dict[str, Holding] = {}
    paths = sorted(_files(workspace.root, passed, told))
    with Readers(workers=1) as readers:
        for number, path in enumerate(paths, start=1):
            each = _looked_through(workspace, path, wanted, readers, known)
            told += [each] if each is not None else []
            if number % 50 == 0 or number == len(paths):
                progress(LOOKING, number, len(paths))
    found = tuple(each for each in told if each.places)
    return Whereabouts(found, tuple(each for each in told if each.unread), len(paths), tuple(sorted(passed)))


def _files(root: Path, passed: list[str], told: list[Holding]) -> Iterator[Path]:
    def not_listed(error: OSError) -> None:
        told.append(
            _unread(
                root, Path(error.filename), f"a folder that cannot be listed: {error.strerror or 'the disk refuses it'}"
            )
        )

    for folder, folders, files in os.walk(root, onerror=not_listed):
        there = Path(folder)
        for each in list(folders):
            if (there / each).is_symlink():
                told.append(_unread(root, there / each, "a link to a folder, which is not followed"))
                folders.remove(each)
            elif each.startswith(".") and there == root:
                passed.append(each)
                folders.remove(each)
        yield from (there / each for each in files)


def _looked_through(
    workspace: Workspace, path: Path, wanted: Reference, readers: Readers, known: dict[str, Holding]
) -> Holding | None:
    """A file with the places that hold ``wanted``; None where there are none, or it is gone meanwhile."""
    root = workspace.root
    try:
        if path.is_symlink() or not path.is_file():
            return _unread(root, path, "a link or no ordinary file, which is not followed") if _lies(path) else None
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        return _unread(root, path, f"it cannot be read: {error.strerror or 'the disk refuses it'}")
    sha256 = digest_of(data) + path.suffix.lower()
    if sha256 not in known:
        try:
            places = tuple(in_file(path.name, data, wanted, readers))
            known[sha256] = Holding(path, "", "", places)
        except CannotLook as refused:
            known[sha256] = Holding(path, "", "", unread=str(refused))
    places, unread = known[sha256].places, known[sha256].unread
    parts = path.relative_to(root).parts
    named = tuple("its name" if place == len(parts) else "the name of its folder" for place in _named(parts, wanted))
    if unread and not named:
        return _unread(root, path, unread)
    return Holding(path, _shown(root, path), _kind(root, path), (*named, *places), unread) if named or places else None


def _named(parts: tuple[str, ...], wanted: Reference) -> Iterator[int]:
    return (number for number, part in enumerate(parts, start=1) if wanted.is_in(part))


def _lies(path: Path) -> bool:
    return os.path.lexists(path)


def _unread(root: Path, path: Path, why: str) -> Holding:
    return Holding(path, _shown(root, path), _kind(root, path), unread=why)


def _kind(root: Path, path: Path) -> str:
    return kind_of(PurePosixPath(path.relative_to(root).as_posix()))


def _shown(root: Path, path: Path) -> str:
    """A file's place below the workspace's folder; a name that seems to hold personal data is not repeated."""
    *folders, name = path.relative_to(root).parts
    return "/".join([*map(shown_folder, folders), safely_named(name, "")])
