"""
The values that charts, tables, sentences and notebooks are made from.

One object feeds all of them, so that they cannot disagree. Proportions are 0 to 1. None is hidden, or nothing applied.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.calendar.quarter import OWN_QUARTER, Reach
from pipeline.results.agreement_values import AgreementResult
from pipeline.results.beside_values import Between, Families, NonReturn, Succession, Timing, Whole
from pipeline.results.change_values import NO_CLAIMS, Break, Change, Claims, Rebase, Series
from pipeline.results.context_values import ContextResult
from pipeline.results.figure_values import NO_YEAR, EarlierFigure, Figure, OtherReading, OwnHistory, Point, YearTotal
from pipeline.results.flow_values import FlowResult
from pipeline.results.followed.values import DecisionLine, RecommendationResult
from pipeline.results.programme_values import UNKNOWN_RHYTHM, ProgrammeLine, Rhythm
from pipeline.results.reconciled_values import ReconciledResult, SameCountResult
from pipeline.results.return_values import FindingCount, NotReadLine, ReturnLine, ReturnsIn
from pipeline.results.sample_values import MeetingHeld, Sampled, SampleTaken
from pipeline.results.target_values import TargetSet
from pipeline.results.trust_values import NO_TRUST, Trust, together


@dataclass(frozen=True)
class Apart:
    """An agency whose records differ from those of all others together. ``flag``: 99.8%, and not 95% alone."""

    agency: str
    agency_name: str
    better: bool
    flag: bool


@dataclass(frozen=True)
class Question:
    """
    What a member might ask of a figure, and why. ``answer``: what was answered to it last, as HTML, in the quarter
    ``answered``.
    """

    kind: str
    text: str
    answer: str = ""
    answered: str = ""


@dataclass(frozen=True)
class YearQuarter:
    """A quarter of the year reported on: its returns, and by page what was asked, what became of it, and answered."""

    quarter: str
    returns: tuple[ReturnsIn, ...]
    words: Mapping[str, tuple[Words, ...]]


@dataclass(frozen=True)
class Words:
    """What the analyst wrote in one section of a page, as HTML of our own making."""

    section: str
    html: str


@dataclass(frozen=True)
class StandardResult:
    """
    Everything a page says of one standard. ``judged_by``: the versions of limits and documents, in words.

    ``apart``: the agencies that differ from ``whole``, all of them together; None where they may not be compared.
    ``briefed``: the total as practitioners may be told it, by the rule of the board's edition or a stricter one.
    ``reach``: of which quarters the figure of one quarter is. ``may_be_silent``: whether an answer that it reads can be
    "not recorded".
    ``below_by_chance``: how likely chance calls it below its target, if practice stands exactly at it. ``version``: by
    what its definition is known, as it was counted.
    """

    id: str
    title: str
    counted: str
    out_of: str
    excluded: str
    pending: str
    target: float
    amber: float
    low_is_good: bool
    rated: bool
    headline: bool
    basis: str
    source: str
    recommendations: tuple[str, ...]
    caveats: tuple[str, ...]
    total: Figure
    children: int | None
    agencies: tuple[Figure, ...]
    groups_by: str
    groups: tuple[Figure, ...]
    history: tuple[Point, ...]
    breaks: tuple[Break, ...]
    series: Series | None
    since_last: Change
    over_year: Change
    non_return: NonReturn | None
    families: Families | None
    rebases: tuple[Rebase, ...] = ()
    apart: tuple[Apart, ...] = ()
    whole: Whole | None = None
    between: Between | None = None
    questions: tuple[Question, ...] = ()
    timing: Timing | None = None
    sampled: Sampled | None = None
    judged_by: tuple[str, ...] = ()
    other_reading: OtherReading | None = None
    targets: tuple[TargetSet, ...] = ()
    successions: tuple[Succession, ...] = ()
    earlier: tuple[EarlierFigure, ...] = ()
    own_history: tuple[OwnHistory, ...] = ()
    year: YearTotal = NO_YEAR
    briefed: Figure | None = None
    below_by_chance: float = 0.0
    reach: Reach = OWN_QUARTER
    may_be_silent: bool = True
    version: str = ""


@dataclass(frozen=True)
class AuditResult:
    """
    Everything the page of one audit shows, in ``quarter``.

    ``row``: what one of its records is called, such as "course".
    ``findings`` and ``agreement``: None where the edition does not show them, which says nothing of how many there are.
    ``case_led``: whether its cases are read one by one, so that it has counts alone. ``trust``: what its figures leave
    out.
    """

    code: str
    title: str
    purpose: str
    unit: str
    units: str
    due: bool
    standards: tuple[StandardResult, ...]
    context: tuple[ContextResult, ...]
    returns: tuple[ReturnLine, ...]
    findings: tuple[FindingCount, ...] | None
    records: int | None
    children: int | None
    immediate_actions: int | None
    sampling: str
    least_for_percent: int
    agreement: tuple[AgreementResult, ...] | None = ()
    reconciled: tuple[ReconciledResult, ...] = ()
    same_counts: tuple[SameCountResult, ...] = ()
    flow: FlowResult | None = None
    flow_to_come: FlowResult | None = None
    samples: tuple[SampleTaken, ...] = ()
    meeting: MeetingHeld | None = None
    words: tuple[Words, ...] = ()
    short_title: str = ""
    rhythm: Rhythm = UNKNOWN_RHYTHM
    quarter: str = ""
    row: str = "record"
    case_led: bool = False
    trust: Trust = NO_TRUST

    def standard(self, standard_id: str) -> StandardResult:
        """The result of one standard. Raises: KeyError -- if the audit has no such standard."""
        return {each.id: each for each in self.standards}[standard_id]


@dataclass(frozen=True)
class QuarterResult:
    """
    Everything that a quarter's pages in one edition show.

    ``report_title``: that of the published report whose recommendations are followed. ``year``: its last four quarters,
    the oldest first, as far as there are any. ``programme``: the audits of its financial year. ``decisions``: what
    meetings decided that is open, closed in this quarter, or just decided.
    """

    quarter: str
    edition: str
    edition_title: str
    edition_rule: str
    readers: str
    marking: str
    synthetic: bool
    quarters: tuple[str, ...]
    audits: tuple[AuditResult, ...]
    returns: tuple[ReturnLine, ...]
    words: tuple[Words, ...] = ()
    not_read: tuple[NotReadLine, ...] = ()
    report_title: str = ""
    claims: Claims = NO_CLAIMS
    year: tuple[YearQuarter, ...] = ()
    programme: tuple[ProgrammeLine, ...] = ()
    recommendations: tuple[RecommendationResult, ...] = ()
    decisions: tuple[DecisionLine, ...] = ()

    @property
    def trust(self) -> Trust:
        """What the figures of all its audits leave out."""
        return together([each.trust for each in self.audits])

    def audit(self, code: str) -> AuditResult:
        """The result of one audit. Raises: KeyError -- if it is not among them."""
        return {each.code: each for each in self.audits}[code]
