"""Personal data outside the cells: found wherever it stands, told by its kind and place, and never repeated."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from pipeline import read
from pipeline.intake import intake
from pipeline.layout import (
    CHECKS_SHEET,
    COVER_SHEET,
    GUIDANCE_SHEET,
    LISTS_SHEET,
    MANIFEST_SHEET,
    READY_SHEET,
    RECORDS_SHEET,
)
from pipeline.personal import OURS
from pipeline.quarter import Quarter
from pipeline.read import Seen
from pipeline.validate.validated import Status
from pipeline.workspace import Workspace
from tests.catalogue.bending import Bend, as_it_was, bent, plain, saved, template
from tests.catalogue.conftest import Checked
from tests.catalogue.findings import all_read, finding, noted
from tests.unit.read.workbooks import rezipped
from tests.unit.workspaces import put
from tests.unit.workspaces import sent as returned

NUMBER, WHAT = "943 476 5919", "what looks like an NHS number"


def in_a_comment(book: Any) -> None:
    book[RECORDS_SHEET]["D7"].comment = Comment(f"see {NUMBER}", "somebody")


def in_a_footer(book: Any) -> None:
    book[RECORDS_SHEET].oddFooter.left.text = f"Prepared for {NUMBER}"


def in_a_header_of_the_first_page(book: Any) -> None:
    book[COVER_SHEET].firstHeader.center.text = NUMBER


def in_a_name(book: Any) -> None:
    book.defined_names["the_case"] = DefinedName("the_case", attr_text=f'"{NUMBER}"')


def in_a_message(book: Any) -> None:
    told = DataValidation(type="custom", formula1="TRUE", promptTitle="Case", prompt=f"This is {NUMBER}")
    told.add("D7")
    book[RECORDS_SHEET].add_data_validation(told)


def in_a_list(book: Any) -> None:
    told = DataValidation(type="list", formula1=f'"{NUMBER},another"')
    told.add("D7")
    book[RECORDS_SHEET].add_data_validation(told)


def in_a_link(book: Any) -> None:
    book[RECORDS_SHEET]["D7"].hyperlink = "file:///S:/Cases/943%20476%205919.docx"


def on_a_hidden_sheet(book: Any) -> None:
    sheet = book.create_sheet("Ours")
    sheet["C3"], sheet.sheet_state = NUMBER, "hidden"


def in_a_hidden_row(book: Any) -> None:
    book[RECORDS_SHEET]["D7"] = NUMBER
    book[RECORDS_SHEET].row_dimensions[7].hidden = True


def in_a_sheets_name(book: Any) -> None:
    book.create_sheet(NUMBER)


def in_a_property(name: str) -> Bend:
    return lambda book: setattr(book.properties, name, f"About {NUMBER}")


def in_a_property_of_their_own(book: Any) -> None:
    book.custom_doc_props.append(StringProperty(name="Case", value=NUMBER))


def as_a_property_of_their_own(book: Any) -> None:
    book.custom_doc_props.append(StringProperty(name=NUMBER, value="x"))


PROPERTIES = "the document's properties"
PLACES: dict[Callable[[Any], None], tuple[str, str]] = {
    in_a_comment: ("Records!D7", "a comment"),
    in_a_footer: ("Records", "its header or footer"),
    in_a_header_of_the_first_page: ("Cover", "its header or footer"),
    in_a_name: ("the file", "a defined name"),
    in_a_message: ("Records!D7", "an input message"),
    in_a_list: ("Records!D7", "an input message"),
    in_a_link: ("Records", "a link"),
    on_a_hidden_sheet: ("Ours!C3", ""),
    in_a_hidden_row: ("Records!D7", ""),
    in_a_sheets_name: ("the file", ""),
    in_a_property_of_their_own: ("the file", PROPERTIES),
    as_a_property_of_their_own: ("the file", PROPERTIES),
}


@pytest.mark.parametrize("bend", PLACES, ids=lambda bend: bend.__name__)
def test_it_is_found_there_and_named_by_place_alone(sent: Checked, bend: Callable[[Any], None]) -> None:
    made = sent(bend)

    assert made.status is Status.SENT_BACK
    assert made.rows.empty
    found = finding(made, "personal_data")
    assert (found.place, found.label, found.saw) == (*PLACES[bend], WHAT)
    assert "5919" not in repr(made)


@pytest.mark.parametrize("name", ["title", "subject", "keywords", "description", "category"])
def test_it_is_found_in_each_property_of_the_document(sent: Checked, name: str) -> None:
    made = sent(in_a_property(name))

    assert finding(made, "personal_data").label == PROPERTIES
    assert "5919" not in repr(made)


def test_it_is_found_in_the_name_of_the_file_which_is_then_not_repeated(sent: Checked) -> None:
    made = sent(as_it_was, name=f"{NUMBER}.xlsx")

    assert (finding(made, "personal_data").place, finding(made, "personal_data").saw) == ("the file", WHAT)
    assert "5919" not in repr(made)


def test_so_it_is_where_the_file_cannot_be_read_or_placed(sent: Checked) -> None:
    for data in (b"rubbish", built_beside(lambda _book, sheet: sheet.write(0, 0, "x"))):
        made = sent(data, name=f"{NUMBER}.xlsx")

        assert made.personal
        assert "5919" not in repr(made)


def test_who_made_and_saved_the_file_is_noted_and_not_passed_on(sent: Checked) -> None:
    def bend(book: Any) -> None:
        book.properties.creator, book.properties.lastModifiedBy = "Specimen Sampleton", "Sam Specimen"

    found = noted(sent(bend), "names_in_properties")
    assert "author, last modified by" in found.saw
    assert "Sam" not in repr(sent(bend))


def test_that_we_made_it_is_nothing_to_note(sent: Checked, audit: str) -> None:
    made = sent(template(audit))

    all_read(made)
    assert openpyxl.load_workbook(io.BytesIO(template(audit)), read_only=True).properties.creator == OURS
    assert "names_in_properties" not in {each.rule for each in made.findings}


def test_a_web_address_is_only_noted(sent: Checked) -> None:
    def bend(book: Any) -> None:
        book[COVER_SHEET]["C30"] = "see https://example.org/guidance"
        book[RECORDS_SHEET]["D7"].hyperlink = "https://example.org/x"

    made = sent(bend)
    assert {each.place for each in made.findings if each.rule == "web_address"} == {"Cover!C30", "Records"}


# Parts that only another program writes


def built_beside(fill: Callable[[Any, Any], None]) -> bytes:
    into = io.BytesIO()
    with xlsxwriter.Workbook(into, {"in_memory": True}) as book:
        fill(book, book.add_worksheet("Records"))
    return into.getvalue()


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
    book = readers.workbook(read.Received(tmp_path / "a.xlsx", built_beside(fill), "0" * 64))

    assert Seen("an NHS number", "Records", "", where) in book.beside
    assert "5919" not in repr(book.beside)


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
    data = rezipped(plain("WNB"), lambda _name, same: same, {part: (words % NUMBER).encode()})
    book = readers.workbook(read.Received(tmp_path / "a.xlsx", data, "0" * 64))

    assert Seen("an NHS number", "", cell, where) in book.beside


@pytest.mark.parametrize("audit", ["WNB"], indirect=True)
@pytest.mark.parametrize("typed", [f"see {NUMBER}", int(NUMBER.replace(" ", ""))], ids=["as words", "as a number"])
def test_it_is_found_on_the_sheets_that_nobody_is_meant_to_fill_in(sent: Checked, audit: str, typed: object) -> None:
    places = {(CHECKS_SHEET, "C9"), (CHECKS_SHEET, "F4"), (GUIDANCE_SHEET, "H3"), (LISTS_SHEET, "B40"),
              (READY_SHEET, "A30"), (MANIFEST_SHEET, "C1")}  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(template(audit)))
    for sheet, cell in places:
        book[sheet][cell] = typed
    made = sent(saved(book))

    assert made.status is Status.SENT_BACK
    found = [each for each in made.findings if each.rule == "personal_data"]
    assert {(each.sheet, cell) for each in found for cell in each.cell.split(", ")} == places
    assert {each.saw for each in found} == {WHAT}


def test_dates_under_a_heading_that_asks_for_birth_are_found(sent: Checked) -> None:
    def bend(book: Any) -> None:
        sheet = book[RECORDS_SHEET]
        column = sheet.max_column + 1
        sheet.cell(4, column, "Child's DOB")
        sheet.cell(7, column, "03/04/2017")

    assert finding(sent(bend), "personal_data").saw == "what looks like a date of birth"


def test_nothing_of_such_a_file_is_written_down_but_where_it_was(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    book = openpyxl.load_workbook(io.BytesIO(returned("SOL", "Y")))
    in_a_comment(book)
    into = io.BytesIO()
    book.save(into)
    put(workspace, f"sol/{NUMBER}.xlsx", into.getvalue())
    (entry,) = intake(workspace, [Quarter(2019, 2)], 1)[Quarter(2019, 2)].entries

    assert entry.validated.personal
    assert entry.submission.file_name == f"file {entry.submission.sha256[:12]}.xlsx"
    for folder in (workspace.processed, workspace.reports):
        for path in folder.rglob("*"):
            assert "5919" not in path.name
            assert not path.is_file() or b"5919" not in path.read_bytes()
    (receipt,) = workspace.reports.rglob("receipt.txt")
    assert "Records!D7 (a comment)" in receipt.read_text(encoding="utf-8")


@pytest.mark.parametrize("state", ["as it was", "bent"])
def test_a_return_in_order_raises_no_alarm(sent: Checked, audit: str, state: str) -> None:
    made = sent(template(audit) if state == "as it was" else bent(audit, as_it_was))

    assert {each.rule for each in made.findings} <= {"example_row"}
