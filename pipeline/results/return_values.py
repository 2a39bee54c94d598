"""The values of returns: what state each is in, what was not read, and what was found in them."""

from __future__ import annotations

from dataclasses import dataclass

NOT_DUE = "not due"


@dataclass(frozen=True)
class ReturnLine:
    """
    One agency's return for one audit and quarter, as the returns grid shows it; ``title``: the audit's, in short.

    A number is None, and ``file_name`` empty, where the edition does not say it.
    ``beside``: whether it came though none was due, unasked or since such returns come all the time.
    """

    audit: str
    agency: str
    agency_name: str
    view: str
    status: str
    late: bool = False
    revised: bool = False
    rows_seen: int | None = 0
    records: int | None = 0
    set_aside: int | None = 0
    errors: int | None = 0
    queries: int | None = 0
    notes: int | None = 0
    submitted: str = ""
    file_name: str = ""
    sha256: str = ""
    reason: str = ""
    next_step: str = ""
    title: str = ""
    beside: bool = False

    @property
    def due(self) -> bool:
        """Whether a return was due."""
        return self.status != NOT_DUE and not self.beside

    @property
    def audit_named(self) -> str:
        """The audit in words; its code where it has no title, a dash where the file could not be placed."""
        return self.title or self.audit or "–"


@dataclass(frozen=True)
class NotReadLine:
    """What lies among the returns and was not read as it lies there: where, and why, with what to do."""

    place: str
    why: str


@dataclass(frozen=True)
class FindingCount:
    """How often one rule was broken in one return; counts of answers, not of children."""

    audit: str
    agency: str
    severity: str
    rule: str
    label: str
    expected: str
    count: int


@dataclass(frozen=True)
class ReturnsIn:
    """
    How the returns of one audit stood in a quarter: how many were due, came, came late, or were not taken in.

    ``beside``: how many came that were not due; ``awaited``: the codes of the agencies whose returns are not in; no
    page is handed them as they stand here.
    """

    audit: str
    due: int
    came: int
    late: int
    sent_back: int
    beside: int = 0
    awaited: tuple[str, ...] = ()
