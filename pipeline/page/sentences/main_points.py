"""
The main points of a quarter or an audit: a few plain sentences, drafted by rule from the figures as they are shown.

Each says no more than the verdicts and changes that it names; what an edition hides or does not say is not in them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.calendar.quarter import Quarter
from pipeline.english import first_few, listed, number_of
from pipeline.page.sentences.changes import claimed, unchanged_sentence
from pipeline.page.sentences.figures import met_of_applicable
from pipeline.page.sentences.judged import judged_words, none_below, why_unjudged
from pipeline.results import noteworthy
from pipeline.results.agency import ERASED, NOT_IN, NOT_READ
from pipeline.results.figure_values import Verdict
from pipeline.results.model import AuditResult, QuarterResult, StandardResult
from pipeline.results.return_values import NOT_DUE, ReturnLine

_MOST_NAMED = 2
_NOTHING = "{months}: no return has come in, so there are no figures yet."
_IDLE = "This audit is not due in {quarter}, so nothing is missing."
_ALL_THE_TIME = "This audit is sent whenever there is something to send. In {quarter} there was nothing."
_NONE_YET = "{months}: no record can be held against a standard yet."
_NONE_JUDGED = "{months}: no standard is held against its target here: {reasons}."
_REACHED = "{months}: {those} {judged} {reach}{named}."
_UNJUDGED = " {count} {are} not judged here: {reasons}."
_BELOW = "{count} {are} {worse} target by more than chance would explain{named}."
_UNCLEAR = " {count} {are} {worse} target, but by no more than chance could explain."
_CHANGED = "{count} {have} changed by more than chance would explain{named}."
_MISSING = "{counted}, so figures may move. {lacking}"
_LACKING = {
    "missing": "Not yet come: {who}.",
    "sent back": "Sent back to be mended: {who}.",
    NOT_READ: "There, but could not be read: {who}.",
    ERASED: "Erased on purpose: {who}.",
}


def main_points(quarter: QuarterResult) -> tuple[str, ...]:
    """
    At most four: what reaches its target, what is below, what has changed, what is missing.

    That a child needed action at once stands above them on the page, in a band of its own.
    """
    months = Quarter.parse(quarter.quarter).in_months
    if not _counted(quarter.audits):
        parts = [_nothing(quarter.returns, months), _missing(quarter.returns)]
    else:
        parts = [
            _working(quarter.audits, months),
            _worrying(quarter.audits),
            _changed(quarter.audits),
            _missing(quarter.returns),
        ]
    return tuple(each for each in parts if each)


def audit_points(audit: AuditResult, quarter: str) -> tuple[str, ...]:
    """At most three of one audit in ``quarter``: what reaches its target, what is below, what has changed."""
    months = audit.rhythm.months or Quarter.parse(quarter).in_months
    if not _counted([audit]):
        came = any(line.status != NOT_DUE for line in audit.returns)
        return (_nothing(audit.returns, months) if audit.due or came else _idle(audit),)
    parts = (_working([audit], months), _worrying([audit]), _changed([audit]))
    return tuple(each for each in parts if each)


def months_of(audit: AuditResult) -> str:
    """The months that an audit's figures are of, with the quarter in which they are reported."""
    if not audit.rhythm.months:
        return Quarter.parse(audit.quarter).in_full
    return f"{audit.rhythm.months} ({audit.quarter})"


def _idle(audit: AuditResult) -> str:
    """What is said of an audit of which nothing was due, and nothing came."""
    if audit.rhythm.all_the_time:
        return _ALL_THE_TIME.format(quarter=audit.quarter)
    following = f" It is next due in {audit.rhythm.next_due}." if audit.rhythm.next_due else ""
    return _IDLE.format(quarter=audit.quarter) + following


def _counted(audits: Sequence[AuditResult]) -> bool:
    return any(s.total.counts.applicable != 0 for audit in audits for s in audit.standards)


def _nothing(returns: Sequence[ReturnLine], months: str) -> str:
    came = any(line.status not in (*NOT_IN, NOT_DUE) for line in returns)
    return (_NONE_YET if came else _NOTHING).format(months=months)


def _working(audits: Sequence[AuditResult], months: str) -> str:
    judged = _those(audits, lambda s: s.total.verdict.judged)
    if not judged:
        return _NONE_JUDGED.format(months=months, reasons=why_unjudged(_verdicts(audits)))
    reached = sorted(
        (s for s in judged if s.total.verdict.reached),
        key=lambda s: (not s.headline, s.total.provisional, s.total.verdict is not Verdict.ABOVE),
    )
    sentence = _REACHED.format(
        months=months,
        those=_share_of(len(reached), len(judged)),
        judged=judged_words(_verdicts(audits)),
        reach=_reach(len(reached), len(judged)),
        named=_named([_figure(s) for s in reached]),
    )
    return sentence + _unjudged(audits)


def _share_of(reached: int, judged: int) -> str:
    """How many of those judged, in words where that is none, the only one, or all."""
    if judged == 1:
        return "the one standard"
    if reached == judged:
        return "both standards" if judged == 2 else f"all {judged} standards"
    return f"{reached} of the {judged} standards" if reached else f"none of the {judged} standards"


def _reach(reached: int, judged: int) -> str:
    if judged == 1 and not reached:
        return "does not reach its target"
    return "reach their target" if reached > 1 else "reaches its target"


def _unjudged(audits: Sequence[AuditResult]) -> str:
    """How many standards are not among those judged, and why; empty where all are."""
    verdicts = _verdicts(audits)
    unjudged = sum(not each.judged for each in verdicts)
    if not unjudged:
        return ""
    return _UNJUDGED.format(
        count=number_of(unjudged, "more standard"),
        are="is" if unjudged == 1 else "are",
        reasons=why_unjudged(verdicts),
    )


def _worrying(audits: Sequence[AuditResult]) -> str:
    low = sorted(
        (s for audit in audits for s in noteworthy.below_target(audit)),
        key=noteworthy.urgency,
    )
    unclear = _those(audits, lambda s: s.total.verdict is Verdict.NOT_CLEAR)
    if low:
        sentence = _BELOW.format(
            count=_count(len(low)),
            are="is" if len(low) == 1 else "are",
            worse=_worse(low, "below"),
            named=_named([_figure(s) for s in low]),
        )
    elif _those(audits, lambda s: s.total.verdict.judged):
        sentence = none_below(_verdicts(audits), low_is_good=bool(_those(audits, lambda s: s.low_is_good)))
    else:
        return ""
    if unclear:
        more = number_of(len(unclear), "more standard" if low else "standard")
        sentence += _UNCLEAR.format(
            count=more, are="is" if len(unclear) == 1 else "are", worse=_worse(unclear, "short of")
        )
    return sentence


def _worse(standards: Sequence[StandardResult], usual: str) -> str:
    """How they stand beside their targets, of which some may be the most that there should be."""
    return "worse than" if any(s.low_is_good for s in standards) else usual


def _changed(audits: Sequence[AuditResult]) -> str:
    moved = [s for audit in audits for s in noteworthy.changed_standards(audit)]
    if not moved:
        return unchanged_sentence(audits)
    return _CHANGED.format(
        count=_count(len(moved)),
        have="has" if len(moved) == 1 else "have",
        named=_named([f"“{s.title}” {listed(claimed(s, brief=True))}" for s in moved]),
    )


def _missing(returns: Sequence[ReturnLine]) -> str:
    due = [line for line in returns if line.agency and line.due]
    lacking = [line for line in due if line.status in NOT_IN]
    if not lacking:
        return ""
    by_status = {status: [line for line in lacking if line.status == status] for status in NOT_IN}
    return _MISSING.format(
        counted=_counted_of(len(due) - len(lacking), len(due)),
        lacking=" ".join(_lacking(status, lines) for status, lines in by_status.items() if lines),
    )


def _counted_of(counted: int, due: int) -> str:
    if due == 1:
        return "The one return that is due is not counted"
    if not counted:
        return f"None of the {due} returns is counted"
    return f"{counted} of {due} returns {'is' if counted == 1 else 'are'} counted"


def _lacking(status: str, lines: Sequence[ReturnLine]) -> str:
    return _LACKING[status].format(who=_few(list(dict.fromkeys(line.agency_name for line in lines))))


def _named(names: Sequence[str]) -> str:
    """Those that are named, as a sentence goes on: no more than a listener keeps in mind."""
    if not names:
        return ""
    return f"{', among them ' if len(names) > _MOST_NAMED else ': '}{listed(names[:_MOST_NAMED])}"


def _few(names: Sequence[str]) -> str:
    return listed(names) if len(names) <= _MOST_NAMED else first_few(names, _MOST_NAMED)


def _figure(standard: StandardResult) -> str:
    total, counts = standard.total, standard.total.counts
    in_words = total.weighted or counts.hidden
    shown = met_of_applicable(total) if in_words else f"{counts.met} of {counts.applicable}"
    return f"“{standard.title}” ({shown})"


def _verdicts(audits: Sequence[AuditResult]) -> list[Verdict]:
    return [s.total.verdict for audit in audits for s in audit.standards]


def _those(audits: Sequence[AuditResult], holds: Callable[[StandardResult], bool]) -> list[StandardResult]:
    return [s for audit in audits for s in audit.standards if holds(s)]


def _count(number: int) -> str:
    return number_of(number, "standard")
