"""A predicate in plain English, for messages, the codebook and "how this is counted" in reports."""

from __future__ import annotations

from datetime import date

from pipeline.definition.fields import Coded, Field, OneCode
from pipeline.definition.predicate import (
    Always,
    And,
    AsOf,
    Comparison,
    Constant,
    Contains,
    IsBlank,
    IsIn,
    Not,
    Operand,
    Or,
    Predicate,
    Span,
    Timed,
)

_COMPARED = {
    "==": "is", "!=": "is not", "<": "is less than", "<=": "is at most", ">": "is more than", ">=": "is at least",
}  # fmt: skip
_DATED = {
    "==": "is the same as", "!=": "is not", "<": "is before", "<=": "is not after", ">": "is after",
    ">=": "is not before",
}  # fmt: skip
_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_UNITS = {"working_days": "working day", "days": "day", "hours": "hour"}


def words(predicate: Predicate) -> str:
    """``predicate`` as a clause that can follow "where"."""
    match predicate:
        case Always():
            return "every record"
        case And(parts=parts):
            return " and ".join(_bracketed(part, Or) for part in parts)
        case Or(parts=parts):
            return " or ".join(_bracketed(part, And) for part in parts)
        case Not(part=part):
            return _denied(part)
        case Comparison(left=left, operator=operator, right=right):
            return _compared(left, operator, right)
        case IsIn(field=field, codes=codes):
            return f"{quoted(field)} is {_listed(field, codes, 'or')}"
        case Contains(field=field, codes=codes):
            return f"{quoted(field)} includes {_listed(field, codes, 'and')}"
        case IsBlank(field=field):
            return f"{quoted(field)} is blank"
    raise AssertionError(f"Unhandled predicate {type(predicate).__name__}")


def _denied(part: Predicate) -> str:
    match part:
        case Not(part=inner):
            return words(inner)
        case Comparison(left=left, operator=operator, right=right):
            return _compared(left, _OPPOSITE[operator], right)
        case IsIn(field=field, codes=codes):
            return f"{quoted(field)} is not {_listed(field, codes, 'or')}"
        case Contains(field=field, codes=codes):
            lacking = "does not include" if len(codes) == 1 else "does not include all of"
            return f"{quoted(field)} {lacking} {_listed(field, codes, 'and')}"
        case IsBlank(field=field):
            return f"{quoted(field)} is answered"
    return f"it is not so that ({words(part)})"


def _bracketed(part: Predicate, kind: type[And | Or]) -> str:
    return f"({words(part)})" if isinstance(part, kind) else words(part)


def _compared(left: Operand, operator: str, right: Operand | Constant) -> str:
    if isinstance(left, Span):
        return f"{_named(left)} {_COMPARED[operator]} {_counted(right, _UNITS[left.unit])}"
    if isinstance(left, OneCode) and isinstance(right, str):
        return f"{quoted(left)} {_COMPARED[operator]} {left.codes.label(right)}"
    both = _DATED if _is_date(left) and _is_date(right) else _COMPARED
    return f"{_named(left)} {both[operator]} {_named(right)}"


def _is_date(side: Operand | Constant) -> bool:
    return isinstance(side, Timed | date)


def _counted(number: Operand | Constant, unit: str) -> str:
    return f"{number} {unit}" + ("" if number == 1 else "s")


def _named(side: Operand | Constant) -> str:
    match side:
        case Span(unit=unit, start=start, end=end):
            return f"the number of {_UNITS[unit]}s from {_named(start)} to {_named(end)}"
        case AsOf():
            return "the date of the return"
        case Field():
            return quoted(side)
        case date():
            return f"{side.day} {side:%B %Y}"
    return str(side)


def quoted(field: Field) -> str:
    """The field's label in the form in which sentences name it."""
    return f"‘{field.label.rstrip('?').strip()}’"


def _listed(field: Field, codes: tuple[str, ...], joined: str) -> str:
    labels = [field.codes.label(code) for code in codes] if isinstance(field, Coded) else list(codes)
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} {joined} {labels[-1]}"
