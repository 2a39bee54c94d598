"""What a record is like that a form takes without an error: the frame in which predicates are tried."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pipeline.definition import Field, Form, Meaning, OneCode, Predicate, Rule, Severity, fields_of
from pipeline.lint.possible import NOT_FALSE, Wanted, possible


def can_be(form: Form, *wanted: Wanted, without: Rule | None = None) -> bool:
    """
    Whether a record that ``form`` takes, with no answer missing, uncalled for or refused, can be as ``wanted``.

    Of a question that another view of the audit asks nothing more is said. ``without``: a rule that may be broken.
    """
    read = _with_gates(form, fields_of(*(each.predicate for each in wanted)))
    conditions = [each for field in read if form.has(field) for each in _conditions(form, field)]
    rules = [each for each in form.rules if each is not without and each.severity is Severity.ERROR]
    kept = [Wanted(_kept(rule), NOT_FALSE) for rule in rules if _all_among(rule.fields(), read)]
    return possible([*wanted, *conditions, *kept], [field for field in read if not _asked_somewhere(form, field)])


def _conditions(form: Form, field: Field) -> Iterator[Wanted]:
    """What must hold of the answer to one question by itself, as `validate.checks` has it."""
    blank = field.is_blank()
    if field.required and field is not form.audit.key:
        yield Wanted(field.answered())
    if field.required_when is not None:
        yield Wanted(~blank | ~field.required_when, NOT_FALSE)
    if field.only_when is not None:
        yield Wanted(blank | field.only_when, NOT_FALSE)
    if isinstance(field, OneCode) and field.na_when is not None:
        yield Wanted(~field.is_in(*field.meaning(Meaning.NOT_APPLICABLE)) | field.na_when, NOT_FALSE)


def _kept(rule: Rule) -> Predicate:
    return rule.holds if rule.when is None else ~rule.when | rule.holds


def _with_gates(form: Form, fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """``fields``, and those on which it hangs whether they are to be answered, all the way back."""
    gates = fields_of(*(each for field in fields if form.has(field) for each in field.conditions()))
    more = tuple(gate for gate in gates if not _among(gate, fields))
    return _with_gates(form, (*fields, *more)) if more else fields


def _asked_somewhere(form: Form, field: Field) -> bool:
    return form.has(field) or any(field.asked(view, form.quarter) for view in form.audit.views if view is not form.view)


def _all_among(some: Collection[Field], fields: Collection[Field]) -> bool:
    return all(_among(each, fields) for each in some)


def _among(field: Field, fields: Collection[Field]) -> bool:
    return any(field is each for each in fields)
