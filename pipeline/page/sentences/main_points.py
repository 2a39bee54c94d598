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
from pipeline.page.sentences.targets import target_words
from pipeline.results import noteworthy
from pipeline.results.agency import NOT_READ, OUTSTANDING
from pipeline.results.figure_values import Verdict
from pipeline.results.model import AuditResult, QuarterResult, StandardResult
from pipeline.results.return_values import ReturnLine

_MOST_NAMED = 3
_NOT_DUE = "not due"
_NOTHING = "{months}: no return has come in, so there are no figures yet."
_NONE_YET = "{months}: no record can be held against a standard yet."
_REACHED = "{months}: {reached} of {judged} that could be judged {reach} {their} target{named}."
_NONE_JUDGED = "{months}: no standard has enough records to be held against its target."
_BELOW = "{count} {are} below target by more than chance would explain{far}: {named}."
_NONE_BELOW = "No standard is below its target by more than chance would explain."
_UNCLEAR = " {count} {are} short of target, but chance alone could explain that."
_CHANGED = "{count} {have} changed by more than chance would explain: {named}."
_ACTION = "{records} showed a child who needed action at once: {these} to the agency's safeguarding lead the same day."
_ACTION_HIDDEN = (
    "Records showed a child who needed action at once (how many is hidden, to protect small counts): they go to the "
    "agency's safeguarding lead the same day."
)
_MISSING = "{counted} of {due} {are} counted: {lacking}. Figures may move."
_LACKING = {
    "missing": "nothing has come from {who}",
    "sent back": "what {who} sent was sent back",
    NOT_READ: "what lies there for {who} could not be read",
}


def main_points(quarter: QuarterResult) -> tuple[str, ...]:
    """At most five: what reaches its target, what is below, what changed, what cannot wait, what is missing."""
    months = Quarter.parse(quarter.quarter).in_months
    if not _counted(quarter.audits):
        parts = [_nothing(quarter.returns, months), _immediate(quarter.audits), _missing(quarter.returns)]
    else:
        parts = [
            _working(quarter.audits, months),
            _worrying(quarter.audits),
            _changed(quarter.audits),
            _immediate(quarter.audits),
            _missing(quarter.returns),
        ]
    return tuple(each for each in parts if each)


def audit_points(audit: AuditResult, quarter: str) -> tuple[str, ...]:
    """At most three of one audit in ``quarter``: what reaches its target, what is below, what has changed."""
    months = Quarter.parse(quarter).in_months
    if not _counted([audit]):
        return (_nothing(audit.returns, months),)
    parts = (_working([audit], months), _worrying([audit]), _changed([audit]))
    return tuple(each for each in parts if each)


def _counted(audits: Sequence[AuditResult]) -> bool:
    return any(s.total.counts.applicable != 0 for audit in audits for s in audit.standards)


def _nothing(returns: Sequence[ReturnLine], months: str) -> str:
    came = any(line.status not in (*OUTSTANDING, NOT_READ, _NOT_DUE) for line in returns)
    return (_NONE_YET if came else _NOTHING).format(months=months)


def _working(audits: Sequence[AuditResult], months: str) -> str:
    judged = _those(audits, lambda s: s.total.verdict.judged)
    if not judged:
        return _NONE_JUDGED.format(months=months)
    reached = sorted(
        (s for s in judged if s.total.verdict.reached),
        key=lambda s: (not s.headline, s.total.provisional, s.total.verdict is not Verdict.ABOVE),
    )
    named = f": {first_few([_figure(s) for s in reached], _MOST_NAMED)}" if reached else ""
    return _REACHED.format(
        months=months,
        reached=len(reached) or "none",
        judged=number_of(len(judged), "standard"),
        reach="reach" if len(reached) > 1 else "reaches",
        their="their" if len(reached) > 1 else "its",
        named=named,
    )


def _worrying(audits: Sequence[AuditResult]) -> str:
    low = sorted(
        (s for audit in audits for s in noteworthy.below_target(audit)),
        key=lambda s: (not s.headline, not s.total.past_amber, -abs((s.total.value or 0) - s.target)),
    )
    unclear = _those(audits, lambda s: s.total.verdict is Verdict.NOT_CLEAR)
    if low:
        sentence = _BELOW.format(
            count=_count(len(low)),
            are="is" if len(low) == 1 else "are",
            far=", headline ones first" if any(s.headline for s in low) and len(low) > 1 else "",
            named=first_few([f"{_figure(s, target=True)}" for s in low], _MOST_NAMED),
        )
    elif _those(audits, lambda s: s.total.verdict.judged):
        sentence = _NONE_BELOW
    else:
        return ""
    if unclear:
        more = number_of(len(unclear), "more standard" if low else "standard")
        sentence += _UNCLEAR.format(count=more, are="is" if len(unclear) == 1 else "are")
    return sentence


def _changed(audits: Sequence[AuditResult]) -> str:
    moved = [s for audit in audits for s in noteworthy.changed_standards(audit)]
    if not moved:
        return unchanged_sentence(audits)
    named = [f"“{s.title}” {listed(claimed(s))}" for s in moved]
    return _CHANGED.format(
        count=_count(len(moved)),
        have="has" if len(moved) == 1 else "have",
        named=first_few(named, _MOST_NAMED),
    )


def _immediate(audits: Sequence[AuditResult]) -> str:
    counts = [audit.immediate_actions for audit in audits]
    if None in counts:
        return _ACTION_HIDDEN
    whole = sum(each or 0 for each in counts)
    if not whole:
        return ""
    return _ACTION.format(
        records=number_of(whole, "record"),
        these="it goes" if whole == 1 else "they go",
    )


def _missing(returns: Sequence[ReturnLine]) -> str:
    due = [line for line in returns if line.agency and line.status != _NOT_DUE]
    lacking = [line for line in due if line.status in (*OUTSTANDING, NOT_READ)]
    if not lacking:
        return ""
    by_status = {status: [line for line in lacking if line.status == status] for status in (*OUTSTANDING, NOT_READ)}
    return _MISSING.format(
        counted=(len(due) - len(lacking)) or "None",
        are="is" if len(due) - len(lacking) < 2 else "are",
        due=number_of(len(due), "return"),
        lacking=listed([_lacking(status, lines) for status, lines in by_status.items() if lines]),
    )


def _lacking(status: str, lines: Sequence[ReturnLine]) -> str:
    return _LACKING[status].format(who=listed(list(dict.fromkeys(line.agency_name for line in lines))))


def _figure(standard: StandardResult, *, target: bool = False) -> str:
    shown = met_of_applicable(standard.total).replace(" (", ", ").rstrip(")")
    aim = f"; target {target_words(standard)}" if target else ""
    return f"“{standard.title}” ({shown}{aim})"


def _those(audits: Sequence[AuditResult], holds: Callable[[StandardResult], bool]) -> list[StandardResult]:
    return [s for audit in audits for s in audit.standards if holds(s)]


def _count(number: int) -> str:
    return number_of(number, "standard")
