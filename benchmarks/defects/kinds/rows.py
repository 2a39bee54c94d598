"""Rows that are no record: totals, notes, headings, counts, other tables, and nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from numpy.random import Generator

from benchmarks.defects.due import ERROR, NOTE, QUERY, Due, Ours
from benchmarks.defects.sent import COUNTED, Sent, bending
from benchmarks.defects.truth import Bent, Kind, Refusal
from pipeline.template.layout import EXAMPLE_ROW, HEADER_ROW, RECORDS_SHEET
from pipeline.validate.catalogue.records import (
    COUNTS_NOT_RECORDS,
    HEADER_REPEATED_IN_ROWS,
    TOTALS_ROW,
    WORDS_BELOW,
    WORKED_EXAMPLE,
)
from pipeline.validate.validated import Status

_TOTALS = ("Total", "Grand total", "TOTALS:", "Sub-total", "Count")
_NO_RECORD = "It has no record's number, and is no record; whoever counts it counts one child too many."
_NO_CASES = "No row has a record's number, and all hold numbers."
_NOTHING = "Nothing is written there."


def _below(name: str, knows: str, *lines: Sequence[object], apart: int = 0, rule: str = "", says: str = "") -> Kind:
    """Rows put below the records that are none. ``rule``, ``says``: of the one finding that this product gives."""

    def bend(sent: Sent, _random: Generator) -> Bent:
        book, first = sent.book(), sent.last + 1 + apart
        for row, cells in enumerate(lines, start=first):
            for column, value in enumerate(cells, start=2):
                book[RECORDS_SHEET].cell(row, column, value)
        rows = range(first, first + len(lines))
        places = sent.row_places(*rows)
        whole = frozenset(f"{RECORDS_SHEET}!{row}" for row in rows)
        due = (Due(rule, at=whole, says=(says,) if says else ()),) if rule else ()
        return sent.bent(book, places, may={*places, COUNTED}, ours=Ours(due))

    return Kind(name, knows, bend)


def _nothing(name: str, knows: str, bend: Callable[[Any, int], object], *, for_all: bool = True) -> Kind:
    """Something below the records that is nothing at all; ``bend`` is given the sheet and the row below the last."""

    def bend_rows(sent: Sent, _random: Generator) -> Bent:
        book = sent.book()
        bend(book[RECORDS_SHEET], sent.last + 1)
        return sent.bent(book, ours=Ours(status=Status.ACCEPTED))

    return Kind(name, knows, bend_rows, for_all)


def _formatted(sheet: Any, below: int) -> None:
    for row in (*range(below, below + 40), 1_048_576):
        sheet.cell(row, 3).number_format = "0.00"


def _blanks(sheet: Any, below: int) -> None:
    sheet.cell(below + 20, 3).value, sheet.cell(below + 3, 4).value = "   ", "\u00a0"


def _between(
    name: str, knows: str, cells: Callable[[Sent], Sequence[object]], rule: str = "", count: int = 1, **rows: int
) -> Kind:
    """Rows put among the records that are none; nothing at all need be said of a blank one."""

    def bend(sent: Sent, random: Generator) -> Bent:
        book, at = sent.book(), int(random.choice(list(sent.rows[1:])))
        sheet = book[RECORDS_SHEET]
        sheet.insert_rows(at, count)
        values = list(cells(sent))
        for column, value in enumerate(values, start=2):
            sheet.cell(at, column, value)
        places = sent.row_places(at)
        kept = frozenset(row + count * (row >= at) for row in sent.rows)
        ours = Ours((Due(rule, near=places),) if rule else (), rows=rows)
        return sent.bent(book, *([places] if values else []), kept=kept, may={*places, COUNTED}, ours=ours)

    return Kind(name, knows, bend)


def _subtotals(sent: Sent, random: Generator) -> Bent:
    """A row of totals, in other words each time, after every second record."""
    book = sent.book()
    sheet = book[RECORDS_SHEET]
    totals: list[int] = []
    for words in _TOTALS:
        at = sent.rows[0] + 1 + 3 * len(totals)
        sheet.insert_rows(at)
        for column, value in enumerate([words, None, 10, 12, int(random.integers(9))], start=2):
            sheet.cell(at, column, value)
        totals.append(at)
    kept = [row for row in range(sent.rows[0], sent.last + 1 + len(totals)) if row not in totals]
    due = Due(TOTALS_ROW.id, QUERY, frozenset(f"{RECORDS_SHEET}!{row}" for row in totals), says=("total", "delete"))
    places = sent.row_places(*totals)
    each = [sent.row_places(row) for row in totals]
    return sent.bent(
        book, *each, kept=frozenset(kept), may={*places, COUNTED}, ours=Ours((due,), rows={"not_data": 1 + len(totals)})
    )


def _headings(sent: Sent) -> list[object]:
    return [cell.value for cell in sent.book()[RECORDS_SHEET][HEADER_ROW]][1:]


@bending
def _counts(sent: Sent, _random: Generator, fill: Callable[[Any, int, int], int]) -> Bent:
    """How many, in place of the cases. ``fill`` is given the sheet, its first row and its width, and says how many."""
    book, first = sent.book(), sent.rows[0]
    sheet = book[RECORDS_SHEET]
    sheet.delete_rows(first, len(sent.rows))
    rows = range(first, first + fill(sheet, first, sent.width))
    places = sent.row_places(*rows) | {RECORDS_SHEET}
    at = frozenset(f"{RECORDS_SHEET}!{row}" for row in rows)
    ours = Ours((Due(COUNTS_NOT_RECORDS.id, ERROR, at, says=("one row",)),), status=Status.SENT_BACK)
    return sent.bent(book, places, may={*places, COUNTED}, kept=frozenset(), refusal=Refusal.MAY, ours=ours)


def _by_age(sheet: Any, first: int, _width: int) -> int:
    for down, words in enumerate(["Under 1", "1 to 4", "5 to 9", "10 and over"]):
        for column, value in enumerate([words, 12 + down, 3 * down], start=2):
            sheet.cell(first + down, column, value)
    return 4


def _in_every_column(rows: int) -> Callable[[Any, int, int], int]:
    def fill(sheet: Any, first: int, width: int) -> int:
        for down in range(rows):
            for column in range(3, width + 1):
                sheet.cell(first + down, column, (down * 7 + column) % 23).number_format = "0"
        return rows

    return fill


def _second(sent: Sent, _random: Generator) -> Bent:
    """Another table below the records: who reads it as records, or drops it unsaid, is wrong."""
    book, first = sent.book(), sent.last + 3
    for down, row in enumerate(_OF_WARDS):
        for column, value in enumerate(row, start=2):
            book[RECORDS_SHEET].cell(first + down, column, value)
    places = sent.row_places(*range(first, first + 3)) | {RECORDS_SHEET}
    due = Due("", near=sent.row_places(first))
    return sent.bent(book, places, may={*places, COUNTED}, refusal=Refusal.MAY, ours=Ours((due,)))


def _unmarked(sent: Sent, _random: Generator) -> Bent:
    book = sent.book()
    book[RECORDS_SHEET].cell(EXAMPLE_ROW, 1).value = None
    due = Due(WORKED_EXAMPLE.id, NOTE, frozenset({f"{RECORDS_SHEET}!{EXAMPLE_ROW}"}))
    return sent.bent(book, ours=Ours((due,), rows={"not_data": 1}))


_OF_WARDS: list[list[object]] = [["Ward", "Referrals", "Seen in time"], ["North", 12, 10], ["South", 9, 9]]

KINDS = (
    _below("row of totals", _NO_RECORD, ["Total", None, 14, 12, 7], rule=TOTALS_ROW.id, says="total"),
    Kind("rows of subtotals among the records", _NO_RECORD, _subtotals),
    _below(
        "footnotes below",
        _NO_RECORD,
        ["Note: figures are provisional."],
        ["* As at the end of the quarter"],
        apart=2,
        rule=WORDS_BELOW.id,
    ),
    _below("stray character far below", _NO_RECORD, [None, None, "x"], apart=400),
    _nothing("rows formatted below", _NOTHING, _formatted, for_all=False),  # others read a million rows for it
    _nothing("blanks typed below", _NOTHING, _blanks),
    _between("subheading among the records", _NO_RECORD, lambda _: ["North of the county"], WORDS_BELOW.id),
    _between("headings again among the records", _NO_RECORD, _headings, HEADER_REPEATED_IN_ROWS.id),
    _between(
        "blank row among the records", "It is nothing, and the records below it are records.", lambda _: [], blank=1
    ),
    _between(
        "blank rows among the records",
        "They are nothing, and the records below them are records.",
        lambda _: [],
        count=3,
        blank=3,
    ),
    Kind("counts in place of records", _NO_CASES, _counts(_by_age)),
    Kind("counts in every column", _NO_CASES, _counts(_in_every_column(3))),
    Kind("one row of counts", _NO_CASES, _counts(_in_every_column(1))),
    Kind("second table below", _NO_RECORD, _second),
    Kind("worked example without its mark", "It is the template's own, answer by answer.", _unmarked),
)
