"""
Writes a sheet's cells anew where the reader of values would lose or misread one, or could not read the sheet at all.

The reader knows only the errors of Excel 2007, takes a blank for part of a number, and does not know every way to write
a date.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from pipeline.read.cells import CELL_OR_ROW, KIND, PLACE, kind, stored
from pipeline.read.file_kind import not_safe
from pipeline.read.package import plain_text
from pipeline.read.plain_xml import element, escaped, sections

NOTHING, DATES_AND_ERRORS, EVERY_CELL = range(3)  # how much is written anew; most sheets need nothing

# Its groups are those of CELL_OR_ROW.
_DATE_OR_ERROR = re.compile(rb"()" + element(b"c", rb"[^<>]*?\st\s*=\s*[\"'][de][\"'][^<>]*?"))
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN")
_ISO = re.compile(
    r"(\d{4}-?\d\d-?\d\d)?(?:(?:[Tt ]|(?=\d\d:))(\d\d:?\d\d(?::?\d\d)?)(?:[.,](\d+))?)?(?:[Zz]|[+-]\d\d(?::?\d\d)?)?"
)
_NO_NUMBER_OF_A_TEXT = re.compile(rb"t=\"s\"><v>[^0-9]")
_NO_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?></(?:\w+:)?v\s*>")
_TEXT_INSIDE = re.compile(rb"<(?:\w+:)?is[\s>]")
_BOOLEANS = frozenset({"0", "1", "true", "false"})
_BLANK_BESIDE = re.compile(rb"<v>\s|\s</v>")


def rewriting_needed(body: bytes) -> int:
    """How much of a sheet must be written anew, because the reader of values would misread it and not say so."""
    if b"<c " not in body or b"<v " in body:
        return EVERY_CELL
    # A regular expression that begins with any blank is slow, and only a line's end or a blank before a tag needs it.
    blanks = any(mark in body for mark in (b"\n", b"\r", b"\t", b"<v> ", b" </v>"))
    if (blanks and _BLANK_BESIDE.search(body)) or _NO_NUMBER_OF_A_TEXT.search(body):
        return EVERY_CELL
    return DATES_AND_ERRORS if b'"d"' in body or b"'d'" in body else NOTHING


def rewritten(xml: bytes, called: str, strings: int, how_much: int) -> bytes:
    """
    The worksheet's XML with its cells' values as the reader of values understands them.

    ``strings``: how many shared texts the workbook has; ``how_much``: NOTHING, DATES_AND_ERRORS or EVERY_CELL.

    Raises: UnreadableReturn -- if a cell holds what its type cannot be, naming it.
    """
    head, body, tail = sections(xml)

    def cell(match: re.Match[bytes]) -> bytes:
        tag, content = match[2], match[3]
        value = stored(content) if content else None
        if tag is None or value is None:
            return match[0]
        if not value and _TEXT_INSIDE.search(content):
            return _NO_VALUE.sub(b"", match[0])
        declared, text = _understood(kind(tag), plain_text(value), strings)
        if declared is None:
            place = PLACE.search(tag)
            where = f"cell {(place[1] + place[2]).decode()}" if place else "a cell"
            raise not_safe(f"{where} of the {called} does not hold what it is marked to hold")
        prefix = match[0][1 : match.start(2) - match.start() - 1]
        opening = b'<%sc%s t="%s">' % (prefix, KIND.sub(b" ", tag).rstrip(), declared)
        return b"%s<%sv>%s</%sv></%sc>" % (opening, prefix, escaped(text.encode("utf-8", "replace")), prefix, prefix)

    return head + (CELL_OR_ROW if how_much == EVERY_CELL else _DATE_OR_ERROR).sub(cell, body) + tail


def _understood(declared: bytes, text: str, strings: int) -> tuple[bytes | None, str]:
    """The type and value to write for a cell that declares this type and stores this text; no type if they differ."""
    bare = text.strip()
    if declared == b"e":
        return b"e", "#VALUE!"  # which error it is has been noted
    if declared == b"d" and (moment := iso_moment(bare)) is not None:
        return b"d", moment.isoformat()
    if declared in (b"str", b"inlineStr", b"d") or not bare:
        return b"str", text
    fits = {
        b"n": _NUMBER.fullmatch(bare) is not None,
        b"b": bare.casefold() in _BOOLEANS,
        b"s": bare.isdecimal() and int(bare) < strings,
    }
    return (declared if fits.get(declared, False) else None), bare.casefold() if declared == b"b" else bare


def iso_moment(text: str) -> date | time | None:
    """A date or time in any form of ISO 8601, by the clock where it was written; a date alone where it is midnight."""
    match = _ISO.fullmatch(text)
    if match is None or not (match[1] or match[2]):
        return None
    try:
        day, clock = date.fromisoformat(match[1] or "1900-01-01"), time.fromisoformat(match[2] or "00:00")
    except ValueError:
        return None
    moment = datetime.combine(day, clock) + timedelta(seconds=match[3] is not None and match[3] >= "5")
    if not match[1]:
        return moment.time()
    return moment if moment.time() != time() else moment.date()
