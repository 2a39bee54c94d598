"""One cell → one typed value, or what is wrong with it; never a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock

from pipeline.definition import Code, Coded, Date, DateTime, Field, MultiCode, OneCode, Text, Whole
from pipeline.definition.codebook import kind, one_of
from pipeline.definition.codes import folded, read_as
from pipeline.english import did_you_mean
from pipeline.read import Sheet
from pipeline.validate.catalogue.cells import (
    BECAME_A_DATE,
    DATE_AS_NUMBER,
    DATE_IMPOSSIBLE,
    DATE_OUT_OF_RANGE,
    DATE_TWO_DIGIT_YEAR,
    DATE_UNREADABLE,
    DATE_US_ORDER,
    DIGITS_LOST,
    FORMULA_ERROR,
    FORMULA_WITHOUT_RESULT,
    NOT_A_DATE,
    NOT_A_NUMBER,
    ON_A_WEEKEND,
    OUT_OF_RANGE,
    PATTERN,
    SEVERAL_CODES,
    TOO_LONG,
    UNKNOWN_CODE,
)
from pipeline.validate.dates import Fault, read_date
from pipeline.validate.finding import Finding
from pipeline.validate.tidy import lookalike, plain

EXACT = 10.0**15  # a number with more digits than Excel keeps
_BLANKS = "blanks within it, left out"
DECIMALS = 9  # more of them are a computer's, and nobody's answer


@dataclass(frozen=True)
class Value:
    """What a cell gave: a typed value or a code, and what was tidied to get it; ``untimed``: its time is a guess."""

    value: object = None
    code: str | None = None
    note: str = ""
    untimed: bool = False


def read_cell(field: Field, value: object) -> Value | Finding:
    """What the cell ``value`` gives for ``field``, nothing where it is empty; or what is wrong with it."""
    if isinstance(value, str):
        value = plain(value)
        if value == "":
            return Value()
    if isinstance(value, date | clock | timedelta) and not isinstance(field, Date):
        return BECAME_A_DATE.worded(kind=kind(field))  # Excel has made that out of what was typed
    match field:
        case MultiCode():
            return _several(field, as_text(value))
        case OneCode():
            return _one(field, as_text(value))
        case Whole():
            return _whole(field, value)
        case Date():
            return _date(field, value)
        case Text():
            return _text(field, value)
    raise AssertionError(f"Unhandled field {type(field).__name__}")


def fits(field: Field, value: object) -> bool:
    """Whether the cell ``value`` is an answer to ``field``, or empty: as `read_cell`, without saying what is wrong."""
    if isinstance(field, OneCode) and isinstance(value, str):
        text = plain(value)
        return text == "" or field.codes.read(text) is not None
    return isinstance(read_cell(field, value), Value)


def unanswered(sheet: Sheet) -> dict[str, Finding]:
    """The cells of ``sheet``, by name, that hold an error of Excel's or a formula without its result."""
    broken = {name: FORMULA_ERROR.worded(error=error) for name, error in sheet.errors.items()}
    return broken | dict.fromkeys(sheet.formulas_without_result, FORMULA_WITHOUT_RESULT.worded())


def as_text(value: object) -> str:
    """A cell as the text that Excel shows."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _one(field: OneCode, text: str) -> Value | Finding:
    code = field.codes.read(text)
    return _unknown(field, text) if code is None else Value(code, note=_read_as(text, code, tuple(field.codes)))


def _read_as(text: str, code: str, codes: tuple[Code, ...]) -> str:
    """The note on ``text`` that was read as ``code``; empty where it is just the code, or what a drop-down offers."""
    offered = next(plain(each.shown) for each in codes if each.code == code)
    return "" if text in (code, offered) else f"'{text}', read as {code}"


def _unknown(field: Coded, text: str) -> Finding:
    if ";" in text and isinstance(field, OneCode):
        return SEVERAL_CODES.worded(codes=one_of(field))
    return UNKNOWN_CODE.worded(codes=one_of(field), hint=_hint(field, text))


def _hint(field: Coded, text: str) -> str:
    return (
        field.codes.not_yet(text)
        or lookalike(text)
        or did_you_mean(field.codes.nearest(text), "Pick the answer from the list.")
    )


def _several(field: MultiCode, text: str) -> Value | Finding:
    chosen, notes = [], []
    for part in filter(None, map(str.strip, text.split(";"))):
        code = field.codes.read(part)
        if code is None:
            within = _codes_within(field, part)
            joined = re.search(r"[,/+&]| and ", part) is not None or len(within) > 1
            such = within if len(within) > 1 else field.codes.values()[:2]
            advice = f"Join codes with semicolons, such as {';'.join(such)}."
            codes = one_of(field).replace("one of", "some of")
            return UNKNOWN_CODE.worded(codes=codes, hint=advice if joined else _hint(field, part))
        chosen.append(code)
        notes.append(_read_as(part, code, tuple(field.codes)))
    canonical = [code for code in field.codes.values() if code in chosen]
    different = list(dict.fromkeys(chosen))
    notes += ["a code that is there twice, read once"] if chosen != different else []
    notes += ["codes in another order than the list's"] if different != canonical else []
    return Value(";".join(canonical), note="; ".join(filter(None, notes))) if canonical else Value()


def _codes_within(field: MultiCode, text: str) -> list[str]:
    """The codes that stand in ``text`` with anything but a semicolon between them."""
    written = {code.casefold(): code for code in field.codes.values()}
    parts = (each.strip(".") for each in re.split(r"[^\w.]+", text.casefold()))
    return list(dict.fromkeys(written[each] for each in parts if each in written))


def _also(field: Field, text: str) -> Value | None:
    """``text`` as one of the codes that the field takes in place of its own kind of answer; None where it is none."""
    codes = field.also_codes()
    code = read_as(codes).get(folded(text))
    return None if code is None else Value(code=code, note=_read_as(text, code, codes))


def _whole(field: Whole, value: object) -> Value | Finding:
    note = ""
    if isinstance(value, str):
        if also := _also(field, value):
            return also
        if not re.fullmatch(r"\d{1,9}", value):
            number = "the number alone, without words, signs or ranges"
            return NOT_A_NUMBER.worded(kind=kind(field), number=number)
        value, note = float(value), "a number stored as text"
    if not isinstance(value, float):
        return NOT_A_NUMBER.worded(kind=kind(field), number="a number")
    value = round(value, DECIMALS)  # what a formula works out may be a hair's breadth beside the number that is shown
    if not value.is_integer() or not field.minimum <= value <= field.maximum:
        return OUT_OF_RANGE.worded(kind=kind(field))
    return Value(int(value), note=note)


def _date(field: Date, value: object) -> Value | Finding:
    note = ""
    if isinstance(value, str):
        if also := _also(field, value):
            return also
        read = read_date(value)
        if isinstance(read, Fault):
            return _NO_DATE[read].worded(kind=kind(field), unless=_unless_unknown(field))
        untimed = isinstance(field, DateTime) and ":" not in value
        value, note = read.date() if untimed else read, "a date stored as text, read day first"
    if isinstance(value, float):
        return DATE_AS_NUMBER.worded(kind=kind(field))
    if not isinstance(value, date):
        return NOT_A_DATE.worded(kind=kind(field), unless=_unless_unknown(field))
    return _dated(field, value, note)


def _dated(field: Date, value: date, note: str) -> Value | Finding:
    if isinstance(value, datetime):  # a sum of days may end a hair's breadth before midnight
        value = (value + timedelta(milliseconds=500)).replace(microsecond=0)
    day = value.date() if isinstance(value, datetime) else value
    if not field.earliest <= day <= field.latest:
        return DATE_OUT_OF_RANGE.worded(earliest=field.earliest, latest=field.latest)
    if field.weekdays_only and day.weekday() > 4:
        return ON_A_WEEKEND.worded()
    midnight = datetime.combine(day, clock())
    stamp = value if isinstance(value, datetime) else midnight
    if isinstance(field, DateTime):
        # Excel's clock is a fraction of a day, so a minute comes back a little short or over.
        minute = (stamp + timedelta(seconds=30)).replace(second=0, microsecond=0)
        return Value(minute, note=note, untimed=stamp is not value)
    return Value(midnight, note=note or ("" if stamp == midnight else "a time of day, left out"))


def _unless_unknown(field: Date) -> str:
    return "" if field.required else ", or leave the cell empty if it is not known"


_NO_DATE = {
    Fault.US_ORDER: DATE_US_ORDER,
    Fault.IMPOSSIBLE: DATE_IMPOSSIBLE,
    Fault.TWO_DIGIT_YEAR: DATE_TWO_DIGIT_YEAR,
    Fault.UNREADABLE: DATE_UNREADABLE,
}


def _text(field: Text, value: object) -> Value | Finding:
    text = as_text(value)
    if isinstance(value, float) and abs(value) >= EXACT and not field.free:
        return DIGITS_LOST.worded(kind=field.pattern_words or kind(field))
    if field.pattern is not None and not re.fullmatch(field.pattern, text):
        closed = text.replace(" ", "")
        if re.fullmatch(field.pattern, closed.upper()):
            letters = "small letters, read as capitals" if closed != closed.upper() else ""
            return Value(closed.upper(), note="; ".join(filter(None, [letters, _BLANKS if closed != text else ""])))
    if len(text) > field.max_length:
        return TOO_LONG.worded(most=field.max_length)
    if field.pattern is not None and not re.fullmatch(field.pattern, text):
        changed = "Excel made a number of it: format the column as Text first. " if isinstance(value, float) else ""
        return PATTERN.worded(pattern=field.pattern_words, changed=changed)
    return Value(text)
