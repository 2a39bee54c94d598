"""
The bytes of each return as received, under their SHA-256: kept once, checked at every run, never changed.

The accounts of the samples that a report was weighted by are kept here too. From these copies a finished report can be
made again though somebody has mended, moved or replaced the files in ``data/raw``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.english import first_few
from pipeline.store.register import Submission
from pipeline.store.workspace import Workspace, digest_of, write_atomically

_SHOWN = 10  # names in one line
_NAME = re.compile(r"[0-9a-f]{64}")


def folder(workspace: Workspace) -> Path:
    """Where the copies lie."""
    return workspace.processed / "received"


def receive(workspace: Workspace, data: bytes, sha256: str) -> Path:
    """Keep bytes as received; returns where."""
    place = folder(workspace) / sha256
    if not place.exists():
        _put(place, data)
    return place


def healed(
    workspace: Workspace, counted: Iterable[Submission], register: Iterable[Submission] = ()
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """
    Check the copies, and put back from ``data/raw`` and ``data/samples`` what is damaged or gone.

    Shape:  gives the names of what was put back, and of what nobody has any more, each as ``<folder>/<file>``, or as
            the beginning of its digest where no return is known for it.
    ``counted``: the returns of which there must be a copy. ``register``: every return, of which there may be one.
    """
    intact, damaged = _checked(workspace)
    wanted = {each.sha256: each for each in counted if each.sha256}
    known = {each.sha256: each for each in register if each.sha256} | wanted
    put_back: list[str] = []
    lost: list[str] = []
    for sha256 in sorted((wanted.keys() | damaged) - intact):
        submission = known.get(sha256)
        data = next(_elsewhere(workspace, sha256, submission), None)
        if data is not None:
            _put(folder(workspace) / sha256, data)
        name = f"{submission.folder}/{submission.file_name}" if submission else sha256[:12]
        (lost if data is None else put_back).append(name)
    return tuple(put_back), tuple(lost)


def lost_in_words(lost: Sequence[str]) -> str:
    """What is said of the copies that nobody has any more; empty where there is none."""
    if not lost:
        return ""
    return (
        f"Damaged or gone from data/processed/received, and not in data/raw as it came: {first_few(lost, _SHOWN)}. "
        "The figures do not change, but verify cannot make a report again that rests on it. Restore "
        "data/processed/received from a backup, or ask for the same file again."
    )


def copies(workspace: Workspace) -> Iterator[Path]:
    """Every copy, in no order; what else lies among them is nobody's."""
    if folder(workspace).is_dir():
        yield from (each for each in folder(workspace).iterdir() if _NAME.fullmatch(each.name))


def _checked(workspace: Workspace) -> tuple[set[str], set[str]]:
    """The names of the copies that are as they came, and of those that are not."""
    intact: set[str] = set()
    damaged: set[str] = set()
    for place in copies(workspace):
        (intact if _digest(place) == place.name else damaged).add(place.name)
    return intact, damaged


def _elsewhere(workspace: Workspace, sha256: str, submission: Submission | None) -> Iterator[bytes]:
    """The same bytes as they lie where they came from; under any name, since the register withholds some."""
    where = (workspace.samples, "*/*.json")
    if submission is not None:
        quarter, *below = submission.folder.split("/")
        whole = workspace.quarter_folder(Quarter.parse(quarter))
        folder = whole.joinpath(*below)
        # The register withholds the names of some folders.
        where = (folder, "*") if folder.is_dir() else (whole, "**/*")
    for place in where[0].glob(where[1]):
        with suppress(OSError):
            if place.is_file() and (submission is None or place.stat().st_size == submission.size):
                data = place.read_bytes()
                if digest_of(data) == sha256:
                    yield data


def _digest(place: Path) -> str:
    """The SHA-256 of a copy; empty where it cannot be read."""
    try:
        if not place.is_file():
            return ""
        with place.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _put(place: Path, data: bytes) -> None:
    write_atomically(place, data)
    place.chmod(0o400)
