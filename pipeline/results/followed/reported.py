"""What agencies report of the actions and of the evidence behind recommendations: rows of their returns, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """
    How an action stands, by its code in the action-plan return.

    ``NOT_SAID``: nobody can tell from the return, since its answer is lacking or could not be read.
    """

    NOT_STARTED = "NOT_STARTED"
    UNDER_WAY = "UNDER_WAY"
    DONE = "DONE"
    STOPPED = "STOPPED"
    NOT_SAID = ""

    @property
    def open(self) -> bool:
        """Whether something of it is still to be done, as far as anybody has said."""
        return self not in (Status.DONE, Status.STOPPED)


@dataclass(frozen=True)
class ReportedAction:
    """
    An action as one agency reported it for one quarter. Days are as in ISO 8601, empty where not given.

    ``id``: the action's number in the plan; ``agency``: the code of whoever leads and reports it. ``evidence``: the
    numbers of pieces of evidence in the assurance return of the same agency. ``standards``: ids of those that it is
    meant to move. ``difference``: the code of whether it made one for children, empty where it is not done.
    """

    id: str
    agency: str
    quarter: str
    recommendations: tuple[str, ...]
    text: str
    lead_role: str
    agreed: str
    due: str
    status: Status
    done: str
    what_was_done: str
    evidence: tuple[str, ...]
    standards: tuple[str, ...]
    difference: str
    impact: str


@dataclass(frozen=True)
class ReportedEvidence:
    """
    A piece of evidence as one agency reported it for one quarter. Days are as in ISO 8601, empty where not given.

    ``id``: its number in the agency's assurance return, the same each quarter. ``kind``, ``tested_by``, ``outcome``,
    ``self_rating`` and ``verified_rating``: codes of that return. ``reach`` of ``eligible`` people; None where nobody
    counted. ``tested_n``: how many records or people were looked at. ``held``: a reference, never the file.
    """

    id: str
    agency: str
    quarter: str
    recommendations: tuple[str, ...]
    action: str
    claim: str
    kind: str
    title: str
    version: str
    dated: str
    owner_role: str
    held: str
    sha256: str
    reach: int | None
    eligible: int | None
    tested_by: str
    tested_on: str
    tested_n: int | None
    outcome: str
    finding: str
    limits: str
    valid_until: str
    families_confirm: bool
    self_rating: str
    verifier_role: str
    verified_rating: str
    verified_on: str
    why_different: str


@dataclass(frozen=True)
class Reported:
    """
    What the counted returns of one quarter say of actions and of evidence.

    ``actions_by`` and ``evidence_by``: the codes of the agencies whose return of each counts.
    """

    quarter: str
    actions: tuple[ReportedAction, ...] = ()
    evidence: tuple[ReportedEvidence, ...] = ()
    actions_by: tuple[str, ...] = ()
    evidence_by: tuple[str, ...] = ()


NOTHING_TOLD = Reported("")
