"""
A date kept as text, as systems export it, read by a spreadsheet just as the intake reads it (`validate.dates`).

Day first with / . or -, ISO 8601, or with the month's name; with a time of day or without. A spreadsheet's own reading
of dates goes by the computer's country, save of those in ISO 8601: so each is turned into one of these.
"""

from __future__ import annotations

from datetime import date

_WIDE = 20  # characters for each month's names, of which a formula's text can hold twelve
_MONTHS = "".join(
    f"{'|' + '|'.join(names) + '|':<{_WIDE}}"
    for names in (
        ("JAN", "JANUARY"),
        ("FEB", "FEBRUARY"),
        ("MAR", "MARCH"),
        ("APR", "APRIL"),
        ("MAY",),
        ("JUN", "JUNE"),
        ("JUL", "JULY"),
        ("AUG", "AUGUST"),
        ("SEP", "SEPT", "SEPTEMBER"),
        ("OCT", "OCTOBER"),
        ("NOV", "NOVEMBER"),
        ("DEC", "DECEMBER"),
    )
)
_APART = 'REPT(" ",30)'


def serial(day: date) -> int:
    """The number by which a spreadsheet knows a day."""
    return (day - date(1899, 12, 30)).days


def clock(text: str) -> str:
    """A formula: the time of day that ends the text in the cell ``text``; only a time has a colon."""
    last = f'TRIM(RIGHT(SUBSTITUTE(SUBSTITUTE({text},"T"," ")," ",{_APART}),30))'
    return f'IF(ISNUMBER(FIND(":",{text})),{last},"")'


def read(text: str, time: str, american: str) -> str:
    """
    A formula: the day and time written in the cell ``text``, all in capitals; an error where there is none.

    ``time``: the cell with its `clock`; ``american``: how many texts in the column are written month first, so that
    one that could be is not read.
    """
    behind = f'IF({time}="",0,LEN({time})+1)'  # characters, with the blank before them
    date = f"IFERROR({_slashed(text, behind, american)},IFERROR({_iso(text, behind)},{_named(text, behind)}))"
    minutes = f'LEFT({time},FIND(":",{time})+2)'
    sound = f'TEXT(TIMEVALUE({minutes}),"hh:mm")=RIGHT("0"&{minutes},5)'
    left = f'SUBSTITUTE(MID({time},9,20),"Z","")'  # what systems write after the seconds: a fraction, and Z
    zoned = f'AND(MID({text},11,1)="T",LEN({time})>8,OR({left}="",ISNUMBER(VALUE("0"&{left}))))'
    seconds = f"OR(LEN({time})=LEN({minutes}),LEN({time})=LEN({minutes})+3,IFERROR({zoned},FALSE))"
    return f'{date}+IF({time}="",0,IF(AND({sound},{seconds}),TIMEVALUE({minutes}),NA()))'


def american(texts: str) -> str:
    """A formula: how many of the cells ``texts`` hold a slashed date that can only have been written month first."""
    return f"{_month_first(texts, 1)}+{_month_first(texts, 2)}"


def _month_first(texts: str, wide: int) -> str:
    """How many of ``texts`` are ``wide`` digits, a separator, two digits that are no month, a separator and a year."""
    first, second, year = f"LEFT({texts},{wide})", f"MID({texts},{wide + 2},2)", f"MID({texts},{wide + 5},4)"
    held = [
        _between(first, "0" * wide, "12" if wide == 2 else "9"),
        _between(second, "13", "99"),
        _between(year, "0000", "9999"),
    ]
    for place in (wide + 1, wide + 4):
        here = f"MID({texts},{place},1)"
        held.append(f'(({here}="/")+({here}=".")+({here}="-"))')
    return f"SUMPRODUCT({'*'.join(held)})"


def _between(text: str, least: str, most: str) -> str:
    return f'({text}>="{least}")*({text}<="{most}")*(LEN({text})={len(least)})'


def _slashed(text: str, behind: str, american: str) -> str:
    parts = f'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({text},".","/"),"-","/"),"/",{_APART})'
    day, month = f"TRIM(LEFT({parts},30))", f"TRIM(MID({parts},31,30))"
    known = f"OR({american}=0,--{day}>12,--{month}>12,{day}={month})"
    whole = f"LEN({day})+LEN({month})+6+{behind}=LEN({text})"
    date = _date(f"LEFT(TRIM(MID({parts},61,40)),4)", month, day)
    return f"IF(AND({known},{whole},LEN({day})<3,LEN({month})<3),{date},NA())"


def _iso(text: str, behind: str) -> str:
    date = f"DATEVALUE(LEFT({text},10))"
    return f'IF(AND(MID({text},5,1)="-",MID({text},8,1)="-",10+{behind}=LEN({text})),{date},NA())'


def _named(text: str, behind: str) -> str:
    parts = f'SUBSTITUTE(TRIM(SUBSTITUTE(SUBSTITUTE({text},"-"," "),","," "))," ",{_APART})'
    day, word, year = (f"TRIM(MID({parts},{start},30))" for start in (1, 31, 61))
    # What follows the day is one blank or dash and the word; the year ends what is not the time.
    sound = [
        f"MID({text},LEN({day})+2,LEN({word}))={word}",
        f'MID({text},LEN({day})+1,1)<>","',
        f"LEN({day})<3",
        f"LEN({word})>2",
        f"LEN({word})<10",
        f"LEN({year})=4",
        f"RIGHT(LEFT({text},LEN({text})-{behind}),4)={year}",
    ]
    month = f'INT((FIND("|"&{word}&"|","{_MONTHS}")-1)/{_WIDE})+1'  # an error where it is no month
    return f"IF(AND({','.join(sound)}),{_date(year, month, day)},NA())"


def _date(year: str, month: str, day: str) -> str:
    """The date, written as every spreadsheet reads it; an error where there is no such day."""
    return f'DATEVALUE({year}&"-"&RIGHT("0"&{month},2)&"-"&RIGHT("0"&{day},2))'
