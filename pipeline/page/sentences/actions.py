"""What has been done for a recommendation, in sentences: how many actions stand how, and each by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.english import capital, listed, number_of
from pipeline.page.sentences.followed import day_words
from pipeline.results.followed.values import ActionLine

NO_ACTION = "No action is listed for it."
_NOT_REPORTED = "not reported on"
_TAKEN = "taken when the report came out"


def actions_counted(actions: Sequence[ActionLine]) -> str:
    """How many actions there are, how many stand how, how many are late, and whether none is open."""
    if not actions:
        return NO_ACTION
    counts = Counter(map(_stands, actions))
    overdue = sum(each.open and each.late > 0 for each in actions)
    late = f"; {overdue} overdue" if overdue else ""
    late = late or ("" if any(each.open for each in actions) else "; none is open")
    return (
        f"{capital(number_of(len(actions), 'action'))}: "
        f"{listed([f'{count} {stands}' for stands, count in counts.items()])}{late}."
    )


def action_stands(action: ActionLine) -> str:
    """How one action stands: its status, how late it is or was, and of when that is known."""
    words = _stands(action)
    if action.done:
        words = f"{words} on {day_words(action.done)}"
    if action.late:
        words += f", overdue by {_by(action.late)}" if action.open else f", {_by(action.late)} late"
    return f"{capital(words)}{f' (reported for {action.as_of})' if action.as_of else ''}."


def action_dates(action: ActionLine) -> str:
    """When an action was agreed and when it is due; empty where nobody has said."""
    days = [
        *([f"agreed on {day_words(action.agreed)}"] if action.agreed else []),
        *([f"due on {day_words(action.due)}"] if action.due else []),
    ]
    return f"{capital(listed(days))}." if days else ""


def action_from(action: ActionLine) -> str:
    """Who leads an action, of what kind it is, and where it is from: "a trust; training; the published report"."""
    return "; ".join(part for part in (action.agency_name, action.kind, action.source) if part)


def _by(quarters: int) -> str:
    """How late something is by its quarters, of which the last one has begun alone."""
    return "up to a quarter" if quarters == 1 else f"more than {number_of(quarters - 1, 'quarter')}"


def _stands(action: ActionLine) -> str:
    if action.status:
        return action.status[:1].lower() + action.status[1:]
    return _TAKEN if action.taken else _NOT_REPORTED
