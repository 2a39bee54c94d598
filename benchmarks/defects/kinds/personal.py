"""Personal data, made up and of the right form, in the cells and everywhere else that a workbook can hold words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from numpy.random import Generator
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

from benchmarks.defects.sent import Sent, bent
from benchmarks.defects.truth import FILE, Bent, Kind, Refusal
from pipeline.layout import COVER_SHEET, HEADER_ROW, RECORDS_SHEET, cover_row

NUMBER = "943 476 5919"  # the health service's own example of a number with its check digit
_GOES_BACK = "It has the form of what tells who a child is; the return goes back, and nothing of it is kept."


def _in_words(text: str) -> Callable[[Sent, Generator], Bent]:
    """``text`` in a free answer, which the codebook says is to hold no names."""

    def made(sent: Sent, random: Generator) -> Bent:
        book, row = sent.book(), int(random.choice(list(sent.rows)))
        fields = sent.fields("words")
        field = fields[int(random.integers(len(fields)))]
        book[RECORDS_SHEET][sent.cell(field, row)].value = text
        return bent(book, sent.truth(sent.place(field, row), refusal=Refusal.MUST))

    return made


def _elsewhere(places: set[str], bend: Callable[[Any], object]) -> Callable[[Sent, Generator], Bent]:
    """Somewhere else than in an answer."""

    def made(sent: Sent, _random: Generator) -> Bent:
        book = sent.book()
        bend(book)
        return bent(book, sent.truth(places, refusal=Refusal.MUST))

    return made


def _column(heading: str, value: object) -> Callable[[Sent, Generator], Bent]:
    """In a column of their own."""

    def made(sent: Sent, random: Generator) -> Bent:
        book, letter, row = sent.book(), get_column_letter(sent.width + 1), int(random.choice(list(sent.rows)))
        book[RECORDS_SHEET][f"{letter}{HEADER_ROW}"].value = heading
        book[RECORDS_SHEET][f"{letter}{row}"].value = value
        head = f"{RECORDS_SHEET}!{letter}{HEADER_ROW}"
        return bent(book, sent.truth(f"{RECORDS_SHEET}!{letter}{row}", may=frozenset({head}), refusal=Refusal.MUST))

    return made


def _in_a_hidden_row(sent: Sent, random: Generator) -> Bent:
    book, row = sent.book(), int(random.choice(list(sent.rows)))
    field = sent.fields("words")[0]
    book[RECORDS_SHEET][sent.cell(field, row)].value = f"see {NUMBER}"
    book[RECORDS_SHEET].row_dimensions[row].hidden = True
    return bent(book, sent.truth(sent.place(field, row), may=frozenset({f"{RECORDS_SHEET}!{row}"}),
                                 refusal=Refusal.MUST))  # fmt: skip


def _on_a_hidden_sheet(book: Any) -> None:
    sheet = book.create_sheet("Ours")
    sheet["C3"], sheet.sheet_state = NUMBER, "hidden"


_CAVEATS = f"B{cover_row('caveats')}"

KINDS = tuple(
    Kind(name, _GOES_BACK, made)
    for name, made in (
        ("NHS number in words", _in_words(f"see {NUMBER}")),
        ("NHS number without blanks in words", _in_words(f"discussed {NUMBER.replace(' ', '')} again")),
        ("postcode in words", _in_words("moved to SO14 7LY in May")),
        ("date of birth in words", _in_words("DOB 03/04/2017, seen twice")),
        ("telephone number in words", _in_words("ring 07700 900123 first")),
        ("e-mail address in words", _in_words("sent to someone@example.org")),
        ("national insurance number in words", _in_words("mother is AB 12 34 56 C")),
        ("pupil number in words", _in_words("pupil B801200005001")),
        ("title and surname in words", _in_words("agreed with Mrs Sampleton")),
        ("NHS number in a column of their own", _column("Our number", 9434765919)),
        ("date of birth in a column of their own", _column("Child's DOB", datetime(2017, 4, 3))),
        ("NHS number in a hidden row", _in_a_hidden_row),
        ("NHS number on the Cover",
         _elsewhere({f"{COVER_SHEET}!{_CAVEATS}"},
                    lambda book: setattr(book[COVER_SHEET][_CAVEATS], "value", f"without {NUMBER}"))),
        ("NHS number in a comment",
         _elsewhere({f"{RECORDS_SHEET}!D7"},
                    lambda book: setattr(book[RECORDS_SHEET]["D7"], "comment", Comment(f"see {NUMBER}", "somebody")))),
        ("NHS number as a sheet's name", _elsewhere({FILE, NUMBER}, lambda book: book.create_sheet(NUMBER))),
        ("NHS number on a hidden sheet", _elsewhere({"Ours!C3"}, _on_a_hidden_sheet)),
        ("NHS number in a footer",
         _elsewhere({FILE, RECORDS_SHEET},
                    lambda book: setattr(book[RECORDS_SHEET].oddFooter.left, "text", f"for {NUMBER}"))),
        ("NHS number in the file's properties",
         _elsewhere({FILE}, lambda book: setattr(book.properties, "title", f"About {NUMBER}"))),
    )
)  # fmt: skip
