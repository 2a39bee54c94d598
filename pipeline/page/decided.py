"""What meetings decided on the reports before, and what became of it, also where it is of no recommendation."""

from __future__ import annotations

from pipeline.page.parts import Html, Table, rendered
from pipeline.page.sentences.decisions import about, decision_sentence, is_open
from pipeline.results.followed.values import DecisionLine
from pipeline.results.model import QuarterResult

_NOTHING = "Nothing that a meeting decided is open, and nothing was closed in these months."
_COLUMNS = (
    "Number", "Kind", "Decided on", "By", "Text", "About", "Agency", "Due", "Closes with", "Closed on", "Closed by",
)  # fmt: skip


def of_meetings(result: QuarterResult) -> Html:
    """What is open, the overdue first, then what was closed in the quarter or just decided; a sentence each."""
    if not result.decisions:
        return rendered("<p>{{ nothing }}</p>", plain=_NOTHING, nothing=_NOTHING)
    lines = sorted(result.decisions, key=lambda each: (not each.overdue, not is_open(each), each.number))
    told = [f"{decision_sentence(each)}{f' ({about(each)})' if each.recommendations else ''}" for each in lines]
    return rendered(
        '<ul class="decided">{% for each in told %}<li>{{ each }}</li>{% endfor %}</ul>',
        plain="\n".join(told),
        told=told,
        tables=[Table("What meetings decided", _COLUMNS, [_row(each) for each in lines])],
    )


def _row(line: DecisionLine) -> list[object]:
    closed_by = ": ".join(filter(None, (line.closed_by, line.closed_why)))
    return [
        line.number,
        line.kind,
        line.on,
        line.by,
        line.text,
        about(line),
        line.agency_name,
        line.due,
        line.closes,
        line.closed,
        closed_by,
    ]
