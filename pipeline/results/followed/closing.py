"""What closes a decision of a meeting: a return, an action done, evidence, a standard at its target, or words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from pipeline.calendar.quarter import Quarter, spoken
from pipeline.definition.tracked import Tracked
from pipeline.partnership.bodies import whole_line
from pipeline.results.counted import CountedAudit, CountedQuarter
from pipeline.results.followed.ladder import is_stale
from pipeline.results.followed.reported import NOTHING_TOLD, Reported, Status
from pipeline.results.model import AuditResult
from pipeline.store.decisions import Closer, Decision


@dataclass(frozen=True)
class Seen:
    """
    What is seen of each quarter that can close a decision.

    ``returns``: the codes of the audit and of the agency of every return that counts; ``told``: what agencies reported
    of actions and evidence; ``reached``: the ids of the standards at their target or better, ``hidden``: of those of
    which the edition does not show whether they are.
    """

    returns: Mapping[Quarter, frozenset[tuple[str, str]]] = field(default_factory=dict)
    told: Mapping[Quarter, Reported] = field(default_factory=dict)
    reached: Mapping[Quarter, frozenset[str]] = field(default_factory=dict)
    hidden: Mapping[Quarter, frozenset[str]] = field(default_factory=dict)

    def up_to(self, quarter: Quarter) -> list[Quarter]:
        """The quarters of which something is seen, to ``quarter``, in order."""
        return sorted(each for each in {*self.returns, *self.told, *self.reached} if each <= quarter)


@dataclass(frozen=True)
class Closed:
    """
    That something closed a decision: the day, as in ISO 8601, and what it was, as it goes on after "closed by".

    ``why``: what was said for it, where a person closed it.
    """

    day: str
    by: str
    why: str = ""


def seen_in(counted: CountedQuarter, results: Iterable[AuditResult]) -> Seen:
    """What is seen of a quarter and of those before it. ``results``: of its audits, as its report shows them."""
    reached: dict[Quarter, set[str]] = defaultdict(set)
    hidden: dict[Quarter, set[str]] = defaultdict(set)
    for each in (standard for audit in results for standard in audit.standards):
        for point in each.history:
            if point.figure.verdict.reached:
                reached[Quarter.parse(point.quarter)].add(each.id)
            if point.figure.hidden_by_edition:
                hidden[Quarter.parse(point.quarter)].add(each.id)
    returns: dict[Quarter, set[tuple[str, str]]] = defaultdict(set)
    for audit in counted.audits:
        for quarter, agencies in _returned(audit, counted):
            returns[quarter] |= {(audit.audit.code, each) for each in agencies}
    return Seen(
        {quarter: frozenset(each) for quarter, each in returns.items()},
        counted.told,
        {quarter: frozenset(each) for quarter, each in reached.items()},
        {quarter: frozenset(each) for quarter, each in hidden.items()},
    )


def _returned(audit: CountedAudit, counted: CountedQuarter) -> list[tuple[Quarter, Iterable[str]]]:
    """Whose returns of an audit count, in each quarter; one without a standard is known by what it reports."""
    now: tuple[Quarter, Iterable[str]] = counted.intake.quarter, [each.identity.agency for each in audit.returns]
    before = [part for each in audit.standards for part in each.around.returned.items()]
    told = [
        (quarter, each.actions_by if audit.audit.tracks is Tracked.ACTIONS else each.evidence_by)
        for quarter, each in counted.told.items()
        if audit.audit.tracks is not None
    ]
    return [now, *before, *told]


def awaited(decision: Decision) -> str:
    """What closes a decision, as it goes on after "it closes with"; empty where nothing is awaited."""
    if decision.closer is None:
        return ""
    what, about = decision.closer
    return _AWAITED[what](about, decision)


def closed(decision: Decision, quarter: Quarter, seen: Seen) -> Closed | None:
    """
    What closed a decision first, by the end of ``quarter``; None while it is open.

    Of what is seen only quarters after the report that the meeting read count, or the very return that was asked for.
    """
    ways = (_by_words(decision, quarter), _by_what_is_seen(decision, quarter, seen))
    return min((each for each in ways if each is not None), key=lambda each: each.day, default=None)


def is_hidden(decision: Decision, quarter: Quarter, seen: Seen) -> bool:
    """Whether the edition hides, in a quarter up to ``quarter``, the figure that may have closed an open decision."""
    if decision.closer is None or closed(decision, quarter, seen) is not None:
        return False
    what, about = decision.closer
    return what is Closer.STANDARD and any(
        about in ids for of, ids in seen.hidden.items() if of <= quarter and _is_later(decision, of)
    )


def _by_words(decision: Decision, quarter: Quarter) -> Closed | None:
    if not decision.closed or decision.closed > quarter.end.isoformat():
        return None
    return Closed(decision.closed, decision.closed_by, decision.closed_why)


def _by_what_is_seen(decision: Decision, quarter: Quarter, seen: Seen) -> Closed | None:
    if decision.closer is None:
        return None
    what, about = decision.closer
    after = Quarter.parse(decision.quarter).next()
    for each in seen.up_to(quarter):
        if words := _SHOWN[what](about, decision, each, seen):
            return Closed(max(each, after).end.isoformat(), words)  # a late return is news in the next report
    return None


def _of_a_return(about: str) -> tuple[str, Quarter | None]:
    """The audit's code, and the quarter of the return where one is named."""
    audit, _, quarter = about.partition(" ")
    return audit, Quarter.parse(quarter) if quarter else None


def _return_awaited(about: str, decision: Decision) -> str:
    audit, quarter = _of_a_return(about)
    months = quarter.in_months if quarter else f"a quarter after {Quarter.parse(decision.quarter).in_months}"
    return f"the {audit} return for {months}"


_AWAITED: Mapping[Closer, Callable[[str, Decision], str]] = {
    Closer.RETURN: _return_awaited,
    Closer.ACTION: lambda about, _: f"the report that action {about} is done",
    Closer.EVIDENCE: lambda about, _: f"evidence {about}, in date",
    Closer.STANDARD: lambda about, _: f"{about} at its target",
    Closer.WORDS: lambda _about, _decision: "the words of a meeting",
}


def _return_shown(about: str, decision: Decision, quarter: Quarter, seen: Seen) -> str:
    audit, named = _of_a_return(about)
    right = quarter == named if named else _is_later(decision, quarter)
    line = whole_line(decision.agency)
    came = right and any(of == audit and sender in line for of, sender in seen.returns.get(quarter, ()))
    return f"the {audit} return for {quarter.in_months}" if came else ""


def _action_shown(about: str, decision: Decision, quarter: Quarter, seen: Seen) -> str:
    told = seen.told.get(quarter, NOTHING_TOLD).actions
    theirs = [each for each in told if each.id == about and _is_theirs(decision, each.agency)]
    if not _is_later(decision, quarter) or not theirs or any(each.status is not Status.DONE for each in theirs):
        return ""
    done = max(each.done for each in theirs)
    on = f" on {spoken(date.fromisoformat(done))}" if done else ""
    return f"the report for {quarter.in_months} that action {about} was done{on}"


def _evidence_shown(about: str, decision: Decision, quarter: Quarter, seen: Seen) -> str:
    there = _is_later(decision, quarter) and any(
        each.id == about and _is_theirs(decision, each.agency) and not is_stale(each, quarter.end)
        for each in seen.told.get(quarter, NOTHING_TOLD).evidence
    )
    return f"evidence {about}, in date in the return for {quarter.in_months}" if there else ""


def _standard_shown(about: str, decision: Decision, quarter: Quarter, seen: Seen) -> str:
    reached = _is_later(decision, quarter) and about in seen.reached.get(quarter, ())
    return f"{about} at its target in {quarter.in_months}" if reached else ""


_SHOWN: Mapping[Closer, Callable[[str, Decision, Quarter, Seen], str]] = {
    Closer.RETURN: _return_shown,
    Closer.ACTION: _action_shown,
    Closer.EVIDENCE: _evidence_shown,
    Closer.STANDARD: _standard_shown,
    Closer.WORDS: lambda *_: "",
}


def _is_later(decision: Decision, quarter: Quarter) -> bool:
    return quarter > Quarter.parse(decision.quarter)


def _is_theirs(decision: Decision, agency: str) -> bool:
    """Whether ``agency`` is the one that a decision is about, or of its line; any is, where it names none."""
    return not decision.agency or agency in whole_line(decision.agency)
