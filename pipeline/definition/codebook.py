"""The codebook: each question and standard in words, for the Guidance sheet and the report alike."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

import numpy as np

from pipeline.calendar.bank_holidays import working_calendar
from pipeline.calendar.quarter import Quarter
from pipeline.definition import (
    ALWAYS,
    Code,
    Coded,
    Date,
    DateTime,
    Field,
    Form,
    MultiCode,
    OneCode,
    Predicate,
    Reading,
    Standard,
    Text,
    Whole,
)
from pipeline.definition.simplify import as_in
from pipeline.definition.targets import Aim, target_of
from pipeline.definition.words import words

OPTIONAL = "Optional"
_FEW_CODES = 8  # a longer list is not spelt out
WRITTEN_FOR = Quarter(2019, 2)  # which the dates of the examples are written for
_NEAR = 8  # weeks by which they may be moved more or less than the quarters lie apart


def target(standard: Standard, quarter: Quarter) -> str:
    """A standard's target in ``quarter``, in words."""
    return target_in_words(target_of(standard, quarter))


def target_in_words(aim: Aim) -> str:
    """A target in words."""
    if not aim.rated:
        return "none: shown for context"
    return f"{'at most' if aim.low_is_good else 'at least'} {aim.target:.0%}"


def in_words_of(quarter: Quarter, standard: Standard, part: Callable[[Reading], Predicate | None]) -> str:
    """One part of what decides an outcome, in words, as it is in ``quarter``; empty where the standard has no such."""
    first, last = (part(_reading_on(each, standard)) for each in (quarter.start, quarter.end))
    then, now = ("" if each is None else words(as_in(each, quarter)) for each in (first, last))
    return now if first is last or not then else f"{then}; later in the quarter, {now}"


def _reading_on(day: date, standard: Standard) -> Reading:
    held = [standard.read_by(each) for each in standard.versions if each.on(day)]
    return held[-1] if held else standard.itself


def kind(field: Field) -> str:
    """What sort of answer a question takes, in words."""
    also = "".join(f", or {code.shown}" for code in field.also_codes())
    match field:
        case MultiCode():
            return "one or more answers from the list, with semicolons between them"
        case OneCode():
            return "one answer from the list"
        case DateTime():
            return f"a date and time, dd/mm/yyyy hh:mm{also}"
        case Date():
            return f"a date, dd/mm/yyyy{also}"
        case Whole(minimum=least, maximum=most):
            return f"a whole number from {least} to {most}{also}"
        case Text(pattern_words=pattern, max_length=longest):
            return pattern or f"words, at most {longest} characters"
    raise AssertionError(f"Unhandled field {type(field).__name__}")


def one_of(field: Coded) -> str:
    """The codes that a question takes, as a message lists them."""
    return "one of " + ", ".join(field.codes.values())


def takes(field: Field) -> str:
    """What a question takes, in words: its codes where they are few, otherwise their kind."""
    listed = isinstance(field, OneCode) and len(field.codes.codes) <= _FEW_CODES
    return one_of(field) if isinstance(field, Coded) and listed else kind(field)


def example_text(field: Field, form: Form) -> str:
    """The example as it would look; its dates are moved into the period that the form is for, and stay working days."""
    value = field.example
    if isinstance(value, date):
        moved = _moved(value, form)
        return f"{moved:%d/%m/%Y %H:%M}" if isinstance(moved, datetime) else f"{moved:%d/%m/%Y}"
    return "" if value is None else str(value)


def example_shown(field: Field, form: Form) -> str:
    """The example as somebody who picks it from a drop-down would enter it."""
    codes = field.codes if isinstance(field, OneCode) else ()
    return next((code.shown for code in codes if code.code == field.example), example_text(field, form))


def _moved(value: date, form: Form) -> date:
    """
    A date of the example so many whole weeks later or earlier; the last day of a month as that of another month.

    So the days of the week, and the days between two dates, are as the example has them.
    """
    if not _ends_its_month(value):
        return value + timedelta(weeks=_weeks(form))
    months = (
        (form.quarter.start.year - WRITTEN_FOR.start.year) * 12 + form.quarter.start.month - WRITTEN_FOR.start.month
    )
    year, month = divmod(value.year * 12 + value.month - 1 + months, 12)
    return value.replace(year=year, month=month + 1, day=monthrange(year, month + 1)[1])


@lru_cache(maxsize=256)
def _weeks(form: Form) -> int:
    """
    By how many weeks the example's dates are moved: by as few more or less as lets them be working days of the form.

    Where no number of weeks does, a bank holiday is the lesser evil beside a date that the form would set aside.
    """
    moving, deciding = _moving(form.fields), _moving(form.anchors)
    usual = -((WRITTEN_FOR.start - form.quarter.start).days // 7)
    inside = [
        usual + more
        for more in sorted(range(-_NEAR, _NEAR + 1), key=abs)
        if all(form.period.start <= day + timedelta(weeks=usual + more) <= form.period.end for day in deciding)
    ] or [usual]
    days = np.array(moving, dtype="datetime64[D]")
    working = (weeks for weeks in inside if np.is_busday(days + 7 * weeks, busdaycal=working_calendar()).all())
    return next(working, inside[0])


def _moving(fields: Sequence[Field]) -> list[date]:
    """The days of the fields' examples that are moved by whole weeks."""
    given = (each.example for each in fields)
    dates = (each for each in given if isinstance(each, date) and not _ends_its_month(each))
    return [each.date() if isinstance(each, datetime) else each for each in dates]


def _ends_its_month(value: date) -> bool:
    return value.day == monthrange(value.year, value.month)[1]


def when(field: Field) -> str:
    """When a question is to be answered, in words."""
    parts = []
    if field.required:
        parts.append("Always")
    if field.required_when is not None:
        parts.append(f"Required where {words(field.required_when)}")
    if field.expected_when is not None:
        parts.append(f"Expected where {words(field.expected_when)}")
    if field.only_when is not None and field.only_when is not field.required_when and not _same(field):
        parts.append(f"Only where {words(field.only_when)}")
    if isinstance(field, OneCode) and field.na_when is not None and field.na_when is not ALWAYS:
        parts.append(f"“Not applicable” only where {words(field.na_when)}")
    return "; ".join(parts) or OPTIONAL


def _same(field: Field) -> bool:
    asked = field.required_when if field.required_when is not None else field.expected_when
    return asked is not None and field.only_when is not None and words(asked) == words(field.only_when)


def codes_of(field: Field) -> tuple[Code, ...]:
    """The codes that may be an answer to a question."""
    return tuple(field.codes) if isinstance(field, Coded) else field.also_codes()
