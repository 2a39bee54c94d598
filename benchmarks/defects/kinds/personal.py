"""Personal data, made up and of the right form, in the cells and everywhere else that a workbook can hold words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from numpy.random import Generator
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from benchmarks.defects.due import ERROR, NOTE, Due, Ours
from benchmarks.defects.parts import with_cells
from benchmarks.defects.sent import Sent, bending, one_of
from benchmarks.defects.truth import FILE, Bent, Kind, Refusal
from pipeline.template.layout import (
    CHECKS_SHEET,
    COVER_SHEET,
    GUIDANCE_SHEET,
    HEADER_ROW,
    LISTS_SHEET,
    MANIFEST_SHEET,
    READY_SHEET,
    RECORDS_SHEET,
    cover_row,
)
from pipeline.validate.catalogue.files import NAMES_IN_PROPERTIES
from pipeline.validate.catalogue.people import PERSONAL_DATA
from pipeline.validate.validated import Status

NUMBER = "943 476 5919"  # the health service's own example of a number with its check digit
_GOES_BACK = "It has the form of what tells who a child is; the return goes back, and nothing of it is kept."


def _found(*says: str) -> Ours:
    """It goes back; one finding says what it seems to be and where, and nothing repeats it."""
    return Ours(
        (Due(PERSONAL_DATA.id, ERROR, says=("looks like", *says)),), status=Status.SENT_BACK, unsaid=NUMBER[-4:]
    )


@bending
def _in_words(sent: Sent, random: Generator, text: str) -> Bent | None:
    """``text`` in a free answer, which the codebook says is to hold no names."""
    book, row = sent.book(), sent.any_row(random)
    fields = sent.fields("words")
    if not fields:
        return None
    field = one_of(fields, random)
    book[RECORDS_SHEET][sent.cell(field, row)].value = text
    return sent.bent(book, sent.place(field, row), refusal=Refusal.MUST, ours=_found())


@bending
def _elsewhere(sent: Sent, _random: Generator, places: set[str], bend: Callable[[Any], object], *says: str) -> Bent:
    """Somewhere else than in an answer; ``says``: where, in this product's words."""
    book = sent.book()
    bend(book)
    # Who wrote a comment, or saved the file, is noted of the file as a whole.
    return sent.bent(book, places, may={FILE}, refusal=Refusal.MUST, ours=_found("an NHS number", *says))


def _in_properties(sent: Sent, _random: Generator) -> Bent:
    """Who made it and who saved it last: a note, and the names go no further."""
    book = sent.book()
    book.properties.creator, book.properties.lastModifiedBy = "Specimen Sampleton", "Sam Specimen"
    due = Due(NAMES_IN_PROPERTIES.id, NOTE, says=("author, last modified by",))
    return sent.bent(book, may={FILE}, ours=Ours((due,), worst=NOTE, unsaid="Sam"))


def _linked(sent: Sent, _random: Generator) -> Bent:
    """Addresses of web pages: a note for each place."""
    book = sent.book()
    book[COVER_SHEET]["C30"] = "see https://example.org/guidance"
    book[RECORDS_SHEET]["D7"].hyperlink = "https://example.org/x"
    places = {f"{COVER_SHEET}!C30", RECORDS_SHEET}
    due = tuple(Due("", NOTE, frozenset({place})) for place in places)
    return sent.bent(book, may={*places, f"{RECORDS_SHEET}!D7"}, ours=Ours(due))


def _in_the_files_name(data: Callable[[Sent], bytes]) -> Callable[[Sent, Generator], Bent]:
    return lambda sent, _random: Bent(
        data(sent), sent.truth({FILE}, refusal=Refusal.MUST, ours=_found()), f"{NUMBER}.xlsx"
    )


def _on_every_sheet(sent: Sent, _random: Generator) -> Bent:
    """On the sheets that nobody is meant to fill in, as words on one and as a number on the next."""
    data = with_cells(sent.as_sent, _NOT_TO_FILL)
    due = tuple(Due(PERSONAL_DATA.id, ERROR, frozenset({place}), says=("an NHS number",)) for place in _NOT_TO_FILL)
    ours = Ours(due, status=Status.SENT_BACK, unsaid=NUMBER[-4:])
    return Bent(data, sent.truth(*_NOT_TO_FILL, refusal=Refusal.MUST, ours=ours))


_WORDS = ("inlineStr", f"<is><t>see {NUMBER}</t></is>")
_DIGITS = ("", f"<v>{NUMBER.replace(' ', '')}</v>")
_NOT_TO_FILL = {
    f"{CHECKS_SHEET}!C9": _WORDS,
    f"{CHECKS_SHEET}!F4": _DIGITS,
    f"{GUIDANCE_SHEET}!H3": _WORDS,
    f"{GUIDANCE_SHEET}!H4": _DIGITS,
    f"{LISTS_SHEET}!B40": _WORDS,
    f"{LISTS_SHEET}!B41": _DIGITS,
    f"{READY_SHEET}!A30": _WORDS,
    f"{READY_SHEET}!A31": _DIGITS,
    f"{MANIFEST_SHEET}!C1": _WORDS,
    f"{MANIFEST_SHEET}!C2": _DIGITS,
}


@bending
def _column(sent: Sent, random: Generator, heading: str, value: object) -> Bent:
    """In a column of their own."""
    book, letter, row = sent.book(), get_column_letter(sent.beyond), sent.any_row(random)
    book[RECORDS_SHEET][f"{letter}{HEADER_ROW}"].value = heading
    book[RECORDS_SHEET][f"{letter}{row}"].value = value
    head = f"{RECORDS_SHEET}!{letter}{HEADER_ROW}"
    place = f"{RECORDS_SHEET}!{letter}{row}"
    return sent.bent(book, place, may=frozenset({head}), refusal=Refusal.MUST, ours=_found())


def _in_a_hidden_row(sent: Sent, random: Generator) -> Bent | None:
    book, row = sent.book(), sent.any_row(random)
    field = next(iter(sent.fields("words")), None)
    if field is None:
        return None
    book[RECORDS_SHEET][sent.cell(field, row)].value = f"see {NUMBER}"
    book[RECORDS_SHEET].row_dimensions[row].hidden = True
    return sent.bent(
        book,
        sent.place(field, row),
        may=frozenset({f"{RECORDS_SHEET}!{row}"}),
        refusal=Refusal.MUST,
        ours=_found("an NHS number"),
    )


def _on_a_hidden_sheet(sent: Sent, _random: Generator) -> Bent:
    book = sent.book()
    sheet = book.create_sheet("Ours")
    sheet["C3"], sheet.sheet_state = NUMBER, "hidden"
    ours = _found("an NHS number")
    return sent.bent(book, "Ours!C3", may={FILE, "Ours"}, refusal=Refusal.MUST, ours=ours)


def _told(book: Any, **options: Any) -> None:
    """A check on a cell, with its message or its list."""
    check = DataValidation(**options)
    check.add("D7")
    book[RECORDS_SHEET].add_data_validation(check)


_CAVEATS = f"B{cover_row('caveats')}"
_PROPERTIES = "the document's properties"
_CELL = f"{RECORDS_SHEET}!D7"
_ABOUT = ("title", "subject", "keywords", "description", "category")


def _property(name: str) -> Callable[[Any], None]:
    return lambda book: setattr(book.properties, name, f"About {NUMBER}")


KINDS = (
    *(
        Kind(name, _GOES_BACK, as_typed)
        for name, as_typed in (
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
            ("date of birth as text in a column of their own", _column("Child's DOB", "03/04/2017")),
            ("NHS number in a hidden row", _in_a_hidden_row),
            (
                "NHS number on the Cover",
                _elsewhere(
                    {f"{COVER_SHEET}!{_CAVEATS}"},
                    lambda book: setattr(book[COVER_SHEET][_CAVEATS], "value", f"without {NUMBER}"),
                ),
            ),
            (
                "NHS number in a comment",
                _elsewhere(
                    {_CELL},
                    lambda book: setattr(book[RECORDS_SHEET]["D7"], "comment", Comment(f"see {NUMBER}", "Author")),
                    "a comment",
                ),
            ),
            (
                "NHS number in the message of a check",
                _elsewhere(
                    {_CELL},
                    lambda book: _told(
                        book, type="custom", formula1="TRUE", promptTitle="Case", prompt=f"This is {NUMBER}"
                    ),
                    "an input message",
                ),
            ),
            (
                "NHS number in the list of a check",
                _elsewhere(
                    {_CELL}, lambda book: _told(book, type="list", formula1=f'"{NUMBER},another"'), "an input message"
                ),
            ),
            (
                "NHS number in a link",
                _elsewhere(
                    {RECORDS_SHEET},
                    lambda book: setattr(
                        book[RECORDS_SHEET]["D7"], "hyperlink", "file:///S:/Cases/943%20476%205919.docx"
                    ),
                    "a link",
                ),
            ),
            (
                "NHS number in a defined name",
                _elsewhere(
                    {FILE},
                    lambda book: book.defined_names.add(DefinedName("the_case", attr_text=f'"{NUMBER}"')),
                    "a defined name",
                ),
            ),
            ("NHS number as a sheet's name", _elsewhere({FILE, NUMBER}, lambda book: book.create_sheet(NUMBER))),
            ("NHS number on a hidden sheet", _on_a_hidden_sheet),
            (
                "NHS number in a footer",
                _elsewhere(
                    {FILE, RECORDS_SHEET},
                    lambda book: setattr(book[RECORDS_SHEET].oddFooter.left, "text", f"for {NUMBER}"),
                    "header or footer",
                ),
            ),
            (
                "NHS number in the header of the first page",
                _elsewhere(
                    {FILE, COVER_SHEET},
                    lambda book: setattr(book[COVER_SHEET].firstHeader.center, "text", NUMBER),
                    "header or footer",
                ),
            ),
            *(
                (f"NHS number in the file's {name}", _elsewhere({FILE}, _property(name), _PROPERTIES))
                for name in _ABOUT
            ),
            (
                "NHS number in a property of their own",
                _elsewhere(
                    {FILE},
                    lambda book: book.custom_doc_props.append(StringProperty(name="Case", value=NUMBER)),
                    _PROPERTIES,
                ),
            ),
            (
                "NHS number as a property of their own",
                _elsewhere(
                    {FILE},
                    lambda book: book.custom_doc_props.append(StringProperty(name=NUMBER, value="x")),
                    _PROPERTIES,
                ),
            ),
            ("NHS number on the sheets that nobody fills in", _on_every_sheet),
        )
    ),
    Kind("NHS number in the file's name", _GOES_BACK, _in_the_files_name(lambda sent: sent.plain), for_all=False),
    Kind("NHS number in the name of no workbook", _GOES_BACK, _in_the_files_name(lambda _: b"rubbish"), for_all=False),
    Kind("author and last editor in the file's properties", "It is the rule and not the exception.", _in_properties),
    Kind("addresses of web pages", "They tell nobody's name, and nobody follows them.", _linked),
)
