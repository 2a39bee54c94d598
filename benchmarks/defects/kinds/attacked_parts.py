"""What other programs write into a workbook: cells in another form, parts beside, parts under other names."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from numpy.random import Generator
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from benchmarks.defects.due import ERROR, NOTE, Due, Ours
from benchmarks.defects.kinds.pasting import Bend
from benchmarks.defects.kinds.personal import NUMBER
from benchmarks.defects.kinds.typing import all_told, plainly
from benchmarks.defects.parts import rezipped, with_cells
from benchmarks.defects.sent import Sent, bending, saved, typed
from benchmarks.defects.truth import FILE, Bent, Kind, Refusal, Truth
from pipeline.definition import Date
from pipeline.template.layout import (
    COVER_SHEET,
    HEADER_ROW,
    RECORDS_SHEET,
    VOLUMES_HEADER_ROW,
    VOLUMES_SHEET,
    cover_row,
)
from pipeline.validate.catalogue.cells import FORMULA_ERROR
from pipeline.validate.catalogue.people import PERSONAL_DATA
from pipeline.validate.validated import Status

# Cells in another form


@bending
def _written(sent: Sent, random: Generator, kind: str, type_: str, inside: str) -> Bent | None:
    """Answers of a kind, up to five, written otherwise, {} in ``inside`` for the answer: read, or it goes back."""
    spots = list(sent.spots(kind, random, lambda spot: not isinstance(spot.value, str) or spot.value.isalnum()))[:5]
    if not spots or (kind == "number" and not all(isinstance(spot.value, int) for spot in spots)):
        return None
    given = {sent.place(spot.field, spot.row): spot.value for spot in spots}
    data = with_cells(sent.plain, {place: (type_, inside.format(_stored(value))) for place, value in given.items()})
    reads = {place: plainly(value) for place, value in given.items()}
    ours = Ours(reads=reads, or_back=True)
    everywhere = {FILE, RECORDS_SHEET}
    truth = sent.truth(
        *({place, *everywhere} for place in reads), may=everywhere, reads=reads, refusal=Refusal.MAY, ours=ours
    )
    return Bent(data, truth)


def _stored(value: object) -> object:
    """A day as a workbook stores it: the days since the last of 1899."""
    return (value - date(1899, 12, 30)).days if isinstance(value, date) else value


@bending
def _iso(sent: Sent, _random: Generator, form: str) -> Bent:
    """Every date written as ISO 8601 has it."""
    reads = {
        sent.place(field, row): day
        for field in sent.form.fields
        if type(field) is Date
        for row in sent.rows
        if isinstance(day := sent.record(row)[field.name], date)
    }
    data = with_cells(sent.plain, {place: ("d", f"<v>{day.strftime(form)}</v>") for place, day in reads.items()})
    ours = Ours(reads=reads, worst=NOTE)
    return Bent(data, sent.truth(may=reads, reads=reads, ours=ours))


# Excel's errors newer than 2007

_NEWER = ("#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!", "#PYTHON!")
_LIBRARIES = ("calamine", "openpyxl", "panic")


def _errors_in_answers(sent: Sent, random: Generator) -> Bent | None:
    spots = list(sent.spots("code", random))[: len(_NEWER)]
    if not all_told(spots):
        return None
    at = {sent.place(spot.field, spot.row): error for spot, error in zip(spots, _NEWER, strict=True)}
    data = with_cells(sent.plain, {place: ("e", f"<v>{error}</v>") for place, error in at.items()})
    due = tuple(Due(FORMULA_ERROR.id, ERROR, frozenset({place}), says=(error,)) for place, error in at.items())
    return Bent(data, sent.truth(*at, ours=Ours(due, unusable=frozenset(at), unworded=_LIBRARIES)))


@bending
def _errors_at(
    sent: Sent, _random: Generator, place: Callable[[Sent], tuple[str, str] | None], *, is_told: bool
) -> Bent | None:
    """An error in one cell of another sheet or beside the answers; ``said``: whether it must be."""
    spot = place(sent)
    if spot is None:
        return None
    (sheet, cell), book = spot, sent.book()
    if sheet not in book.sheetnames:
        book.create_sheet(sheet)
    if sheet == RECORDS_SHEET:
        book[sheet][f"{cell.rstrip('0123456789')}{HEADER_ROW}"].value = "Our own sum"
    typed(book[sheet], cell, 1)
    where = f"{sheet}!{cell}"
    data = with_cells(saved(book), {where: ("e", "<v>#SPILL!</v>")})
    may = {where, sheet, FILE, f"{sheet}!{cell.rstrip('0123456789')}{HEADER_ROW}"}
    ours = Ours(unworded=_LIBRARIES, rows={"kept": len(sent.rows)})
    return Bent(data, sent.truth(*([{where}] if is_told else []), may=may, ours=ours))


def _beside(sent: Sent) -> tuple[str, str]:
    return RECORDS_SHEET, f"{get_column_letter(sent.beyond)}{sent.rows[0]}"


def _of_the_cover(_sent: Sent) -> tuple[str, str]:
    return COVER_SHEET, f"B{cover_row('eligible_population')}"


def _of_the_volumes(sent: Sent) -> tuple[str, str] | None:
    if sent.form.volumes is None:
        return None
    return VOLUMES_SHEET, f"{'D' if sent.form.volumes.per else 'B'}{VOLUMES_HEADER_ROW + 1}"


# Parts beside, and parts under other names


def _read_as_sent(sent: Sent) -> Ours:
    """Nothing is found, and the first record is read as it was sent."""
    row = sent.rows[0]
    reads = {
        sent.place(each, row): plainly(sent.record(row)[each.name])
        for each in sent.form.fields
        if not each.also_codes()
    }
    return Ours(worst=NOTE, status=Status.ACCEPTED, reads=reads)


@bending
def _with(
    sent: Sent,
    _random: Generator,
    added: Mapping[str, bytes],
    change: Callable[[str, bytes], bytes] = lambda _name, part: part,
) -> Bent:
    """A good return with parts ``added``, or changed by ``change``: there is nothing to find."""
    return Bent(rezipped(sent.plain, change, added), sent.truth(may={FILE}, ours=_read_as_sent(sent)))


@bending
def _renamed(sent: Sent, _random: Generator, **parts: str) -> Bent:
    """Parts under other names, as their relations say; "workbook" -> "workbook22" and so on, within their folders."""
    into = io.BytesIO()
    with _zip(sent.plain) as old, _zip(into, "w") as new:
        for name in old.namelist():
            part, to = old.read(name), name
            for was, now in parts.items():
                to = to.replace(f"{was}.xml", f"{now}.xml")
                if name.endswith(".rels") or name == "[Content_Types].xml":
                    part = part.replace(f"{was}.xml".encode(), f"{now}.xml".encode())
            new.writestr(to, part)
    return Bent(into.getvalue(), sent.truth(ours=_read_as_sent(sent)))


def _zip(of: Any, mode: Any = "r") -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(of) if isinstance(of, bytes) else of, mode, zipfile.ZIP_DEFLATED)


@bending
def _sheet_called(sent: Sent, _random: Generator, title: str, *, first: bool = False) -> Bent:
    """A sheet of their own whose name holds what XML allows as it is."""
    book = sent.book()
    sheet = book.create_sheet(title, 0 if first else None)
    sheet["A1"] = "Our own remarks"
    data = rezipped(saved(book), lambda name, part: part.replace(b"&gt;", b">") if name == "xl/workbook.xml" else part)
    ours = Ours(worst=NOTE, rows={"kept": len(sent.rows)})
    return Bent(data, sent.truth(may={FILE, title, f"{title}!A1"}, ours=ours))


def _told_after_a_sign(sent: Sent, _random: Generator) -> Bent:
    """An NHS number in a check's message, after a sign that hasty patterns take for the end of the tag."""
    book = sent.book()
    check = DataValidation(type="custom", formula1="TRUE", promptTitle="a > b", prompt=f"a > b: {NUMBER}")
    check.add("D7")
    book[RECORDS_SHEET].add_data_validation(check)
    return _back(sent, _raw(book), f"{RECORDS_SHEET}!D7", RECORDS_SHEET)


def _linked_after_a_sign(sent: Sent, _random: Generator) -> Bent:
    book = sent.book()
    book[RECORDS_SHEET]["D7"].hyperlink = "file:///S:/Cases/a > b/943%20476%205919.docx"
    return _back(sent, _raw(book), f"{RECORDS_SHEET}!D7", RECORDS_SHEET)


def _in_the_name_of_a_sheet(sent: Sent, _random: Generator) -> Bent:
    book, title = sent.book(), f"> {NUMBER}"
    book.create_sheet(title)
    return _back(sent, _raw(book), FILE, title)


def _raw(book: Any) -> bytes:
    """A workbook whose attributes hold ">" as it is, which is legal."""
    return rezipped(saved(book), lambda _name, part: part.replace(b"&gt;", b">"))


def _back(sent: Sent, data: bytes, *places: str) -> Bent:
    due = Due(PERSONAL_DATA.id, ERROR)
    ours = Ours((due,), status=Status.SENT_BACK, unsaid=NUMBER[-4:])
    return Bent(data, sent.truth({*places, FILE}, may={*places, FILE}, refusal=Refusal.MUST, ours=ours))


# Files that are no such workbook


def _no_workbook(name: str, data: bytes, *says: str, never: tuple[str, ...] = ()) -> Kind:
    ours = Ours((Due("", ERROR, says=says),), status=Status.SENT_BACK, unworded=(*never, *_LIBRARIES))
    truth = Truth(frozenset(), must=(frozenset({FILE}),), refusal=Refusal.MUST, ours=ours)
    return Kind(name, "It is another kind of file, and can be told.", lambda _sent, _random: Bent(data, truth))


_OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
_LABELLED = b"".join(
    f"{stream}\0".encode("utf-16-le") + bytes(64)
    for stream in ("\6DataSpaces", "DRMEncryptedDataSpace", "DRMEncryptedTransform", "EncryptedPackage")
)
_FODS = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<office:document xmlns:office='
    b'"urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:mimetype='
    b'"application/vnd.oasis.opendocument.spreadsheet" office:version="1.3"></office:document>'
)
_UTF16 = '<?xml version="1.0" encoding="utf-16"?><a xmlns="x"/>'.encode("utf-16")
_WMF = bytes.fromhex("d7cdc69a0000000000000000") + bytes(400)
_METADATA = b'<?xml version="1.0" encoding="UTF-8"?><metadata xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'

_BIFF = {"BIFF2": "0900040000001000", "BIFF3": "0902060000001000", "BIFF4": "0904060000001000"}
_UNTOLD = ("could not be told",)
_FORM = "It is another way to write the same answer: read it, or send the sheet back."
_ISO = "It is how another program writes a date: the same day."
_ERROR = "Excel's own error is no answer."
_PARTS = "It is nothing of ours, and no answer stands in it."
_LEGAL = "The sign is legal there, and ends nothing."
_NAMES = "The file's relations say where its parts are, whatever their names."
_BACK = "It has the form of what tells who a child is; the return goes back, and nothing of it is kept."


def _ours(name: str, knows: str, bend: Bend) -> Kind:
    return Kind(name, knows, bend, for_all=False)


KINDS = (
    _ours("number in a CDATA section", _FORM, _written("number", "", "<v><![CDATA[{}]]></v>")),
    _ours("date in a CDATA section", _FORM, _written("date", "", "<v><![CDATA[{}]]></v>")),
    _ours("code in a CDATA section", _FORM, _written("code", "inlineStr", "<is><t><![CDATA[{}]]></t></is>")),
    _ours("number beside a remark in XML", _FORM, _written("number", "", "<v>{}<!-- x --></v>")),
    _ours("number after a remark in XML", _FORM, _written("number", "", "<v><!-- x -->{}</v>")),
    _ours("result of a formula in a CDATA section", _FORM, _written("number", "", "<f>1+1</f><v><![CDATA[{}]]></v>")),
    _ours("dates in ISO form, Zulu time", _ISO, _iso("%Y-%m-%dT00:00:00.000Z")),
    _ours("dates in ISO form", _ISO, _iso("%Y-%m-%dT00:00:00")),
    _ours("dates in ISO form, to the millisecond", _ISO, _iso("%Y-%m-%dT00:00:00.000")),
    _ours("dates in ISO form, without a time", _ISO, _iso("%Y-%m-%d")),
    _ours("errors newer than 2007 in answers", _ERROR, _errors_in_answers),
    _ours("error newer than 2007 beside the answers", _ERROR, _errors_at(_beside, is_told=False)),
    _ours(
        "error newer than 2007 on a sheet of their own", _ERROR, _errors_at(lambda _sent: ("Ours", "C3"), is_told=False)
    ),
    _ours("error newer than 2007 on the Cover", _ERROR, _errors_at(_of_the_cover, is_told=True)),
    _ours("error newer than 2007 in a volume", _ERROR, _errors_at(_of_the_volumes, is_told=True)),
    _ours("thumbnail in the file", _PARTS, _with({"docProps/thumbnail.wmf": _WMF})),
    _ours("another thumbnail in the file", _PARTS, _with({"docProps/thumbnail.emf": b"\1\0\0\0" + bytes(400)})),
    _ours("part in UTF-16 beside the sheets", _PARTS, _with({"customXml/item1.xml": _UTF16})),
    _ours("properties of such a part in UTF-16", _PARTS, _with({"customXml/itemProps1.xml": _UTF16})),
    _ours("part in UTF-16 of an add-in", _PARTS, _with({"xl/webextensions/webextension1.xml": _UTF16})),
    _ours("metadata beside the sheets", _PARTS, _with({"xl/metadata": bytes(8), "xl/metadata.xml": _METADATA})),
    _ours("sheet called 'Working >>'", _LEGAL, _sheet_called("Working >>")),
    _ours("sheet called '>>' before all others", _LEGAL, _sheet_called(">>", first=True)),
    _ours("sheet called 'a > b'", _LEGAL, _sheet_called("a > b")),
    _ours("NHS number in a message after a '>'", _BACK, _told_after_a_sign),
    _ours("NHS number in a link after a '>'", _BACK, _linked_after_a_sign),
    _ours("NHS number in a sheet's name after a '>'", _BACK, _in_the_name_of_a_sheet),
    _ours("workbook's main part under another name", _NAMES, _renamed(workbook="workbook22")),
    _ours("styles under another name", _NAMES, _renamed(styles="styles9")),
    _ours("words under another name", _NAMES, _renamed(sharedStrings="strings1")),
    _ours("sheets under other names", _NAMES, _renamed(sheet1="first", sheet2="second")),
    _no_workbook("workbook under a sensitivity label", _OLE + _LABELLED, "label", never=("remove the password",)),
    *(
        _no_workbook(f"{name} workbook", bytes.fromhex(begins) + bytes(200), "Excel", ".xlsx", never=_UNTOLD)
        for name, begins in _BIFF.items()
    ),
    _no_workbook("flat OpenDocument spreadsheet", _FODS, "OpenDocument", ".xlsx"),
)
