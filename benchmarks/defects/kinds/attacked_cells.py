"""Honest answers that were refused or misread: invisible marks, near-postcodes, sums of fifteen digits, late hours."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from numpy.random import Generator
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

from benchmarks.defects.due import NOTE, QUERY, Due, Ours
from benchmarks.defects.kinds.typing import tidy, wrong
from benchmarks.defects.sent import COUNTED, Sent, Spot, bending, typed
from benchmarks.defects.truth import FILE, Bent, Kind, Refusal
from pipeline.definition import Date
from pipeline.template.layout import (
    COVER_SHEET,
    EXAMPLE_ROW,
    HEADER_ROW,
    RECORDS_SHEET,
    VOLUMES_HEADER_ROW,
    VOLUMES_SHEET,
)
from pipeline.validate.catalogue.files import MERGED_CELLS
from pipeline.validate.catalogue.records import OUTSIDE_QUARTER, ROW_REPEATED
from pipeline.validate.validated import Status

# Marks that nobody sees (Unicode's "format" characters), as web pages, calculators and other scripts leave them.


# Words


# The names of sheets


@bending
def _named(sent: Sent, _random: Generator, sheet: str, title: str) -> Bent | None:
    """A sheet under its name in other capitals or with blanks: that is no other name."""
    book = sent.book()
    if sheet not in book.sheetnames:
        return None
    book[sheet].title = "x"  # openpyxl takes the same name in other capitals for a second sheet's
    book["x"].title = title
    return sent.bent(book, may={FILE, title, f"{title}!{EXAMPLE_ROW}"}, ours=Ours(worst=NOTE, status=Status.ACCEPTED))


# Rows that hold nothing that is asked


@bending
def _filled_on(sent: Sent, _random: Generator, heading: str | None, value: object) -> Bent:
    """A column of their own filled on, past the last record."""
    book, letter, last = sent.book(), get_column_letter(sent.beyond), sent.last + 20
    sheet = book[RECORDS_SHEET]
    sheet[f"{letter}{HEADER_ROW}"].value = heading
    for row in range(sent.rows[0], last + 1):
        sheet[f"{letter}{row}"].value = value
    own = {f"{RECORDS_SHEET}!{letter}{row}" for row in range(HEADER_ROW, last + 1)}
    may = own | sent.row_places(*range(sent.last + 1, last + 1))
    ours = Ours(worst=NOTE, most=4, rows={"kept": len(sent.rows), "set_aside": 0})
    return sent.bent(book, own, may=may, ours=ours)


@bending
def _block(sent: Sent, _random: Generator, *rows: Sequence[object], apart: int = 2) -> Bent:
    """A small table under the data: one thing, and one finding."""
    book, first = sent.book(), sent.last + 1 + apart
    for down, cells in enumerate(rows):
        for column, value in enumerate(cells, start=2):
            book[RECORDS_SHEET].cell(first + down, column, value)
    places = sent.row_places(*range(first, first + len(rows))) | {RECORDS_SHEET}
    ours = Ours(most=3, unworded=("give the record a number", "as shown in the example"))
    return sent.bent(book, places, may={*places, COUNTED}, refusal=Refusal.MAY, ours=ours)


# Numbers and dates


def _a_hair(towards: float) -> Callable[[Spot], float]:
    """What a sum comes to in binary: a number shown as whole, its fifteen digits whole."""
    return lambda spot: math.nextafter(float(spot.value), towards)


def _counted(spot: Spot) -> bool:
    return isinstance(spot.value, int) and spot.value >= 1


@bending
def _volume(sent: Sent, random: Generator, value: float, reads: int) -> Bent | None:
    volumes = sent.form.volumes
    if volumes is None:
        return None
    book, row = sent.book(), VOLUMES_HEADER_ROW + 1 + int(random.integers(len(sent.filling.volumes)))
    cell = f"{get_column_letter((4 if volumes.per else 2) + int(random.integers(len(volumes.counts))))}{row}"
    typed(book[VOLUMES_SHEET], cell, value)
    place = f"{VOLUMES_SHEET}!{cell}"
    return sent.bent(book, may={place}, reads={place: reads}, ours=Ours(worst=NOTE))


@bending
def _late(sent: Sent, _random: Generator, hour: int) -> Bent | None:
    """Every date at the same late hour of the day before, as another time zone makes it."""
    book, places = sent.book(), set()
    for field in sent.form.fields:
        for row in sent.rows:
            given = sent.record(row)[field.name]
            if type(field) is Date and isinstance(given, date):
                moved = datetime(given.year, given.month, given.day, hour) - timedelta(days=1)
                typed(book[RECORDS_SHEET], sent.cell(field, row), moved)
                places.add(sent.place(field, row))
    if not places:
        return None
    may = sent.row_places(HEADER_ROW, *sent.rows) | {RECORDS_SHEET, FILE, COUNTED}
    due = Due("", QUERY, near=may, says=("hour",))
    return sent.bent(
        book,
        may,
        may=may,
        kept=frozenset(),
        either=frozenset(sent.rows),
        refusal=Refusal.MAY,
        ours=Ours((due,), or_back=True),
    )


# One cause, one finding; in plain words, with its place


@bending
def _last_quarters(sent: Sent, _random: Generator, count: int) -> Bent | None:
    """The first ``count`` records are last quarter's."""
    if not sent.form.anchors:
        return None
    book, rows = sent.book(), list(sent.rows)[:count]
    for field in sent.form.anchors:
        for row in rows:
            given = sent.record(row)[field.name]
            if isinstance(given, date):
                clock = given.time() if isinstance(given, datetime) else time()
                moved = datetime(given.year, given.month, given.day) - timedelta(weeks=sent.weeks)
                typed(book[RECORDS_SHEET], sent.cell(field, row), datetime.combine(moved, clock))
    places = sent.row_places(*rows)
    field = sent.form.anchors[0]
    answered = [row for row in rows if sent.record(row)[field.name] is not None]
    at = frozenset(sent.place(field, row) for row in answered)
    ours = Ours((Due(OUTSIDE_QUARTER.id, at=at),)) if at else Ours()
    return sent.bent(
        book,
        *at,
        may={*places, COUNTED},
        kept=frozenset(sent.rows) - {*rows},
        either=frozenset(rows),
        refusal=Refusal.NO,
        ours=ours,
    )


def _pasted_twice(sent: Sent, _random: Generator) -> Bent:
    """All records pasted again below: one cause, one finding."""
    book = sent.book()
    sheet, count = book[RECORDS_SHEET], len(sent.rows)
    for row in sent.rows:
        for cell in sheet[row]:
            sheet.cell(row + count, cell.column, cell.value).number_format = cell.number_format
    again = range(sent.last + 1, sent.last + 1 + count)
    places, key = sent.row_places(*again), sent.form.audit.key
    at = [frozenset({sent.place(key, row), f"{RECORDS_SHEET}!{row}"}) for row in again]
    due = Due(ROW_REPEATED.id, QUERY, near=places)
    ours = Ours((due,), most=4, rows={"set_aside": count})
    return sent.bent(
        book, *at, may={*places, *sent.row_places(*sent.rows), COUNTED}, either=frozenset(again), ours=ours
    )


@bending
def _merged_above(sent: Sent, _random: Generator, area: str, inserted: int = 0) -> Bent:
    """Cells merged above the headings, as a title is: nothing to say of it."""
    book = sent.book()
    sheet = book[RECORDS_SHEET]
    if inserted:
        sheet.insert_rows(1, inserted)
        sheet["A1"].value = "Quarterly audit"
    sheet.merge_cells(area)
    moved = {f"{RECORDS_SHEET}!A1", f"{RECORDS_SHEET}!A{HEADER_ROW + inserted}"} if inserted else set()
    example = sent.row_places(HEADER_ROW + 1 + inserted)
    kept = frozenset(row + inserted for row in sent.rows)
    ours = Ours(never=frozenset({MERGED_CELLS.id}), worst=NOTE, status=Status.ACCEPTED)
    return sent.bent(book, kept=kept, may={*moved, *example}, ours=ours)


def _remarked(sent: Sent, random: Generator) -> Bent:
    """A comment beside an answer: the note names its cell."""
    spot = next(sent.spots("code", random))
    book, place = sent.book(), sent.place(spot.field, spot.row)
    book[RECORDS_SHEET][sent.cell(spot.field, spot.row)].comment = Comment("seen twice", "Author")
    due = Due("", NOTE, frozenset({place}))
    return sent.bent(book, place, may={FILE}, ours=Ours((due,), worst=NOTE, unsaid="seen twice"))


def _rows_in_words(sent: Sent, random: Generator) -> Bent:
    """A hidden row and a row of totals: a row is named as a person names it."""
    book, row, below = sent.book(), sent.any_row(random), sent.last + 1
    sheet = book[RECORDS_SHEET]
    sheet.row_dimensions[row].hidden = True
    sheet.cell(below, 2, "Total")
    sheet.cell(below, 3, 14)
    clumsy = tuple(f"{each}:{each}" for each in (row, below, HEADER_ROW + 1))
    places = sent.row_places(row, below)
    return sent.bent(
        book, sent.row_places(row), sent.row_places(below), may={*places, COUNTED}, ours=Ours(unworded=clumsy)
    )


_NAME = "Other capitals or blanks are no other name."
_NOT_DATA = "In no row of it stands anything that was asked."
_FIFTEEN = "Excel shows fifteen digits, and in these it is whole."
_NO_DATE = "There is no such month: it is no date, and never a guess."
_ONE_CAUSE = "There is one thing to mend."
_PLAIN = "Every message names the place, in plain words."

KINDS = (
    *(
        Kind(f"{sheet} written {title!r}", _NAME, _named(sheet, title))
        for sheet, title in (
            (COVER_SHEET, "COVER"),
            (COVER_SHEET, "Cover "),
            (COVER_SHEET, " cover"),
            (COVER_SHEET, "Cover\u00a0"),
            (VOLUMES_SHEET, "volumes"),
            (VOLUMES_SHEET, "VOLUMES "),
            (RECORDS_SHEET, "Records\u00a0"),
        )
    ),
    Kind("column of their own filled on below", _NOT_DATA, _filled_on("Our own remarks", "checked")),
    Kind("numbers filled on below", _NOT_DATA, _filled_on("Our own count", 0)),
    Kind("column without a heading filled on below", _NOT_DATA, _filled_on(None, "checked")),
    Kind("small table of counts below", _NOT_DATA, _block(["Ward", "Referrals"], ["North", 12], ["South", 9])),
    Kind(
        "pivot below",
        _NOT_DATA,
        _block(["Row Labels", "Count of Record no."], ["Y", 12], ["N", 3], ["Grand Total", 15]),
    ),
    Kind("list of counts below", _NOT_DATA, _block(["Under 1", 4], ["1 to 4", 3], ["5 to 9", 2], ["10 and over", 1])),
    tidy("sum a hair below a whole number", _FIFTEEN, "number", _a_hair(0), _counted),
    tidy("sum a hair above a whole number", _FIFTEEN, "number", _a_hair(math.inf), _counted),
    Kind("sum a hair below a whole volume", _FIFTEEN, _volume(9.999999999999998, 10)),
    Kind("sum a hair above a whole volume", _FIFTEEN, _volume(3.0000000000000004, 3)),
    wrong(
        "number that is not whole in fifteen digits",
        "A whole number is asked.",
        "number",
        [2.9999999, 3.00001],
        lambda spot: isinstance(spot.value, int),
    ),
    *(
        Kind(
            f"every date at {hour}:00 of the day before",
            "No hour is asked, and all have the same: a time zone.",
            _late(hour),
        )
        for hour in (23, 22)
    ),
    wrong(
        "month that only begins like one",
        _NO_DATE,
        "date",
        ["24 Marble 2019", "5 Junly 2019", "3 Mayor 2019", "1 Octane 2019", "7 Augury 2019", "2 Sepia 2019"],
    ),
    tidy(
        "month cut short",
        "Three letters are how a month is written short.",
        "date",
        lambda spot: f"{spot.value:%d %b %Y}",
    ),
    Kind("half of the records are last quarter's", _ONE_CAUSE, _last_quarters(5)),
    Kind("all records but one are last quarter's", _ONE_CAUSE, _last_quarters(9)),
    Kind("all records pasted twice", _ONE_CAUSE, _pasted_twice),
    Kind("title merged above the headings", "It is a title.", _merged_above("A1:E1")),
    Kind("several lines merged above the headings", "It is a title.", _merged_above("A2:F3")),
    Kind("merged title in a row of its own", "It is a title.", _merged_above("A1:E1", inserted=1)),
    Kind("comment named with its cell", _PLAIN, _remarked),
    Kind("rows named in plain words", _PLAIN, _rows_in_words),
)
