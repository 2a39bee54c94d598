"""
A predicate worked out on a frame of records.

Two boolean arrays are carried for each part, "is true" and "is false"; where neither holds it is unknown. This is the
same dual-rail form that the spreadsheet formula takes, and far cheaper than nullable columns at a return's size.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import numpy as np

from pipeline.calendar import working_days
from pipeline.definition.fields import Contains, Field, IsBlank, IsIn
from pipeline.definition.kinds import Coded, Date, DateTime, OneCode, Text, Whole
from pipeline.definition.predicate import (
    Always,
    And,
    Comparison,
    Constant,
    LastDay,
    Not,
    Operand,
    Or,
    Predicate,
    Span,
    Timed,
)
from pipeline.definition.records import AS_OF_COLUMN, LAST_DAY_COLUMN, Array, Rails, Records, code_column, given
from pipeline.partnership.limits import Limit
from pipeline.partnership.model import Dated

__all__ = ["AS_OF_COLUMN", "Array", "Rails", "Records", "code_column", "rails"]

_COMPARED = {
    "==": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}


def rails(predicate: Predicate, records: Records, undecided: Collection[str] = ()) -> Rails:
    """
    Where ``predicate`` is true and where it is false.

    A comparison with a field that holds one of the codes ``undecided`` is unknown, unless it names that code: so a
    standard can tell "not applicable" and "not known" from a plain no.
    """
    match predicate:
        case Always():
            everywhere = np.ones(len(records), dtype=bool)
            return Rails(everywhere, ~everywhere)
        case Not(part=part):
            return rails(part, records, undecided).turned
        case And(parts=parts):
            each = [rails(part, records, undecided) for part in parts]
            return Rails(np.logical_and.reduce([r.true for r in each]), np.logical_or.reduce([r.false for r in each]))
        case Or():
            return rails(predicate.denied(), records, undecided).turned
        case IsBlank(field=asked):
            return Rails.where(~records.entered(asked), records.undoubted(asked.name))
        case IsIn(field=asked, codes=codes):
            return _coded(asked, codes, records, undecided)
        case Contains(field=asked, codes=codes):
            return _containing(asked, codes, records)
        case Comparison(left=left, operator=operator, right=right):
            return _compared(left, operator, right, records, undecided)
    raise AssertionError(f"Unhandled predicate {type(predicate).__name__}")


def _coded(asked: Field, codes: Collection[str], records: Records, undecided: Collection[str]) -> Rails:
    texts = records.texts(asked.name)
    known = given(texts) & records.undoubted(asked.name)
    for code in undecided:
        if code not in codes:
            known &= texts != code
    return Rails.where(np.logical_or.reduce([texts == code for code in codes]), known)


def _containing(asked: Field, codes: Collection[str], records: Records) -> Rails:
    texts = records.texts(asked.name)
    wanted = set(codes)
    held = np.array([text is not None and wanted <= set(text.split(";")) for text in texts], dtype=bool)
    return Rails.where(held, given(texts) & records.undoubted(asked.name))


def _compared(
    left: Operand, operator: str, right: Operand | Constant | Limit, records: Records, undecided: Collection[str]
) -> Rails:
    if isinstance(right, str) and isinstance(left, Field):
        if isinstance(left, OneCode):
            chosen = _coded(left, (right,), records, undecided)
        else:
            name = left.name if isinstance(left, Text) else code_column(left.name)
            known = records.entered(left) & records.undoubted(left.name)
            chosen = Rails.where(records.texts(name) == right, known)
        return chosen if operator == "==" else chosen.turned
    both_dated = isinstance(left, Timed) and isinstance(right, Timed | date)
    whole_days = both_dated and not (isinstance(left, DateTime) and isinstance(right, DateTime))
    one, one_known = _values(left, records, whole_days)
    other, other_known = _values(right, records, whole_days)
    known = one_known & other_known
    holds = np.zeros(len(records), dtype=bool)
    np.copyto(holds, _COMPARED[operator](one, other), where=known)
    return Rails.where(holds, known)


def _values(side: Operand | Constant | Limit, records: Records, whole_days: bool) -> tuple[Array, Array]:
    everywhere = np.ones(len(records), dtype=bool)
    match side:
        case Limit():
            allowed = allowed_by(side, records)
            return allowed, ~np.isnan(allowed)
        case Span(unit=unit, start=start, end=end):
            (first, first_known), (last, last_known) = _times(start, records), _times(end, records)
            return _span(unit, first, last), first_known & last_known
        case Timed():
            times, known = _times(side, records)
            return (times.astype("datetime64[D]") if whole_days else times), known
        case Whole():
            numbers = records.numbers(side.name)
            return numbers, ~np.isnan(numbers) & records.undoubted(side.name)
        case Coded():
            texts = records.texts(side.name)
            return texts, given(texts) & records.undoubted(side.name)
        case Text():
            texts = records.texts(side.name)
            capitals = np.array([text.upper() if isinstance(text, str) else text for text in texts], dtype=object)
            return capitals, given(texts) & records.undoubted(side.name)
        case date():
            return np.full(len(records), np.datetime64(side, "D" if whole_days else "s")), everywhere
    return np.full(len(records), side), everywhere


def allowed_by(limit: Limit, records: Records) -> Array:
    """What ``limit`` allows each record, by the version in force on its day; nan in a gap between versions."""
    allowed, days = np.full(len(records), np.nan), records.anchors
    for version in limit.versions:
        allowed[in_force_on(version, days)] = version.limit
    return allowed


def in_force_on(dated: Dated, days: Array) -> Array:
    """On which of ``days`` a thing is in force."""
    whether = ~np.isnat(days)
    if dated.since is not None:
        whether &= days >= np.datetime64(dated.since)
    if dated.until is not None:
        whether &= days <= np.datetime64(dated.until)
    return np.asarray(whether)


def _times(side: Timed, records: Records) -> tuple[Array, Array]:
    """The times of a date, and where they are known."""
    given_by_the_return = LAST_DAY_COLUMN if isinstance(side, LastDay) else AS_OF_COLUMN
    name = side.name if isinstance(side, Date) else given_by_the_return
    times = records.times(name)
    return times, ~np.isnat(times) & records.undoubted(name)


def _span(unit: str, first: Array, last: Array) -> Array:
    if unit == "working_days":
        return working_days.between(first, last)
    if unit == "working_hours":
        return working_days.hours_between(first, last)
    if unit == "days":
        apart = last.astype("datetime64[D]") - first.astype("datetime64[D]")
        return np.where(np.isnat(apart), np.nan, apart.astype(float))
    seconds = (last - first).astype("timedelta64[s]")
    return np.where(np.isnat(seconds), np.nan, np.round(seconds.astype(float) / 60) / 60)
