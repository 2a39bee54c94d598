"""
The recommendations in the shape of the NHS Safeguarding Case Review Tracker (DCB3124), as far as its fields are public.

Its list of fields could not be read; these are the ones that its public guidance names. What this software cannot know
is an empty column.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.calendar.quarter import Quarter
from pipeline.partnership.here import here
from pipeline.results.followed.tracker import Cell, Column, Sheet
from pipeline.results.followed.values import ActionLine, Colour, EvidenceLine, RecommendationResult
from pipeline.results.model import QuarterResult

_OPEN, _CLOSED = "Open", "Closed"
_SEVERAL = "; "


def case_review_tracker(result: QuarterResult) -> Sheet:
    """A row for each recommendation of the published report."""
    published = here().report_published
    board = here().words(Quarter.parse(result.quarter)).board

    def empty(name: str) -> Column:
        return Column(name, "Not known to this software.", lambda _: None)

    def same(name: str, words: str, cell: Cell) -> Column:
        return Column(name, words, lambda _: cell)

    columns = (
        empty("StEIS number"),
        Column("Local reference number", "The number of the recommendation.", lambda each: each.id),
        Column("Open or closed", "Closed where it is Blue and none of its actions is open.", _standing),
        empty("Date added"),
        empty("Designated professional"),
        same("Name of Safeguarding Partnership Board", "As the partnership is called in the quarter.", board),
        empty("Identifier type"),
        same("Case information", "The title of the published report.", result.report_title),
        empty("Abuse or vulnerability theme 1"),
        empty("Abuse or vulnerability theme 2"),
        empty("Abuse or vulnerability theme 3"),
        empty("Type of review"),
        Column("Stage", "How far the recommendation is evidenced.", lambda each: str(each.state)),
        empty("Date signed off"),
        same("Date published", "Of the report.", published.isoformat() if published else None),
        empty("Link to the final report"),
        Column("Themes", "The theme of the recommendation.", lambda each: each.theme),
        Column("Recommendations", "Its words.", lambda each: each.text),
        Column("Actions", "Each with how it stands.", lambda each: _SEVERAL.join(map(_action, each.actions))),
        Column(
            "How learning was disseminated",
            "What reached people, and how many.",
            lambda each: _SEVERAL.join(_told(each.evidence)),
        ),
        Column("Comments", "The newest evidence in a sentence.", lambda each: each.latest),
    )
    rows = [[column.of(each) or None for column in columns] for each in result.recommendations]
    return Sheet("Case review tracker", columns, rows)


def _standing(each: RecommendationResult) -> str:
    done = each.colour is Colour.BLUE and not any(action.open for action in each.actions)
    return _CLOSED if done else _OPEN


def _action(action: ActionLine) -> str:
    status = action.status or "not reported on"
    who = f"{action.agency_name}, {status}" if action.agency_name else status
    return f"{action.id} {action.text} ({who})"


def _told(evidence: Iterable[EvidenceLine]) -> list[str]:
    """The pieces of evidence that say how many people they reached."""
    return [
        f"{each.kind}: {each.title} ({each.reach}{f' of {each.eligible}' if each.eligible else ''})"
        for each in evidence
        if each.reach is not None
    ]
