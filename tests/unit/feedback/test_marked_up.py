"""A return marked up: as it was sent, to the cell, and fit to be mended and sent again."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import read, validate
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Severity
from pipeline.feedback import fixlist
from pipeline.feedback.markedup import marked_up
from pipeline.feedback.sent import FILLS
from pipeline.template import Filling, workbook
from pipeline.validate.catalogue.files import COMMENTS
from pipeline.validate.finding import Finding
from pipeline.validate.identify import identity
from pipeline.validate.validated import Identity
from tests import forms
from tests.unit.feedback.returns import BLANK, DOUBT, IDENTITY, TIDIED, of_sheets, records
from tests.unit.validate.sent import sheet

Reading = Callable[[bytes], read.Workbook]


@pytest.fixture(scope="module")
def reading() -> Iterator[Reading]:
    """Read a workbook as if it had been sent."""
    with read.Readers(workers=1) as readers:
        yield lambda data: readers.workbook(read.Received(Path("mine.xlsx"), data, "0" * 64))


def opened(*sheets: read.Sheet, findings: Sequence[Finding] = ()) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(marked_up(IDENTITY, findings, of_sheets(*sheets))))


def fill(cell: openpyxl.cell.Cell) -> str:
    return "#" + str(cell.fill.start_color.rgb)[2:].lower()


def test_every_value_stands_at_its_own_address_and_nothing_else_does():
    sent = records()

    marked = opened(sent, findings=[BLANK, TIDIED])["Records"]

    for row, values in enumerate(sent.rows, start=1):
        for column, value in enumerate(values, start=1):
            held = marked.cell(row, column).value
            if type(value) is date:
                assert held == datetime.combine(value, time())
            else:
                assert held == (None if value == "" else value)
    assert (marked.max_row, marked.max_column) == (len(sent.rows), len(sent.rows[0]))


values = st.one_of(
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), min_size=1).filter(str.strip),
    st.integers(-(10**12), 10**12).map(lambda thousandths: thousandths / 1000),
    st.booleans(),
    st.dates(date(1901, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1901, 1, 1), datetime(2100, 1, 1)).map(lambda at: at.replace(second=1, microsecond=0)),
    st.times().map(lambda at: at.replace(second=1, microsecond=0)),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rows=st.lists(st.lists(values, min_size=5, max_size=5), min_size=1, max_size=4))
def test_read_again_it_gives_the_same_values_of_the_same_types(reading, rows):
    sent = records([["", *row] for row in rows])

    again = reading(marked_up(IDENTITY, (BLANK, DOUBT), of_sheets(sent))).sheet("Records")

    assert again.rows == sent.rows
    assert [list(map(type, row)) for row in again.rows] == [list(map(type, row)) for row in sent.rows]


@pytest.mark.parametrize(
    "text",
    ["=cmd|'/c calc'!A0", "+1", "@SUM(A1)", "http://example.org", "internal:Cover!A1", "mailto:a@b", "0007", "{=1+1}"],
)
def test_what_an_agency_wrote_stays_text(text):
    sent = records([["", text]])
    data = marked_up(IDENTITY, (replace(BLANK, saw=text, cell="B6"),), of_sheets(sent))

    cell = openpyxl.load_workbook(io.BytesIO(data))["Records"]["B6"]

    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", text, None)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert not any(b"<f>" in xml for name, xml in parts.items() if name.startswith("xl/worksheets/sheet"))
    assert not any(b"TargetMode" in xml for xml in parts.values())


@pytest.mark.parametrize(
    "odd",
    [
        "\ud800",
        "\uffff",
        "\x00\x1b[31m",
        "_x0041_",
        "x" * 40_000,
        float("inf"),
        float("nan"),
        date(1899, 12, 31),
        timedelta(hours=27),
        timedelta(hours=-2),
    ],
    ids=repr,
)
def test_no_value_however_odd_keeps_a_workbook_from_being_made(odd, reading):
    data = marked_up(IDENTITY, (replace(BLANK, saw=str(odd)),), of_sheets(records([["", "C1", odd]])))

    assert reading(data).sheet("Records").rows[5][:2] == ["", "C1"]


def test_an_error_cell_appears_as_its_text():
    marked = opened(records(errors={"E7": "#N/A"}))["Records"]

    assert (marked["E7"].value, marked["E7"].data_type) == ("#N/A", "s")


def test_a_finding_is_a_fill_and_a_comment_on_its_cell():
    marked = opened(records(), findings=[BLANK, DOUBT, TIDIED])["Records"]

    assert fill(marked["D7"]) == FILLS[Severity.ERROR]
    assert [fill(marked[cell]) for cell in ("E6", "E7")] == [FILLS[Severity.QUERY]] * 2
    assert fill(marked["B6"]) == FILLS[Severity.NOTE]
    assert [cell.coordinate for row in marked.iter_rows() for cell in row if cell.comment] == ["A6", "E6", "D7"]
    comment = marked["D7"].comment.text
    assert all(part in comment for part in ("Error", BLANK.saw, BLANK.expected, BLANK.fix))


def test_a_finding_below_what_was_sent_is_marked_on_its_empty_cell():
    marked = opened(records(), findings=[replace(BLANK, cell="H99")])["Records"]

    assert (marked["H99"].value, fill(marked["H99"])) == (None, FILLS[Severity.ERROR])
    assert marked["H99"].comment is not None


def test_a_heading_is_marked_like_any_other_cell():
    assert fill(opened(records(), findings=[replace(TIDIED, cell="C4")])["Records"]["C4"]) == FILLS[Severity.NOTE]


def test_the_fix_list_comes_first_and_has_every_finding_gravest_first():
    findings = [TIDIED, DOUBT, *(replace(BLANK, cell=f"D{row}") for row in range(900, 5, -1))]

    book = opened(records(), findings=findings)
    listed = list(book[fixlist.TITLE].iter_rows(min_row=fixlist.HEADER_ROW + 1, values_only=True))

    assert book.sheetnames[0] == book.active.title == fixlist.TITLE
    errors = [f"Records!D{row}" for row in range(6, 901)]
    assert [line[1] for line in listed] == [*errors, "Records!E6:E7", "Records, row 6"]
    assert listed[0][2:] == ("Was it held?", "nothing", "one of Y, N", "T1", "Enter it.")
    assert [line[0].split(":")[0] for line in listed[-3:]] == ["Error", "Query", "Note"]


def test_the_fix_list_can_be_filtered_read_while_scrolling_and_printed():
    fix_list = opened(records(), findings=[BLANK, DOUBT])[fixlist.TITLE]

    assert fix_list.auto_filter.ref == "A3:G5"
    assert not fix_list.protection.sheet  # which would lock the filter
    assert fix_list.freeze_panes == "A4"
    assert (fix_list.page_setup.orientation, fix_list.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", True)
    assert fix_list.print_title_rows == "$3:$3"
    assert all(cell.alignment.wrap_text for cell in fix_list[4])


@pytest.mark.parametrize(
    ("name", "cell", "location"),
    [
        ("Records", "D7", "'Records'!D7"),
        ("Records", "D6:D9, F1", "'Records'!D6"),
        ("Records", "4:4", "'Records'!A4"),
        ("Our records (new)", "D7", "'Our records (new)'!D7"),
        ("Records", "", None),
        ("", "", None),
        ("Records", "the third line", None),
        ("Elsewhere", "D7", None),
    ],
)
def test_a_line_of_the_fix_list_links_to_its_cell(name, cell, location):
    sent = replace(records(), name=name if name.startswith("Our") else "Records")

    where = opened(sent, findings=[replace(BLANK, sheet=name, cell=cell)])[fixlist.TITLE]["B4"]

    assert (where.hyperlink.location if where.hyperlink else None) == location
    assert where.value == replace(BLANK, sheet=name, cell=cell).spoken


def test_a_return_without_findings_has_nothing_to_mend():
    assert opened(records())[fixlist.TITLE]["A2"].value == "There is nothing to mend."


def checks(sheet: openpyxl.worksheet.worksheet.Worksheet) -> dict[str, tuple[str, str]]:
    """The live checks of a sheet by the column they stand on."""
    return {
        re.sub(r"\d", "", str(each.sqref).split(":")[0]): (each.type or "any", str(each.formula1 or ""))
        for each in sheet.data_validations.dataValidation
    }


def test_the_templates_drop_downs_and_checks_stand_below_their_headings_wherever_those_are():
    moved: list[list[object]] = [["Was it held?", "Case number", "Date of the meeting", "Age", "Needs"], ["Y", "C1"]]
    sent = sheet("Records", [["Ours"], *moved])

    on_sheet = checks(opened(sent)["Records"])

    assert on_sheet["A"] == ("list", "list_2_yes_no")
    assert on_sheet["B"][0] == "textLength"
    assert "ISNUMBER(C3)" in on_sheet["C"][1]
    assert "ISNUMBER(D3)" in on_sheet["D"][1]


def test_a_list_that_a_drop_down_names_is_in_the_workbook():
    book = opened(records())
    listed = book.defined_names["list_2_yes_no"].attr_text

    sheet_name, cells = listed.split("!")
    assert [row[0].value for row in book[sheet_name][cells.replace("$", "")]] == ["Y – Yes", "N – No"]
    assert book["Lists"].sheet_state == "hidden"


def test_a_return_whose_headings_are_not_found_is_marked_up_as_it_is():
    marked = opened(sheet("Records", [["Something", "else"]]), findings=[replace(BLANK, cell="A1")])["Records"]

    assert (marked["A1"].value, marked["B1"].value) == ("Something", "else")
    assert not marked.data_validations.dataValidation


def test_sheets_that_are_read_or_named_come_back_and_our_own_are_made_new():
    extra, named = sheet("Chart data", [["a"]]), sheet("Rough", [["b"]])
    ours = [sheet(each, [["old"]]) for each in ("fix list", "Guidance", "Lists", "Cover", "Manifest")]

    book = opened(*ours, records(), extra, named, findings=[replace(BLANK, sheet="Rough", cell="A1")])

    assert book.sheetnames == [fixlist.TITLE, "Cover", "Manifest", "Records", "Rough", "Guidance", "Lists"]
    assert book["Manifest"].sheet_state == "veryHidden"


@pytest.mark.parametrize("name", ["a" * 40, "what?", "'quoted'", "History*", "  "])
def test_a_sheet_whose_name_no_spreadsheet_takes_is_linked_under_another(name):
    book = opened(sheet(name, [["x"]]), records(), findings=[replace(BLANK, sheet=name, cell="A1")])

    title = book.sheetnames[1]
    assert book[title]["A1"].value == "x"
    assert book[fixlist.TITLE]["B4"].hyperlink.location == f"'{title}'!A1"


def test_the_same_return_gives_the_same_bytes():
    assert marked_up(IDENTITY, [BLANK], of_sheets(records())) == marked_up(IDENTITY, [BLANK], of_sheets(records()))


QUARTER = Quarter(2019, 2)
FORMS = list(forms.FORMS.values())


def names_defined(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return re.findall(rb'<definedName name="(?!_xlnm)([^"]+)"', package.read("xl/workbook.xml"))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.audit.code}-{form.view.code}")
def test_sent_again_unmended_it_is_read_and_found_at_fault_as_before(form, reading):
    row = {each.name: each.example for each in form.fields}
    wrong = {**row, form.audit.key.name: "=1+1", form.fields[3].name: "31/02/2019", form.fields[5].name: 12.5}
    cover = {"return_type": "FULL", "sampling_method": "CENSUS", "date_submitted": date(2019, 10, 1)}
    data = workbook(form, form.returners[0], Filling([row, wrong, row], cover))
    sent = reading(data)
    claimed = identity(sent, QUARTER, None)
    assert isinstance(claimed, Identity)
    before = validate.answers(sent, claimed)

    returned = marked_up(claimed, before.findings, sent)
    again = reading(returned)

    for each in ("Cover", "Records", "Volumes", "Manifest"):
        assert (sent.sheet(each) is None) == (again.sheet(each) is None)
        assert sent.sheet(each) is None or again.sheet(each).rows == sent.sheet(each).rows
    after = validate.answers(again, claimed)
    assert [each for each in after.findings if each.rule != COMMENTS.id] == list(before.findings)
    assert after.tally == before.tally
    assert names_defined(returned) == names_defined(data)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.audit.code}-{form.view.code}")
def test_every_sheet_keeps_as_many_checks_on_the_same_columns_as_its_template(form, reading):
    template = workbook(form, form.returners[0])
    sent = reading(template)
    claimed = identity(sent, QUARTER, None)
    assert isinstance(claimed, Identity)

    kept = checked_columns(marked_up(claimed, (), sent))

    for title, columns in checked_columns(template).items():
        assert kept[title] == columns


def checked_columns(data: bytes) -> dict[str, list[str]]:
    """The column of every live check, by sheet; from the parts, since a whole template takes seconds to open."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        titles = re.findall(r'<sheet name="([^"]+)"', package.read("xl/workbook.xml").decode())
        parts = [package.read(f"xl/worksheets/sheet{number}.xml").decode() for number in range(1, len(titles) + 1)]
    checks_of = [re.findall(r'<dataValidation [^>]*sqref="([A-Z]+)\d', part) for part in parts]
    return {title: sorted(columns) for title, columns in zip(titles, checks_of, strict=True)}
