"""
The codebook's conditions and rules, worked out for one record at a time in plain Python.

Written as an analyst would write them, and apart from the product's own renderers: it tells the truth of a defect
that lies between two answers, and serves every contender but ours.
"""

from __future__ import annotations

import operator
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from pipeline.definition import AS_OF, LAST_DAY, DateTime, Field, Form, OneCode, Predicate, Text
from pipeline.definition.fields import Contains, IsBlank, IsIn
from pipeline.definition.predicate import Always, And, Comparison, Not, Or, Span

Record = Mapping[str, Any]
_COMPARED = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def holds(predicate: Predicate, record: Record, unusable: Collection[str] = ()) -> bool | None:
    """
    Whether ``predicate`` is true of a record; None where that cannot be known.

    ``record``: answers by field name, None where blank, "as_of" and "last_day". ``unusable``: fields whose answer is no
    use.
    """
    match predicate:
        case Always():
            return True
        case And(parts=parts):
            return _all([holds(part, record, unusable) for part in parts])
        case Or(parts=parts):
            return _not(_all([_not(holds(part, record, unusable)) for part in parts]))
        case Not(part=part):
            return _not(holds(part, record, unusable))
        case IsBlank(field=field):
            return None if field.name in unusable else record.get(field.name) is None
        case IsIn(field=field, codes=codes):
            value = _value(field, record, unusable)
            return None if value is None else value in codes
        case Contains(field=field, codes=codes):
            value = _value(field, record, unusable)
            return None if value is None else set(codes) <= set(value.split(";"))
        case Comparison(left=left, operator=sign, right=right):
            return _compared(left, sign, right, record, unusable)
    raise AssertionError(f"Unhandled predicate {type(predicate).__name__}")


def _all(parts: Collection[bool | None]) -> bool | None:
    return False if False in parts else None if None in parts else True


def _not(part: bool | None) -> bool | None:
    return None if part is None else not part


def _value(side: object, record: Record, unusable: Collection[str]) -> Any:
    if side is AS_OF:
        return record["as_of"]
    if side is LAST_DAY:
        return record["last_day"]
    if isinstance(side, Field):
        return None if side.name in unusable else record.get(side.name)
    if isinstance(side, Span):
        ends = [_value(each, record, unusable) for each in (side.start, side.end)]
        return _between(side.unit, *ends) if all(isinstance(each, date) for each in ends) else None
    return side


def _between(unit: str, start: date, end: date) -> int:
    assert unit == "days", f"No rule spoke of {unit} so far: say here how many there are between two dates."
    return (_day(end) - _day(start)).days


def _compared(left: object, sign: str, right: object, record: Record, unusable: Collection[str]) -> bool | None:
    one, other = _value(left, record, unusable), _value(right, record, unusable)
    if one is None or other is None:
        return None
    if isinstance(other, str) or isinstance(one, str):
        if sign not in ("==", "!="):
            return None  # a code in place of a number or a date has no order
        if isinstance(left, Text) and isinstance(right, Text):
            one, other = one.upper(), other.upper()
        return bool(_COMPARED[sign](str(one), str(other)))
    if isinstance(one, date) and not (isinstance(left, DateTime) and isinstance(right, DateTime)):
        one, other = _day(one), _day(other)
    return bool(_COMPARED[sign](one, other))


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def amiss(form: Form, record: Record, unusable: Collection[str] = (), from_list: bool = False) -> Iterator[str]:
    """The fields whose answer does not go with the others: missing, not asked for, or against a rule."""
    for field in form.fields:
        blank = record.get(field.name) is None
        if field.name in unusable:
            continue
        if blank and _wanted(form, field, record, unusable, from_list):
            yield field.name
        if not blank and field.only_when is not None and holds(field.only_when, record, unusable) is False:
            yield field.name
        said_na = isinstance(field, OneCode) and field.na_when is not None and record.get(field.name) == "NA"
        if said_na and holds(field.na_when, record, unusable) is False:
            yield field.name
    for rule in form.rules:
        applies = rule.when is None or holds(rule.when, record, unusable) is True
        if applies and holds(rule.holds, record, unusable) is False:
            yield rule.blame.name


def _wanted(form: Form, field: Field, record: Record, unusable: Collection[str], from_list: bool) -> bool:
    if field.required or (from_list and field is form.audit.list_ref):
        return True
    needed = (each for each in (field.required_when, field.expected_when) if each is not None)
    return any(holds(each, record, unusable) is True for each in needed)
