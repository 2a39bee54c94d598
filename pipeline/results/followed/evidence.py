"""The evidence that agencies report for a recommendation, as a page shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.definition.kinds import OneCode
from pipeline.definition.tracked import Tracked
from pipeline.partnership.bodies import name_of
from pipeline.results.followed.ladder import NONE, by_its_author, is_stale, level, line, whole_level
from pipeline.results.followed.plan import PlanItem, now_of
from pipeline.results.followed.reported import ReportedEvidence
from pipeline.results.followed.values import EvidenceLine

_WORDED = ("kind", "tested_by", "outcome", "self_rating", "verified_rating")  # questions whose answers are worded
_RATINGS = ("FULLY", "MOSTLY", "PARTLY", "NOT")  # how far evidence shows that it is done, the furthest first


def evidence_for(
    recommendation: str, told: Iterable[ReportedEvidence], items: Sequence[PlanItem], quarter: Quarter
) -> tuple[EvidenceLine, ...]:
    """
    The evidence that ``told`` holds for a recommendation, the best first.

    It is for those that it names, and where it names none for those of the action that it is of.
    """
    words = _words(quarter)
    theirs = [each for each in told if recommendation in _recommendations(each, items)]
    lines = [_line(each, words, quarter) for each in theirs]
    return tuple(sorted(lines, key=lambda each: (-each.level, -each.line, each.agency, each.id)))


def fresh_level(lines: Iterable[EvidenceLine]) -> int:
    """What the evidence would reach on the ladder if none of it were past its date."""
    return max((each.level + each.stale for each in lines), default=NONE)


def reached(lines: Sequence[EvidenceLine]) -> int:
    """What the evidence reaches on the ladder."""
    return max((each.level for each in lines), default=NONE)


def best_line(lines: Sequence[EvidenceLine]) -> int:
    """The line of assurance of the best evidence."""
    best = reached(lines)
    return max((each.line for each in lines if each.level == best), default=1)


def is_past_its_date(lines: Sequence[EvidenceLine]) -> bool:
    """Whether the best evidence is past its date, and nothing as good is fresh."""
    whole = fresh_level(lines)
    best = [each for each in lines if each.level + each.stale == whole]
    return bool(best) and all(each.stale for each in best)


def _recommendations(each: ReportedEvidence, items: Sequence[PlanItem]) -> tuple[str, ...]:
    if each.recommendations:
        return each.recommendations
    return tuple(id_ for item in items if item.line.id == each.action for id_ in item.recommendations)


def _line(each: ReportedEvidence, words: Mapping[str, Callable[[str], str]], quarter: Quarter) -> EvidenceLine:
    agency = now_of(each.agency, quarter)
    return EvidenceLine(
        id=each.id,
        agency=agency,
        agency_name=name_of(agency),
        action=each.action,
        claim=each.claim,
        title=each.title,
        version=each.version,
        dated=each.dated,
        owner_role=each.owner_role,
        held=each.held,
        reach=each.reach,
        eligible=each.eligible,
        tested_on=each.tested_on,
        tested_n=each.tested_n,
        finding=each.finding,
        limits=each.limits,
        valid_until=each.valid_until,
        level=level(each, quarter.end),
        line=line(each),
        stale=is_stale(each, quarter.end) and whole_level(each) > NONE,
        verifier_role=each.verifier_role,
        verified_on=each.verified_on,
        why_different=each.why_different,
        as_of=each.quarter,
        rated_lower=_rated_lower(each),
        by_its_author=by_its_author(each),
        **{name: words[name](getattr(each, name)) for name in _WORDED},
    )


def _rated_lower(each: ReportedEvidence) -> bool:
    given = (each.self_rating, each.verified_rating)
    return all(code in _RATINGS for code in given) and _RATINGS.index(given[1]) > _RATINGS.index(given[0])


def _words(quarter: Quarter) -> Mapping[str, Callable[[str], str]]:
    """How the codes of the assurance return are said, by the question that they answer."""
    asked = [
        each
        for audit in audits.of(quarter).values()
        if audit.tracks is Tracked.EVIDENCE
        for each in audit.fields
        if isinstance(each, OneCode)
    ]
    labels = {each.name: {code.code: code.label for code in each.codes} for each in asked}

    def of(name: str) -> Callable[[str], str]:
        return lambda code: labels.get(name, {}).get(code, code)

    return {name: of(name) for name in _WORDED}
