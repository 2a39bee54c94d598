"""
A quarter's results as they are kept, with a note of what they were made from: stale or altered ones are noticed.

It imports nothing slow, since it is asked before anything else is done.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.store.codec import built
from pipeline.store.sealed import sealed, unsealed
from pipeline.store.withheld import names_in, refuse_to_repeat
from pipeline.store.workspace import Workspace, digest_of, write_atomically


@dataclass(frozen=True)
class LeftOut:
    """A file that was not taken in: why, what to do next, and the commands that could approve a heading."""

    file: str
    why: str
    approve: tuple[str, ...]


@dataclass(frozen=True)
class NotReadSentence:
    """What lies among the returns and was not read as it lies there; ``read``: whether it was read all the same."""

    sentence: str
    read: bool


@dataclass(frozen=True)
class Told:
    """What whoever runs a quarter is told of its files: those not taken in, and what was not read."""

    left_out: tuple[LeftOut, ...]
    not_read: tuple[NotReadSentence, ...]


@dataclass(frozen=True)
class ResultsNote:
    """
    What there is to know of kept results without reading them.

    ``inputs``: the digest of all that they were made from; ``sha256``: of their file; ``counted``: how many of the
    quarter's returns count; ``told``: what there is to tell of its files; ``receipts``: where the feedback on each file
    lies, below the reports; ``copies``: the SHA-256 of every return that counts, of which there must be a copy.
    """

    inputs: str
    sha256: str
    counted: int
    told: Told
    receipts: tuple[str, ...]
    copies: tuple[str, ...]


def results_path(workspace: Workspace, quarter: Quarter, edition: str) -> Path:
    """Where the results of a quarter and edition are kept."""
    return workspace.processed / "results" / quarter.folder / f"{edition}.json"


def keep_results(workspace: Workspace, quarter: Quarter, edition: str, text: str, note: ResultsNote) -> None:
    """Keep results. Their note comes last: results that a kill left without it are made again."""
    path, made_from = results_path(workspace, quarter, edition), sealed(asdict(note))
    refuse_to_repeat(text + made_from, names_in(workspace), "The figures")
    write_atomically(path, text)
    write_atomically(_note_path(path), made_from)


def note_of(workspace: Workspace, quarter: Quarter, edition: str, made_from: str) -> ResultsNote | None:
    """The note of results that were made from just these inputs and are as they were kept; None of any others."""
    path = results_path(workspace, quarter, edition)
    try:
        note = built(ResultsNote, unsealed(_note_path(path).read_bytes()))
        stands = note.inputs == made_from and note.sha256 == digest_of(path.read_bytes())
    except (FileNotFoundError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return note if stands else None


def _note_path(path: Path) -> Path:
    return path.with_suffix(".made-from.json")
