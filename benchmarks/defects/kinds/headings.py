"""Headings: reworded, lost, doubled, moved or tidied; and columns that are not the template's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numpy.random import Generator
from openpyxl.utils import get_column_letter

from benchmarks.defects.due import ERROR, NOTE, Due, Ours
from benchmarks.defects.kinds.pasting import cells_of, pasted
from benchmarks.defects.kinds.typing import plainly
from benchmarks.defects.sent import Sent, bending, one_of
from benchmarks.defects.truth import Bent, Kind, Refusal
from pipeline.definition import Field
from pipeline.template.layout import EXAMPLE_ROW, HEADER_ROW, RECORDS_SHEET
from pipeline.validate.catalogue.headings import (
    COLUMN_ADDED,
    HEADER_MISSING,
    HEADER_MOVED,
    HEADER_REPEATED,
    HEADER_TIDIED,
    NO_HEADER,
)
from pipeline.validate.validated import Status

_ROW = f"{RECORDS_SHEET}!{HEADER_ROW}"
_ONE_WAY = "Letter for letter the heading, but for case and blanks: a note, or the right reading, and nothing worse."


def _chosen(sent: Sent, random: Generator, *, not_last: bool = False) -> Field:
    """A question that the first record answers; ``not_last``: one with another to its right."""
    answered = [each for each in sent.fields("code") if sent.record(sent.rows[0])[each.name] is not None]
    return one_of([each for each in answered if not (not_last and sent.column(each) == sent.width)], random)


def _lost(
    name: str,
    knows: str,
    bend: Callable[[Any, int], object],
    rule: str = HEADER_MISSING.id,
    *,
    hint: str = "",
    named: bool = True,
) -> Kind:
    """
    A return from which a question's heading has gone.

    ``hint``: said of its cell, for which {} stands; ``named``: whether it is the question chosen that is missed.
    """

    def bend_heading(sent: Sent, random: Generator) -> Bent:
        book, field = sent.book(), _chosen(sent, random, not_last=not named)
        bend(book[RECORDS_SHEET], sent.column(field))
        places = {_ROW, sent.place(field, HEADER_ROW)}
        says = (field.label if named else "", hint.format(sent.cell(field, HEADER_ROW)))
        ours = Ours((Due(rule, ERROR, near=frozenset(places), says=says),), status=Status.SENT_BACK)
        return sent.bent(book, places, may={_beside(sent, field)}, refusal=Refusal.MUST, ours=ours)

    return Kind(name, knows, bend_heading)


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
    book, field, last = sent.book(), _chosen(sent, random), sent.beyond
    sheet = book[RECORDS_SHEET]
    for row in range(HEADER_ROW, sent.last + 1):
        sheet.cell(row, last).value = sheet.cell(row, sent.column(field)).value
    places = {sent.place(field, HEADER_ROW), f"{RECORDS_SHEET}!{get_column_letter(last)}{HEADER_ROW}"}
    return sent.bent(book, {*places, _ROW}, may=frozenset(places), refusal=Refusal.MUST)


def tidied(name: str, *changes: Callable[[str], str], says: str = "") -> Kind:
    """Headings of as many questions as there are ``changes``, each changed by one; ``says``: what the notes say."""

    def bend(sent: Sent, random: Generator) -> Bent | None:
        book = sent.book()
        first = sent.record(sent.rows[0])
        fields = [each for each in sent.fields("code") if first[each.name] is not None and " " in each.label]
        if len(fields) < len(changes):
            return None
        chosen = [fields[place] for place in random.permutation(len(fields))[: len(changes)]]
        reads, heads = {}, set()
        due = []
        for field, change in zip(chosen, changes, strict=True):
            heading = book[RECORDS_SHEET][sent.cell(field, HEADER_ROW)]
            heading.value = change(heading.value)
            # What stands below it shows whether the column was read as what it is.
            below, place = sent.place(field, sent.rows[0]), sent.place(field, HEADER_ROW)
            reads[below] = plainly(first[field.name])
            heads.add(place)
            if heading.value.strip() == heading.value:  # outer blanks nobody can see are nothing to speak of
                due.append(Due(HEADER_TIDIED.id, NOTE, frozenset({place}), says=(field.label, says)))
        return sent.bent(book, *reads, may=heads, reads=reads, ours=Ours(tuple(due), reads=reads))

    return Kind(name, _ONE_WAY, bend)


def _typeset(sent: Sent, _random: Generator) -> Bent:
    """Every heading as a word processor writes it: curly quotes and dashes."""
    book = sent.book()
    for cell in book[RECORDS_SHEET][HEADER_ROW]:
        cell.value = cell.value and cell.value.replace("'", "’").replace("-", "–")
    return sent.bent(book, may=sent.row_places(HEADER_ROW), ours=Ours(worst=NOTE, reads=_first(sent)))


def _first(sent: Sent, down: int = 0) -> dict[str, object]:
    """What the first record says, where it stands ``down`` rows lower."""
    row = sent.rows[0]
    return {sent.place(each, row + down): plainly(sent.record(row)[each.name]) for each in sent.form.fields}


def _reordered(sent: Sent, random: Generator) -> Bent:
    """Every column somewhere else under its own heading: there is nothing to find, and all of it to read."""
    book, order = sent.book(), random.permutation(sent.width - 1).tolist()
    sheet = book[RECORDS_SHEET]
    held = [
        [(sheet.cell(row, column).value, sheet.cell(row, column).number_format) for column in range(2, sent.width + 1)]
        for row in range(HEADER_ROW, sent.last + 1)
    ]
    for row, cells in enumerate(held, start=HEADER_ROW):
        for column, place in enumerate(order, start=2):
            sheet.cell(row, column).value, sheet.cell(row, column).number_format = cells[place]
    now = {sent.form.fields[place].name: column for column, place in enumerate(order, start=2)}
    row = sent.rows[0]
    reads = {
        f"{RECORDS_SHEET}!{get_column_letter(now[name])}{row}": plainly(value)
        for name, value in sent.record(row).items()
        if name in now
    }
    return sent.bent(book, ours=Ours(reads=reads))


def _added(sent: Sent, random: Generator) -> Bent:
    book, last = sent.book(), sent.beyond
    sheet = book[RECORDS_SHEET]
    sheet.cell(HEADER_ROW, last, "Our own remarks")
    sheet.cell(sent.any_row(random), last, "seen again in May")
    place = f"{RECORDS_SHEET}!{get_column_letter(last)}{HEADER_ROW}"
    due = Due(COLUMN_ADDED.id, NOTE, frozenset({place}), says=("not in the template",))
    return sent.bent(book, place, ours=Ours((due,), reads=_first(sent)))


def _beside_them(sent: Sent, _random: Generator) -> Bent:
    """A second table beside the records, a blank column between."""
    book, first = sent.book(), sent.beyond + 1
    table: list[list[object]] = [["Ward", "Referrals"], ["North", 12]]
    for down, cells in enumerate(table):
        for across, each in enumerate(cells, start=first):
            book[RECORDS_SHEET].cell(HEADER_ROW + down, across, each)
    heads = [f"{RECORDS_SHEET}!{get_column_letter(column)}{HEADER_ROW}" for column in (first, first + 1)]
    due = tuple(Due(severity=NOTE, at=frozenset({place})) for place in heads)
    return sent.bent(book, *heads, ours=Ours(due, reads=_first(sent)))


@bending
def _squeezed_in(sent: Sent, random: Generator, words: str | None) -> Bent:
    """A column of their own in the middle: everything right of it moves, under its own heading."""
    book = sent.book()
    column = int(random.integers(4, sent.width))
    sheet = book[RECORDS_SHEET]
    sheet.insert_cols(column)
    row = sent.any_row(random)
    sheet.cell(HEADER_ROW, column, words)
    sheet.cell(row, column, "seen again in May")
    letter = get_column_letter(column)
    head = f"{RECORDS_SHEET}!{letter}{HEADER_ROW}"
    due = Due(COLUMN_ADDED.id, NOTE, frozenset({head}))
    return sent.bent(book, {head, f"{RECORDS_SHEET}!{letter}{row}"}, ours=Ours((due,)))


@bending
def _titled(sent: Sent, _random: Generator, at: int, count: int, words: str) -> Bent:
    """``words`` in rows put in at ``at``, above the headings."""
    book, row = sent.book(), HEADER_ROW + count
    book[RECORDS_SHEET].insert_rows(at, count)
    for down in range(count):
        book[RECORDS_SHEET].cell(at + down, 3 + down, words)
    places = {RECORDS_SHEET, f"{RECORDS_SHEET}!{row}", f"{RECORDS_SHEET}!A{row}"}
    titles = {f"{RECORDS_SHEET}!{get_column_letter(3 + down)}{at + down}" for down in range(count)}
    example = frozenset({f"{RECORDS_SHEET}!{EXAMPLE_ROW + count}", *titles})
    due = Due(HEADER_MOVED.id, NOTE, near=frozenset(places), says=(f"row {row}",))
    ours = Ours((due,), reads=_first(sent, count))
    kept = frozenset(each + count for each in sent.rows)
    return sent.bent(book, places, kept=kept, may=example, ours=ours)


def _slid(sent: Sent, _random: Generator) -> Bent:
    """The answers of all records, after their first, one column to the right: each under its neighbour's heading."""
    book = sent.book()
    sheet = book[RECORDS_SHEET]
    for row in sent.rows:
        pasted(sheet, row, cells_of(sheet, row)[2:-1], 4)
        sheet.cell(row, 3).value = None
    anywhere = sent.row_places(HEADER_ROW, *sent.rows) | {RECORDS_SHEET}
    return sent.bent(
        book,
        anywhere,
        kept=frozenset(),
        either=frozenset(sent.rows),
        may=anywhere,
        refusal=Refusal.MAY,
        ours=Ours((Due(severity=ERROR),)),
    )


def _beheaded(sent: Sent, _random: Generator) -> Bent:
    book = sent.book()
    book[RECORDS_SHEET].delete_rows(HEADER_ROW)
    ours = Ours((Due(NO_HEADER.id, ERROR),), status=Status.SENT_BACK)
    return sent.bent(book, {RECORDS_SHEET, _ROW, ""}, refusal=Refusal.MUST, ours=ours)


_GONE = "A question has no heading, and which column holds its answers nobody can know."

_FOUND = "The headings are one row, and can be found."
_OTHER = "The template has no such column."
_INVISIBLE = "invisible character"

KINDS = (
    _lost("heading reworded", f"{_GONE} A likeness is a hint and no proof.", _reworded, hint="in {}?"),
    _lost("column deleted", _GONE, lambda sheet, column: sheet.delete_cols(column), hint="({} in the template)"),
    _lost("heading emptied", _GONE, lambda sheet, column: setattr(sheet.cell(HEADER_ROW, column), "value", None)),
    _lost("heading of blanks", _GONE, lambda sheet, column: setattr(sheet.cell(HEADER_ROW, column), "value", "   ")),
    _lost("heading typed over its neighbour's", f"{_GONE} Another has two.", _doubled, HEADER_REPEATED.id, hint="{}"),
    _lost("headings merged", _GONE, _merged, named=False),
    Kind("column there twice", "One question has two columns.", _twice),
    Kind("row of headings deleted", "There are no headings.", _beheaded),
    tidied("heading in capitals", str.upper),
    tidied("blanks in headings", "  {}  ".format, lambda old: old.replace(" ", "  ")),
    tidied("line break in a heading", lambda old: old.replace(" ", "\n", 1)),
    tidied(
        "no-break space in a heading",
        lambda old: old.replace(" ", "\u00a0", 1),
        lambda old: old.replace(" ", "\u202f", 1),
        says=_INVISIBLE,
    ),
    tidied(
        "zero-width character in a heading",
        lambda old: f"{old[:3]}\u200b{old[3:]}",
        lambda old: f"{old[:3]}\ufeff{old[3:]}",
        lambda old: f"{old[:3]}\u00ad{old[3:]}",
        says=_INVISIBLE,
    ),
    Kind("curly quotes and dashes in headings", _ONE_WAY, _typeset),
    Kind("columns in another order", "Each stands under its own heading.", _reordered),
    Kind("column of their own at the end", _OTHER, _added),
    Kind("second table beside the records", _OTHER, _beside_them),
    Kind("column without a heading in the middle", _OTHER, _squeezed_in(None)),
    Kind("column of their own in the middle", _OTHER, _squeezed_in("Our own remarks")),
    Kind("answers of all records one column to the right", "Answers stand where others are asked.", _slid),
    Kind("title rows above the headings", _FOUND, _titled(HEADER_ROW, 2, "About the child")),
    Kind("titles at the top of the sheet", _FOUND, _titled(1, 2, "Prepared for the board")),
    Kind("row of groups above the headings", _FOUND, _titled(HEADER_ROW, 1, "About the child")),
)
