"""The action plan as of a quarter: what the published report lists, what meetings agreed, and what agencies report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.calendar.quarter import QUARTERS_OF_A_YEAR, Quarter
from pipeline.partnership.bodies import find, in_place_of, name_of, whole_line
from pipeline.partnership.recommendations import Action
from pipeline.results.followed.reported import Reported, ReportedAction, Status
from pipeline.results.followed.values import ActionLine

REPORT, MEETING, AGENCY = "the published report", "a meeting", "the agency"
_WORDS = {
    Status.NOT_STARTED: "not started",
    Status.UNDER_WAY: "under way",
    Status.DONE: "done",
    Status.STOPPED: "stopped",
    Status.NOT_SAID: "not said",
}
_DIFFERENCE = {"YES": "yes", "PARTIAL": "in part, or too early", "NO": "no", "NR": "not recorded"}
TAKEN = "taken before the report"


@dataclass(frozen=True)
class PlanItem:
    """An action with the ids of all recommendations that it answers."""

    recommendations: tuple[str, ...]
    line: ActionLine


def plan(
    listed: Iterable[Action], agreed: Iterable[ReportedAction], told: Reported, quarter: Quarter
) -> tuple[PlanItem, ...]:
    """
    Every action as it stands in ``quarter``, in the order of the report, then of meetings, then of agencies.

    ``listed``: the actions of the published report; ``agreed``: those that meetings agreed, as if reported; ``told``:
    what holds of what agencies reported. What an agency reports of an action takes the place of what was listed.
    """
    reported = _together(told.actions)
    items: dict[tuple[str, str], PlanItem] = {}
    for action in listed:
        for lead in action.leads:
            agency = now_of(lead, quarter)
            own = _report_of(reported, action.id, agency)
            items[action.id, agency] = _merged(_listed(action, agency), action.recommendations, own, quarter)
    for each in agreed:
        agency = now_of(each.agency, quarter)
        own = _report_of(reported, each.id, agency)
        if (each.id, agency) not in items:
            first = replace(_line(each, MEETING, quarter), status="", as_of="")  # nobody has reported on it yet
            items[each.id, agency] = _merged(first, each.recommendations, own, quarter)
    for each in reported.values():
        agency = now_of(each.agency, quarter)
        if (each.id, agency) not in items:
            known = next((item for (id_, _), item in items.items() if id_ == each.id), None)
            source = known.line.source if known else AGENCY
            items[each.id, agency] = PlanItem(
                each.recommendations or (known.recommendations if known else ()), _line(each, source, quarter)
            )
    return tuple(items.values())


def _together(told: Iterable[ReportedAction]) -> dict[tuple[str, str], ReportedAction]:
    """
    What each agency reports of each action, by the action's number and the agency.

    Where a return has several rows of one, it is as open as the one that is least far, and all that they name is kept.
    """
    together: dict[tuple[str, str], ReportedAction] = {}
    for each in told:
        before = together.setdefault((each.id, each.agency), each)
        if before is not each:
            least, other = (before, each) if before.status.open or not each.status.open else (each, before)
            together[each.id, each.agency] = replace(
                least,
                recommendations=_either(least.recommendations, other.recommendations),
                evidence=_either(least.evidence, other.evidence),
                standards=_either(least.standards, other.standards),
            )
    return together


def _either(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def for_recommendation(items: Sequence[PlanItem], recommendation: str) -> tuple[ActionLine, ...]:
    """The actions that answer one recommendation: those taken first, then those open, the next due first."""
    theirs = [each.line for each in items if recommendation in each.recommendations]
    return tuple(sorted(theirs, key=lambda each: (not each.taken, not each.open, each.due or "9999")))


def now_of(code: str, quarter: Quarter) -> str:
    """The code of the body that stands for an agency in ``quarter``; the same where the register knows none."""
    body = find(code)
    return in_place_of(body, quarter).code if body else code


def overdue(due: str, quarter: Quarter) -> int:
    """By how many quarters something due on a day is overdue on the last day of ``quarter``; 0 where it is not."""
    return _quarters_after(due, quarter.end) if due else 0


def done_late(due: str, done: str) -> int:
    """By how many quarters something was done after its day, a part of one counting as one; 0 where it was in time."""
    return _quarters_after(due, date.fromisoformat(done)) if due and done else 0


def _quarters_after(due: str, day: date) -> int:
    first_late = date.fromisoformat(due) + timedelta(days=1)
    if day < first_late:
        return 0
    return 1 + _number(Quarter.containing(day)) - _number(Quarter.containing(first_late))


def _number(quarter: Quarter) -> int:
    return quarter.year * QUARTERS_OF_A_YEAR + quarter.number


def _report_of(reported: Mapping[tuple[str, str], ReportedAction], id_: str, agency: str) -> ReportedAction | None:
    lines = whole_line(agency)
    return next((each for (action, code), each in reported.items() if action == id_ and code in lines), None)


def _listed(action: Action, agency: str) -> ActionLine:
    days = {name: day.isoformat() if day else "" for name, day in _days(action)}
    return ActionLine(
        id=action.id,
        text=action.text,
        agency=agency,
        agency_name=name_of(agency),
        kind=action.kind.value,
        source=REPORT,
        taken=action.taken,
        status=TAKEN if action.taken else "",
        open=not action.taken,
        late=0,
        what_was_done="",
        impact="",
        difference="",
        evidence=(),
        standards=action.standards,
        as_of="",
        **days,
    )


def _days(action: Action) -> Iterator[tuple[str, date | None]]:
    yield from (("agreed", action.agreed), ("due", action.due), ("done", action.done))


def _merged(
    first: ActionLine, recommendations: tuple[str, ...], own: ReportedAction | None, quarter: Quarter
) -> PlanItem:
    """What was listed first, with what its agency reports of it since."""
    if own is None:
        return PlanItem(recommendations, replace(first, late=overdue(first.due, quarter) if first.open else 0))
    line = replace(_line(own, first.source, quarter), kind=first.kind, taken=first.taken)
    kept = {
        "text": line.text or first.text,
        "standards": line.standards or first.standards,
        "agreed": line.agreed or first.agreed,
        "due": line.due or first.due,
    }
    return PlanItem(_either(recommendations, own.recommendations), _with_lateness(replace(line, **kept), quarter))  # type: ignore[arg-type]


def _line(own: ReportedAction, source: str, quarter: Quarter) -> ActionLine:
    agency = now_of(own.agency, quarter)
    line = ActionLine(
        id=own.id,
        text=own.text,
        agency=agency,
        agency_name=name_of(agency),
        kind="",
        source=source,
        taken=False,
        status=_WORDS[own.status],
        open=own.status.open,
        agreed=own.agreed,
        due=own.due,
        done=own.done if own.status is Status.DONE else "",  # a day of what is not done is queried, and tells of no end
        late=0,
        what_was_done=own.what_was_done,
        impact=own.impact,
        difference=_DIFFERENCE.get(own.difference, ""),
        evidence=own.evidence,
        standards=own.standards,
        as_of=own.quarter,
    )
    return _with_lateness(line, quarter)


def _with_lateness(line: ActionLine, quarter: Quarter) -> ActionLine:
    return replace(line, late=overdue(line.due, quarter) if line.open else done_late(line.due, line.done))
