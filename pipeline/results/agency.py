"""One agency's results out of a quarter's: its own figures beside the partnership's, and no other agency."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.disclose.editions import EDITIONS
from pipeline.english import listed
from pipeline.partnership.bodies import folder_of, name_of
from pipeline.results.beside_own import whole_beside
from pipeline.results.figure_values import Figure, Point, Verdict
from pipeline.results.followed.of_agency import NOTHING_FOLLOWED, OfAgency, of_agency
from pipeline.results.model import QuarterResult
from pipeline.results.return_values import FindingCount, ReturnLine
from pipeline.results.target_values import TargetSet
from pipeline.results.trust_values import NO_TRUST, Trust
from pipeline.validate.catalogue import OURS

OUTSTANDING = ("missing", "sent back")  # what the agency is asked for
MOST_NAMED = 8  # standards below target in one sentence, and at the head of a page
NOT_READ = "could not be read"  # whether anything came nobody can say, so the agency is not asked
ERASED = "erased"  # on purpose, so nobody is asked for another unasked
NOT_IN = (*OUTSTANDING, NOT_READ, ERASED)


@dataclass(frozen=True)
class OwnStandard:
    """
    One standard that an agency is counted in: its own figure, and that of all returns together.

    ``whole``: as the board may be told it; None where a small count of the others would be known by subtraction.
    ``before``: its own earlier quarters, oldest first. ``audit``: the audit's short title. ``headline``: what that
    asks first.
    """

    id: str
    title: str
    target: float
    rated: bool
    low_is_good: bool
    own: Figure
    whole: Figure | None
    before: tuple[Point, ...] = ()
    targets: tuple[TargetSet, ...] = ()
    audit: str = ""
    headline: bool = False

    @property
    def short(self) -> float:
        """How far below its target, or above what there should be at most; 0 if it is not. Units: a proportion."""
        value = self.own.value
        if self.own.verdict is not Verdict.BELOW or value is None:
            return 0.0
        return value - self.target if self.low_is_good else self.target - value


@dataclass(frozen=True)
class EarlierLine:
    """What a body that the agency took over from came to on one standard in an earlier quarter."""

    standard: str
    quarter: str
    body: str
    own: Figure


@dataclass(frozen=True)
class AgencyResult:
    """
    Everything that one agency's page shows. ``asks``: what it is asked to do, in sentences.

    ``earlier``: the quarters of those that it took over from, under their own names. ``trust``: what its own figures
    leave out. ``followed``: the actions that it leads, and what is open of them. ``untold``: the audits of which it has
    sent something, and of which the edition does not show what was found.
    """

    code: str
    name: str
    quarter: str
    returns: tuple[ReturnLine, ...]
    standards: tuple[OwnStandard, ...]
    findings: tuple[FindingCount, ...]
    asks: tuple[str, ...]
    earlier: tuple[EarlierLine, ...] = ()
    trust: Trust = NO_TRUST
    followed: OfAgency = NOTHING_FOLLOWED
    untold: tuple[str, ...] = ()


def packs(result: QuarterResult) -> tuple[str, ...]:
    """The codes of the agencies that have sent something; none in an edition that is not for named readers."""
    if not EDITIONS[result.edition].named_readers:
        return ()
    nothing = ("missing", NOT_READ, ERASED, "not due")
    sent = {line.agency for line in result.returns if line.agency and line.status not in nothing}
    return tuple(sorted(sent))


def pack_page(code: str) -> str:
    """The name of the file of an agency's page."""
    return f"pack-{folder_of(code)}.html"


def agency_result(result: QuarterResult, code: str) -> AgencyResult:
    """What concerns the agency ``code``, as shown in the edition of ``result``."""
    returns = tuple(line for line in result.returns if line.agency == code)
    standards = tuple(
        OwnStandard(
            id=s.id,
            title=s.title,
            target=s.target,
            rated=s.rated,
            low_is_good=s.low_is_good,
            own=own,
            whole=whole_beside(s, own),
            before=next((each.points for each in s.own_history if each.code == code), ()),
            targets=s.targets,
            audit=audit.short_title,
            headline=s.headline,
        )
        for audit in result.audits
        for s in audit.standards
        for own in s.agencies
        if own.code == code
    )
    return AgencyResult(
        code=code,
        name=name_of(code),
        quarter=result.quarter,
        returns=returns,
        standards=standards,
        findings=tuple(each for audit in result.audits for each in audit.findings or () if each.agency == code),
        asks=(*_returns_asked(returns, result.quarter), *_standards_asked(standards)),
        earlier=tuple(
            EarlierLine(f"{s.id} {s.title}", each.quarter, each.figure.label, each.figure)
            for audit in result.audits
            for s in audit.standards
            for each in s.earlier
            if each.code == code
        ),
        trust=result.trust.of(
            code,
            [each.id for each in standards],
            [line.title for line in returns if line.status != "not due"],
            sum(line.due for line in returns),
        ),
        untold=tuple(
            audit.short_title
            for audit in result.audits
            if audit.findings is None and any(line.audit == audit.code and line.sha256 for line in returns)
        ),
        followed=of_agency(result.recommendations, result.decisions, code, name_of(code)),
    )


def _returns_asked(returns: tuple[ReturnLine, ...], quarter: str) -> list[str]:
    """What is asked of its returns, each thing once, with the audits that it is asked for."""
    back = "sent back"
    wanted: tuple[tuple[str, Callable[[ReturnLine], object]], ...] = (
        ("Send your {audits} {return_} for {quarter}, or a nil return.", lambda each: each.status == "missing"),
        (
            "Send your {audits} {return_} again: your receipt says why it was sent back.",
            lambda each: each.status == back and each.reason not in OURS,
        ),
        (
            "Mend what is in error in your {audits} {return_}; the marked-up workbook shows each cell.",
            lambda each: each.errors and each.status != back,
        ),
        ("Explain or mend the queries in your {audits} {return_}.", lambda each: each.queries and each.status != back),
    )
    asked = []
    for words, applies in wanted:
        audits = list(dict.fromkeys(each.audit for each in returns if applies(each)))
        if audits:
            return_ = "return" if len(audits) == 1 else "returns"
            asked.append(words.format(audits=listed(audits), return_=return_, quarter=quarter))
    return asked


def _standards_asked(standards: Sequence[OwnStandard]) -> list[str]:
    low = [f"{s.id} {s.title}" for s in standards if s.own.verdict is Verdict.BELOW]
    if len(low) < 2:
        return [f"Say what will change for {each}, and by when." for each in low]
    if len(low) > MOST_NAMED:
        which = f"the {len(low)} standards that you are below. Begin with those at the head of your results"
        return [f"Say what will change, and by when, for {which}, the furthest below."]
    return [f"Say what will change, and by when, for each standard that you are below: {'; '.join(low)}."]
