"""Rare failures in sentences: how many cases go well between one and the next."""

from __future__ import annotations

from pipeline.calendar.quarter import in_months
from pipeline.english import number_of
from pipeline.results.beside_values import Between

_SHOWS = (
    "Cases in a row that went well between one that did not and the next, since {since}: {failures} of {cases} did "
    "not; half of the runs are longer than {median:.0f}, and the newest goes on after {going_on}."
)
_LONG = " So long a run chance would not explain."
_CLOSE = " Marked: three that did not came closer together than chance would explain."


def between_sentence(between: Between) -> str:
    """What the chart of rare failures shows, and whether chance would explain it."""
    failures = len(between.runs)
    told = _SHOWS.format(
        since=in_months(between.since),
        failures=failures,
        cases=number_of(failures + sum(between.runs) + between.going_on, "case"),
        median=between.median,
        going_on=between.going_on,
    )
    return told + (_LONG if between.open_long else "") + (_CLOSE if any(between.close) else "")
