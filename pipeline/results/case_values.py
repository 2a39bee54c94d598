"""The values of cases that are read one by one: what each agency's record of a case says, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.measure.outcomes import Outcome
from pipeline.results.agreement_values import AgreementResult
from pipeline.store.meeting_files import Agreed, Meetings

_FAR = 2  # grades apart, from which on a meeting has to come to one


@dataclass(frozen=True)
class Grade:
    """A grade: its place on the scale, the best first, and what it is called."""

    place: int
    label: str


@dataclass(frozen=True)
class FurtherSheet:
    """What the rows of a further sheet say of a case, such as who attended: a name for each, and its coded answers."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CaseRecord:
    """
    What one record says of a case. ``outcomes``: by standard, in words. ``domains``: grades, by the question's label.

    ``which``: the return and, where it has several records of the case, which one of them. ``own`` and ``moderated``:
    the overall grades. Words of the auditor's own are "" where there are none, and withheld where they may name
    somebody. ``further``: the rows of its workbook's other sheets that belong to it.
    """

    agency: str
    which: str
    outcomes: Mapping[str, str]
    domains: Mapping[str, Grade]
    own: Grade | None
    moderated: Grade | None
    why_changed: str
    why_not_done: str
    evidence: tuple[str, ...]
    learning: str
    immediate: bool
    further: tuple[FurtherSheet, ...] = ()

    @property
    def final(self) -> Grade | None:
        """The grade after moderation, or else the auditor's own."""
        return self.moderated or self.own

    @property
    def changed(self) -> bool:
        """Whether the moderator gave another grade than the auditor."""
        return self.own is not None and self.moderated is not None and self.own != self.moderated


@dataclass(frozen=True)
class Case:
    """One case, by the reference that its records share. ``number``: its place among those of the audit, from 1."""

    number: int
    reference: str
    records: tuple[CaseRecord, ...]
    agreed: Agreed | None

    def disagree_on(self, standard: str) -> bool:
        """Whether one record says that a standard is met, and another that it is not."""
        words = {each.outcomes.get(standard) for each in self.records}
        return str(Outcome.MET) in words and bool(words & {str(Outcome.NOT_MET), NOT_RECORDED})

    @property
    def apart(self) -> int:
        """How many grades lie between the best and the poorest of its records, as they stand after moderation."""
        return _apart([each.final for each in self.records])

    def apart_on(self, domain: str) -> int:
        """The same of one side of the work."""
        return _apart([each.domains.get(domain) for each in self.records])

    @property
    def far_apart(self) -> bool:
        """Whether its grades differ by two or more."""
        return self.apart >= _FAR


def _apart(grades: list[Grade | None]) -> int:
    places = [each.place for each in grades if each is not None]
    return max(places) - min(places) if places else 0


NOT_RECORDED = "not recorded"


@dataclass(frozen=True)
class StandardAsked:
    """A standard that the cases are held against. ``low_is_good``: it names what should not be, as far as it can."""

    id: str
    title: str
    critical: bool
    low_is_good: bool = False


@dataclass(frozen=True)
class Moderation:
    """
    What moderation did to the grades: of ``moderated`` records ``poorer`` and ``better`` got another one.

    ``unexplained``: how many of those give no reason, where it is asked. ``compared``: the two graders, on the same
    records.
    """

    moderated: int
    poorer: int
    better: int
    unexplained: int
    compared: tuple[AgreementResult, ...]

    @property
    def changed(self) -> int:
        """How many grades were changed."""
        return self.poorer + self.better


@dataclass(frozen=True)
class CasesResult:
    """
    Everything that a meeting on the cases of an audit is shown. ``without``: records that name no case, by agency.

    ``domains``: the sides of the work that are graded. ``scale``: the codes of the overall grade, with
    their words. ``drawn``: the references that its samples drew.
    """

    audit: str
    title: str
    quarter: str
    standards: tuple[StandardAsked, ...]
    domains: tuple[str, ...]
    scale: tuple[tuple[str, str], ...]
    cases: tuple[Case, ...]
    without: tuple[tuple[str, int], ...]
    moderation: Moderation
    meetings: Meetings
    drawn: tuple[str, ...]
    immediate: int
