"""One agency's results out of a quarter's: its own figures beside the partnership's, and no other agency."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.disclose.editions import EDITIONS
from pipeline.partnership.bodies import folder_of, name_of
from pipeline.results.model import Figure, FindingCount, QuarterResult, ReturnLine, StandardResult, TargetSet, Verdict
from pipeline.validate.catalogue import OURS

OUTSTANDING = ("missing", "sent back")  # what the agency is asked for
NOT_READ = "could not be read"  # whether anything came nobody can say, so the agency is not asked


@dataclass(frozen=True)
class OwnStandard:
    """One standard that an agency is counted in: its own figure, and that of all returns together."""

    id: str
    title: str
    target: float
    rated: bool
    own: Figure
    whole: Figure
    targets: tuple[TargetSet, ...] = ()


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

    ``earlier``: the quarters of those that it took over from, under their own names.
    """

    code: str
    name: str
    quarter: str
    returns: tuple[ReturnLine, ...]
    standards: tuple[OwnStandard, ...]
    findings: tuple[FindingCount, ...]
    asks: tuple[str, ...]
    earlier: tuple[EarlierLine, ...] = ()


def packs(result: QuarterResult) -> tuple[str, ...]:
    """The codes of the agencies that have sent something; none in an edition that is not for named readers."""
    if not EDITIONS[result.edition].named_readers:
        return ()
    sent = {
        line.agency for line in result.returns if line.agency and line.status not in ("missing", NOT_READ, "not due")
    }
    return tuple(sorted(sent))


def pack_page(code: str) -> str:
    """The name of the file of an agency's page."""
    return f"pack-{folder_of(code)}.html"


def agency_result(result: QuarterResult, code: str) -> AgencyResult:
    """What concerns the agency ``code``, as shown in the edition of ``result``."""
    returns = tuple(line for line in result.returns if line.agency == code)
    standards = tuple(
        OwnStandard(s.id, s.title, s.target, s.rated, own, s.total, s.targets)
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
        asks=(*_returns_asked(returns, result.quarter), *_standards_asked(result, code)),
        earlier=tuple(
            EarlierLine(f"{s.id} {s.title}", each.quarter, each.figure.label, each.figure)
            for audit in result.audits
            for s in audit.standards
            for each in s.earlier
            if each.code == code
        ),
    )


def _returns_asked(returns: tuple[ReturnLine, ...], quarter: str) -> list[str]:
    asked = []
    for line in returns:
        if line.status == "missing":
            asked.append(f"Send your {line.audit} return for {quarter}, or a nil return.")
        elif line.status == "sent back" and line.reason not in OURS:
            asked.append(f"Send your {line.audit} return again: your receipt says why it was sent back.")
        if line.errors and line.status != "sent back":
            asked.append(f"Mend what is in error in your {line.audit} return; the marked-up workbook shows each cell.")
        if line.queries and line.status != "sent back":
            asked.append(f"Explain or mend the queries in your {line.audit} return.")
    return asked


def _standards_asked(result: QuarterResult, code: str) -> list[str]:
    low = [s for audit in result.audits for s in audit.standards if _below(s, code)]
    return [f"Say what will change for {s.id} {s.title}, and by when." for s in low]


def _below(standard: StandardResult, code: str) -> bool:
    return any(own.code == code and own.verdict is Verdict.BELOW for own in standard.agencies)
