"""Sheets: renamed, doubled, hidden or lost; the Cover's own answers; merges, colours and comments as answers."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from numpy.random import Generator
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from benchmarks.defects.due import ERROR, NOTE, QUERY, Due, Ours
from benchmarks.defects.kinds.typing import plainly
from benchmarks.defects.parts import rezipped, with_cells
from benchmarks.defects.sent import Sent, Spot, bending, one_of
from benchmarks.defects.truth import FILE, Bent, Kind, Refusal
from pipeline.definition import Date, Field
from pipeline.template.layout import (
    COVER_SHEET,
    EXAMPLE_ROW,
    FIRST_DATA_ROW,
    HEADER_ROW,
    MANIFEST_SHEET,
    RECORDS_SHEET,
    VOLUMES_SHEET,
    cover_row,
)
from pipeline.validate.catalogue.conditions import REQUIRED_MISSING
from pipeline.validate.catalogue.files import (
    COLOURED_CELLS,
    COMMENTS,
    FORMULAS,
    HIDDEN_SHEETS,
    MERGED_CELLS,
    NO_MANIFEST,
    NO_RECORDS_SHEET,
    OLD_TEMPLATE,
    SEVERAL_RECORDS_SHEETS,
    SHEET_RENAMED,
    UNREADABLE,
)
from pipeline.validate.catalogue.records import NIL_WITH_RECORDS, NO_RECORDS
from pipeline.validate.validated import Status


@bending
def _renamed(sent: Sent, _random: Generator, title: str) -> Bent:
    book = sent.book()
    sheet = book[RECORDS_SHEET]
    sheet.title = "x"  # openpyxl takes the same name in other capitals for a second sheet's
    sheet.title = title
    # Other capitals or blanks are no other name: it may be read as if nothing were.
    same = title.strip().casefold() == RECORDS_SHEET.casefold()
    places = {title, FILE, RECORDS_SHEET}
    ours = Ours(worst=NOTE) if same else Ours((Due(SHEET_RENAMED.id, says=(title,)),), rows={"kept": len(sent.rows)})
    return sent.bent(
        book,
        *([] if same else [places]),
        may={f"{title}!{EXAMPLE_ROW}", *places},
        refusal=Refusal.NO if same else Refusal.MAY,
        ours=ours,
    )


def _back(rule: str, *says: str, near: frozenset[str] = frozenset(), at: Collection[str] = ()) -> Ours:
    """It goes back, and one finding of ``rule`` says why."""
    return Ours((Due(rule, ERROR, frozenset(at), near, says),), status=Status.SENT_BACK)


def _copied(sent: Sent, _random: Generator) -> Bent:
    book, copy = sent.book(), f"{RECORDS_SHEET} (2)"
    book.copy_worksheet(book[RECORDS_SHEET]).title = copy
    ours = _back(SEVERAL_RECORDS_SHEETS.id, f"{RECORDS_SHEET}, {copy}")
    return sent.bent(book, {FILE, RECORDS_SHEET, copy}, refusal=Refusal.MUST, ours=ours)


def _gone(sent: Sent, _random: Generator) -> Bent:
    book = sent.book()
    del book[RECORDS_SHEET]
    ours = _back(NO_RECORDS_SHEET.id, COVER_SHEET)
    return sent.bent(book, {FILE, RECORDS_SHEET}, refusal=Refusal.MUST, ours=ours)


def _cut_into_tables(sent: Sent, _random: Generator) -> Bent | None:
    """Tables cut out of a document, each on a sheet of its own: none has the template's headings."""
    if sent.form.beside or sent.asks_little:
        return None  # of each missing sheet it is told; and six columns of few are a sheet of records
    book = sent.book()
    rows = [[cell.value for cell in row[:6]] for row in book[RECORDS_SHEET].iter_rows(min_row=HEADER_ROW)]
    for name in book.sheetnames:
        if name != MANIFEST_SHEET:
            del book[name]
    for number in (1, 2, 3):
        sheet = book.create_sheet(f"Table {number}")
        for row in rows[:4]:
            sheet.append(row)
    ours = _back(NO_RECORDS_SHEET.id, "Table 1, Table 2, Table 3", "original")
    return sent.bent(book, {FILE, RECORDS_SHEET}, may={COVER_SHEET}, refusal=Refusal.MUST, ours=ours)


@bending
def _lost(sent: Sent, _random: Generator, *names: str) -> Bent | None:
    book = sent.book()
    if not set(names) <= set(book.sheetnames):
        return None
    for name in names:
        del book[name]
    due = tuple(Due(f"{name.casefold()}_missing", QUERY) for name in names)
    return sent.bent(book, *({FILE, name} for name in names), ours=Ours(due))


def _unsigned(sent: Sent, _random: Generator) -> Bent:
    """Without the hidden sheet that says which template it is."""
    book = sent.book()
    del book[MANIFEST_SHEET]
    due = Due(NO_MANIFEST.id, NOTE, says=("version",))
    return sent.bent(book, may={FILE, MANIFEST_SHEET}, ours=Ours((due,)))


@bending
def _of_their_own(sent: Sent, _random: Generator, state: str) -> Bent:
    book = sent.book()
    sheet = book.create_sheet("Ours")
    sheet["A1"], sheet["A2"], sheet.sheet_state = "Specimen Sampleton's own remarks", 17, state
    hidden = state != "visible"
    due = (Due(HIDDEN_SHEETS.id, NOTE, says=("Ours",)),) if hidden else ()
    ours = Ours(due, worst=NOTE, unsaid="Sampleton")
    return sent.bent(book, *([{FILE, "Ours"}] if hidden else []), may={FILE, "Ours", "Ours!A1", "Ours!A2"}, ours=ours)


def _first(sent: Sent, _random: Generator) -> Bent:
    book = sent.book()
    book.move_sheet(RECORDS_SHEET, offset=-1)
    return sent.bent(book, ours=Ours(status=Status.ACCEPTED))


@bending
def _said(sent: Sent, _random: Generator, item: str, value: object, refusal: Refusal) -> Bent:
    """One line of the Cover with another answer."""
    book, cell = sent.book(), f"B{cover_row(item)}"
    book[COVER_SHEET][cell].value = value
    places = {f"{COVER_SHEET}!{cell}", *([FILE] if refusal is Refusal.MUST else [])}
    return sent.bent(book, places, refusal=refusal)


def _nil_with_records(sent: Sent, _random: Generator) -> Bent:
    """Of each sheet that holds something it is told."""
    book, cell = sent.book(), f"B{cover_row('return_type')}"
    book[COVER_SHEET][cell].value = "NIL"
    places = {FILE, COVER_SHEET, f"{COVER_SHEET}!{cell}", RECORDS_SHEET, f"{RECORDS_SHEET}!A{sent.rows[0]}"}
    first = f"{RECORDS_SHEET}!A{sent.rows[0]}"
    beside = {f"{form.sheet}!A{FIRST_DATA_ROW}" for form in sent.form.beside}
    return sent.bent(book, places, may=beside, refusal=Refusal.MUST, ours=_back(NIL_WITH_RECORDS.id, at={first}))


def _empty(sent: Sent, _random: Generator) -> Bent:
    book = sent.book()
    book[RECORDS_SHEET].delete_rows(sent.rows[0], len(sent.rows))
    return sent.bent(
        book, {FILE, RECORDS_SHEET}, kept=frozenset(), refusal=Refusal.MUST, ours=_back(NO_RECORDS.id, "NIL")
    )


@bending
def _of_another_version(sent: Sent, random: Generator, *, whole: bool) -> Bent:
    """The template of another version, with every question or without one."""
    book, cell = sent.book(), f"B{cover_row('template_version')}"
    line = next(row for row in book[MANIFEST_SHEET].iter_rows() if row[0].value == "version")
    line[1].value = book[COVER_SHEET][cell].value = "0ld1"
    places = {FILE, f"{COVER_SHEET}!{cell}", f"{MANIFEST_SHEET}!{line[1].coordinate}"}
    says = ("0ld1", sent.form.version)
    if whole:
        return sent.bent(book, places, ours=Ours((Due(OLD_TEMPLATE.id, NOTE, says=says),)))
    fields = sent.fields("code")
    book[RECORDS_SHEET].delete_cols(sent.column(one_of(fields, random)))
    row = f"{RECORDS_SHEET}!{HEADER_ROW}"
    return sent.bent(book, {*places, row}, may={*places, row}, refusal=Refusal.MUST, ours=_back(OLD_TEMPLATE.id, *says))


def _three(sent: Sent, random: Generator) -> tuple[Field, list[int]] | None:
    """A required question that decides nothing else, and three records in a row; None where each decides something."""
    fields = [each for each in sent.fields("code") if each.required and sent.unread(each)]
    first = int(random.integers(sent.rows[0], sent.last - 2))
    return (one_of(fields, random), [first, first + 1, first + 2]) if fields else None


def _merged(sent: Sent, random: Generator) -> Bent | None:
    three = _three(sent, random)
    if three is None:
        return None
    book, (field, rows) = sent.book(), three
    cells = [sent.cell(field, row) for row in rows]
    book[RECORDS_SHEET].merge_cells(f"{cells[0]}:{cells[-1]}")
    first, *swallowed = (sent.place(field, row) for row in rows)
    due = Due(MERGED_CELLS.id, at=frozenset({first, *swallowed}))
    ours = Ours((due,), reads=dict.fromkeys(swallowed))
    return sent.bent(book, *swallowed, may=frozenset({first}), ours=ours)


def _coloured(sent: Sent, random: Generator) -> Bent | None:
    three = _three(sent, random)
    if three is None:
        return None
    book, (field, rows) = sent.book(), three
    for row in rows:
        cell = book[RECORDS_SHEET][sent.cell(field, row)]
        cell.value, cell.fill = None, PatternFill("solid", fgColor="00FF00")
    at = frozenset(sent.place(field, row) for row in rows)
    due = (Due(REQUIRED_MISSING.id, ERROR, at), Due(COLOURED_CELLS.id, NOTE, at))
    return sent.bent(book, *at, ours=Ours(due))


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
        due = (Due(REQUIRED_MISSING.id, ERROR, frozenset({place})), Due(COMMENTS.id, says=("write into the cells",)))
        return sent.bent(book, place, may=frozenset(elsewhere), ours=Ours(due, unsaid="refused twice"))
    assert plainly(spot.value) is not None
    return sent.bent(book, {place, *elsewhere})


def _counted_from_1904(sent: Sent, _random: Generator) -> Bent:
    """The workbook counts its days from 1904, as old Macs did: the dates are the same."""
    book = sent.book()
    book.epoch = CALENDAR_MAC_1904
    return sent.bent(book, ours=Ours(status=Status.ACCEPTED, reads=_dates(sent)))


def _strict(sent: Sent, _random: Generator) -> Bent:
    """Saved as a Strict Open XML workbook, which names everything otherwise."""

    def strict(_name: str, part: bytes) -> bytes:
        for ours, theirs in _STRICT.items():
            part = part.replace(ours, theirs)
        return part

    return Bent(rezipped(sent.plain, strict), sent.truth(ours=Ours(status=Status.ACCEPTED, reads=_dates(sent))))


_STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def _dates(sent: Sent) -> dict[str, object]:
    """What every cell that asks for a date says."""
    return {
        sent.place(field, row): plainly(sent.record(row)[field.name])
        for field in sent.form.fields
        if isinstance(field, Date) and not field.also_codes()
        for row in sent.rows
    }


def _with_results(sent: Sent, random: Generator) -> Bent:
    """A formula in an answer, with its result stored, beside the template's own formulas."""
    spot = next(sent.spots("code", random, lambda spot: spot.value.isalpha()))
    place = sent.place(spot.field, spot.row)
    stored = f'<f>CONCATENATE("{spot.value}","")</f><v>{spot.value}</v>'
    data = with_cells(sent.as_sent, {place: ("str", stored)})
    ours = Ours((Due(FORMULAS.id, NOTE),), reads={place: spot.value})
    return Bent(data, sent.truth(may={place, RECORDS_SHEET}, reads={place: spot.value}, ours=ours))


@bending
def _far(sent: Sent, _random: Generator, cell: str) -> Bent:
    """A blank far outside the table: no more than named, and never a crash."""
    book = sent.book()
    book[RECORDS_SHEET][cell].value = " "
    if cell == "XFD9":  # in a row that is read anyway a blank is nothing
        return sent.bent(book, may={RECORDS_SHEET}, ours=Ours(worst=NOTE))
    ours = _back(UNREADABLE.id, cell, "perhaps only a space", "Delete that cell")
    return sent.bent(book, may={FILE, RECORDS_SHEET, f"{RECORDS_SHEET}!{cell}"}, refusal=Refusal.MAY, ours=ours)


_ON_COVER = "The Cover's own answer is not what was asked for."
_WHOSE = "The Cover contradicts the folder that the return lies in: nobody can say whose figures these are."

KINDS = (
    *(
        Kind(
            f"sheet of records renamed {title}",
            "It is not there by its name; its headings tell it, or it goes back.",
            _renamed(title),
        )
        for title in ("Sheet1", "Records 2019 Q2", "DATA")
    ),
    *(
        Kind(f"sheet of records written {title!r}", "Other capitals or blanks are no other name.", _renamed(title))
        for title in ("records", " Records ", "RECORDS")
    ),
    Kind("records on two sheets", "Nobody can say which of the two counts.", _copied),
    Kind("sheet of records deleted", "There are no records.", _gone),
    Kind("tables cut out of a document", "There is no sheet of records.", _cut_into_tables),
    Kind("Cover deleted", "It is not there.", _lost(COVER_SHEET)),
    Kind("Volumes deleted", "It is not there.", _lost(VOLUMES_SHEET)),
    Kind("Cover and Volumes deleted", "They are not there.", _lost(COVER_SHEET, VOLUMES_SHEET)),
    Kind("hidden sheets deleted", "The Cover says the rest; of the version nothing is sure.", _unsigned),
    Kind("sheet of their own", "It is nothing of ours: there is nothing that must be said.", _of_their_own("visible")),
    Kind("hidden sheet of their own", "The file says that it is hidden.", _of_their_own("hidden")),
    Kind("very hidden sheet of their own", "The file says that it is hidden.", _of_their_own("veryHidden")),
    Kind("days counted from 1904", "The file says so: the dates are the same.", _counted_from_1904),
    Kind("strict workbook", "It is another way to write the same.", _strict, for_all=False),
    Kind("formula with its result", "The result is the answer.", _with_results),
    Kind("stray blank in the last row of all", "It is nothing, or it goes back.", _far("C1048576"), for_all=False),
    Kind("stray blank in the last cell of all", "It is nothing, or it goes back.", _far("XFD1048576"), for_all=False),
    Kind("stray blank in the last column", "It is nothing.", _far("XFD9"), for_all=False),
    Kind("sheets in another order", "Each has its own name.", _first),
    Kind("another quarter on the Cover", _WHOSE, _said("period", "2019-20 Q1", Refusal.MUST)),
    Kind("another agency on the Cover", _WHOSE, _said("agency_code", "EDU", Refusal.MUST)),
    Kind("required answer missing on the Cover", _ON_COVER, _said("prepared_by_role", None, Refusal.NO)),
    Kind("unknown code on the Cover", _ON_COVER, _said("sampling_method", "the usual", Refusal.NO)),
    Kind("words in a date on the Cover", _ON_COVER, _said("date_submitted", "soon", Refusal.NO)),
    Kind("error in a number on the Cover", _ON_COVER, _said("eligible_population", "#REF!", Refusal.NO)),
    Kind("formula without its result on the Cover", _ON_COVER, _said("eligible_population", "=SUM(1,2)", Refusal.NO)),
    Kind("decimals in a number on the Cover", _ON_COVER, _said("eligible_population", 20.5, Refusal.NO)),
    Kind(
        "other number of records than the Cover says",
        "The Cover says how many are in this return.",
        _said("sample_returned", 99, Refusal.NO),
    ),
    Kind("nil return with records", "It says that there were no cases, and there are.", _nil_with_records),
    Kind("no records and no nil return", "An empty return is not a nil return.", _empty),
    Kind("template of another version", "The version is written in it.", _of_another_version(whole=True)),
    Kind(
        "template of another version that lacks a question",
        "The version is written in it, and tells why.",
        _of_another_version(whole=False),
    ),
    Kind("cells merged downwards", "A merged cell holds one answer: the others are empty.", _merged),
    Kind("colour in place of answers", "A colour is no answer: the cells are empty.", _coloured),
    Kind(
        "comment in place of an answer",
        "A comment is no answer: the cell is empty.",
        lambda sent, random: _remarked(sent, random, instead=True),
    ),
    Kind(
        "comment beside an answer",
        "It is there, and may say what the answer does not.",
        lambda sent, random: _remarked(sent, random, instead=False),
    ),
)
