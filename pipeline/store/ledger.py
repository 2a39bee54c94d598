"""
The release ledger: every figure that was ever released, with what was printed of it, and every release.

Append-only: each entry is bound to the one before it (see `chain`). A figure that is printed again, in a later report
or another edition, is an entry again; the newest that was not withdrawn is what readers hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
    digests of what was approved.
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
    why: str = ""
