"""Sheets: renamed, doubled, hidden or lost; the Cover's own answers; merges, colours and comments as answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numpy.random import Generator
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from benchmarks.defects.kinds.typing import plainly
from benchmarks.defects.sent import Sent, Spot, bent
from benchmarks.defects.truth import FILE, Bent, Kind, Refusal
from pipeline.definition import Field
from pipeline.layout import COVER_SHEET, EXAMPLE_ROW, MANIFEST_SHEET, RECORDS_SHEET, VOLUMES_SHEET, cover_row


def _renamed(sent: Sent, _random: Generator) -> Bent:
    book = sent.book()
    book[RECORDS_SHEET].title = "Sheet1"
    return bent(book, sent.truth({"Sheet1", FILE, RECORDS_SHEET}, may={f"Sheet1!{EXAMPLE_ROW}"}, refusal=Refusal.MAY))


def _copied(sent: Sent, _random: Generator) -> Bent:
    book, copy = sent.book(), f"{RECORDS_SHEET} (2)"
    book.copy_worksheet(book[RECORDS_SHEET]).title = copy
    return bent(book, sent.truth({FILE, RECORDS_SHEET, copy}, refusal=Refusal.MUST))


def _gone(sent: Sent, _random: Generator) -> Bent:
    book = sent.book()
    del book[RECORDS_SHEET]
    return bent(book, sent.truth({FILE, RECORDS_SHEET}, refusal=Refusal.MUST))


def _lost(name: str) -> Callable[[Sent, Generator], Bent | None]:
    def made(sent: Sent, _random: Generator) -> Bent | None:
        book = sent.book()
        if name not in book.sheetnames:
            return None
        del book[name]
        return bent(book, sent.truth({FILE, name}))

    return made


def _of_their_own(state: str) -> Callable[[Sent, Generator], Bent]:
    def made(sent: Sent, _random: Generator) -> Bent:
        book = sent.book()
        sheet = book.create_sheet("Ours")
        sheet["A1"], sheet["A2"], sheet.sheet_state = "Our own remarks", 17, state
        places = [{FILE, "Ours"}] if state != "visible" else []
        return bent(book, sent.truth(*places, may=frozenset({FILE, "Ours"})))

    return made


def _first(sent: Sent, _random: Generator) -> Bent:
    book = sent.book()
    book.move_sheet(RECORDS_SHEET, offset=-1)
    return bent(book, sent.truth())


def _said(item: str, value: object, refusal: Refusal) -> Callable[[Sent, Generator], Bent]:
    """One line of the Cover with another answer."""

    def made(sent: Sent, _random: Generator) -> Bent:
        book, cell = sent.book(), f"B{cover_row(item)}"
        book[COVER_SHEET][cell].value = value
        places = {f"{COVER_SHEET}!{cell}", *([FILE] if refusal is Refusal.MUST else [])}
        return bent(book, sent.truth(places, refusal=refusal))

    return made


def _nil_with_records(sent: Sent, _random: Generator) -> Bent:
    book, cell = sent.book(), f"B{cover_row('return_type')}"
    book[COVER_SHEET][cell].value = "NIL"
    places = {FILE, COVER_SHEET, f"{COVER_SHEET}!{cell}", RECORDS_SHEET, f"{RECORDS_SHEET}!A{sent.rows[0]}"}
    return bent(book, sent.truth(places, refusal=Refusal.MUST))


def _empty(sent: Sent, _random: Generator) -> Bent:
    book = sent.book()
    book[RECORDS_SHEET].delete_rows(sent.rows[0], len(sent.rows))
    return bent(book, sent.truth({FILE, RECORDS_SHEET}, kept=frozenset(), refusal=Refusal.MUST))


def _of_another_version(sent: Sent, _random: Generator) -> Bent:
    book, cell = sent.book(), f"B{cover_row('template_version')}"
    book[COVER_SHEET][cell].value = "0ld1"
    line = next(row for row in book[MANIFEST_SHEET].iter_rows() if row[0].value == "version")
    line[1].value = "0ld1"
    return bent(book, sent.truth({FILE, f"{COVER_SHEET}!{cell}", f"{MANIFEST_SHEET}!{line[1].coordinate}"}))


def _three(sent: Sent, random: Generator) -> tuple[Field, list[int]]:
    """A required question that decides nothing else, and three records in a row."""
    fields = [each for each in sent.fields("code") if each.required and sent.unread(each)]
    first = int(random.integers(sent.rows[0], sent.last - 2))
    return fields[int(random.integers(len(fields)))], [first, first + 1, first + 2]


def _merged(sent: Sent, random: Generator) -> Bent:
    book, (field, rows) = sent.book(), _three(sent, random)
    cells = [sent.cell(field, row) for row in rows]
    book[RECORDS_SHEET].merge_cells(f"{cells[0]}:{cells[-1]}")
    first, *swallowed = (sent.place(field, row) for row in rows)
    return bent(book, sent.truth(*swallowed, may=frozenset({first})))


def _coloured(sent: Sent, random: Generator) -> Bent:
    book, (field, rows) = sent.book(), _three(sent, random)
    for row in rows:
        cell = book[RECORDS_SHEET][sent.cell(field, row)]
        cell.value, cell.fill = None, PatternFill("solid", fgColor="00FF00")
    return bent(book, sent.truth(*(sent.place(field, row) for row in rows)))


def _remarked(sent: Sent, random: Generator, *, instead: bool) -> Bent | None:
    def suits(spot: Spot) -> bool:
        return spot.field.required and sent.unread(spot.field)

    spot = next(sent.spots("code", random, suits), None)
    if spot is None:
        return None
    book, place = sent.book(), sent.place(spot.field, spot.row)
    cell: Any = book[RECORDS_SHEET][sent.cell(spot.field, spot.row)]
    cell.comment = Comment("it was refused twice", "somebody")
    elsewhere = {FILE, RECORDS_SHEET}
    if instead:
        cell.value = None
        return bent(book, sent.truth(place, may=frozenset(elsewhere)))
    assert plainly(spot.value) is not None
    return bent(book, sent.truth({place, *elsewhere}))


_ON_COVER = "The Cover's own answer is not what was asked for."
_WHOSE = "The Cover contradicts the folder that the return lies in: nobody can say whose figures these are."

KINDS = (
    Kind("sheet of records renamed", "It is not there by its name; its headings tell it, or it goes back.", _renamed),
    Kind("records on two sheets", "Nobody can say which of the two counts.", _copied),
    Kind("sheet of records deleted", "There are no records.", _gone),
    Kind("Cover deleted", "It is not there.", _lost(COVER_SHEET)),
    Kind("Volumes deleted", "It is not there.", _lost(VOLUMES_SHEET)),
    Kind("sheet of their own", "It is nothing of ours: there is nothing that must be said.", _of_their_own("visible")),
    Kind("hidden sheet of their own", "The file says that it is hidden.", _of_their_own("hidden")),
    Kind("sheets in another order", "Each has its own name.", _first),
    Kind("another quarter on the Cover", _WHOSE, _said("period", "2019-20 Q1", Refusal.MUST)),
    Kind("another agency on the Cover", _WHOSE, _said("agency_code", "EDU", Refusal.MUST)),
    Kind("required answer missing on the Cover", _ON_COVER, _said("prepared_by_role", None, Refusal.NO)),
    Kind("unknown code on the Cover", _ON_COVER, _said("sampling_method", "the usual", Refusal.NO)),
    Kind("words in a date on the Cover", _ON_COVER, _said("date_submitted", "soon", Refusal.NO)),
    Kind("error in a number on the Cover", _ON_COVER, _said("eligible_population", "#REF!", Refusal.NO)),
    Kind("formula without its result on the Cover", _ON_COVER, _said("eligible_population", "=SUM(1,2)", Refusal.NO)),
    Kind("decimals in a number on the Cover", _ON_COVER, _said("eligible_population", 20.5, Refusal.NO)),
    Kind("other number of records than the Cover says", "The Cover says how many are in this return.",
         _said("sample_returned", 99, Refusal.NO)),
    Kind("nil return with records", "It says that there were no cases, and there are.", _nil_with_records),
    Kind("no records and no nil return", "An empty return is not a nil return.", _empty),
    Kind("template of another version", "The version is written in it.", _of_another_version),
    Kind("cells merged downwards", "A merged cell holds one answer: the others are empty.", _merged),
    Kind("colour in place of answers", "A colour is no answer: the cells are empty.", _coloured),
    Kind("comment in place of an answer", "A comment is no answer: the cell is empty.",
         lambda sent, random: _remarked(sent, random, instead=True)),
    Kind("comment beside an answer", "It is there, and may say what the answer does not.",
         lambda sent, random: _remarked(sent, random, instead=False)),
)  # fmt: skip
