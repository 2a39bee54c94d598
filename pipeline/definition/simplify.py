"""
A predicate put more simply, with the same verdict on every record: for `words`, which would otherwise repeat itself.

Each "not" stands on one statement only; what is said of the same question's codes is said once.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.calendar.quarter import Quarter
from pipeline.definition.fields import Contains, IsIn
from pipeline.definition.kinds import OneCode
from pipeline.definition.predicate import And, Comparison, Not, Or, Predicate
from pipeline.partnership.limits import Limit

OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def simple(predicate: Predicate, denied: bool = False) -> Predicate:
    """``predicate``, or where ``denied`` its opposite, put more simply."""
    match predicate:
        case Not(part=part):
            return simple(part, not denied)
        case And(parts=parts) | Or(parts=parts):
            kind = And if isinstance(predicate, And) != denied else Or
            return _joined(kind, [simple(part, denied) for part in parts])
        case Comparison(left=OneCode() as field, operator=operator, right=str() as code):
            named = IsIn(field, (code,))
            return named if (operator == "==") != denied else Not(named)
        case Comparison(left=left, operator=operator, right=right) if denied:
            return Comparison(left, OPPOSITE[operator], right)
    return Not(predicate) if denied else predicate


def _joined(kind: type[And | Or], parts: Iterable[Predicate]) -> Predicate:
    simpler: list[Predicate] = []
    for part in parts:
        for each in part.parts if isinstance(part, kind) else (part,):
            for place, earlier in enumerate(simpler):
                together = _together(kind, earlier, each)
                if together is not None:
                    simpler[place] = together
                    break
            else:
                simpler.append(each)
    return simpler[0] if len(simpler) == 1 else kind(tuple(simpler))


def _together(kind: type[And | Or], one: Predicate, other: Predicate) -> Predicate | None:
    """Two statements about the same question as one, or None where they cannot be said as one."""
    if isinstance(one, Contains) and isinstance(other, Contains):
        codes = tuple(dict.fromkeys((*one.codes, *other.codes)))
        return Contains(one.field, codes) if kind is And and one.field is other.field else None
    first, second = _codes(one), _codes(other)
    if first is None or second is None or first[0] is not second[0]:
        return None
    (field, named, without), (_, also_named, also_without) = first, second
    if without == also_without:
        excluded = without
        left = named | also_named if (kind is Or) != without else named & also_named
    else:
        chosen, left_out = (also_named, named) if without else (named, also_named)
        excluded = kind is Or
        left = left_out - chosen if excluded else chosen - left_out
    if not left or len(left) == len(field.codes.codes):
        return None
    statement = IsIn(field, tuple(code for code in field.codes.values() if code in left))
    return Not(statement) if excluded else statement


def _codes(statement: Predicate) -> tuple[OneCode, frozenset[str], bool] | None:
    """The question, the codes named, and whether they are left out; None for any other statement."""
    match statement:
        case IsIn(field=OneCode() as field, codes=codes):
            return field, frozenset(codes), False
        case Not(part=IsIn(field=OneCode() as field, codes=codes)):
            return field, frozenset(codes), True
    return None


def as_in(predicate: Predicate, quarter: Quarter) -> Predicate:
    """``predicate`` with only those versions of its time limits that are in force in ``quarter``."""
    match predicate:
        case Not(part=part):
            return Not(as_in(part, quarter))
        case And(parts=parts):
            return And(tuple(as_in(part, quarter) for part in parts))
        case Or(parts=parts):
            return Or(tuple(as_in(part, quarter) for part in parts))
        case Comparison(left=left, operator=operator, right=Limit() as limit):
            return Comparison(left, operator, limit.narrowed(quarter))
    return predicate
