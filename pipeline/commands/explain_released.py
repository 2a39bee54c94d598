"""In which releases a figure stood, and what was printed of it there."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.disclose.facts import Fact, How
from pipeline.disclose.released_before import released_before
from pipeline.store.ledger import releases
from pipeline.store.workspace import Workspace

_NO_COUNT = "no count and no share"


@dataclass(frozen=True)
class ReleasedFigure:
    """
    A figure as a release printed it. ``printed``: in words; ``version``: of the definition that it was counted by.

    ``withdrawn``: why its release was taken back; empty where it was not.
    """

    release: int
    quarter: str
    edition: str
    on: str
    printed: str
    version: str
    withdrawn: str = ""


def releases_of(workspace: Workspace, figure: str) -> tuple[ReleasedFigure, ...]:
    """Every release that has a figure of this id, oldest first. Raises: PipelineError -- if the ledger is damaged."""
    entries = {each.number: each for each in releases(workspace)}
    if not entries:
        return ()
    return tuple(
        ReleasedFigure(
            each.number,
            each.quarter,
            each.edition,
            entries[each.number].entry.on,
            printed_in_words(fact),
            fact.version,
            back.why if (back := entries[each.number].withdrawn) is not None else "",
        )
        for each in released_before(workspace)
        for fact in each.facts
        if fact.line.id == figure
    )


def printed_in_words(fact: Fact) -> str:
    """What was printed of a figure: "18 of 20 met, At target"."""
    said = {
        How.EXACT: f"{fact.met} of {fact.of} met",
        How.ROUNDED: f"about {fact.met} of {fact.of} met, rounded to {fact.round_to}",
        How.BAND: fact.band.words if fact.band is not None else _NO_COUNT,
        How.NOTHING: _NO_COUNT,
    }[fact.how]
    return ", ".join(filter(None, (said, fact.verdict)))
