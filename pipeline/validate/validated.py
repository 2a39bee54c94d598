"""A return after intake: its typed records, its findings, and the account of every row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

import pandas as pd

from pipeline.definition import Form, Severity, View
from pipeline.validate.approved import Approved
from pipeline.validate.catalogue.files import LOCKED
from pipeline.validate.catalogue.people import PERSONAL_DATA
from pipeline.validate.finding import Finding


class Status(StrEnum):
    """What became of a return."""

    ACCEPTED = "accepted"
    ACCEPTED_WITH_QUERIES = "accepted with queries"
    SENT_BACK = "sent back"


@dataclass(frozen=True)
class Tally:
    """
    Rows of the Records sheet, each counted once: all below its headings, and above them what is not the template's.

    Raises: AssertionError -- if one is lost.
    """

    seen: int = 0
    kept: int = 0
    set_aside: int = 0
    blank: int = 0
    not_data: int = 0

    def __post_init__(self) -> None:
        # The conservation law: broken only by a fault of ours, never by a return's contents.
        if self.seen != self.kept + self.set_aside + self.blank + self.not_data:
            raise AssertionError(f"rows are not conserved: {self}")

    def of_none(self) -> Tally:
        """The same rows where none is kept, since the return is sent back."""
        return replace(self, kept=0, set_aside=self.kept + self.set_aside)

    def sentence(self) -> str:
        """The account as a receipt prints it."""
        return (
            f"{self.seen} rows seen = {self.kept} kept + {self.set_aside} set aside + {self.blank} blank "
            f"+ {self.not_data} not data"
        )


@dataclass(frozen=True, eq=False)
class Identity:
    """
    What a return is: whose, for which audit and quarter, from which template, and whether it is made up.

    ``agency``: the body whose return it is in this quarter; ``sent_as``: the body before or after it by whose name it
    came, where it did. ``approved``: the headings of the agency's own that were approved for this audit, folded.
    ``notes``: what is to be told of whose it is.
    """

    form: Form
    agency: str
    version: str
    synthetic: bool = False
    approved: Mapping[str, Approved] = field(default_factory=dict)
    sent_as: str = ""
    notes: tuple[Finding, ...] = ()

    @property
    def sender(self) -> str:
        """The code of the body by whose name it came."""
        return self.sent_as or self.agency

    @property
    def label(self) -> str:
        """The return as a message names it."""
        return f"{self.agency} {self.form.audit.code} {self.form.quarter}"


@dataclass(frozen=True)
class AtOnce:
    """
    Where a record stands that shows a child who needs action at once: a sheet, and its row as Excel counts.

    ``record``: a digest that is the same wherever the same record is sent again. Nothing here says who the child is.
    """

    sheet: str
    row: int
    record: str


@dataclass(frozen=True, eq=False)
class _Judged:
    """
    What is known of every return after its checks, whatever became of it.

    ``at_once``: its records that show a child who needs action at once, also where nothing of it is counted.
    """

    file_name: str
    sha256: str
    tally: Tally
    findings: tuple[Finding, ...]
    at_once: tuple[AtOnce, ...] = field(default=(), kw_only=True)

    @property
    def personal(self) -> bool:
        """Whether it holds what looks like personal data, so that nothing of it is kept."""
        return any(finding.rule == PERSONAL_DATA.id for finding in self.findings)

    @property
    def locked(self) -> bool:
        """Whether it could not be read for want of its password."""
        return any(finding.rule == LOCKED.id for finding in self.findings)

    @property
    def errors(self) -> list[Finding]:
        """The findings for which something of it is not counted."""
        return [finding for finding in self.findings if finding.severity is Severity.ERROR]

    def count(self, severity: Severity) -> int:
        """How many answers have a finding of ``severity``."""
        return sum(finding.count for finding in self.findings if finding.severity is severity)


@dataclass(frozen=True, eq=False)
class SentBack(_Judged):
    """
    A return of which nothing is counted; ``findings`` say why.

    ``identity``: None where it could not be told whose return it is. ``aside``: why a record was set aside, by its
    Excel row number.
    """

    identity: Identity | None = None
    aside: Mapping[int, str] = field(default_factory=dict)

    @property
    def status(self) -> Status:
        """What became of it."""
        return Status.SENT_BACK

    @property
    def submitted(self) -> str:
        """The date that a return gives itself: nothing is taken from one that is sent back."""
        return ""


@dataclass(frozen=True, eq=False)
class Accepted(_Judged):
    """
    A return whose records can be counted.

    Shape: ``rows`` has one row per record kept: row (its Excel row number), as_of (a date), then a column per field
           of the form: text and codes as str or None (several codes joined by ';' in the list's order), whole numbers
           as Int64, dates as datetime64[s]; `code_column` beside a number or date that has codes of its own.
           ``unusable`` has the same index and a boolean column per field that has at least one unusable value (the
           value in ``rows`` is blank there). ``volumes`` has one row per line of the Volumes sheet: month, the code
           of ``Volumes.per`` where there is one (column "per"), and a column per count. ``aside``: why a record was
           set aside, by its Excel row number. ``columns``: the column letter of each field on the Records sheet.
    ``beside``: the same of each further sheet of records in its workbook, whose findings are among its own.
    """

    identity: Identity
    nil: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)
    cover: Mapping[str, str] = field(default_factory=dict)
    aside: Mapping[int, str] = field(default_factory=dict)
    rows: pd.DataFrame = field(default_factory=pd.DataFrame)
    unusable: pd.DataFrame = field(default_factory=pd.DataFrame)
    volumes: pd.DataFrame = field(default_factory=pd.DataFrame)
    beside: tuple[Accepted, ...] = ()

    @property
    def sheets(self) -> tuple[Accepted, ...]:
        """Itself, and what its further sheets of records hold."""
        return (self, *self.beside)

    @property
    def status(self) -> Status:
        """Whether any answer of it is in doubt."""
        doubtful = any(finding.severity is not Severity.NOTE for finding in self.findings)
        return Status.ACCEPTED_WITH_QUERIES if doubtful else Status.ACCEPTED

    @property
    def submitted(self) -> str:
        """The date that its Cover gives, as in ISO 8601; empty where it gives none."""
        return self.cover.get("date_submitted", "")


Validated = Accepted | SentBack  # a return after its checks


def given_on(view: View, returns: Sequence[Accepted]) -> list[Accepted]:
    """The ``returns`` of one view."""
    return [each for each in returns if each.identity.form.view is view]
