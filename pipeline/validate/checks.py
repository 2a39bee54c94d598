"""What must hold within a record: answers that are needed, that are not, and that contradict one another."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.definition import ALWAYS, Field, Meaning, OneCode, Predicate, Severity
from pipeline.definition.frame import Array, Records, rails
from pipeline.definition.words import words
from pipeline.template.codebook import takes
from pipeline.validate.ledger import Ledger


def checked(ledger: Ledger, records: Records, rows: Sequence[int], *, from_list: bool) -> dict[str, Array]:
    """
    Note what does not hold in ``records``, which stand in ``rows``; gives the answers that it makes unusable.

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
        ledger.mark(
            rule.severity,
            f"rule:{rule.id}",
            rule.blame,
            broken,
            rows,
            saw="an answer that does not fit others",
            expected=_expected(rule.when, rule.holds),
            fix=rule.fix,
        )
        if rule.severity is Severity.ERROR:
            refused[rule.blame.name] = refused.get(rule.blame.name, broken) | broken
    return refused


def _expected(when: Predicate | None, holds: Predicate) -> str:
    return f"that {words(holds)}" + (f", where {words(when)}" if when is not None else "")


def _needed(ledger: Ledger, field: Field, records: Records, rows: Sequence[int], *, listed: bool) -> None:
    blank = ~records.entered(field) & ~records.doubted(field.name)
    if not blank.any() or field is ledger.form.audit.key:
        return
    wanted: list[tuple[Severity, Predicate, str]] = []
    if field.required:
        wanted.append((Severity.ERROR, ALWAYS, "Enter it."))
    if listed:
        wanted.append((Severity.ERROR, ALWAYS, "Enter it; the Cover says that the cases came from the board's list."))
    if field.required_when is not None:
        wanted.append((Severity.ERROR, field.required_when, "Enter it."))
    if field.expected_when is not None:
        fix = "Enter it, or say on the Cover sheet why there is none."
        wanted.append((Severity.QUERY, field.expected_when, fix))
    for severity, when, fix in wanted:
        where = blank & rails(when, records).true
        if where.any():
            rule = "required_missing" if severity is Severity.ERROR else "expected_missing"
            ledger.mark(severity, rule, field, where, rows, saw="nothing", expected=_answer(field, when), fix=fix)


def _answer(field: Field, when: Predicate) -> str:
    return takes(field) if when is ALWAYS else f"{takes(field)}, since {words(when)}"


def _uncalled_for(ledger: Ledger, field: Field, records: Records, rows: Sequence[int]) -> None:
    if field.only_when is None:
        return
    unasked = records.entered(field) & ~records.doubted(field.name) & rails(field.only_when, records).false
    if unasked.any():
        ledger.mark(
            Severity.QUERY,
            "not_expected_answer",
            field,
            unasked,
            rows,
            saw="an answer",
            expected=f"one only where {words(field.only_when)}",
            fix="Empty the cell, or correct what it depends on.",
        )


def _not_applicable(
    ledger: Ledger, field: OneCode, allowed: Predicate, records: Records, rows: Sequence[int], refused: dict[str, Array]
) -> None:
    said = rails(field.is_in(*field.meaning(Meaning.NOT_APPLICABLE)), records).true
    wrong = said & rails(allowed, records).false
    if wrong.any():
        ledger.mark(
            Severity.ERROR,
            "not_applicable_refused",
            field,
            wrong,
            rows,
            saw="'NA'",
            expected=f"NA only where {words(allowed)}",
            fix="Answer the question.",
        )
        refused[field.name] = refused.get(field.name, wrong) | wrong
