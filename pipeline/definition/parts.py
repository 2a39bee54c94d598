"""The parts of a form's story, in the order of the form, and about how long its questions take to answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.definition.fields import Field
from pipeline.definition.kinds import Date, DateTime, MultiCode, OneCode, Text, Whole

# Seconds to find one answer in a record and enter it, with the record open; a kind of its own before its base.
# Estimates: to be replaced by what is measured when agencies fill in the form.
SECONDS = {DateTime: 15, Date: 12, MultiCode: 15, OneCode: 10, Whole: 10, Text: 8}
SECONDS_OF_WRITING = 60


@dataclass(frozen=True, eq=False)
class Part:
    """
    One part of the story and its questions, in order.

    In an audit's body it stands without questions, as the heading of those that follow it.
    """

    title: str
    fields: tuple[Field, ...] = ()


def minutes(fields: Iterable[Field]) -> int:
    """
    About how many minutes it takes to answer ``fields`` for one record, with the record open.

    Each kind of question is given its seconds: a date and time 15, a date 12, one code 10, several codes 15, a number
    10, a reference 8, words of one's own 60; at half weight where the question need not always be answered.
    Units: whole minutes, at least 1.
    """
    return max(1, round(sum(_seconds(each) / (1 if each.required else 2) for each in fields) / 60))


def _seconds(field: Field) -> int:
    if isinstance(field, Text) and field.free:
        return SECONDS_OF_WRITING
    return next(seconds for kind, seconds in SECONDS.items() if isinstance(field, kind))
