"""
The list of what was erased: when, by which role, why, and of which returns; never what was in it.

Append-only (see `chain`): each erasure is entered before anything is removed, and again when all of it is gone.
It imports nothing slow, since every run asks it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum

from pipeline.calendar.quarter import Quarter, spoken
from pipeline.partnership.keeping import Kept
from pipeline.store import chain
from pipeline.store.chain import Chain
from pipeline.store.workspace import Workspace


class Step(StrEnum):
    """How far an erasure is."""

    BEGUN = "begun"
    DONE = "done"


class What(StrEnum):
    """What was asked to be erased."""

    RECORD = "record"
    RETURN = "return"
    QUARTER = "quarter"


@dataclass(frozen=True)
class Erasure:
    """
    One entry. ``on`` is a day as in ISO 8601, ``by`` a role; what does not belong to ``what`` is empty.

    ``kept``: which kinds of a quarter are gone. ``returns``: their numbers in the register, ``digests``: the SHA-256
    of every file that is gone and that a report may name. ``files``: how many went.
    """

    number: int
    step: Step
    what: What
    quarter: str
    on: str
    by: str
    because: str
    kept: tuple[Kept, ...] = ()
    audit: str = ""
    agency: str = ""
    returns: tuple[int, ...] = ()
    digests: tuple[str, ...] = ()
    files: int = 0

    @property
    def in_words(self) -> str:
        """When, by whom and why."""
        return f"erased on {spoken(date.fromisoformat(self.on))} by {self.by}: {self.because}"


def entered(workspace: Workspace) -> list[Erasure]:
    """Every entry, oldest first. Raises: PipelineError -- if the list was altered or lost a line."""
    return chain.entries(_chain(workspace), Erasure)


def erasures(workspace: Workspace) -> list[Erasure]:
    """Every erasure that was begun, oldest first: none can be taken back. Raises: as `entered`."""
    return [each for each in entered(workspace) if each.step is Step.BEGUN]


def state(workspace: Workspace) -> str:
    """A digest of all that was erased."""
    return chain.state(_chain(workspace))


def enter(workspace: Workspace, erasure: Erasure, step: Step) -> None:
    """Enter how far an erasure is, unless that is entered already, in a workspace that the caller holds (`locked`)."""
    there, entry = entered(workspace), replace(erasure, step=step)
    if entry not in there:
        chain.rewritten(_chain(workspace), [asdict(each) for each in [*there, entry]])


def erased_digests(workspace: Workspace) -> dict[str, Erasure]:
    """What was erased, by the SHA-256 of each file: it is not taken in again."""
    return {sha256: each for each in erasures(workspace) for sha256 in each.digests}


def erased_quarters(workspace: Workspace, kept: Kept = Kept.RETURNS) -> dict[Quarter, Erasure]:
    """The quarters of which this kind is gone as a whole; of the returns, unless told otherwise."""
    gone = [each for each in erasures(workspace) if each.what is What.QUARTER and kept in each.kept]
    return {Quarter.parse(each.quarter): each for each in gone}


def erased_returns(workspace: Workspace, quarter: Quarter) -> list[Erasure]:
    """The erasures of single returns of a quarter, oldest first."""
    return [each for each in erasures(workspace) if each.what is What.RETURN and each.quarter == str(quarter)]


def next_number(there: Sequence[Erasure]) -> int:
    """The number of an erasure after those that are there."""
    return max((each.number for each in there), default=0) + 1


def _chain(workspace: Workspace) -> Chain:
    return Chain(
        workspace.processed / "erasures.jsonl",
        "The list of what was erased is",
        "Restore it from a backup, together with erasures.head: without it nobody can say why returns are gone.",
    )
