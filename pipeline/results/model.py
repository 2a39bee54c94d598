"""
The values that charts, tables, sentences and notebooks are made from.

One object feeds all of them, so that they cannot disagree. Proportions are 0 to 1. None is hidden, or nothing applied.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pipeline.disclose.hiding import ShownCounts
from pipeline.results.agreement_values import AgreementResult
from pipeline.results.beside_values import Between, Families, NonReturn, Succession, Timing, Whole
from pipeline.results.flow_values import FlowResult
from pipeline.results.sample_values import Sampled, SampleTaken
from pipeline.statistics.xmr import Assurance, Variation


class Verdict(StrEnum):
    """
    What may be said of a figure beside its target: the one thing that its colour, tile, list and sentence come from.

    ``BELOW`` is worse than the target and ``ABOVE`` better, whichever way is good. See `verdicts`.
    """

    BELOW = "Below target"
    NOT_CLEAR = "Not yet clear"
    AT = "At target"
    ABOVE = "Above target"
    TOO_FEW = "Too few to say"
    NONE_YET = "None yet"
    NO_CASES = "No cases"
    HIDDEN = "Hidden"
    NOT_SAID = "Not said here"
    CONTEXT = "Context"

    @property
    def judged(self) -> bool:
        """Whether the figure was held against its target."""
        return self in (Verdict.BELOW, Verdict.NOT_CLEAR, Verdict.AT, Verdict.ABOVE)

    @property
    def reached(self) -> bool:
        """Whether the figure is at its target or better."""
        return self in (Verdict.AT, Verdict.ABOVE)


class Moved(StrEnum):
    """What may be said of a change. ``UNSURE``: one of so many comparisons that chance alone may have given it."""

    RISEN = "higher, more than chance"
    FALLEN = "lower, more than chance"
    UNSURE = "could be chance"
    NO_CLEAR_CHANGE = "no clear change"
    TOO_FEW = "too few to say"
    NOT_COMPARABLE = "not comparable"
    NOT_TESTED = "not tested"
    WITHHELD = "not said here"

    @property
    def claimed(self) -> bool:
        """Whether a change is claimed."""
        return self in (Moved.RISEN, Moved.FALLEN)

    @property
    def tested(self) -> bool:
        """Whether two spans of time were compared, with whatever result."""
        return self.claimed or self in (Moved.UNSURE, Moved.NO_CLEAR_CHANGE)


@dataclass(frozen=True)
class Figure:
    """
    One line of a result: for the partnership, an agency, a group of records or a quarter.

    ``value`` is what is judged, with its 95% interval ``lower`` to ``upper``: the share of the counts, or that of the
    list where a sample was drawn unevenly (``weighted``). ``clustered``: interval and verdict allow for several records
    of a child or a family. ``past_amber``: below target, and past the line that the definition calls amber too.
    ``rules_out``: where every record met it, the share of failures that so many clean cases rule out, at 95%.
    ``target``: what it is held against; None where it is not rated.
    """

    code: str
    label: str
    counts: ShownCounts
    value: float | None
    lower: float | None
    upper: float | None
    verdict: Verdict
    provisional: bool
    past_amber: bool = False
    weighted: bool = False
    clustered: bool = False
    rules_out: float | None = None
    target: float | None = None


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
    before: Verdict
    by_this: Verdict


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
    """
    One planned comparison of two spans of time, like with like. Units: proportions; None where hidden or too few.

    ``why``: why it is not comparable or was not tested, as it goes on after a colon; of what it is, where the counts of
    a sample would say something else than its list. ``without``: agencies left out of
    it, since they sent in one of the spans only; the counts are then those of the others. ``difference`` with its 95%
    interval ``lower`` to ``upper``: within agencies, so that it is none of their mix.
    """

    recent: str
    earlier: str
    moved: Moved
    why: str = ""
    without: tuple[str, ...] = ()
    recent_counts: ShownCounts | None = None
    earlier_counts: ShownCounts | None = None
    difference: float | None = None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True)
class Claims:
    """
    How many comparisons over time a report made, and how many changes it claims.

    Of the changes claimed, at most the share ``false`` is expected to be none. ``not_tested``: how many standards no
    comparison could be made for.
    """

    tested: int
    claimed: int
    not_tested: int
    false: float


NO_CLAIMS = Claims(0, 0, 0, 0.0)


@dataclass(frozen=True)
class Break:
    """The first ``quarter`` that is counted in another way, so that none before it may be compared."""

    quarter: str
    why: str


@dataclass(frozen=True)
class Rebase:
    """From ``quarter`` on the limits are worked out anew, since somebody decided so; quarters stay comparable."""

    quarter: str
    decided_by: str
    minute: str
    why: str


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
class YearTotal:
    """
    The counts of a standard's last four quarters, summed before any division, as one figure.

    ``quarters``: those that have records. ``figure`` is None, and ``why`` says it, where they are not to be added up.
    """

    quarters: tuple[str, ...] = ()
    figure: Figure | None = None
    why: str = ""


@dataclass(frozen=True)
class ReturnsIn:
    """How the returns of one audit stood in a quarter: how many were due, came, came late, or were not taken in."""

    audit: str
    due: int
    came: int
    late: int
    sent_back: int


@dataclass(frozen=True)
class YearQuarter:
    """A quarter of the year reported on: its returns, and by page what was asked, what became of it, and answered."""

    quarter: str
    returns: tuple[ReturnsIn, ...]
    words: Mapping[str, tuple[Words, ...]]


@dataclass(frozen=True)
class OwnHistory:
    """The quarters before the one reported on of one agency by itself, oldest first."""

    code: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class EarlierFigure:
    """What a body that has ended since came to in a quarter. ``code``: of the agency that stands for it now."""

    code: str
    quarter: str
    figure: Figure


@dataclass(frozen=True)
class Limit:
    """
    The limits of ordinary variation in one quarter, by which it was judged, and the centre that they go with.

    ``special``: how it stands out, None where it does not. ``within_chance``: it lies outside the limits, and chance
    would explain it with so few cases.
    """

    quarter: str
    lower: float
    upper: float
    special: Variation | None
    centre: float | None = None
    within_chance: bool = False


@dataclass(frozen=True)
class Series:
    """
    What may be drawn and said of a standard's comparable quarters, by how many there are (see `statistics.tiers`).

    ``centre`` is what ``centre_is`` says; ``shifted`` is Anhøj's rules, None where not tested. ``limits`` and the two
    icons come with 13 quarters, and none of them where the series never varies. ``last``: the quarter the icon is of.
    ``chance``: how likely chance alone would have it stand out as much. Where ``limits`` begin anew, all else is of the
    quarters since. A last quarter that stands out, with ordinary ``variation``, may be chance among so many standards.
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
    chance: float | None = None

    @property
    def stands_out(self) -> bool:
        """Whether something is claimed of it: its last quarter is special, or it has shifted."""
        return self.shifted is True or self.variation not in (None, Variation.COMMON)


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
    """
    Everything a page says of one standard. ``judged_by``: the versions of limits and documents, in words.

    ``apart``: the agencies that differ from ``whole``, all of them together; None where they may not be compared.
    ``briefed``: the total as practitioners may be told it, by the rule of the board's edition or a stricter one.
    ``below_by_chance``: how likely chance calls it below its target, if practice stands exactly at it.
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
    year: YearTotal = YearTotal()
    briefed: Figure | None = None
    below_by_chance: float = 0.0


@dataclass(frozen=True)
class Share:
    """One answer of a distribution; ``count`` None where hidden."""

    code: str
    label: str
    count: int | None


@dataclass(frozen=True)
class ContextPoint:
    """What a ratio or repeat share came to in an earlier ``quarter``; each part as in `ContextResult`."""

    quarter: str
    numerator: int | None
    denominator: int | None
    proportion: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class ContextResult:
    """
    A measure shown for context and never rated: a ratio or a distribution; ``why``: its answers are reasons.

    Of a ratio ``lower`` to ``upper`` is the 95% interval, and ``history`` has its earlier quarters, the oldest first.
    """

    id: str
    title: str
    note: str
    numerator: int | None
    denominator: int | None
    proportion: float | None
    shares: tuple[Share, ...]
    why: bool = False
    lower: float | None = None
    upper: float | None = None
    history: tuple[ContextPoint, ...] = ()


@dataclass(frozen=True)
class ReturnLine:
    """One agency's return for one audit and quarter, as the returns grid shows it; ``title``: the audit's, in short."""

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
    title: str = ""

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
class AuditResult:
    """
    Everything the page of one audit shows, in ``quarter``.

    ``below_by_chance``: how many standards chance would call below target, if all stood exactly at theirs.
    ``findings`` and ``agreement``: None where the edition does not show them, which says nothing of how many there are.
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
    flow: FlowResult | None = None
    flow_to_come: FlowResult | None = None
    samples: tuple[SampleTaken, ...] = ()
    words: tuple[Words, ...] = ()
    short_title: str = ""
    below_by_chance: float = 0.0
    quarter: str = ""

    def standard(self, standard_id: str) -> StandardResult:
        """The result of one standard. Raises: KeyError -- if the audit has no such standard."""
        return {each.id: each for each in self.standards}[standard_id]


@dataclass(frozen=True)
class Evidence:
    """What evidences one recommendation in this quarter; ``before``: its state a quarter ago, empty where unknown."""

    id: str
    theme: str
    text: str
    leads: tuple[str, ...]
    instruments: tuple[str, ...]
    standards: tuple[str, ...]
    actions_taken: int
    actions_planned: int
    state: str
    before: str = ""


@dataclass(frozen=True)
class QuarterResult:
    """
    Everything that a quarter's pages in one edition show.

    ``report_title``: that of the published report whose recommendations are followed. ``year``: its last four quarters,
    the oldest first, as far as there are any.
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
    claims: Claims = NO_CLAIMS
    year: tuple[YearQuarter, ...] = ()

    def audit(self, code: str) -> AuditResult:
        """The result of one audit. Raises: KeyError -- if it is not among them."""
        return {each.code: each for each in self.audits}[code]
