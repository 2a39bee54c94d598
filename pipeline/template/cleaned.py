"""
An answer as the intake reads it, worked out by a spreadsheet: tidied where that is no guess, or found unusable.

Each formula gives empty text for a blank, `UNUSABLE` for what cannot be used, and otherwise the value: a code as its
list writes it, a number, a date. The rules of the intake (`validate.cells`) are said a second time here, because a
spreadsheet knows no Python; a test holds the two together cell by cell.
"""

from __future__ import annotations

from datetime import date

from pipeline.definition import Code, Coded, Date, DateTime, Field, MultiCode, OneCode, Text, Whole
from pipeline.definition.excel import UNUSABLE
from pipeline.template.patterns import fits

_BAD = f'"{UNUSABLE}"'
_TO_BLANK = ("CHAR(9)", "CHAR(10)", "CHAR(13)", '"\u00a0"', '"\u202f"')
_INVISIBLE = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad")
_DASHES = ("–", "—", "‑")


def plain(raw: str, *, dashes: bool = False) -> str:
    """A cell as text without outer or doubled blanks, line breaks and invisible characters."""
    text = raw
    for each in _TO_BLANK:
        text = f'SUBSTITUTE({text},{each}," ")'
    for each in _INVISIBLE:
        text = f'SUBSTITUTE({text},"{each}","")'
    for each in _DASHES if dashes else ():
        text = f'SUBSTITUTE({text},"{each}","-")'
    return f"TRIM({text})"


def spellings(field: Field) -> str:
    """Every text that is read as a code, after its code: what the formula of `value` looks in; empty if it does not."""
    if isinstance(field, MultiCode | Text):
        return ""
    codes = _codes(field)
    width = _width(codes)
    read = {"": ""}
    for code in codes:
        for text in (code.code, *code.spellings):
            read.setdefault(text.upper(), code.code)
    return "".join(f"{code:<{width}}|{text}=" for text, code in read.items())


def tidied(field: Field, raw: str) -> str:
    """The formula of the cell beside the answer's own, for answers that are read in two steps; empty for the rest."""
    match field:
        case MultiCode():
            joined = f'SUBSTITUTE(SUBSTITUTE(UPPER({plain(raw)}),"; ",";")," ;",";")'
            return f'IFERROR(IF({raw}="","",IF({plain(raw)}="","",";"&{joined}&";")),";{UNUSABLE};")'
        case Text() if _formula(field, "") is not None:
            return f'IFERROR(IF({raw}="","",UPPER({plain(raw, dashes=True)})),{_BAD})'
        case Whole():
            return f'IFERROR(IF({raw}="","",UPPER({plain(raw)})),{_BAD})'
    return ""


def value(field: Field, raw: str, beside: str, listed: str) -> str:
    """
    The formula of an answer.

    ``raw``: the answer's own cell; ``beside``: the cell with `tidied`; ``listed``: the cell with `spellings`.
    """
    match field:
        case MultiCode():
            return _several(field, beside)
        case OneCode():
            return f'IFERROR(IF({raw}="","",{_code(field, _capitals(raw), listed)}),{_BAD})'
        case Whole():
            return _number(field, raw, beside, listed)
        case Date():
            return _date(field, raw, listed)
        case Text():
            fitting = _formula(field, beside)
            if fitting is not None:
                return f'IF({beside}="","",IF({fitting},{beside},{_BAD}))'
            text = plain(raw)
            return f'IFERROR(IF({raw}="","",IF(LEN({text})>{field.max_length},{_BAD},{text})),{_BAD})'
    raise AssertionError(f"Unhandled field {type(field).__name__}")


def _capitals(raw: str) -> str:
    return f"UPPER({plain(raw)})"


def _formula(field: Text, cell: str) -> str | None:
    return fits(field.pattern, cell) if field.pattern is not None else None


def _codes(field: Field) -> tuple[Code, ...]:
    return tuple(field.codes) if isinstance(field, Coded) else field.also_codes()


def _width(codes: tuple[Code, ...]) -> int:
    return max((len(code.code) for code in codes), default=1)


def _code(field: Field, text: str, listed: str) -> str:
    width = _width(_codes(field))
    return f'TRIM(MID({listed},FIND("|"&{text}&"=",{listed})-{width},{width}))'


def _several(field: MultiCode, beside: str) -> str:
    left = f'SUBSTITUTE({beside},";",";;")'
    for code in field.codes:
        left = f'SUBSTITUTE({left},";{code.code.upper()};","")'
    held = "&".join(f'IF(ISNUMBER(FIND(";{code.code.upper()};",{beside})),";{code.code}","")' for code in field.codes)
    return f'IF({beside}="","",IF(SUBSTITUTE({left},";","")<>"",{_BAD},MID({held},2,999)))'


def _given_number(raw: str) -> str:
    return f"IF(ISLOGICAL({raw}),FALSE,ISNUMBER({raw}))"  # LibreOffice holds TRUE for a number


def _number(field: Whole, raw: str, text: str, listed: str) -> str:
    inside = f"AND({raw}=INT({raw}),{raw}>={field.minimum},{raw}<={field.maximum})"
    # Digits and nothing else are what comes out again as it went in.
    digits = f'AND(LEN({text})<10,TEXT(VALUE({text}),REPT("0",LEN({text})))={text})'
    told = f"AND(VALUE({text})>={field.minimum},VALUE({text})<={field.maximum})"
    typed = f"IFERROR({_code(field, text, listed)},IF(AND({digits},{told}),VALUE({text}),{_BAD}))"
    return f"IFERROR(IF({_given_number(raw)},IF({inside},{raw},{_BAD}),{typed}),{_BAD})"


def _date(field: Date, raw: str, listed: str) -> str:
    inside = [f"{raw}>={_serial(field.earliest)}", f"{raw}<{_serial(field.latest) + 1}"]
    inside += [f"WEEKDAY({raw},2)<6"] if field.weekdays_only else []
    kept = f"ROUND({raw}*1440,0)/1440" if isinstance(field, DateTime) else f"INT({raw})"
    number = f"IF(AND({','.join(inside)}),{kept},{_BAD})"
    return f"IFERROR(IF({_given_number(raw)},{number},{_code(field, _capitals(raw), listed)}),{_BAD})"


def _serial(day: date) -> int:
    return (day - date(1899, 12, 30)).days
