"""
The values that charts, tables, sentences and notebooks are made from.

One object feeds all of them, so that they cannot disagree. Proportions are 0 to 1. None is hidden, or nothing applied.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.disclose.hiding import ShownCounts
from pipeline.results.agreement_values import AgreementResult
from pipeline.results.beside_values import Families, NonReturn, Succession, Timing
from pipeline.results.flow_values import FlowResult
from pipeline.results.sample_values import Sampled, SampleTaken
from pipeline.statistics.xmr import Assurance, Variation


class Rating(StrEnum):
    """A figure against its target: the percentage itself, whatever its interval."""

    GREEN = "Green"
    AMBER = "Amber"
    RED = "Red"
    TOO_FEW = "Too few to rate"
    NO_CASES = "No cases"
    HIDDEN = "Hidden"
    NOT_RATED = "Context: not rated"


class Verdict(StrEnum):
    """What the interval says of a figure and its target, or of a change."""

    BELOW = "below target, beyond chance"
    UNCERTAIN = "could be either side of target by chance"
    REACHED = "at or better than target, beyond chance"
    RISEN = "higher, more than chance"
    FALLEN = "lower, more than chance"
    NO_CLEAR_CHANGE = "no clear change"
    TOO_FEW = "too few to say"
    NOT_COMPARABLE = "not comparable"
    NONE = ""


@dataclass(frozen=True)
class Figure:
    """One line of a result: for the partnership, an agency, a group of records or a quarter."""

    code: str
    label: str
    counts: ShownCounts
    lower: float | None
    upper: float | None
    rating: Rating
    provisional: bool
    verdict: Verdict


@dataclass(frozen=True)
class Point:
    """
    One quarter's figure. ``comparable``: counted in the same way as the quarter reported on.

    ``target``: the one in force in that quarter; None where the standard is not rated.
    """

    quarter: str
    figure: Figure
    comparable: bool
    target: float | None


@dataclass(frozen=True)
class Rerated:
    """What one quarter's figure is by a target that was set, and what it would be by the target before."""

    quarter: str
    before: Rating
    by_this: Rating


@dataclass(frozen=True)
class TargetSet:
    """
    A target that the partnership set for some or all of the quarters shown, from ``since`` to ``until`` (empty: open).

    The target before is the definition's own where ``since`` is empty. ``begun``: after the first quarter shown;
    ``in_force``: in the quarter reported on.
    ``ratings``: of the quarters in which it holds, oldest first, and only of figures that are shown and rated.
    """

    target: float
    amber: float
    since: str
    until: str
    begun: bool
    in_force: bool
    decided_by: str
    minute: str
    why: str
    target_before: float
    amber_before: float
    ratings: tuple[Rerated, ...]


@dataclass(frozen=True)
class Change:
    """One planned comparison of two spans of time. Units: proportions; None where hidden or too few."""

    recent: str
    earlier: str
    verdict: Verdict
    recent_counts: ShownCounts | None = None
    earlier_counts: ShownCounts | None = None
    difference: float | None = None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True)
class Break:
    """The first ``quarter`` that is counted in another way, so that none before it may be compared."""

    quarter: str
    why: str


@dataclass(frozen=True)
class EarlierFigure:
    """What a body that has ended since came to in a quarter. ``code``: of the agency that stands for it now."""

    code: str
    quarter: str
    figure: Figure


@dataclass(frozen=True)
class Limit:
    """The limits of ordinary variation in one quarter; ``special``: how it stands out, None where it does not."""

    quarter: str
    lower: float
    upper: float
    special: Variation | None


@dataclass(frozen=True)
class Series:
    """
    What may be drawn and said of a standard's comparable quarters, by how many there are (see `statistics.tiers`).

    ``centre`` is what ``centre_is`` says; ``shifted`` is Anhøj's rules, None where not tested. ``limits`` and the two
    icons come with 13 quarters, and none of them where the series never varies. ``last``: the quarter the icon is of.
    """

    points: int
    last: str
    says: str
    centre: float | None = None
    centre_is: str = ""
    shifted: bool | None = None
    limits: tuple[Limit, ...] = ()
    limits_are: str = ""
    variation: Variation | None = None
    assurance: Assurance | None = None


@dataclass(frozen=True)
class Words:
    """What the analyst wrote in one section of a page, as HTML of our own making."""

    section: str
    html: str


@dataclass(frozen=True)
class OtherReading:
    """
    The same records by other versions than those in force, in a quarter in which both are shown.

    ``by``: which, as it goes on in a sentence: "by the version before (Levels of Help 2019)".
    """

    by: str
    figure: Figure


@dataclass(frozen=True)
class StandardResult:
    """Everything a page says of one standard. ``judged_by``: the versions of limits and documents, in words."""

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
    last_quarter: Change | None
    change: Change | None
    non_return: NonReturn | None
    families: Families | None
    timing: Timing | None = None
    sampled: Sampled | None = None
    judged_by: tuple[str, ...] = ()
    other_reading: OtherReading | None = None
    targets: tuple[TargetSet, ...] = ()
    successions: tuple[Succession, ...] = ()
    earlier: tuple[EarlierFigure, ...] = ()


@dataclass(frozen=True)
class Share:
    """One answer of a distribution; ``count`` None where hidden."""

    code: str
    label: str
    count: int | None


@dataclass(frozen=True)
class ContextResult:
    """A measure shown for context and never rated: a ratio or a distribution; ``why``: its answers are reasons."""

    id: str
    title: str
    note: str
    numerator: int | None
    denominator: int | None
    proportion: float | None
    shares: tuple[Share, ...]
    why: bool = False


@dataclass(frozen=True)
class ReturnLine:
    """One agency's return for one audit and quarter, as the returns grid shows it."""

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
    errors: int = 0
    queries: int = 0
    notes: int = 0
    submitted: str = ""
    file_name: str = ""
    sha256: str = ""
    reason: str = ""
    next_step: str = ""


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
class AuditResult:
    """Everything the page of one audit shows."""

    code: str
    title: str
    purpose: str
    unit: str
    units: str
    due: bool
    standards: tuple[StandardResult, ...]
    context: tuple[ContextResult, ...]
    returns: tuple[ReturnLine, ...]
    findings: tuple[FindingCount, ...]
    records: int | None
    children: int | None
    immediate_actions: int | None
    sampling: str
    least_for_percent: int
    agreement: tuple[AgreementResult, ...] = ()
    flow: FlowResult | None = None
    flow_to_come: FlowResult | None = None
    samples: tuple[SampleTaken, ...] = ()
    words: tuple[Words, ...] = ()
    short_title: str = ""

    def standard(self, standard_id: str) -> StandardResult:
        """The result of one standard. Raises: KeyError -- if the audit has no such standard."""
        return {each.id: each for each in self.standards}[standard_id]


@dataclass(frozen=True)
class Evidence:
    """What evidences one recommendation in this quarter."""

    id: str
    theme: str
    text: str
    leads: tuple[str, ...]
    instruments: tuple[str, ...]
    standards: tuple[str, ...]
    actions_taken: int
    actions_planned: int
    state: str


@dataclass(frozen=True)
class QuarterResult:
    """
    Everything that a quarter's pages in one edition show.

    ``report_title``: that of the published report whose recommendations are followed.
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
    evidence: tuple[Evidence, ...]
    words: tuple[Words, ...] = ()
    not_read: tuple[NotReadLine, ...] = ()
    report_title: str = ""

    def audit(self, code: str) -> AuditResult:
        """The result of one audit. Raises: KeyError -- if it is not among them."""
        return {each.code: each for each in self.audits}[code]
