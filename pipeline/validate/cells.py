"""One cell → one typed value, or what is wrong with it; never a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock

from pipeline.definition import Code, Coded, Date, DateTime, Field, MultiCode, OneCode, Text, Whole
from pipeline.definition.codes import folded, read_as
from pipeline.template.codebook import kind, one_of
from pipeline.validate.dates import Fault, read_date
from pipeline.validate.tidy import lookalike, plain

EXACT = 10.0**15  # a number with more digits than Excel keeps
DECIMALS = 9  # more of them are a computer's, and nobody's answer


@dataclass(frozen=True)
class Value:
    """What a cell gave: a typed value or a code, and what was tidied to get it."""

    value: object = None
    code: str | None = None
    note: str = ""
    query: str = ""


@dataclass(frozen=True)
class Wrong:
    """Why a cell gave nothing: the rule broken, what was expected, how to mend it; ``saw`` where the cell is silent."""

    rule: str
    expected: str
    fix: str
    saw: str = ""


def read_cell(field: Field, value: object) -> Value | Wrong:
    """What the cell ``value`` gives for ``field``; nothing where it is empty."""
    if isinstance(value, str):
        value = plain(value)
        if value == "":
            return Value()
    match field:
        case MultiCode():
            return _several(field, value)
        case OneCode():
            return _one(field, value)
        case Whole():
            return _whole(field, value)
        case Date():
            return _date(field, value)
        case Text():
            return _text(field, value)
    raise AssertionError(f"Unhandled field {type(field).__name__}")


def _as_text(value: object) -> str | None:
    """A cell as the text that was meant; None for a date or time, which Excel made of something else."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, date | clock | timedelta):
        return None
    return str(value)


def _became_a_date(field: Field) -> Wrong:
    return Wrong(
        "became_a_date",
        kind(field),
        "Excel has turned what was typed into a date. Format the cell as Text and type it again.",
    )


def _one(field: OneCode, value: object) -> Value | Wrong:
    text = _as_text(value)
    if text is None:
        return _became_a_date(field)
    code = field.codes.read(text)
    return _unknown(field, text) if code is None else Value(code, note=_read_as(text, code, tuple(field.codes)))


def _read_as(text: str, code: str, codes: tuple[Code, ...]) -> str:
    """What was tidied to read ``text`` as ``code``; nothing where it is the code or what a drop-down offers for it."""
    offered = next(plain(each.shown) for each in codes if each.code == code)
    return "" if text in (code, offered) else f"'{text}', read as {code}"


def _unknown(field: Coded, text: str) -> Wrong:
    if ";" in text and isinstance(field, OneCode):
        return Wrong("several_codes", one_of(field), "Enter one code only.")
    near = field.codes.nearest(text)
    hint = lookalike(text) or (f"Did you mean {near}?" if near else "Pick the answer from the list.")
    return Wrong("unknown_code", one_of(field), hint)


def _several(field: MultiCode, value: object) -> Value | Wrong:
    text = _as_text(value)
    if text is None:
        return _became_a_date(field)
    chosen, notes = [], []
    for part in (each.strip() for each in text.split(";")):
        if not part:
            continue
        code = field.codes.read(part)
        if code is None:
            wrong = _unknown(field, part)
            joined = re.search(r"[,/+&]| and ", part) is not None
            fix = f"Join codes with semicolons, such as {';'.join(field.codes.values()[:2])}." if joined else wrong.fix
            return Wrong("unknown_code", one_of(field).replace("one of", "some of"), fix)
        chosen.append(code)
        notes.append(_read_as(part, code, tuple(field.codes)))
    canonical = [code for code in field.codes.values() if code in chosen]
    notes += ["codes in another order than the list's"] if chosen != canonical else []
    return Value(";".join(canonical), note="; ".join(filter(None, notes))) if canonical else Value()


def _also(field: Field, text: str) -> Value | None:
    """The field's own code that ``text`` is or says in words, if it is one."""
    codes = field.also_codes()
    code = read_as(codes).get(folded(text))
    return None if code is None else Value(code=code, note=_read_as(text, code, codes))


def _whole(field: Whole, value: object) -> Value | Wrong:
    note = ""
    if isinstance(value, str):
        if also := _also(field, value):
            return also
        if not re.fullmatch(r"\d{1,9}", value):
            return Wrong("not_a_number", kind(field), "Enter the number alone, without words, signs or ranges.")
        value, note = float(value), "a number stored as text"
    if isinstance(value, bool) or not isinstance(value, float):
        return (
            _became_a_date(field)
            if isinstance(value, date | clock | timedelta)
            else Wrong("not_a_number", kind(field), "Enter a number.")
        )
    value = round(value, DECIMALS)  # what a formula works out may be a hair's breadth beside the number that is shown
    if not value.is_integer() or not field.minimum <= value <= field.maximum:
        return Wrong("out_of_range", kind(field), "Check the number.")
    return Value(int(value), note=note)


def _date(field: Date, value: object) -> Value | Wrong:
    note = ""
    if isinstance(value, str):
        if also := _also(field, value):
            return also
        read = read_date(value)
        if isinstance(read, Fault):
            return _no_date(field, read)
        untimed = isinstance(field, DateTime) and ":" not in value
        value, note = read.date() if untimed else read, "a date stored as text, read day first"
    if isinstance(value, float):
        return Wrong(
            "date_as_number", kind(field), "This is a number. Format the cell as a date, or type the date again."
        )
    if not isinstance(value, date):
        return Wrong("not_a_date", kind(field), _as_a_date(field))
    return _dated(field, value, note)


def _dated(field: Date, value: date, note: str) -> Value | Wrong:
    if isinstance(value, datetime):  # a sum of days may end a hair's breadth before midnight
        value = (value + timedelta(milliseconds=500)).replace(microsecond=0)
    day = value.date() if isinstance(value, datetime) else value
    if not field.earliest <= day <= field.latest:
        return Wrong(
            "date_out_of_range", f"a date from {field.earliest:%d/%m/%Y} to {field.latest:%d/%m/%Y}", "Check the year."
        )
    if field.weekdays_only and day.weekday() > 4:
        return Wrong("on_a_weekend", "a date from Monday to Friday", "Check the date: this one is a weekend.")
    if isinstance(field, DateTime):
        timed = isinstance(value, datetime)
        stamp = value if isinstance(value, datetime) else datetime.combine(value, clock())
        # Excel's clock is a fraction of a day, so a minute comes back a little short or over.
        stamp = (stamp + timedelta(seconds=30)).replace(second=0, microsecond=0)
        return Value(stamp, note=note, query="" if timed else "a date without a time, read as 00:00")
    if isinstance(value, datetime) and value.time() != clock():
        note = note or "a time of day, left out"
    return Value(datetime.combine(day, clock()), note=note)


def _as_a_date(field: Date) -> str:
    said = "Enter a date as dd/mm/yyyy"
    return f"{said}." if field.required else f"{said}, or leave the cell empty if it is not known."


def _no_date(field: Date, fault: Fault) -> Wrong:
    fixes = {
        Fault.US_ORDER: "Day and month look to be the American way round. Enter the date as dd/mm/yyyy.",
        Fault.IMPOSSIBLE: "There is no such day. Check the date.",
        Fault.TWO_DIGIT_YEAR: "Enter the year with four digits.",
        Fault.UNREADABLE: _as_a_date(field),
    }
    return Wrong(f"date_{fault.name.casefold()}", kind(field), fixes[fault])


def _text(field: Text, value: object) -> Value | Wrong:
    text = _as_text(value)
    if text is None:
        return _became_a_date(field)
    if isinstance(value, float) and abs(value) >= EXACT and not field.free:
        return Wrong(
            "digits_lost",
            field.pattern_words or kind(field),
            "Excel keeps 15 digits of a number and has changed the others. Format the cell as Text and type it again.",
        )
    if len(text) > field.max_length:
        return Wrong("too_long", f"at most {field.max_length} characters", "Shorten it; nothing has been cut.")
    if field.pattern is not None and not re.fullmatch(field.pattern, text):
        if re.fullmatch(field.pattern, text.upper()):
            return Value(text.upper(), note="small letters, read as capitals")
        changed = "Excel made a number of it: format the column as Text first. " if isinstance(value, float) else ""
        return Wrong("pattern", field.pattern_words, f"{changed}Type it as shown in the example.")
    return Value(text)
