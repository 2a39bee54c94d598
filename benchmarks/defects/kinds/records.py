"""Records: there twice, misnumbered, moved, or among rows that are none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from numpy.random import Generator
from openpyxl.utils import get_column_letter

from benchmarks.defects.kinds.typing import wrong
from benchmarks.defects.said import amiss
from benchmarks.defects.sent import COUNTED, Sent, bent, typed
from benchmarks.defects.truth import Bent, Kind, Refusal
from pipeline.definition import Date, Field
from pipeline.layout import HEADER_ROW, RECORDS_SHEET


def _copied(sent: Sent, random: Generator) -> Bent:
    book, row, below = sent.book(), int(random.choice(list(sent.rows))), sent.last + 1
    sheet = book[RECORDS_SHEET]
    for cell in sheet[row]:
        copy = sheet.cell(below, cell.column, cell.value)
        copy.number_format = cell.number_format
    key = sent.form.audit.key
    return bent(book, sent.truth({sent.place(key, below), f"{RECORDS_SHEET}!{below}"},
                                 may={sent.place(key, row), COUNTED}, either=frozenset({below})))  # fmt: skip


def _numbered_alike(sent: Sent, random: Generator) -> Bent:
    book, key = sent.book(), sent.form.audit.key
    one, other = random.choice(list(sent.rows), size=2, replace=False).tolist()
    typed(book[RECORDS_SHEET], sent.cell(key, other), sent.record(one)[key.name])
    return bent(book, sent.truth(sent.place(key, one), sent.place(key, other)))


def _filled_down(sent: Sent, _random: Generator) -> Bent:
    book, key = sent.book(), sent.form.audit.key
    for row in sent.rows:
        typed(book[RECORDS_SHEET], sent.cell(key, row), sent.record(sent.rows[0])[key.name])
    return bent(book, sent.truth(*(sent.place(key, row) for row in sent.rows)))


def _misnumbered(value: object) -> Callable[[Sent, Generator], Bent]:
    def made(sent: Sent, random: Generator) -> Bent:
        book, key, row = sent.book(), sent.form.audit.key, int(random.choice(list(sent.rows)))
        typed(book[RECORDS_SHEET], sent.cell(key, row), value)
        kept = frozenset(sent.rows) - {row}
        return bent(book, sent.truth(sent.place(key, row), kept=kept, either=frozenset({row})))

    return made


def _sorted(sent: Sent, random: Generator) -> Bent | None:
    """One column of dates sorted by itself: what a rule can know is where an answer no longer fits its record."""
    dates = [each for each in sent.fields("date") if isinstance(each, Date)]
    for field in (dates[place] for place in random.permutation(len(dates)).tolist()):
        given = [sent.record(row)[field.name] for row in sent.rows]
        after: list[Any] = sorted((each for each in given if isinstance(each, date)), reverse=True)
        after += [None] * (len(given) - len(after))
        wrong_now = [
            (name, row)
            for row, value in zip(sent.rows, after, strict=True)
            for name in set(amiss(sent.form, {**sent.record(row), field.name: value}))
        ]
        if not wrong_now:
            continue
        book, fields = sent.book(), {each.name: each for each in sent.form.fields}
        for row, value in zip(sent.rows, after, strict=True):
            book[RECORDS_SHEET][sent.cell(field, row)].value = value
            book[RECORDS_SHEET][sent.cell(field, row)].number_format = "dd/mm/yyyy"
        return bent(book, sent.truth(*(sent.place(fields[name], row) for name, row in wrong_now)))
    return None


def _slipped(sent: Sent, random: Generator) -> Bent:
    """One record pasted a column too far right: a date's cell that now holds no date is surely wrong."""
    book, row = sent.book(), int(random.choice(list(sent.rows)))
    sheet = book[RECORDS_SHEET]
    first = 2 + sent.column(sent.form.audit.key)
    for column in range(sent.width, first - 1, -1):
        left = sheet.cell(row, column - 1)
        sheet.cell(row, column, left.value).number_format = left.number_format
    sheet.cell(row, first - 1).value = None
    certain = [each for each in sent.form.fields if sent.column(each) >= first and isinstance(each, Date)
               and isinstance(_left_of(sent, each, row), str | int)]  # fmt: skip
    return bent(book, sent.truth(*(sent.place(each, row) for each in certain), may=sent.row_places(row),
                                 kept=frozenset(sent.rows) - {row}, either=frozenset({row})))  # fmt: skip


def _left_of(sent: Sent, field: Field, row: int) -> object:
    value = sent.record(row)[sent.form.fields[sent.column(field) - 3].name]
    also = {code.code for code in field.also_codes()}
    return None if value in also else value


def _pasted_lower(sent: Sent, random: Generator) -> Bent:
    """One required column pasted a row too low: its first cell is empty, and its last stands below the records."""
    fields = [each for each in sent.fields("code") if each.required and sent.unread(each) and _free(each)]
    field = fields[int(random.integers(len(fields)))]
    book, below = sent.book(), sent.last + 1
    for row in range(below, sent.rows[0], -1):
        typed(book[RECORDS_SHEET], sent.cell(field, row), sent.record(row - 1)[field.name])
    typed(book[RECORDS_SHEET], sent.cell(field, sent.rows[0]), None)
    stray = sent.row_places(below)
    return bent(
        book, sent.truth(sent.place(field, sent.rows[0]), stray, may={*stray, COUNTED}, either=frozenset({below}))
    )


def _free(field: Field) -> bool:
    """Whether any answer of the list suits any record."""
    return not any(True for _ in field.conditions())


def _below(name: str, knows: str, cells: Sequence[object], apart: int = 0) -> Kind:
    """A row put below the records that is none."""

    def made(sent: Sent, _random: Generator) -> Bent:
        book, row = sent.book(), sent.last + 1 + apart
        for column, value in enumerate(cells, start=2):
            book[RECORDS_SHEET].cell(row, column, value)
        places = sent.row_places(row)
        return bent(book, sent.truth(places, may={*places, COUNTED}))

    return Kind(name, knows, made)


def _between(name: str, knows: str, cells: Callable[[Sent], Sequence[object]]) -> Kind:
    """A row put among the records that is none; nothing at all need be said of a blank one."""

    def made(sent: Sent, random: Generator) -> Bent:
        book, at = sent.book(), int(random.choice(list(sent.rows[1:])))
        sheet = book[RECORDS_SHEET]
        sheet.insert_rows(at)
        values = list(cells(sent))
        for column, value in enumerate(values, start=2):
            sheet.cell(at, column, value)
        places = sent.row_places(at)
        kept = frozenset(row + (row >= at) for row in sent.rows)
        return bent(book, sent.truth(*([places] if values else []), kept=kept, may={*places, COUNTED}))

    return Kind(name, knows, made)


def _headings(sent: Sent) -> list[object]:
    return [cell.value for cell in sent.book()[RECORDS_SHEET][HEADER_ROW]][1:]


def _counts(sent: Sent, _random: Generator) -> Bent:
    """How many, in place of the cases."""
    book, first = sent.book(), sent.rows[0]
    sheet = book[RECORDS_SHEET]
    sheet.delete_rows(first, len(sent.rows))
    for down, words in enumerate(["Under 1", "1 to 4", "5 to 9", "10 and over"]):
        for column, value in enumerate([words, 12 + down, 3 * down], start=2):
            sheet.cell(first + down, column, value)
    places = sent.row_places(*range(first, first + 4)) | {RECORDS_SHEET}
    return bent(book, sent.truth(places, may={*places, COUNTED}, kept=frozenset(), refusal=Refusal.MAY))


def _second(sent: Sent, _random: Generator) -> Bent:
    """Another table below the records: who reads it as records, or drops it unsaid, is wrong."""
    book, first = sent.book(), sent.last + 3
    for down, row in enumerate([["Ward", "Referrals", "Seen in time"], ["North", 12, 10], ["South", 9, 9]]):
        for column, value in enumerate(row, start=2):
            book[RECORDS_SHEET].cell(first + down, column, value)
    places = sent.row_places(*range(first, first + 3)) | {RECORDS_SHEET}
    return bent(book, sent.truth(places, may={*places, COUNTED}, refusal=Refusal.MAY))


def _hidden_column(sent: Sent, random: Generator) -> Bent:
    book, letter = sent.book(), get_column_letter(int(random.integers(3, sent.width)))
    book[RECORDS_SHEET].column_dimensions[letter].hidden = True
    return bent(book, sent.truth({RECORDS_SHEET, f"{RECORDS_SHEET}!{letter}{HEADER_ROW}"}))


def _hidden(sent: Sent, random: Generator) -> Bent:
    book, row = sent.book(), int(random.choice(list(sent.rows)))
    book[RECORDS_SHEET].row_dimensions[row].hidden = True
    return bent(book, sent.truth({f"{RECORDS_SHEET}!{row}", RECORDS_SHEET}))


def _filtered(sent: Sent, random: Generator) -> Bent:
    book, row = sent.book(), int(random.choice(list(sent.rows)))
    sheet = book[RECORDS_SHEET]
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(sent.width)}{sent.last}"
    sheet.auto_filter.add_filter_column(4, ["Y"])
    sheet.row_dimensions[row].hidden = True
    return bent(book, sent.truth(RECORDS_SHEET, may=frozenset({f"{RECORDS_SHEET}!{row}"})))


_NO_RECORD = "It has no record's number, and is no record; whoever counts it counts one child too many."

KINDS = (
    Kind("record there twice", "Every answer is the same, its number too.", _copied),
    Kind("number used for two records", "A record's number is its own.", _numbered_alike),
    Kind("number filled down over all records", "A record's number is its own.", _filled_down),
    Kind("number in another form", "The codebook gives the number's form.", _misnumbered("case 7")),
    Kind("number that Excel has changed", "The codebook gives the number's form.", _misnumbered(9.43e9)),
    wrong("reference in another form", "The codebook gives the reference's form.", "reference",
          lambda spot: f"{spot.value}?"),
    wrong("words longer than the codebook allows", "The codebook gives the most letters.", "words", "seen again " * 60),
    Kind("one column sorted by itself", "Only where an answer no longer fits the record it has come to.", _sorted),
    Kind("record pasted one column too far right", "Where a date is asked and no date has come.", _slipped),
    Kind("column pasted one row too low", "Its first cell is empty, and its last has no record beside it.",
         _pasted_lower),
    _below("row of totals", _NO_RECORD, ["Total", None, 14, 12, 7]),
    _below("footnote below", _NO_RECORD, ["Note: figures are provisional."], apart=2),
    _below("stray character far below", _NO_RECORD, [None, None, "x"], apart=400),
    _between("subheading among the records", _NO_RECORD, lambda _: ["North of the county"]),
    _between("headings again among the records", _NO_RECORD, _headings),
    _between("blank row among the records", "It is nothing, and the records below it are records.", lambda _: []),
    Kind("hidden row", "The file says that it is hidden; it is a record like any other.", _hidden),
    Kind("hidden column", "The file says that it is hidden; its answers are answers.", _hidden_column),
    Kind("counts in place of records", "No row has a record's number, and all hold numbers.", _counts),
    Kind("second table below", _NO_RECORD, _second),
    Kind("filter left on", "The file says so; what it hides are records like any other.", _filtered),
)  # fmt: skip
