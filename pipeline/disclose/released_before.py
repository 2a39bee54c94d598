"""
Everything that was released before: what was printed of each figure, and the counts that it was printed of.

What was printed stands in the release ledger. The counts lie beside it, never outside: a return that comes late gives
others, and only who knows both can tell what the difference would give away. The ledger has their digest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from pipeline.disclose.facts import Cells, Fact
from pipeline.errors import PipelineError
from pipeline.measure.counts import Counts
from pipeline.store.codec import decoded, encoded
from pipeline.store.ledger import LedgerEntry, Step, entries, releases
from pipeline.store.workspace import Workspace, digest_of


@dataclass(frozen=True)
class ReleasedBefore:
    """
    One release: all that it printed of standards, the counts behind, and whether it was withdrawn since.

    What was once out stays known to its readers, withdrawn or not.
    """

    number: int
    quarter: str
    edition: str
    facts: Sequence[Fact]
    cells: Cells
    withdrawn: bool


@dataclass(frozen=True)
class _KeptCount:
    """The counts of a standard, agency and quarter, in the order of the parts of `Counts`."""

    standard: str
    agency: str
    quarter: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class _KeptCells:
    """As `Cells`."""

    counts: tuple[_KeptCount, ...]
    within: Mapping[str, tuple[tuple[str, str], ...]]
    apart: Mapping[str, tuple[tuple[str, str], ...]]


def fact_as_text(fact: Fact) -> str:
    """What is printed of a figure as the ledger keeps it: the same fact gives the same text."""
    return encoded(fact)


def fact_in(text: str) -> Fact:
    """The fact that a text keeps. Raises: ValueError, KeyError or TypeError -- if there is none."""
    return decoded(Fact, text)


def cells_as_text(cells: Cells) -> str:
    """The counts behind figures as they are kept: the same counts give the same text."""
    counts = [_KeptCount(*whose, astuple(each)) for whose, each in sorted(cells.counts.items())]
    return encoded(_KeptCells(tuple(counts), cells.within, cells.apart))


def cells_in(text: str | bytes) -> Cells:
    """The counts that a text keeps. Raises: ValueError, KeyError or TypeError -- if there are none."""
    kept = decoded(_KeptCells, text)
    counts = {(each.standard, each.agency, each.quarter): Counts(*each.counts) for each in kept.counts}
    return Cells(counts, kept.within, kept.apart)


def cells_path(workspace: Workspace, number: int) -> Path:
    """Where the counts behind the figures of a release are kept."""
    return workspace.processed / "releases" / f"{number}.counts.json"


def released_before(workspace: Workspace) -> tuple[ReleasedBefore, ...]:
    """
    Every release, oldest first.

    Raises: PipelineError -- if the ledger or the counts were altered, are gone, or are kept as another version does.
    """
    facts: dict[int, list[Fact]] = defaultdict(list)
    for each in entries(workspace):
        if each.step is Step.FIGURE:
            facts[each.release].append(_fact(each))
    return tuple(
        ReleasedBefore(
            each.number,
            each.entry.quarter,
            each.entry.edition,
            facts[each.number],
            _cells(workspace, each.entry),
            each.withdrawn is not None,
        )
        for each in releases(workspace)
    )


def _fact(entry: LedgerEntry) -> Fact:
    try:
        return fact_in(entry.says)
    except (ValueError, KeyError, TypeError):
        raise PipelineError(
            f"The release ledger says of {entry.figure} in release {entry.release} what this version of the software "
            "does not understand. Go back to the version that released it, and report this mistake of ours."
        ) from None


def _cells(workspace: Workspace, entry: LedgerEntry) -> Cells:
    path = cells_path(workspace, entry.release)
    try:
        data = path.read_bytes()
        if digest_of(data) == entry.counts:
            return cells_in(data)
        wrong = "are not those that it was made of"
    except FileNotFoundError:
        wrong = "are gone"
    except (ValueError, KeyError, TypeError):
        wrong = "are kept as another version of the software keeps them"
    raise PipelineError(
        f"The counts behind the figures of release {entry.release} {wrong} ({path}). Restore that file from a backup: "
        "without it nobody can tell what a change since would give away."
    )
