"""Which questions nothing reads: each is time taken from whoever fills in the form."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Amount, Audit, Distribution, Field, RepeatShare, Text, fields_of
from pipeline.lint.doubt import Doubt, Kind


def unused(audit: type[Audit], quarter: Quarter) -> Iterator[Doubt]:
    """
    Every question that ``audit`` asks in ``quarter`` for nothing.

    Used is what a standard, a context measure, the quarter, a link, a sample or an engine reads, and what decides
    whether such a question is to be answered. A rule is no use by itself: it checks an answer. Words of one's own are
    for people. Of what is followed from quarter to quarter every answer is read (`Audit.tracks`).
    """
    if audit.tracks is not None:
        return
    read = _with_gates(_read(audit))
    rules = {id(field) for rule in audit.rules for field in rule.fields()}
    for field in audit.fields:
        asked = any(field.asked(view, quarter) for view in audit.views)
        if asked and id(field) not in read and not (isinstance(field, Text) and field.free):
            only = "only a rule reads it" if id(field) in rules else "nothing reads it"
            yield Doubt(
                Kind.NEVER_USED,
                field.name,
                f"{only}: no standard, measure, condition or link does.",
                "Write the standard or measure that needs it, or take the question out.",
            )


def _read(audit: type[Audit]) -> Iterator[Field | None]:
    """What the definition and the engines read of records."""
    yield from (audit.key, *audit.linked_by, audit.list_ref, audit.sampled.field if audit.sampled else None)
    yield from (field for dates in audit.anchors.values() for field in dates)
    yield from (sheet.per for sheet in audit.volumes)
    for standard in audit.standards:  # a question may well be asked before its standard begins
        yield from (*standard.fields(), standard.by)
    for measure in audit.context:
        match measure:
            case Distribution(field=field, applies=applies) | Amount(field=field, applies=applies):
                yield from (field, *fields_of(applies))
            case RepeatShare(key=key):
                yield key
    for agreement in audit.agreements:
        yield from (agreement.first.question, agreement.second.question)
    for compared in audit.reconciled:
        yield from compared.fields()
    if audit.flow is not None:
        yield from audit.flow.fields()
    yield from (field for field in audit.fields if field.role is not None or field.describes_child)


def _with_gates(fields: Iterator[Field | None]) -> set[int]:
    """The questions among ``fields`` and those that decide whether they are to be answered, all the way back."""
    waiting = [field for field in fields if field is not None]
    read: set[int] = set()
    while waiting:
        field = waiting.pop()
        if id(field) not in read:
            read.add(id(field))
            waiting += fields_of(*field.conditions())
    return read
