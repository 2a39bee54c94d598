"""Whether the parts of an audit fit one another; each misfit is told with what to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.definition.fields import Field, View, fields_of, limits_of, several
from pipeline.definition.reconciled import misfits
from pipeline.definition.same_count import uncounted
from pipeline.definition.standards import Amount, Distribution, Ratio, RepeatShare

if TYPE_CHECKING:
    from pipeline.definition.audit import Audit


def problems(audit: type[Audit]) -> list[str]:
    """Everything that does not fit in ``audit``."""
    parts = (_naming, _reading, _viewing, _gating, _checking, _counting, misfits, uncounted)
    return [problem for part in parts for problem in part(audit)]


def _naming(audit: type[Audit]) -> Iterator[str]:
    for kind, names in (
        ("part", [part.title for part in audit.parts]),
        ("dropped question", list(audit.dropped)),
        ("role", [view.role for view in audit.returned()]),
        ("sheet", [view.sheet for view in audit.views if view.beside is not None]),
    ):
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield f"{kind} {name} is there twice; names are given once."
    for part in audit.parts:
        if not part.title.strip():
            yield "a part has no title; give it one, agencies see it above its questions."
        if not part.fields:
            yield f"part {part.title} holds no question; take it out, or write its questions below it."
    everywhere = {field.label for field in audit.fields if not field.views and field.until is None}
    for label in sorted(everywhere & set(audit.dropped)):
        yield f"{label!r} is dropped and still asked in every view; take it out of one of the two."
    if sum(standard.headline for standard in audit.standards) == 0:
        yield "no standard is the headline; mark at least one headline=True."


def _reading(audit: type[Audit]) -> Iterator[str]:
    asked = {id(field) for field in audit.fields}
    for reader, fields in _readers(audit):
        for field in fields:
            if id(field) not in asked:
                yield f"{reader} reads {field.called}, which is not a field of this audit; add it or take it out."
    counted = {id(count) for volumes in audit.volumes for count in volumes.counts}
    for ratio in audit.context:
        if isinstance(ratio, Ratio):
            for count in (*ratio.numerator, *ratio.denominator, *ratio.less):
                if id(count) not in counted:
                    yield (
                        f"measure {ratio.id} adds up {count.called}, which no Volumes sheet of this audit asks; add it."
                    )


def _readers(audit: type[Audit]) -> Iterator[tuple[str, tuple[Field, ...]]]:
    for field in audit.fields:
        yield f"field {field.name}", fields_of(*field.conditions())
    for rule in audit.rules:
        yield f"rule {rule.id}", rule.fields()
    for standard in audit.standards:
        yield f"standard {standard.id}", standard.fields()
        yield f"standard {standard.id} (by=)", _those(standard.by)
    for measure in audit.context:
        match measure:
            case Distribution(field=field, applies=applies) | Amount(field=field, applies=applies):
                yield f"measure {measure.id}", (field, *(each for each in fields_of(applies) if each is not field))
            case RepeatShare(key=key):
                yield f"measure {measure.id}", (key,)
    for agreement in audit.agreements:
        yield f"agreement {agreement.id}", (agreement.first.question, agreement.second.question)
    if audit.flow is not None:
        yield f"flow {audit.flow.id}", audit.flow.fields()
    for volumes in audit.volumes:
        yield f"Volumes of {volumes.view.code} (per=)", _those(volumes.per)
    yield "anchors", tuple(field for dates in audit.anchors.values() for field in dates)
    yield "once", audit.once
    yield "linked_by", audit.linked_by
    yield "list_ref", _those(audit.list_ref)
    yield "sampled", _those(audit.sampled.field if audit.sampled is not None else None)
    yield "key", (audit.key,)


def _those(field: Field | None) -> tuple[Field, ...]:
    return () if field is None else (field,)


def _viewing(audit: type[Audit]) -> Iterator[str]:
    named: list[tuple[str, tuple[View, ...]]] = [
        *((f"field {field.name} (on=)", field.views) for field in audit.fields),
        *((f"standard {standard.id} (counted_on=)", several(standard.counted_on)) for standard in audit.standards),
        *(
            (f"measure {each.id} (counted_on=)", (each.counted_on,))
            for each in audit.context
            if isinstance(each, Distribution | RepeatShare | Amount)
        ),
        *((f"Volumes of {volumes.view.code}", (volumes.view,)) for volumes in audit.volumes),
        ("flow (counted_on=)", (audit.flow.counted_on,) if audit.flow is not None else ()),
        ("anchors", tuple(audit.anchors)),
    ]
    for namer, views in named:
        for view in views:
            if all(view is not each for each in audit.views):
                yield (
                    f"{namer} names the view {view.called}, which is not one of this audit's views; add it or mend it."
                )


def _gating(audit: type[Audit]) -> Iterator[str]:
    """A question hangs only on questions that whoever is asked it is asked too."""
    for field in audit.fields:
        for gate in fields_of(*field.conditions()):
            for view in (each for each in audit.views if field.asked_on(each) and not gate.asked_on(each)):
                yield (
                    f"field {field.name}: when it is asked depends on {gate.called}, which {view.code} is not asked; "
                    "ask both on the same views (on=)."
                )
            if not _asked_whenever(gate, field):
                yield (
                    f"field {field.name}: when it is asked depends on {gate.called}, which is not asked in all of its "
                    "quarters; mend since= or until= of one of them."
                )


def _asked_whenever(gate: Field, field: Field) -> bool:
    """Whether ``gate`` is asked in every quarter in which ``field`` is."""
    begun = gate.since is None or (field.since is not None and field.since >= gate.since)
    return begun and (gate.until is None or (field.until is not None and field.until <= gate.until))


def _checking(audit: type[Audit]) -> Iterator[str]:
    """A template's live checks know no time limits: these change, and a workbook that is with an agency does not."""
    checked = [(f"field {field.name}", field.conditions()) for field in audit.fields]
    checked += [
        (f"rule {rule.id}", tuple(each for each in (rule.when, rule.holds) if each is not None)) for rule in audit.rules
    ]
    for checker, predicates in checked:
        for limit in limits_of(*predicates):
            yield (
                f"{checker} reads the time limit {limit.name}, which only standards may; give a number of its own in "
                "its place, or take it out."
            )


def _counting(audit: type[Audit]) -> Iterator[str]:
    for standard in audit.standards:
        if not audit.counted_on(standard):
            yield (
                f"standard {standard.id}: no one view asks all of "
                f"{', '.join(field.name for field in standard.fields())}; say counted_on= which view, "
                "and linked_by= how its records are paired with the other's."
            )
        if not audit.linked_by and any(audit.borrowed(standard, view) for view in audit.counted_on(standard)):
            yield f"standard {standard.id}: it borrows fields from another view; say linked_by=."
        if standard.part is not None and not any(
            rule.blame is standard.part and fields_of(rule.holds) == (standard.part, standard.whole)
            for rule in audit.rules
        ):
            yield f"standard {standard.id}: add the rule that {standard.part.called} is at most its whole."
        if standard.timed and not audit.timed_on(standard):
            yield f"standard {standard.id}: it is timed= and no view asks all that it reads; take timed= away."
    for agreement in audit.agreements:
        if not agreement.on_one_record and not audit.linked_by:
            yield f"agreement {agreement.id}: its raters answer on two records; say linked_by= how these are paired."
