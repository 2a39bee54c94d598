"""What must hold within a record: answers that are needed, that are not, and that contradict one another."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.definition import ALWAYS, Field, Meaning, OneCode, Predicate, Severity
from pipeline.definition.frame import Array, Records, rails
from pipeline.definition.words import words
from pipeline.template.codebook import takes
from pipeline.validate.catalogue.check import Check
from pipeline.validate.catalogue.conditions import (
    EXPECTED_MISSING,
    LISTED_MISSING,
    NOT_APPLICABLE_REFUSED,
    NOT_EXPECTED_ANSWER,
    REQUIRED_MISSING,
    of_rule,
)
from pipeline.validate.ledger import Ledger


def checked(ledger: Ledger, records: Records, rows: Sequence[int], *, from_list: bool) -> dict[str, Array]:
    """
    Note each answer that breaks a condition or a rule; returns, by field, which answers cannot be used because of it.

    Shape: ``rows`` has the Excel row of each of ``records``; each array returned has one entry per record.

    ``from_list``: the Cover says that the cases came from the board's list, so each must carry its reference.
    """
    refused: dict[str, Array] = {}
    for field in ledger.form.fields:
        _needed(ledger, field, records, rows, listed=from_list and field is ledger.form.audit.list_ref)
        _uncalled_for(ledger, field, records, rows)
        if isinstance(field, OneCode) and field.na_when is not None:
            _not_applicable(ledger, field, field.na_when, records, rows, refused)
    for rule in ledger.form.rules:
        broken = rails(rule.holds, records).false
        if rule.when is not None:
            broken = broken & rails(rule.when, records).true
        if not broken.any():
            continue
        where = f", where {words(rule.when)}" if rule.when is not None else ""
        ledger.mark(
            of_rule(rule).worded(holds=f"{words(rule.holds)}{where}", advice=rule.fix),
            rule.blame,
            broken,
            rows,
        )
        if rule.severity is Severity.ERROR:
            refused[rule.blame.name] = refused.get(rule.blame.name, broken) | broken
    return refused


def _needed(ledger: Ledger, field: Field, records: Records, rows: Sequence[int], *, listed: bool) -> None:
    blank = rails(field.is_blank(), records).true
    if not blank.any() or field is ledger.form.audit.key:
        return
    wanted: list[tuple[Check, Predicate]] = []
    if field.required:
        wanted.append((REQUIRED_MISSING, ALWAYS))
    if listed:
        wanted.append((LISTED_MISSING, ALWAYS))
    if field.required_when is not None:
        wanted.append((REQUIRED_MISSING, field.required_when))
    if field.expected_when is not None:
        wanted.append((EXPECTED_MISSING, field.expected_when))
    for check, when in wanted:
        where = blank & rails(when, records).true
        if where.any():
            ledger.mark(check.worded(answer=_answer(field, when)), field, where, rows)


def _answer(field: Field, when: Predicate) -> str:
    return takes(field) if when is ALWAYS else f"{takes(field)}, since {words(when)}"


def _uncalled_for(ledger: Ledger, field: Field, records: Records, rows: Sequence[int]) -> None:
    if field.only_when is None:
        return
    unasked = rails(field.is_blank(), records).false & rails(field.only_when, records).false
    if unasked.any():
        ledger.mark(NOT_EXPECTED_ANSWER.worded(asked=words(field.only_when)), field, unasked, rows)


def _not_applicable(
    ledger: Ledger, field: OneCode, allowed: Predicate, records: Records, rows: Sequence[int], refused: dict[str, Array]
) -> None:
    answered_so = rails(field.is_in(*field.meaning(Meaning.NOT_APPLICABLE)), records).true
    wrong = answered_so & rails(allowed, records).false
    if wrong.any():
        ledger.mark(NOT_APPLICABLE_REFUSED.worded(allowed=words(allowed)), field, wrong, rows)
        refused[field.name] = refused.get(field.name, wrong) | wrong
