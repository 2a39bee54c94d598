"""
A predicate as an ordinary spreadsheet formula, for the template's live checks.

Excel has no "unknown", so *true* and *false* are rendered separately; where neither formula is TRUE the predicate is
unknown. Only functions of Excel 2010 and LibreOffice are used. Cells are asked for through ``cell``, so that the
caller decides the sheet layout; a cell that says `UNUSABLE` is neither blank nor known. What a template checks reads no
time limit that has versions: `consistency` sees to that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pipeline.calendar.working_days import CLOSES, OPENS
from pipeline.definition.fields import Contains, Field, IsBlank, IsIn
from pipeline.definition.kinds import DateTime, OneCode, Text, Whole
from pipeline.definition.predicate import Always, And, Comparison, Constant, Not, Operand, Or, Predicate, Span, Timed
from pipeline.partnership.limits import Limit

UNUSABLE = "#!"  # what the template puts in place of an answer that cannot be used
HOLIDAYS = "bank_holidays"  # the defined name that the template gives to its list of bank holidays
_EXCEL = {"==": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_OPPOSITE = {"=": "<>", "<>": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
Cell = Callable[[Operand], str]


@dataclass(frozen=True)
class Formulas:
    """Two formulas without their leading '=': one TRUE where the predicate is true, one where it is false."""

    true: str
    false: str

    @property
    def turned(self) -> Formulas:
        """The formulas of what is not so."""
        return Formulas(self.false, self.true)


def excel(predicate: Predicate, cell: Cell) -> Formulas:
    """The formulas of ``predicate`` on one record, whose cells ``cell`` names (a field's, or the as-of date's)."""
    match predicate:
        case Always():
            return Formulas("TRUE", "FALSE")
        case Not(part=part):
            return excel(part, cell).turned
        case And(parts=parts):
            each = [excel(part, cell) for part in parts]
            return Formulas(_joined("AND", [f.true for f in each]), _joined("OR", [f.false for f in each]))
        case Or():
            return excel(predicate.denied(), cell).turned
        case IsBlank(field=field):
            return Formulas(f'{cell(field)}=""', _answered(field, cell))
        case IsIn(field=field, codes=codes):
            return _known(_joined("OR", [_same(cell(field), code) for code in codes]), [_given(field, cell)])
        case Contains(field=field, codes=codes):
            spaced = f'";"&SUBSTITUTE({cell(field)}," ","")&";"'
            held = [f'ISNUMBER(FIND(";{code};",{spaced}))' for code in codes]
            return _known(_joined("AND", held), [_given(field, cell)])
        case Comparison(left=left, operator=operator, right=right) if not isinstance(right, Limit):
            return _compared(left, operator, right, cell)
    raise AssertionError(f"Unhandled predicate {type(predicate).__name__}")


def _joined(function: str, parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{function}({','.join(parts)})"


def _known(holds: str, present: list[str]) -> Formulas:
    return Formulas(_joined("AND", [*present, holds]), _joined("AND", [*present, f"NOT({holds})"]))


def _given(operand: Operand, cell: Cell) -> str:
    if isinstance(operand, Timed | Whole):
        return f"ISNUMBER({cell(operand)})"
    return _answered(operand, cell)


def _answered(operand: Operand, cell: Cell) -> str:
    return f'AND({cell(operand)}<>"",{cell(operand)}<>"{UNUSABLE}")'


def _same(reference: str, text: str) -> str:
    # EXACT, since = takes "nr" for "NR"; it also reads the number 1 as the code "1".
    return f"EXACT({reference},{_quoted(text)})"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _compared(left: Operand, operator: str, right: Operand | Constant, cell: Cell) -> Formulas:
    if isinstance(right, str) and isinstance(left, Field):
        same = _known(_same(cell(left), right), [_answered(left, cell)])
        return same if operator == "==" else same.turned
    if isinstance(left, Text) and isinstance(right, Field):
        alike = f"EXACT(UPPER({cell(left)}),UPPER({cell(right)}))"
        same = _known(alike, [_given(left, cell), _given(right, cell)])
        return same if operator == "==" else same.turned
    if isinstance(left, OneCode) and isinstance(right, Field):
        same = _known(f"EXACT({cell(left)},{cell(right)})", [_given(left, cell), _given(right, cell)])
        return same if operator == "==" else same.turned
    timed = isinstance(left, Timed) and isinstance(right, Timed | date)
    whole_days = timed and not (isinstance(left, DateTime) and isinstance(right, DateTime))
    sign = _EXCEL[operator]
    one, other = _value(left, cell, whole_days), _value(right, cell, whole_days)
    present = [*_present(left, cell), *_present(right, cell)]
    return Formulas(_guarded(present, f"{one}{sign}{other}"), _guarded(present, f"{one}{_OPPOSITE[sign]}{other}"))


def _guarded(present: list[str], compared: str) -> str:
    # IF and not AND: AND works every part out, and arithmetic on a text cell is an error that would spread.
    return f"IF({_joined('AND', present)},{compared},FALSE)" if present else compared


def _present(side: Operand | Constant, cell: Cell) -> list[str]:
    if isinstance(side, Span):
        return [_given(side.start, cell), _given(side.end, cell)]
    return [_given(side, cell)] if isinstance(side, Operand) else []


def _working_minutes(time: str) -> str:
    """The working minutes up to ``time`` from a day long before: those of whole days, and those of its own day."""
    day, opens, closes = f"INT({time})", OPENS * 60, CLOSES * 60
    worked = f"NETWORKDAYS({day},{day},{HOLIDAYS})"
    whole = f"(NETWORKDAYS(DATE(1901,1,1),{day},{HOLIDAYS})-{worked})*{closes - opens}"
    return f"({whole}+{worked}*(MEDIAN(ROUND(MOD({time},1)*1440,0),{opens},{closes})-{opens}))"


def _value(side: Operand | Constant, cell: Cell, whole_days: bool) -> str:
    match side:
        case Span(unit="working_days", start=start, end=end):
            first, last = f"INT({cell(start)})", f"INT({cell(end)})"
            # NETWORKDAYS counts both ends and turns a reversed span round, so each direction starts a day later.
            later = f"NETWORKDAYS({first}+1,{last},{HOLIDAYS})"
            sooner = f"-NETWORKDAYS({last}+1,{first},{HOLIDAYS})"
            return f"IF({last}>{first},{later},IF({last}<{first},{sooner},0))"
        case Span(unit="days", start=start, end=end):
            return f"(INT({cell(end)})-INT({cell(start)}))"
        case Span(unit="working_hours", start=start, end=end):
            return f"(({_working_minutes(cell(end))}-{_working_minutes(cell(start))})/60)"
        case Span(start=start, end=end):
            return f"(ROUND(({cell(end)}-{cell(start)})*1440,0)/60)"
        case Operand():
            return f"INT({cell(side)})" if whole_days else cell(side)
        case date():
            return f"DATE({side.year},{side.month},{side.day})"
    return str(side)
