"""What must hold within a record: answers that are needed, that are not, and that contradict one another."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.definition import ALWAYS, Field, Form, Meaning, OneCode, Severity
from pipeline.definition.frame import Array, Records, rails
from pipeline.definition.words import words
from pipeline.template.codebook import takes
from pipeline.validate.catalogue.conditions import (
    EXPECTED_MISSING,
    LISTED_MISSING,
    NOT_APPLICABLE_REFUSED,
    NOT_EXPECTED_ANSWER,
    REQUIRED_MISSING,
    of_rule,
)
from pipeline.validate.finding import Finding
from pipeline.validate.ledger import Ledger


def checked(ledger: Ledger, records: Records, *, from_list: bool) -> dict[str, Array]:
    """
    Note each answer that breaks a condition or a rule; returns, by field, which answers cannot be used because of it.

    Shape: each array returned has one entry per record.

    ``from_list``: the Cover says that the cases came from the board's list, so each must carry its reference.
    """
    form, rows = ledger.form, records.rows["row"].tolist()
    for field in form.fields:
        listed = from_list and field is form.audit.list_ref
        for wording, where in (*_needed(form, field, records, listed=listed), *_uncalled_for(field, records)):
            ledger.mark(wording, field, where, rows)
    refused: dict[str, Array] = {}
    for field, wording, where in (*_not_applicable(form, records), *_rules(form, records)):
        ledger.mark(wording, field, where, rows)
        if wording.severity is Severity.ERROR:
            refused[field.name] = refused.get(field.name, where) | where
    return refused


def _needed(form: Form, field: Field, records: Records, *, listed: bool) -> Iterator[tuple[Finding, Array]]:
    blank = rails(field.is_blank(), records).true
    if not blank.any() or field is form.audit.key:
        return
    for check, when in (
        (REQUIRED_MISSING, ALWAYS if field.required else None),
        (LISTED_MISSING, ALWAYS if listed else None),
        (REQUIRED_MISSING, field.required_when),
        (EXPECTED_MISSING, field.expected_when),
    ):
        if when is not None and (where := blank & rails(when, records).true).any():
            since = "" if when is ALWAYS else f", since {words(when)}"
            yield check.worded(answer=f"{takes(field)}{since}"), where


def _uncalled_for(field: Field, records: Records) -> Iterator[tuple[Finding, Array]]:
    if field.only_when is not None:
        unasked = rails(field.is_blank(), records).false & rails(field.only_when, records).false
        if unasked.any():
            yield NOT_EXPECTED_ANSWER.worded(asked=words(field.only_when)), unasked


def _not_applicable(form: Form, records: Records) -> Iterator[tuple[Field, Finding, Array]]:
    for field in form.fields:
        if isinstance(field, OneCode) and field.na_when is not None:
            answered_so = rails(field.is_in(*field.meaning(Meaning.NOT_APPLICABLE)), records).true
            wrong = answered_so & rails(field.na_when, records).false
            if wrong.any():
                yield field, NOT_APPLICABLE_REFUSED.worded(allowed=words(field.na_when)), wrong


def _rules(form: Form, records: Records) -> Iterator[tuple[Field, Finding, Array]]:
    for rule in form.rules:
        broken = rails(rule.holds, records).false
        if rule.when is not None:
            broken = broken & rails(rule.when, records).true
        if broken.any():
            where = f", where {words(rule.when)}" if rule.when is not None else ""
            yield rule.blame, of_rule(rule).worded(holds=f"{words(rule.holds)}{where}", advice=rule.fix), broken
