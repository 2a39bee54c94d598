"""Personal data in the parts of a workbook that only other programs write: told by its kind and where it stood."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import read
from pipeline.read import PersonalData
from pipeline.read.precheck import structure
from tests.unit.read.workbooks import bent, built, rezipped, with_cells, with_part

NUMBER = "943 476 5919"


def drawn(_book: Any, sheet: Any) -> None:
    sheet.write(0, 0, "x")
    sheet.insert_textbox("F6", f"born 03/04/2017, {NUMBER}")


def pictured(_book: Any, sheet: Any) -> None:
    sheet.write(0, 0, "x")
    sheet.insert_textbox("F6", "", {"description": f"a letter about {NUMBER}"})


def charted(book: Any, sheet: Any) -> None:
    sheet.write_column("A1", [1, 2, 3])
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Records!$A$1:$A$3"})
    chart.set_title({"name": f"Contacts of {NUMBER}"})
    sheet.insert_chart("F6", chart)


@pytest.mark.parametrize(
    ("fill", "where"), [(drawn, "a text box or drawing"), (pictured, "a text box or drawing"), (charted, "a chart")]
)
def test_it_is_found_in_what_is_drawn(
    readers: read.Readers, tmp_path: Path, fill: Callable[[Any, Any], None], where: str
) -> None:
    book = readers.workbook(read.Received(tmp_path / "a.xlsx", built(fill), "0" * 64))

    assert PersonalData("an NHS number", "Records", "", where) in book.outside_cells
    assert "5919" not in repr(book.outside_cells)


THREADED = (
    '<ThreadedComments xmlns="x"><threadedComment ref="D7" id="{1}"><text>rang %s</text></threadedComment>'
    "</ThreadedComments>"
)
PIVOT = '<pivotCacheDefinition><cacheFields><sharedItems><s v="%s"/></sharedItems></cacheFields></pivotCacheDefinition>'


@pytest.mark.parametrize(
    ("part", "words", "cell", "where"),
    [
        ("xl/threadedComments/threadedComment1.xml", THREADED, "D7", "a comment"),
        ("xl/pivotCache/pivotCacheDefinition1.xml", PIVOT, "", "a pivot table's store"),
        ("xl/externalLinks/externalLink1.xml", "<externalLink><v>%s</v></externalLink>", "", "a link's store"),
    ],
)
def test_it_is_found_in_the_stores_of_other_features(
    readers: read.Readers, tmp_path: Path, part: str, words: str, cell: str, where: str
) -> None:
    data = rezipped(built(), lambda _name, same: same, {part: (words % NUMBER).encode()})
    book = readers.workbook(read.Received(tmp_path / "a.xlsx", data, "0" * 64))

    assert PersonalData("an NHS number", "", cell, where) in book.outside_cells


def after_the_cells(xml: str) -> bytes:
    return bent(built(), sheet1=lambda part: part.replace(b"</sheetData>", f"</sheetData>{xml}".encode()))


def after_the_sheets(xml: str) -> bytes:
    return bent(built(), workbook=lambda part: part.replace(b"</sheets>", f"</sheets>{xml}".encode()))


def linked_to(target: str, mode: str = 'TargetMode="External"') -> bytes:
    links = f'<Relationships><Relationship Id="a" Target="{target}" {mode}/></Relationships>'
    return with_part("xl/worksheets/_rels/sheet1.xml.rels", links.encode())


def styled(xml: str) -> bytes:
    return rezipped(
        built(),
        lambda name, part: part.replace(b"<fonts", f"{xml}<fonts".encode(), 1) if name == "xl/styles.xml" else part,
    )


WHOSE, NHS, BORN, POST = "a person's name", "an NHS number", "a date of birth", "an e-mail address"
DIGITS = NUMBER.replace(" ", "")
SAID = {
    "a table's column": (
        NHS,
        with_part("xl/tables/table1.xml", f'<table><tableColumn name="{DIGITS}"/></table>'.encode()),
    ),
    "a table's alternative text": (WHOSE, with_part("xl/tables/table1.xml", b'<x:table altText="Mrs Bloggs"/>')),
    "a filter": (
        NHS,
        after_the_cells(f'<autoFilter ref="A1"><filters><filter val="{DIGITS}"/></filters></autoFilter>'),
    ),
    "a pivot's caption": (NHS, with_part("xl/pivotTables/pivotTable1.xml", f'<item n="{DIGITS}"/>'.encode())),
    "a pivot's dates of birth": (
        BORN,
        with_part("xl/pivotCache/pivotCacheDefinition1.xml", b'<cacheField name="DOB"><d v="2013-02-01T00:00:00"/>'),
    ),
    "a header in a theme's colour": (
        NHS,
        after_the_cells(f"<headerFooter><oddHeader>&amp;K01+000{DIGITS}</oddHeader></headerFooter>"),
    ),
    "two paragraphs": (
        BORN,
        with_part(
            "xl/drawings/drawing1.xml",
            b"<a:txBody><a:p><a:t>DOB</a:t></a:p><a:p><a:t>01/02/2013</a:t></a:p></a:txBody>",
        ),
    ),
    "a line break": (
        WHOSE,
        with_part("xl/drawings/drawing1.xml", b"<a:p><a:t>Mrs</a:t><a:br/><a:t>Bloggs</a:t></a:p>"),
    ),
    "two halves of a number": (
        NHS,
        with_part("xl/drawings/drawing1.xml", f"<a:t>{DIGITS[:5]}</a:t><a:rPr/><a:t>{DIGITS[5:]}</a:t>".encode()),
    ),
    "a picture in the oldest form": (
        NHS,
        with_part("xl/drawings/vmlDrawing1.vml", f'<v:textpath string="{DIGITS}"/>'.encode()),
    ),
    "a text in a formula": (
        POST,
        with_cells('<row r="1"><c r="A1"><f>HYPERLINK("mailto:jo.bloggs@example.org","x")</f><v>1</v></c></row>'),
    ),
    "two texts in a formula": (
        WHOSE,
        with_cells('<row r="1"><c r="A1"><f>N("Mrs"&amp;" Bloggs")</f><v>1</v></c></row>'),
    ),
    "a reading aid": (
        WHOSE,
        with_cells('<row r="1"><c r="A1" t="inlineStr"><is><t>x</t><rPh><t>Mrs Bloggs</t></rPh></is></c></row>'),
    ),
    "a chart's newest form": (NHS, with_part("xl/charts/chartEx1.xml", f'<cx:pt idx="0">{DIGITS}</cx:pt>'.encode())),
    "a rule for answers": (
        NHS,
        after_the_cells(f'<dataValidation sqref="B2"><formula2>{DIGITS}</formula2></dataValidation>'),
    ),
    "a list for answers": (WHOSE, after_the_cells('<x14:formula1><xm:f> "Mrs Bloggs"</xm:f></x14:formula1>')),
    "a name's value": (NHS, after_the_sheets(f'<definedName name="a">{{1,{DIGITS}}}</definedName>')),
    "a name's help": (WHOSE, after_the_sheets('<definedName name="a" help="Mrs Bloggs">A1</definedName>')),
    "a link with escapes": (POST, linked_to("mailto:jo.bloggs%40example.org")),
    "a link with a blank": (WHOSE, linked_to("https://example.org/?who=Mrs%C2%A0Bloggs")),
    "a link to a file": (WHOSE, linked_to("Mrs_Bloggs.docx", "")),
    "an empty property": (WHOSE, with_part("docProps/custom.xml", b'<property name="Mrs Bloggs"><v></v></property>')),
    "an external link's sheets": (
        WHOSE,
        with_part("xl/externalLinks/externalLink1.xml", b'<sheetName val="Mrs Bloggs"/>'),
    ),
    "a slicer": (NHS, with_part("xl/slicers/slicer1.xml", f'<slicer caption="{DIGITS}"/>'.encode())),
    "a protected range": (WHOSE, after_the_cells('<protectedRange name="Mrs_Bloggs" sqref="A1"/>')),
    "a rule for colours": (NHS, after_the_cells(f'<cfRule text="{DIGITS}"/>')),
    "a style": (WHOSE, styled('<cellStyle name="Mrs Bloggs"/>')),
    "a number's format": (WHOSE, styled('<numFmt formatCode="&quot;Mrs Bloggs&quot;0"/>')),
    "a list's items": (NHS, with_part("xl/ctrlProps/ctrlProp1.xml", f'<item val="{DIGITS}"/>'.encode())),
    "data of another program": (NHS, with_part("customXml/item9.xml", f'<a nhs="{DIGITS}"/>'.encode())),
    "a part not known yet": (NHS, with_part("xl/newest/part1.xml", f"<a>{DIGITS}</a>".encode())),
}


@pytest.mark.parametrize("place", SAID)
def test_it_is_found_wherever_a_part_holds_words(reading: Callable[..., read.Workbook], place: str) -> None:
    what, data = SAID[place]

    assert what in {each.what for each in reading(data).outside_cells}


INNOCENT = {
    "an axis": with_part("xl/charts/chart1.xml", f'<c:axId val="{DIGITS}"/><c:f>Sheet1!$DC$100:DC1234</c:f>'.encode()),
    "a cell": after_the_cells(
        '<conditionalFormatting sqref="DC1234:PC5678"><cfRule><formula>DC1234=1</formula></cfRule>'
    ),
    "a typeface": with_part("xl/theme/theme9.xml", b'<a:latin typeface="MS Mincho"/>'),
    "a colour": styled('<color rgb="FFBB11DE"/>'),
    "an identifier": with_part("xl/slicers/slicer1.xml", b'<a xr10:uid="{99900010-0600-4000-8000-943476591900}"/>'),
    "digits to look for": with_cells('<row r="1"><c r="A1"><f>FIND(B1,"0123456789")</f><v>1</v></c></row>'),
    "values side by side": with_part("xl/charts/chart1.xml", b"<c:v>943</c:v><c:v>476</c:v><c:v>5919</c:v>"),
    "the name spaces": with_part("customXml/item9.xml", b'<a xmlns="http://example.org/9434765919"/>'),
}


@pytest.mark.parametrize("place", INNOCENT)
def test_what_only_programs_write_raises_no_alarm(reading: Callable[..., read.Workbook], place: str) -> None:
    assert reading(INNOCENT[place]).outside_cells == ()


@pytest.mark.parametrize(
    ("data", "noted"),
    [
        (
            with_part("xl/persons/person.xml", b'<person displayName="Jo" userId="jo.bloggs@example.org"/>'),
            "displayName",
        ),
        (with_part("xl/comments9.xml", b"<comments><author>Jo Bloggs</author></comments>"), "author"),
        (
            with_part("xl/pivotCache/pivotCacheDefinition1.xml", b'<pivotCacheDefinition refreshedBy="Jo"/>'),
            "refreshedBy",
        ),
        (after_the_sheets('<x15ac:absPath url="C:\\Users\\jo.bloggs\\"/>'), "absPath"),
        (after_the_sheets('<fileSharing userName="Jo Bloggs"/>'), "userName"),
    ],
)
def test_who_wrote_it_is_noted_and_is_no_alarm(reading: Callable[..., read.Workbook], data: bytes, noted: str) -> None:
    workbook = reading(data)

    assert noted in workbook.properties
    assert noted in read.PEOPLE
    assert workbook.outside_cells == ()


@pytest.mark.parametrize("author", ["", "Author", "tc={1A2B}", "Unknown Author"])
def test_an_author_without_a_name_is_not_noted(reading: Callable[..., read.Workbook], author: str) -> None:
    data = with_part("xl/comments9.xml", f"<comments><author>{author}</author></comments>".encode())

    assert reading(data).properties == ()


def test_the_name_of_a_chart_sheet_is_searched(reading: Callable[..., read.Workbook]) -> None:
    def fill(book: Any, sheet: Any) -> None:
        charted(book, sheet)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Records!$A$1:$A$3"})
        book.add_chartsheet("Mrs_Bloggs").set_chart(chart)

    assert PersonalData("a person's name", "", "", "the name of a sheet") in reading(built(fill)).outside_cells


NAMED = "Mrs Bloggs 9990001006"
FAR = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"workbook": lambda xml: xml.replace(b"rId1", b"rId99")}, "is not in the file"),
        ({"sheet1": lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + FAR)}, "as far away as"),
        (
            {"sheet1": lambda xml: xml.replace(b"</sheetData>", b'</sheetData><mergeCell ref="A1:XFD1048576"/>')},
            "merges",
        ),
        ({"sheet1": lambda xml: xml.replace(b"<v>0</v>", b"<v>x</v>")}, "does not hold"),
        ({"sheet1": lambda xml: xml.replace(b"<v>0</v>", b"<f>cmd|'/c calc'!A0</f><v>0</v>")}, "(DDE)"),
    ],
)
def test_no_refusal_repeats_a_sheets_name_that_names_somebody(
    refusal: Callable[..., str], change: dict[str, Callable[[bytes], bytes]], reason: str
) -> None:
    told = refusal(bent(built(sheet=NAMED), **change))

    assert reason in told
    assert "sheet 1" in told
    assert "Bloggs" not in told


def test_what_the_hidden_workings_work_out_is_no_personal_data_and_what_is_typed_there_is():
    def fill(book, sheet, typed=""):
        sheet.write("A1", "x")
        workings = book.add_worksheet("Checks")
        workings.write_formula("A1", '="AB"&"123456"&"C"', None, "AB123456C")  # two references, joined end to end
        if typed:
            workings.write("B2", typed)
        workings.hide()

    kinds = [each.what for each in structure(built(fill)).outside_cells]
    also = [each.what for each in structure(built(lambda book, sheet: fill(book, sheet, "AB123456C"))).outside_cells]

    assert (kinds, also) == ([], ["a national insurance number"])
