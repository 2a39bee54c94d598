"""Headings: reworded, lost, doubled, moved or tidied; and columns that are not the template's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numpy.random import Generator
from openpyxl.utils import get_column_letter

from benchmarks.defects.kinds.typing import plainly
from benchmarks.defects.sent import Sent, bent
from benchmarks.defects.truth import Bent, Kind, Refusal
from pipeline.definition import Field
from pipeline.layout import EXAMPLE_ROW, HEADER_ROW, RECORDS_SHEET

_ROW = f"{RECORDS_SHEET}!{HEADER_ROW}"
_ONE_WAY = "Letter for letter the heading, but for case and blanks: a note, or the right reading, and nothing worse."


def _chosen(sent: Sent, random: Generator) -> Field:
    """A question that the first record answers."""
    answered = [each for each in sent.fields("code") if sent.record(sent.rows[0])[each.name] is not None]
    return answered[int(random.integers(len(answered)))]


def _lost(name: str, knows: str, bend: Callable[[Any, int], object]) -> Kind:
    """A return from which a question's heading has gone."""

    def made(sent: Sent, random: Generator) -> Bent:
        book, field = sent.book(), _chosen(sent, random)
        bend(book[RECORDS_SHEET], sent.column(field))
        places = {_ROW, sent.place(field, HEADER_ROW)}
        return bent(book, sent.truth(places, may=frozenset({_beside(sent, field)}), refusal=Refusal.MUST))

    return Kind(name, knows, made)


def _beside(sent: Sent, field: Field) -> str:
    return f"{RECORDS_SHEET}!{get_column_letter(sent.column(field) + 1)}{HEADER_ROW}"


def _reworded(sheet: Any, column: int) -> None:
    sheet.cell(HEADER_ROW, column).value = f"{sheet.cell(HEADER_ROW, column).value.rstrip('* ?')} or so"


def _doubled(sheet: Any, column: int) -> None:
    sheet.cell(HEADER_ROW, column + 1).value = sheet.cell(HEADER_ROW, column).value


def _merged(sheet: Any, column: int) -> None:
    right = get_column_letter(column + 1)
    sheet.merge_cells(f"{get_column_letter(column)}{HEADER_ROW}:{right}{HEADER_ROW}")


def _twice(sent: Sent, random: Generator) -> Bent:
    """A whole column copied to the end: nobody can say which of the two holds the answers."""
    book, field, last = sent.book(), _chosen(sent, random), sent.width + 1
    sheet = book[RECORDS_SHEET]
    for row in range(HEADER_ROW, sent.last + 1):
        sheet.cell(row, last).value = sheet.cell(row, sent.column(field)).value
    places = {sent.place(field, HEADER_ROW), f"{RECORDS_SHEET}!{get_column_letter(last)}{HEADER_ROW}"}
    return bent(book, sent.truth({*places, _ROW}, may=frozenset(places), refusal=Refusal.MUST))


def _tidied(name: str, change: Callable[[str], str]) -> Kind:
    def made(sent: Sent, random: Generator) -> Bent:
        book, field = sent.book(), _chosen(sent, random)
        heading = book[RECORDS_SHEET][sent.cell(field, HEADER_ROW)]
        heading.value = change(heading.value)
        # What stands below it shows whether the column was read as what it is.
        below, place = sent.place(field, sent.rows[0]), sent.place(field, HEADER_ROW)
        answer = plainly(sent.record(sent.rows[0])[field.name])
        return bent(book, sent.truth({below}, may=frozenset({place}), reads={below: answer}))

    return Kind(name, _ONE_WAY, made)


def _reordered(sent: Sent, random: Generator) -> Bent:
    """Every column somewhere else under its own heading: there is nothing to find, and all of it to read."""
    book, order = sent.book(), random.permutation(sent.width - 1).tolist()
    sheet = book[RECORDS_SHEET]
    held = [[(sheet.cell(row, column).value, sheet.cell(row, column).number_format) for column in
             range(2, sent.width + 1)] for row in range(HEADER_ROW, sent.last + 1)]  # fmt: skip
    for row, cells in enumerate(held, start=HEADER_ROW):
        for column, place in enumerate(order, start=2):
            sheet.cell(row, column).value, sheet.cell(row, column).number_format = cells[place]
    return bent(book, sent.truth())


def _added(sent: Sent, random: Generator) -> Bent:
    book, last = sent.book(), sent.width + 1
    sheet = book[RECORDS_SHEET]
    sheet.cell(HEADER_ROW, last, "Our own remarks")
    sheet.cell(int(random.choice(list(sent.rows))), last, "seen again in May")
    return bent(book, sent.truth(f"{RECORDS_SHEET}!{get_column_letter(last)}{HEADER_ROW}"))


def _squeezed_in(sent: Sent, random: Generator) -> Bent:
    """A column without a heading in the middle: everything right of it moves, under its own heading."""
    book = sent.book()
    column = int(random.integers(4, sent.width))
    sheet = book[RECORDS_SHEET]
    sheet.insert_cols(column)
    row = int(random.choice(list(sent.rows)))
    sheet.cell(row, column, "seen again in May")
    letter = get_column_letter(column)
    return bent(book, sent.truth({f"{RECORDS_SHEET}!{letter}{HEADER_ROW}", f"{RECORDS_SHEET}!{letter}{row}"}))


def _titled(count: int) -> Callable[[Sent, Generator], Bent]:
    def made(sent: Sent, _random: Generator) -> Bent:
        book, row = sent.book(), HEADER_ROW + count
        book[RECORDS_SHEET].insert_rows(HEADER_ROW, count)
        for down in range(count):
            book[RECORDS_SHEET].cell(HEADER_ROW + down, 3 + down, "About the child")
        places = {RECORDS_SHEET, f"{RECORDS_SHEET}!{row}", f"{RECORDS_SHEET}!A{row}"}
        example = frozenset({f"{RECORDS_SHEET}!{EXAMPLE_ROW + count}"})
        return bent(book, sent.truth(places, kept=frozenset(each + count for each in sent.rows), may=example))

    return made


def _beheaded(sent: Sent, _random: Generator) -> Bent:
    book = sent.book()
    book[RECORDS_SHEET].delete_rows(HEADER_ROW)
    return bent(book, sent.truth({RECORDS_SHEET, _ROW, ""}, refusal=Refusal.MUST))


_GONE = "A question has no heading, and which column holds its answers nobody can know."

KINDS = (
    _lost("heading reworded", f"{_GONE} A likeness is a hint and no proof.", _reworded),
    _lost("column deleted", _GONE, lambda sheet, column: sheet.delete_cols(column)),
    _lost("heading emptied", _GONE, lambda sheet, column: setattr(sheet.cell(HEADER_ROW, column), "value", None)),
    _lost("heading typed over its neighbour's", f"{_GONE} Another has two.", _doubled),
    _lost("headings merged", _GONE, _merged),
    Kind("column there twice", "One question has two columns.", _twice),
    Kind("row of headings deleted", "There are no headings.", _beheaded),
    _tidied("heading in capitals", str.upper),
    _tidied("line break in a heading", lambda old: old.replace(" ", "\n", 1)),
    _tidied("no-break space in a heading", lambda old: old.replace(" ", "\u00a0", 1)),
    _tidied("zero-width character in a heading", lambda old: f"{old[:3]}\u200b{old[3:]}"),
    Kind("columns in another order", "Each stands under its own heading.", _reordered),
    Kind("column of their own at the end", "The template has no such column.", _added),
    Kind("column without a heading in the middle", "The template has no such column.", _squeezed_in),
    Kind("title rows above the headings", "The headings are one row, and can be found.", _titled(2)),
    Kind("row of groups above the headings", "The headings are one row, and can be found.", _titled(1)),
)  # fmt: skip
