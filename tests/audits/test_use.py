"""
Every question that an agency is asked is used by something: a question that nothing reads is time taken from a child.

Used is what a standard, a context measure, the quarter, a link, a sample or an engine reads on the view that asks it,
and what decides whether such a question is to be answered. A rule is no use by itself: it checks an answer, and an
answer that only its rule reads changes nothing.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from pipeline.audits.wnb import WNB
from pipeline.definition import (
    Amount,
    Distribution,
    Field,
    Form,
    Part,
    RepeatShare,
    Role,
    Rule,
    Severity,
    Text,
    YesNo,
    fields_of,
)
from tests.forms import FORMS, QUARTER
from tests.small_audit import changed
from tests.source import MODULES, inside, tree


def columns_by_name() -> Iterator[str]:
    """The columns that what counts records takes by their names, written out or held as constants."""
    for path in MODULES:
        if not inside(path).startswith(("measure/", "results/")):
            continue
        module = tree(path)
        held = {}
        for node in module.body:
            if isinstance(node, ast.Assign):
                names = node.targets[0].elts if isinstance(node.targets[0], ast.Tuple) else node.targets
                values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
                held |= {ast.unparse(name): value for name, value in zip(names, values, strict=False)}
        for node in ast.walk(module):
            if isinstance(node, ast.Subscript):
                at = held.get(ast.unparse(node.slice), node.slice)
                if isinstance(at, ast.Constant) and isinstance(at.value, str):
                    yield at.value


def roles_asked_for() -> Iterator[str]:
    """The roles for which what counts records asks an audit."""
    for path in MODULES:
        if inside(path).startswith(("measure/", "results/")):
            yield from re.findall(r"in_role\(Role\.(\w+)\)", path.read_text(encoding="utf-8"))


def columns_of_what_is_followed() -> Iterator[str]:
    """The columns that are read, by their names, of actions and of evidence."""
    (path,) = (path for path in MODULES if inside(path) == "results/followed/reading.py")
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from re.findall(r"[a-z0-9_]+", node.value)


BY_NAME = frozenset(columns_by_name())
FOLLOWED = frozenset(columns_of_what_is_followed())
IN_ROLE = frozenset(Role[name] for name in roles_asked_for())


def defined(form: Form) -> Iterator[Field | None]:
    """What the definition reads of this form's records."""
    audit, view = form.audit, form.view
    yield from (audit.key, *audit.linked_by, audit.list_ref, *form.anchors)
    yield audit.sampled.field if audit.sampled else None
    yield form.volumes.per if form.volumes else None
    for standard in form.standards:
        limit = standard.time_limit
        if limit is not None and any(view is each for each in audit.timed_on(standard)):
            yield from (limit.start, limit.end)
        counted = audit.counted_on(standard)
        if any(view is each for each in counted):
            yield from (*standard.fields(), standard.by)
        for other in counted:
            yield from audit.borrowed(standard, other)
    for measure in audit.context:
        match measure:
            case (
                Distribution(field=field, applies=applies, counted_on=where)
                | Amount(field=field, applies=applies, counted_on=where)
            ) if where is view:
                yield from (field, *fields_of(applies))
            case RepeatShare(key=key, counted_on=where) if where is view:
                yield key
    for rater in (each for agreement in audit.agreements for each in (agreement.first, agreement.second)):
        yield rater.question if form.has(rater.question) else None
    sides = ((compared, side) for compared in audit.reconciled for side in compared.sides)
    yield from (field for compared, side in sides if side.view is view for field in compared.read_on(side))
    if audit.flow is not None and audit.flow.counted_on is view:
        yield from audit.flow.fields()


def engines(form: Form) -> Iterator[Field | None]:
    """What the engines read of this form's records beside it."""
    names = BY_NAME | FOLLOWED if form.audit.tracks else BY_NAME
    yield from (field for field in form.fields if field.name in names or field.role in IN_ROLE)


def unused(form: Form) -> list[str]:
    """The names of the questions that nothing reads; words of one's own are for people, and no engine reads them."""
    used = {id(field) for field in (*defined(form), *engines(form)) if field is not None}
    while (
        more := {id(each) for field in form.fields if id(field) in used for each in fields_of(*field.conditions())}
        - used
    ):
        used |= more
    return [each.name for each in form.fields if id(each) not in used and not in_own_words(each)]


def in_own_words(field: Field) -> bool:
    return isinstance(field, Text) and field.free


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_no_question_is_asked_that_nothing_uses(form: Form) -> None:
    assert unused(form) == [], "drop them, or leave this view out (on=), and name their labels in dropped="


OF_CASES = {name: form for name, form in FORMS.items() if form.audit.tracks is None}  # a plan is made of words


@pytest.mark.parametrize("form", OF_CASES.values(), ids=OF_CASES)
def test_a_form_of_cases_asks_for_words_of_one_s_own_once_at_most(form: Form) -> None:
    assert sum(in_own_words(each) for each in form.fields) <= 1


def test_a_question_that_only_its_rule_or_another_unused_one_reads_is_found() -> None:
    lonely = YesNo("Lonely?", name="lonely")
    beside = YesNo("Beside?", name="beside", asked_when=lonely == "Y", blank=None)
    needed = YesNo("Needed?", name="needed")
    gate = YesNo("Gate?", name="gate", required=True)
    counted = YesNo("Counted?", name="counted", required_when=gate == "Y")
    audit = changed(
        WNB,
        parts=(*WNB.parts, Part("More", (lonely, beside, needed, gate, counted))),
        rules=(*WNB.rules, Rule(lonely == "Y", lonely, Severity.QUERY, "Look again.", id="own")),
        standards=(*WNB.standards, replace(WNB.standards[0], id="T1", met=needed == "Y")),
        context=(*WNB.context, Distribution("Counted", counted, counted == "Y", WNB.provider, id="T2")),
    )

    plain = unused(WNB.form(WNB.provider, QUARTER))
    assert set(unused(audit.form(WNB.provider, QUARTER))) - set(plain) == {"lonely", "beside"}


def test_what_an_engine_takes_by_name_or_asks_for_by_its_role_is_known() -> None:
    assert {Role.CHILD, Role.FAMILY, Role.IMMEDIATE_ACTION} <= IN_ROLE
    assert "as_of" in BY_NAME
    assert "grade" not in BY_NAME, "a word in a sentence is no column"
