"""Figures as the release ledger keeps them: a fact as a text, and back."""

from __future__ import annotations

from pipeline.disclose.facts import Fact
from pipeline.errors import PipelineError
from pipeline.store.codec import decoded, encoded
from pipeline.store.ledger import LedgerEntry


def as_kept(fact: Fact) -> str:
    """What is printed of a figure, by name: the same fact gives the same text."""
    return encoded(fact)


def fact_of(entry: LedgerEntry) -> Fact:
    """
    What was printed of the figure of an ``entry``.

    Raises: PipelineError -- if the entry says nothing that this version of the software understands.
    """
    try:
        return decoded(Fact, entry.says)
    except (ValueError, KeyError, TypeError):
        raise PipelineError(
            f"The release ledger says of {entry.figure} in release {entry.release} what this version of the software "
            "does not understand. Go back to the version that released it, and report this mistake of ours."
        ) from None
