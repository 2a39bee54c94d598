"""Returns of which nothing is right, or everything is there twice, and references that Excel has changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from numpy.random import Generator

from benchmarks.defects.due import ERROR, NOTE, QUERY, Due, Ours
from benchmarks.defects.kinds.pasting import anywhere, cells_of, pasted, uncounted
from benchmarks.defects.sent import COUNTED, Sent, bending, typed
from benchmarks.defects.truth import FILE, Bent, Kind, Refusal
from pipeline.definition import OneCode, Text
from pipeline.template.layout import HEADER_ROW, RECORDS_SHEET
from pipeline.validate.catalogue.headings import HEADINGS_SLID
from pipeline.validate.validated import Status

_NONE = "Not one record is left, and it is no nil return."
_TWICE = "All answers are those of another record: one of the two is one too many, or both are right."
_SLIP = "One slip, and every answer after it is under another's heading."
_DIGITS = "Excel keeps fifteen digits of a number: the others are not those that were typed."


def _none_kept(name: str, knows: str, bend: Callable[[Sent, Any], object], near: Callable[[Sent], set[str]]) -> Kind:
    """A return of which no record can be kept, and that is not nil: it goes back. ``near``: where that is said."""

    def bend_rows(sent: Sent, _random: Generator) -> Bent | None:
        if not near(sent):
            return None
        book = sent.book()
        bend(sent, book[RECORDS_SHEET])
        everywhere = anywhere(sent)
        due = Due("", ERROR, near=frozenset(near(sent)))
        ours = Ours((due,), status=Status.SENT_BACK, rows={"kept": 0}, unworded=("is counted as missing",))
        return sent.bent(book, everywhere, kept=frozenset(), may=everywhere, refusal=Refusal.MUST, ours=ours)

    return Kind(name, knows, bend_rows)


def _days_later(days: int) -> Callable[[Sent, Any], None]:
    """Every date that decides the period, so many days later or earlier, or as many as it takes to be out of it."""

    def bend(sent: Sent, sheet: Any) -> None:
        away = timedelta(days=max(abs(days), 7 * sent.weeks))
        for field in sent.form.anchors:
            for row in sent.rows:
                given = sent.record(row)[field.name]
                if isinstance(given, date):
                    moved = given + away if days > 0 else given - away
                    whole = moved if isinstance(moved, datetime) else datetime(moved.year, moved.month, moved.day)
                    typed(sheet, sent.cell(field, row), whole)

    return bend


def _headings_to_the_right(sent: Sent, sheet: Any) -> None:
    headings = cells_of(sheet, HEADER_ROW)
    pasted(sheet, HEADER_ROW, [(None, "General"), *headings[1 : sent.width]], first=2)


def _headings_moved_on(_sent: Sent, sheet: Any) -> None:
    headings = cells_of(sheet, HEADER_ROW)
    pasted(sheet, HEADER_ROW, [(None, "General"), *headings[1:]], first=2)


def _answers_to_the_left(sent: Sent, sheet: Any) -> None:
    for row in sent.rows:
        pasted(sheet, row, [*cells_of(sheet, row)[1:], (None, "General")])


def _answers_to_the_right(sent: Sent, sheet: Any) -> None:
    for row in sent.rows:
        pasted(sheet, row, [(None, "General"), *cells_of(sheet, row)])


def _unnumbered(sent: Sent, sheet: Any) -> None:
    for row in sent.rows:
        sheet[sent.cell(sent.form.audit.key, row)].value = None


def _dates_or_all(sent: Sent) -> set[str]:
    if not sent.form.anchors:
        return set()
    return {FILE, RECORDS_SHEET, *(sent.place(each, row) for each in sent.form.anchors for row in sent.rows)}


def _heads_or_all(sent: Sent) -> set[str]:
    return {FILE, RECORDS_SHEET, *sent.row_places(HEADER_ROW, *sent.rows)}


@bending
def _slid_from(sent: Sent, _random: Generator, part: float, by: int) -> Bent | None:
    """The headings moved to the right from some column on, so that what comes before stands where it should."""
    if sent.asks_little:
        return None  # what is left in its place tells too little
    book, first = uncounted(sent), int(part * sent.width)
    headings = cells_of(book[RECORDS_SHEET], HEADER_ROW)
    pasted(book[RECORDS_SHEET], HEADER_ROW, [*[(None, "General")] * by, *headings[first:]], first=first + 1)
    everywhere = anywhere(sent)
    slid = Ours((Due(HEADINGS_SLID.id, ERROR, says=("heading",)),), most=3)
    # By the dates under other headings they are known for slid.
    return sent.bent(book, everywhere, may=everywhere, refusal=Refusal.MAY, ours=Ours() if sent.counts else slid)


@bending
def _again(sent: Sent, _random: Generator, count: int, *, changed: bool = False) -> Bent | None:
    """The last ``count`` records pasted again below, each under a new number; ``changed``: with one other answer."""
    codes = [each for each in sent.fields("code") if isinstance(each, OneCode) and each.required and sent.unread(each)]
    told_apart = any(each.required for each in sent.fields("reference"))
    if not told_apart or (changed and (not codes or sent.asks_little)):
        return None  # alike says nothing where nobody knows whose a record is, nor nearly alike of few answers
    book, key = uncounted(sent), sent.form.audit.key
    sheet, rows = book[RECORDS_SHEET], list(sent.rows)[-count:]
    stem = str(sent.record(sent.last)[key.name])[:-4]
    pairs = {row: sent.last + 1 + down for down, row in enumerate(rows)}
    for row, below in pairs.items():
        pasted(sheet, below, cells_of(sheet, row))
        sheet[sent.cell(key, below)].value = f"{stem}{9000 + below}"
        if changed:
            other = next(each for each in codes[0].codes.values() if each != sent.record(row)[codes[0].name])
            sheet[sent.cell(codes[0], below)].value = other
    places = [sent.row_places(row, below) for row, below in pairs.items()]
    due = tuple(Due("", QUERY, near=each) for each in places)
    kept = frozenset({*sent.rows, *pairs.values()})
    may = frozenset({COUNTED}).union(*places)
    return sent.bent(book, *places, kept=kept, may=may, ours=Ours(due))


@bending
def _long_number(sent: Sent, random: Generator, value: float | int, *, whole: bool = False) -> Bent | None:
    """A reference of digits alone, stored as a number; ``whole``: Excel keeps all of its digits."""
    fields = [
        each
        for each in sent.form.fields
        if isinstance(each, Text)
        and not each.free
        and each.pattern
        and each is not sent.form.audit.key
        and _suits(each, str(int(value)))
    ]
    if not fields:
        return None
    book, row = sent.book(), sent.any_row(random)
    place = sent.place(fields[0], row)
    typed(book[RECORDS_SHEET], sent.cell(fields[0], row), value)
    if whole:
        ours = Ours(worst=NOTE, reads={place: str(value)})
        return sent.bent(book, may={place}, ours=ours)
    ours = Ours((Due("", ERROR, frozenset({place}), says=("text",)),), unusable=frozenset({place}))
    return sent.bent(book, place, ours=ours)


def _suits(field: Text, digits: str) -> bool:
    return re.fullmatch(field.pattern or "", digits) is not None


KINDS = (
    _none_kept("every date a year early", _NONE, _days_later(-364), _dates_or_all),
    _none_kept("every date a year late", _NONE, _days_later(364), _dates_or_all),
    _none_kept("last quarter's dates in every record", _NONE, _days_later(-98), _dates_or_all),
    _none_kept("headings slid one cell to the right", _NONE, _headings_moved_on, _heads_or_all),
    _none_kept("headings slid to the right, the last lost", _NONE, _headings_to_the_right, _heads_or_all),
    _none_kept("answers slid one cell to the left", _NONE, _answers_to_the_left, _heads_or_all),
    _none_kept("answers slid one cell to the right", _NONE, _answers_to_the_right, _heads_or_all),
    _none_kept("every number emptied", _NONE, _unnumbered, _heads_or_all),
    Kind("one record again under another number", _TWICE, _again(1)),
    Kind("three records again under other numbers", _TWICE, _again(3)),
    Kind("every record again under another number", _TWICE, _again(10)),
    Kind("every record again under another number, one answer changed", _TWICE, _again(10, changed=True)),
    *(
        Kind(f"headings slid by {by} from {part:.0%} of the columns on", _SLIP, _slid_from(part, by))
        for part, by in ((0.3, 1), (0.5, 2), (0.2, 3))
    ),
    Kind("reference of 16 digits as a number", _DIGITS, _long_number(1234567890123456)),
    Kind("reference of 18 digits as a number", _DIGITS, _long_number(123456789012345678)),
    Kind("reference of 21 digits as a number", _DIGITS, _long_number(123456789012345678901)),
    Kind(
        "reference of 8 digits as a number",
        "Excel keeps fifteen digits of a number.",
        _long_number(12345679, whole=True),
    ),
)
