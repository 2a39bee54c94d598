"""Whether the examples of a form's questions, taken as one record, are such that the form would take them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pandas as pd

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, Date, Field, Form, Meaning, OneCode, Predicate, Severity, WithCodes
from pipeline.definition.codebook import WRITTEN_FOR
from pipeline.definition.fields import names_a_day
from pipeline.definition.frame import AS_OF_COLUMN, Records, code_column, rails
from pipeline.definition.words import words
from pipeline.lint.doubt import Doubt, Kind

_DO = "Change the example, or what refuses it: agencies copy what they see."


def refused_examples(audit: type[Audit], quarter: Quarter) -> Iterator[Doubt]:
    """Every example that its own form would mark, beside the other examples."""
    told: set[str] = set()
    for view in audit.views:
        for doubt in _of_form(audit.form(view, quarter)):
            if doubt.about not in told:
                told.add(doubt.about)
                yield doubt


def _of_form(form: Form) -> Iterator[Doubt]:
    record = _record(form)

    def holds(predicate: Predicate) -> bool:
        return bool(rails(predicate, record).true[0])

    for field in form.fields:
        if field.example is None:
            if field.required:
                yield _doubt(field.name, "it must always be answered, and has no example.", "Give it one (example=).")
            continue
        if field.only_when is not None and holds(~field.only_when):
            yield _doubt(field.name, f"it has an example, and the others are not such that {words(field.only_when)}.")
        not_applicable = isinstance(field, OneCode) and field.example in field.meaning(Meaning.NOT_APPLICABLE)
        if not_applicable and isinstance(field, OneCode) and field.na_when is not None and holds(~field.na_when):
            yield _doubt(field.name, f"its example is “not applicable”, which is so only where {words(field.na_when)}.")
    for rule in form.rules:
        if names_a_day(rule.holds):
            continue  # a template moves the days of its examples into its own quarter
        if rule.severity is not Severity.NOTE and holds(~rule.holds) and (rule.when is None or holds(rule.when)):
            yield _doubt(rule.id, f"the examples break it: {words(rule.holds)}.")


def _doubt(about: str, why: str, do: str = _DO) -> Doubt:
    return Doubt(Kind.CONTRADICTS, about, why, do)


def _record(form: Form) -> Records:
    """The examples as one record of a return that was sent the day after the last of their dates."""
    dates = [each.example for each in form.fields if isinstance(each.example, date)]
    last = max((_day(each) for each in dates), default=form.quarter.end)
    columns: dict[str, object] = {AS_OF_COLUMN: pd.Timestamp(last + timedelta(days=1))}
    for field in form.fields:
        columns |= dict(_columns(field))
    return Records(pd.DataFrame({name: [value] for name, value in columns.items()})).ending(WRITTEN_FOR.end)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _columns(field: Field) -> Iterator[tuple[str, object]]:
    in_its_place = isinstance(field, WithCodes) and isinstance(field.example, str)
    value = None if in_its_place else field.example
    yield field.name, pd.Timestamp(value) if isinstance(field, Date) and value is not None else value
    if isinstance(field, WithCodes):
        yield code_column(field.name), field.example if in_its_place else None
