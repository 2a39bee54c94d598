"""What a form asks in vain: a question nobody can answer, a code nobody can give, a rule that cannot be broken."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.calendar.quarter import Quarter
from pipeline.definition import (
    Audit,
    Code,
    Coded,
    Field,
    Form,
    MultiCode,
    OneCode,
    Predicate,
    Rule,
    WithCodes,
)
from pipeline.definition.fields import Contains, IsIn
from pipeline.definition.words import words
from pipeline.lint.doubt import Doubt, Kind
from pipeline.lint.possible import FALSE, TRUE, Wanted
from pipeline.lint.sound import can_be


def asked_in_vain(audit: type[Audit], quarter: Quarter) -> Iterator[Doubt]:
    """Every question, code and rule of ``audit`` that can never come to anything in ``quarter``."""
    forms = [audit.form(view, quarter) for view in audit.views]
    for field in audit.fields:
        asking = [form for form in forms if form.has(field)]
        if asking and not any(can_be(form, Wanted(field.answered())) for form in asking):
            yield Doubt(
                Kind.UNREACHABLE,
                field.name,
                "no record can answer it, since what it is asked for never holds.",
                "Mend when it is asked (asked_when, required_when, only_when), or take the question out.",
            )
        elif asking:
            yield from _conditions(asking, field)
            yield from _codes(asking, field)
    for rule in audit.rules:
        yield from _rule(audit, forms, rule)


def _conditions(asking: list[Form], field: Field) -> Iterator[Doubt]:
    known = [each for each in field.conditions() if each is not field.only_when]
    for condition in known:
        if not any(can_be(form, Wanted(condition)) for form in asking):
            yield Doubt(
                Kind.UNREACHABLE,
                field.name,
                f"no record is such that {words(condition)}, and something is asked of it only there.",
                "Mend that condition, or take it out.",
            )


def _codes(asking: list[Form], field: Field) -> Iterator[Doubt]:
    for code, given in answers_of(field):
        if not any(can_be(form, Wanted(given)) for form in asking):
            yield Doubt(
                Kind.UNREACHABLE,
                field.name,
                f"no record can give the answer {code.shown}.",
                "Take the code out of its list, or mend na_when, the rule or the condition that refuses it.",
            )


def answers_of(field: Field) -> Iterator[tuple[Code, Predicate]]:
    """Each code that the question offers, and the statement that it was given."""
    match field:
        case OneCode():
            yield from ((code, IsIn(field, (code.code,))) for code in field.codes)
        case MultiCode():
            yield from ((code, Contains(field, (code.code,))) for code in field.codes)
        case WithCodes():
            yield from ((code, field == code.code) for code in field.also)
        case Coded():
            raise AssertionError(f"Unhandled question {type(field).__name__}")


def _rule(audit: type[Audit], forms: list[Form], rule: Rule) -> Iterator[Doubt]:
    if not any(all(each.asked_on(view) for each in rule.fields()) for view in audit.views):
        names = ", ".join(each.name for each in rule.fields())
        why = f"no one view asks all of {names}."
        yield Doubt(Kind.UNREACHABLE, rule.id, why, "Ask them on one view (on=), or take the rule out.")
        return
    broken = Wanted(rule.holds, FALSE), *([] if rule.when is None else [Wanted(rule.when, TRUE)])
    checking = [form for form in forms if any(rule is each for each in form.rules)]
    if checking and not any(can_be(form, *broken, without=rule) for form in checking):
        where = "" if rule.when is None else f", or no record is such that {words(rule.when)}"
        why = f"it can never be broken: on every record {words(rule.holds)}{where}."
        yield Doubt(Kind.UNREACHABLE, rule.id, why, "Mend the rule, or take it out.")
