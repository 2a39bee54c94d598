"""
The formulas by which a template reads an answer just as the intake does.

Each formula gives empty text for a blank, `UNUSABLE` for what cannot be used, and otherwise the value: a code as its
list writes it, a number, a date. The rules of the intake (`validate.cells`) are said a second time here, because a
spreadsheet knows no Python; a test compares the two for many cells.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.definition import Code, Date, DateTime, Field, MultiCode, OneCode, Text, Whole
from pipeline.definition.codebook import codes_of
from pipeline.definition.codes import FOLDS, folded, read_as
from pipeline.definition.excel import UNUSABLE
from pipeline.template import date_formulas
from pipeline.template.pattern_formulas import fits

_BAD = f'"{UNUSABLE}"'
_NO_TEXT = f'"{UNUSABLE} "'  # in a helper cell: not UNUSABLE, so that only the answer itself is counted as one to mend
# What comes along from web pages, calculators, word processors and telephones. Each is one more step in every cell,
# and a spreadsheet nests 64 of them, so that rarer ones are left alone (blanks such as U+2005 and U+205F, controls,
# fillers, tags): here they are no answer, and the intake, which goes by category (`characters.as_seen`), tidies them.
_CONTROLS = ("CHAR(9)", "CHAR(10)", "CHAR(13)")
_BLANKS = "\u00a0\u2002\u2003\u2007\u2009\u2028\u202f\u3000"
_UNSEEN = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufe0f\ufeff"
_DASHES = "–—‑‐−"
_IN_ONE_CELL = 25  # texts that a formula replaces one inside the other; Excel allows 64, and `plain` takes 34


def clean_text(raw: str) -> str:
    """A cell as text without outer or doubled blanks, line breaks and invisible characters, each dash as "-"."""
    text = raw
    for each in (*_CONTROLS, *(f'"{blank}"' for blank in _BLANKS)):
        text = f'SUBSTITUTE({text},{each}," ")'
    for each in _UNSEEN:
        text = f'SUBSTITUTE({text},"{each}","")'
    for each in _DASHES:
        text = f'SUBSTITUTE({text},"{each}","-")'
    return f"TRIM({text})"


def spellings(field: Field) -> str:
    """The text in which the formula of `value` looks a code up: each spelling after its code; else empty."""
    if isinstance(field, MultiCode | Text):
        return ""
    codes = codes_of(field)
    width = _width(codes)
    return "".join(f"{code:<{width}}|{text}=" for text, code in {"": "", **read_as(codes)}.items())


def helper_count(field: Field) -> int:
    """How many helper cells a question needs: cells with the steps before its answer's own formula."""
    match field:
        case Date():
            return 3
        case MultiCode():
            return 1 + len(_in_words(field)) + 2 * len(_in_parts(field))
        case Whole():
            return 1
        case Text():
            return int(_formula(field, "") is not None)
    return 0


def steps(field: Field, raw: str, cells: Sequence[str], american: str) -> tuple[str, ...]:
    """
    The formulas of a question's helper cells.

    ``raw``: the cell with the answer as typed; ``cells``: the helper cells; ``american``: see `date_formulas.read`.
    """
    match field:
        case MultiCode():
            joined = f'";"&SUBSTITUTE(SUBSTITUTE({_capitals(raw)},"; ",";")," ;",";")&";"'
            parts = f'SUBSTITUTE({_folded(joined, ";")},";",";;")'
            first = f'IFERROR(IF({raw}="","",IF({clean_text(raw)}="","",{parts})),";{UNUSABLE};")'
            coded = [_coded(replaced, cell) for replaced, cell in zip(_in_words(field), cells, strict=False)]
            return first, *coded, *_taken_out(field, cells[len(coded)], cells[len(coded) + 1 :])
        case Date():
            text, time, _ = cells
            read = f'IF({text}="","",IFERROR({date_formulas.read(text, time, american)},""))'
            return f'IFERROR(IF(ISTEXT({raw}),{_capitals(raw)},""),{_NO_TEXT})', date_formulas.clock(text), read
        case Whole():
            return (f'IFERROR(IF({raw}="","",{_capitals(raw)}),{_NO_TEXT})',)
        case Text() if helper_count(field):
            closed = f'SUBSTITUTE({clean_text(raw)}," ","")'  # no pattern that a formula can test has a blank in it
            return (f'IFERROR(IF({raw}="","",UPPER({closed})),{_NO_TEXT})',)
    return ()


def value(field: Field, raw: str, cells: Sequence[str], listed: str) -> str:
    """The formula of an answer; ``listed``: the cell with `spellings`; the others as for `steps`."""
    match field:
        case MultiCode():
            return _several(field, cells[len(_in_words(field)) :])
        case OneCode():
            return f'IFERROR(IF({raw}="","",{_code(field, _capitals(raw), listed)}),{_BAD})'
        case Whole():
            return _number(field, raw, cells[0], listed)
        case Date():
            return _date(field, raw, cells, listed)
        case Text():
            fitting = _formula(field, cells[0]) if cells else None
            if fitting is not None:
                return f'IF({cells[0]}="","",IF({fitting},{cells[0]},{_BAD}))'
            text = clean_text(raw)
            return f'IFERROR(IF({raw}="","",IF(LEN({text})>{field.max_length},{_BAD},{text})),{_BAD})'
    raise AssertionError(f"Unhandled field {type(field).__name__}")


def _capitals(raw: str) -> str:
    return f"UPPER({clean_text(raw)})"


def _formula(field: Text, cell: str) -> str | None:
    return fits(field.pattern, cell) if field.pattern is not None else None


def _width(codes: tuple[Code, ...]) -> int:
    return max((len(code.code) for code in codes), default=1)


def _code(field: Field, text: str, listed: str) -> str:
    width = _width(codes_of(field))
    sought = _folded(f'"|"&SUBSTITUTE({text},"=","-")&"="', "=", "|") if codes_of(field) else f'"|"&{text}&"="'
    return f"TRIM(MID({listed},FIND({sought},{listed})-{width},{width}))"


def _folded(text: str, end: str, start: str = "") -> str:
    """What `definition.codes.folded` gives, of each part of ``text`` that ``end`` ends (and ``start`` begins)."""
    start = start or end
    # A full stop by itself is no answer; the last one of an answer is left out.
    text = f'SUBSTITUTE(SUBSTITUTE({text},"{start}.{end}","{start}..{end}"),".{end}","{end}")'
    for each, same in FOLDS:
        text = text if each == end else f'SUBSTITUTE({text},"{each}","{same}")'
    return text


def _in_words(field: MultiCode) -> list[list[tuple[str, str]]]:
    """The spellings that stand for a code, each with its code, in lists that one cell's formula can replace."""
    codes = {folded(code) for code in field.codes.values()}
    wordings = [(text, code) for text, code in read_as(tuple(field.codes)).items() if text not in codes]
    return [wordings[first : first + _IN_ONE_CELL] for first in range(0, len(wordings), _IN_ONE_CELL)]


def _coded(wordings: Sequence[tuple[str, str]], joined: str) -> str:
    for text, code in wordings:
        joined = f'SUBSTITUTE({joined},";{_escaped(text)};",";{_escaped(folded(code))};")'
    return joined


def _escaped(text: str) -> str:
    return text.replace('"', '""')


def _several(field: MultiCode, cells: Sequence[str]) -> str:
    """The codes in the order of the list; ``cells``: that with the codes as typed, and those of `_taken_out`."""
    joined, codes, parts = cells[0], field.codes.values(), len(_in_parts(field))
    left = cells[parts] if parts else _without(joined, codes)
    held = "&".join(cells[parts + 1 :]) if parts else _held(joined, codes)
    return f'IF({joined}="","",IF(SUBSTITUTE({left},";","")<>"",{_BAD},MID({held},2,999)))'


def _in_parts(field: MultiCode) -> list[tuple[str, ...]]:
    """The codes of a long list, in parts that one cell's formula can look for; none where the list is short."""
    codes = field.codes.values()
    if len(codes) <= _IN_ONE_CELL:
        return []
    return [codes[first : first + _IN_ONE_CELL] for first in range(0, len(codes), _IN_ONE_CELL)]


def _taken_out(field: MultiCode, joined: str, cells: Sequence[str]) -> list[str]:
    """
    The formulas of a long list: what is left of ``joined`` after each part of it, then which of each part it holds.

    ``cells``: those in which they stand.
    """
    parts = _in_parts(field)
    before = [joined, *cells[: max(len(parts) - 1, 0)]]
    left = [_without(each, codes) for each, codes in zip(before, parts, strict=False)]
    return [*left, *(_held(joined, codes) for codes in parts)]


def _without(joined: str, codes: Sequence[str]) -> str:
    for code in codes:
        joined = f'SUBSTITUTE({joined},";{_escaped(folded(code))};","")'
    return joined


def _held(joined: str, codes: Sequence[str]) -> str:
    return "&".join(f'IF(ISNUMBER(FIND(";{_escaped(folded(code))};",{joined})),";{code}","")' for code in codes)


def _is_number(raw: str) -> str:
    return f"IF(ISLOGICAL({raw}),FALSE,ISNUMBER({raw}))"  # LibreOffice holds TRUE for a number


def _number(field: Whole, raw: str, text: str, listed: str) -> str:
    number = f"ROUND({raw},9)"
    inside = f"AND({number}=INT({number}),{number}>={field.minimum},{number}<={field.maximum})"
    # Digits and nothing else are what comes out again as it went in.
    digits = f'AND(LEN({text})<10,TEXT(VALUE({text}),REPT("0",LEN({text})))={text})'
    typed_in_range = f"AND(VALUE({text})>={field.minimum},VALUE({text})<={field.maximum})"
    typed = f"IFERROR({_code(field, text, listed)},IF(AND({digits},{typed_in_range}),VALUE({text}),{_BAD}))"
    return f"IFERROR(IF({_is_number(raw)},IF({inside},{number},{_BAD}),{typed}),{_BAD})"


def _date(field: Date, raw: str, cells: Sequence[str], listed: str) -> str:
    text, _, read = cells
    from_number, from_text = _believable(field, raw), _believable(field, read)
    typed = f'IF({read}="",{_code(field, text, listed)},{from_text})'
    return f"IFERROR(IF({_is_number(raw)},{from_number},{typed}),{_BAD})"


def _believable(field: Date, day: str) -> str:
    inside = [f"{day}>={date_formulas.serial(field.earliest)}", f"{day}<{date_formulas.serial(field.latest) + 1}"]
    inside += [f"WEEKDAY({day},2)<6"] if field.weekdays_only else []
    kept = f"ROUND({day}*1440,0)/1440" if isinstance(field, DateTime) else f"INT(ROUND({day}*86400,0)/86400)"
    return f"IF(AND({','.join(inside)}),{kept},{_BAD})"
