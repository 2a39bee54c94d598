"""What calls for an audit to be held again, beside what is planned: a standard that stays low, an action done."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import pairwise

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, Cadence
from pipeline.definition.when_due import next_due
from pipeline.english import first_few
from pipeline.results.figure_values import Point, Verdict
from pipeline.results.followed.values import EffectLine, RecommendationResult
from pipeline.results.model import AuditResult
from pipeline.results.programme_values import Reaudit

_NAMED = 2  # standards or actions in one reason
_RUNNING = 2  # quarters below target in which one after the other
_TIME_TO_ACT = 2  # quarters after which an audit that is not planned again would show something


def reaudits(
    audit: type[Audit], result: AuditResult, recommendations: Sequence[RecommendationResult], quarter: Quarter
) -> tuple[Reaudit, ...]:
    """
    When ``audit`` is to be held again, as of ``quarter``, and why, the first quarter first.

    ``result``: what the edition shows of it, so that nothing follows from a figure that is hidden. Of an audit whose
    returns come all the time only what an action calls for is said.
    """
    own = {each.id for each in result.standards}
    effects = [line for each in recommendations for line in each.effects if line.standard in own]
    done = list(_by_actions(audit, effects, quarter))
    told = {line.standard for line in effects if line.reaudit}
    key = {standard for each in recommendations for standard in each.key_standards}
    below = _by_standards(audit, result, key, told, quarter)
    return tuple(sorted({*done, *below}, key=lambda each: (Quarter.parse(each.quarter), each.why)))


def _by_actions(audit: type[Audit], effects: Sequence[EffectLine], quarter: Quarter) -> Iterator[Reaudit]:
    """
    The quarter in which there is enough to look at what an action was to move, where that is still to come.

    Of an audit that nobody plans to hold again: the second quarter after that in which the action was done.
    """
    whys: dict[tuple[str, str], list[str]] = {}
    for each in effects:
        if each.reaudit and Quarter.parse(each.reaudit) > quarter:
            whys.setdefault((each.reaudit, each.trigger), []).append(each.action)
        elif each.done and not each.reaudit and _never_again(audit, quarter):
            then = _after(Quarter.containing(date.fromisoformat(each.done)))
            if not _held_since(audit, then, quarter):
                whys.setdefault((str(max(then, quarter.next())), "no later quarter is planned"), []).append(each.action)
    for (called_for, why), actions in whys.items():
        named = list(dict.fromkeys(actions))
        done = f"{first_few(named, _NAMED)} {'is' if len(named) == 1 else 'are'} done"
        yield Reaudit(called_for, f"{done} ({why})")


def _by_standards(
    audit: type[Audit], result: AuditResult, key: Collection[str], told: Collection[str], quarter: Quarter
) -> Iterator[Reaudit]:
    """The headline and key standards, but those that are ``told`` of already, that are below target and were before."""
    if audit.run(quarter) is Cadence.CONTINUOUS:
        return
    low = [
        each.id
        for each in result.standards
        if (each.headline or each.id in key) and each.id not in told and _stays_below(audit, each.history, quarter)
    ]
    if low:
        then = next_due(audit, quarter) or _after(quarter)
        times = "twice running" if audit.run(quarter) is Cadence.QUARTERLY else "the last two times"
        yield Reaudit(str(then), f"{first_few(low, _NAMED)} {'was' if len(low) == 1 else 'were'} below target {times}")


def _stays_below(audit: type[Audit], history: Sequence[Point], quarter: Quarter) -> bool:
    """Whether it was below target in the last two quarters that were due, counted in the same way."""
    newest = history[-_RUNNING:]
    if len(newest) < _RUNNING or not all(each.comparable and each.figure.verdict is Verdict.BELOW for each in newest):
        return False
    quarters = [*(Quarter.parse(each.quarter) for each in newest), quarter]
    gaps = pairwise(quarters)
    return not any(_due_between(audit, earlier, later) for earlier, later in gaps if earlier < later) and (
        quarters[1] == quarter or not audit.due(quarter)
    )


def _due_between(audit: type[Audit], earlier: Quarter, later: Quarter) -> bool:
    """Whether it was due in a quarter between these two."""
    each = earlier.next()
    while each < later:
        if audit.due(each):
            return True
        each = each.next()
    return False


def _never_again(audit: type[Audit], quarter: Quarter) -> bool:
    """Whether no later quarter of it is planned, and its returns do not come all the time."""
    return next_due(audit, quarter) is None and audit.run(quarter) is not Cadence.CONTINUOUS


def _held_since(audit: type[Audit], first: Quarter, quarter: Quarter) -> bool:
    """Whether it was due from ``first`` on, up to ``quarter``."""
    return first <= quarter and (audit.due(first) or audit.due(quarter) or _due_between(audit, first, quarter))


def _after(quarter: Quarter) -> Quarter:
    """The quarter in which what was begun in ``quarter`` can be seen."""
    for _ in range(_TIME_TO_ACT):
        quarter = quarter.next()
    return quarter
