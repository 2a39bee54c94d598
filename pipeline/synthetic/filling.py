"""A return's records filled in, question by question, until every one of them would pass its own checks."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from pipeline.definition import Field, Form, OneCode, Predicate, Rule, fields_of
from pipeline.definition.frame import Array, rails
from pipeline.errors import DefinitionError
from pipeline.synthetic.draft import Draft, broken, faulty, misplaced, must_answer, where_true
from pipeline.synthetic.drawing import Respondent, answer, read_by, share_answered

ROUNDS = 60  # whole records drawn afresh before the definition is held to be unfillable
TRIES = 12  # answers drawn afresh to one question before its record is
NOTHING: Mapping[str, Array] = {}


def filled(draft: Draft, hand: Respondent, given: Mapping[str, Array] = NOTHING, fixed: Collection[str] = ()) -> Draft:
    """
    ``draft`` with every question of its form answered.

    ``given``: for each question whose answers are there already, the records to keep them on, as far as the rules let
    them stand; ``fixed``: questions whose answers stay whatever happens.
    Raises: DefinitionError -- if no record can be found that passes the form's own rules.
    """
    form = hand.form
    asked_in_turn = in_order(hand)
    todo = np.ones(len(draft), dtype=bool)
    for turn in range(ROUNDS):
        keeping = given if turn < ROUNDS // 2 else {}
        _answer_in_turn(asked_in_turn, todo, draft, hand, keeping, fixed)
        todo = faulty(form, draft)
        if not todo.any():
            return draft
    raise DefinitionError(
        f"audit {form.audit.code}, {form.view.code}: no record passes all of its rules after {ROUNDS} attempts; "
        f"the rules still broken are {', '.join(_still_broken(form, draft)) or 'about which answers are required'}."
    )


def in_order(hand: Respondent) -> list[Field]:
    """The form's questions, each after those that decide whether and how it is answered."""
    asked = {field.name: field for field in hand.form.fields}
    first = {
        name: [each.name for each in _deciding(field, hand) if each.name in asked] for name, field in asked.items()
    }
    order: dict[str, Field] = {}
    waiting: set[str] = set()

    def place(name: str) -> None:
        if name in order or name in waiting:
            return  # placed, or in a circle, which the rounds of `filled` resolve
        waiting.add(name)
        for other in first[name]:
            place(other)
        order[name] = asked[name]

    for name in asked:
        place(name)
    return list(order.values())


def _deciding(field: Field, hand: Respondent) -> list[Field]:
    read: list[Field] = list(fields_of(*field.conditions()))
    for part in read_by(hand.draw(field)):
        read += fields_of(part) if isinstance(part, Predicate) else [part]
    return read


def _closing(order: list[Field], form: Form) -> dict[str, tuple[Rule, ...]]:
    """For each question of ``order``, the rules that can be judged once it is answered."""
    place = {field.name: number for number, field in enumerate(order)}
    closed: dict[str, tuple[Rule, ...]] = {}
    for rule in (rule for rule in form.rules if all(field.name in place for field in rule.fields())):
        last = max(rule.fields(), key=lambda field: place[field.name]).name
        closed[last] = (*closed.get(last, ()), rule)
    return closed


def _answer_in_turn(
    order: list[Field],
    todo: Array,
    draft: Draft,
    hand: Respondent,
    keeping: Mapping[str, Array],
    fixed: Collection[str],
) -> None:
    closing, nothing = _closing(order, hand.form), np.zeros(len(draft), dtype=bool)
    for asked in order:
        if asked.name not in fixed:
            _fill(asked, todo, keeping.get(asked.name, nothing), draft, hand, closing.get(asked.name, ()))


def _fill(asked: Field, todo: Array, kept: Array, draft: Draft, hand: Respondent, rules: tuple[Rule, ...]) -> None:
    held = kept & draft.entered(asked)
    draft.clear(asked, todo & ~kept)
    required = must_answer(asked, draft)
    allowed = required | where_true(asked.only_when, draft, otherwise=True)
    draft.clear(asked, todo & ~allowed)
    chance = hand.rng(asked).random(len(draft)) < share_answered(hand.draw(asked), draft)
    # What another view left empty stays empty here, unless it must be answered.
    wanted = todo & allowed & ~held & (required | (chance & ~kept))
    answer(asked, wanted, draft, hand)
    redrawn = wanted | (todo & allowed & held)
    for _ in range(TRIES):
        wrong = redrawn & _wrong(asked, rules, draft, hand.form)
        if not wrong.any():
            return
        draft.clear(asked, wrong)
        answer(asked, wrong, draft, hand)


def _wrong(asked: Field, rules: tuple[Rule, ...], draft: Draft, form: Form) -> Array:
    wrong = broken(rules, draft)
    if any(asked is anchor for anchor in form.anchors):
        wrong |= misplaced(form, draft)
    if isinstance(asked, OneCode) and asked.na_when is not None:
        wrong |= (draft.texts(asked.name) == "NA") & rails(asked.na_when, draft).false
    return wrong


def _still_broken(form: Form, draft: Draft) -> list[str]:
    return [rule.id for rule in form.rules if broken((rule,), draft).any()]


def restricted(names: Collection[str], hand: Respondent) -> list[Field]:
    """The questions ``names`` and all that they depend on, in the order in which they are answered."""
    order = in_order(hand)
    needed = set(names)
    for field in reversed(order):
        if field.name in needed:
            needed |= {each.name for each in _deciding(field, hand)}
    return [field for field in order if field.name in needed]


def siblings_alike(
    draft: Draft, hand: Respondent, names: Collection[str], family: Array, fixed: Collection[str]
) -> None:
    """Answer the questions ``names`` once for each family, so that its children share them."""
    order = restricted(names, hand)
    _answer_in_turn(order, np.ones(len(draft), dtype=bool), draft, hand, NOTHING, fixed)
    _, first, which = np.unique(family, return_index=True, return_inverse=True)
    for asked in order:
        if asked.name in names:
            for column in [draft.column(asked), *([draft.codes_beside(asked)] if asked.also_codes() else [])]:
                column[:] = column[first][which]
