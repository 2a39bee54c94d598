"""
The release ledger: every figure that was ever released, with what was printed of it, and every release.

Append-only: each entry is bound to the one before it (see `chain`). A figure that is printed again, in a later report
or another edition, is an entry again; the newest that was not withdrawn is what readers hold. The digest of its end
stands in the folder of each release too, so that a ledger that was cut back together with its head is found out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from pipeline.store import chain
from pipeline.store.chain import Chain
from pipeline.store.workspace import Workspace

WITHDRAWN = "WITHDRAWN.txt"  # what lies in the folder of a release that was withdrawn


class Step(StrEnum):
    """What an entry says: that a report was released, what one of its figures said, or that it was withdrawn."""

    RELEASED = "released"
    FIGURE = "figure"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class LedgerEntry:
    """
    One entry. Days are as in ISO 8601; people are roles; what does not belong to the ``step`` is empty.

    ``release``: its number. ``figure``: the id of a figure (`disclose.facts.Line.id`), ``says``: what was printed of
    it, by name, as `disclose.facts.Fact` has it, with None for what was not. ``statement`` and ``manifest``: the
    digests of what was approved; ``counts``: of the counts behind its figures. ``withdrawn_by`` and ``why``: of a
    release that is withdrawn.
    """

    step: Step
    release: int
    quarter: str
    edition: str
    on: str
    figure: str = ""
    says: str = ""
    prepared_by: str = ""
    approved_by: str = ""
    statement: str = ""
    manifest: str = ""
    counts: str = ""
    withdrawn_by: str = ""
    why: str = ""


@dataclass(frozen=True)
class Release:
    """
    One release: the entry that says so, how many figures it has, and the entry of its withdrawal, if it was withdrawn.

    ``superseded_by``: the number of the next release of the same quarter and edition, withdrawn or not; 0 for none.
    """

    entry: LedgerEntry
    figures: int
    withdrawn: LedgerEntry | None = None
    superseded_by: int = 0

    @property
    def number(self) -> int:
        """The number under which it is known."""
        return self.entry.release

    @property
    def stands(self) -> bool:
        """Whether it is what readers of its edition hold for its quarter."""
        return self.withdrawn is None and not self.superseded_by

    @property
    def name(self) -> str:
        """What sentences call it."""
        return f"release {self.number} ({self.entry.quarter}, {self.entry.edition})"


def entries(workspace: Workspace) -> tuple[LedgerEntry, ...]:
    """Every entry, oldest first. Raises: PipelineError -- if the ledger was altered or lost a line."""
    return tuple(chain.entries(_chain(workspace), LedgerEntry))


def ever_released(workspace: Workspace) -> tuple[LedgerEntry, ...]:
    """Every figure that was ever released, oldest first, withdrawn or not: what was once out stays known."""
    return tuple(each for each in entries(workspace) if each.step is Step.FIGURE)


def released(workspace: Workspace, edition: str = "") -> Mapping[tuple[str, str], LedgerEntry]:
    """
    What readers hold: by the id of a figure and its edition, the newest entry of a release that was not withdrawn.

    ``edition``: that one's alone, where it is named.
    """
    there = entries(workspace)
    back = {each.release for each in there if each.step is Step.WITHDRAWN}
    return {
        (each.figure, each.edition): each
        for each in there
        if each.step is Step.FIGURE and each.release not in back and edition in ("", each.edition)
    }


def releases(workspace: Workspace) -> tuple[Release, ...]:
    """Every release, oldest first."""
    there = entries(workspace)
    withdrawn = {each.release: each for each in there if each.step is Step.WITHDRAWN}
    figures = Counter(each.release for each in there if each.step is Step.FIGURE)
    made = [each for each in there if each.step is Step.RELEASED]
    next_of: dict[tuple[str, str], int] = {}
    superseded_by = {}
    for each in reversed(made):
        whose = each.quarter, each.edition
        superseded_by[each.release], next_of[whose] = next_of.get(whose, 0), each.release
    return tuple(
        Release(each, figures[each.release], withdrawn.get(each.release), superseded_by[each.release]) for each in made
    )


def add(workspace: Workspace, new: Sequence[LedgerEntry]) -> None:
    """Add entries in one go, in a workspace that the caller holds (`locked`): after a kill all are there, or none."""
    entries(workspace)  # nothing is added to a ledger that is damaged
    chain.appended(_chain(workspace), map(asdict, new))


def heads(workspace: Workspace) -> Sequence[str]:
    """The digest of the ledger as it was after each of its entries, oldest first."""
    return chain.heads(_chain(workspace))


def head(workspace: Workspace) -> str:
    """The digest of the ledger as it is; empty where nothing was ever released."""
    return next(iter(heads(workspace)[-1:]), "")


def head_with(workspace: Workspace, new: Sequence[LedgerEntry]) -> str:
    """The digest that the ledger will have once these entries are added."""
    return chain.head_with(_chain(workspace), map(asdict, new))


def as_it_was(workspace: Workspace, sha256: str) -> tuple[LedgerEntry, ...] | None:
    """The entries of the ledger when its digest was ``sha256``; None where it never was."""
    if not sha256:
        return ()
    there = heads(workspace)
    return entries(workspace)[: there.index(sha256) + 1] if sha256 in there else None


def state(workspace: Workspace) -> str:
    """A digest of all that is entered, and of whether anything vouches for its end, in whatever words."""
    return chain.state(_chain(workspace))


def _chain(workspace: Workspace) -> Chain:
    return Chain(
        workspace.processed / "ledger.jsonl",
        "The release ledger is",
        "Restore it from a backup, together with ledger.head: what was once released is known to its readers, and "
        "nothing more is released without it.",
    )
