"""S1-S8 and L1-L5: sheets renamed, doubled, deleted or hidden; files that are no workbook; sheets without an end."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.definition import Severity
from pipeline.layout import (
    COVER_SHEET,
    FIRST_DATA_ROW,
    HEADER_ROW,
    LISTS_SHEET,
    MANIFEST_SHEET,
    RECORDS_SHEET,
    VOLUMES_SHEET,
)
from pipeline.validate.validated import Status
from tests.catalogue.bending import (
    FIRST,
    LAST,
    as_it_was,
    bent,
    form,
    key,
    manifest,
    place,
    plain,
    records,
    template,
    typed,
)
from tests.catalogue.conftest import Checked
from tests.catalogue.findings import all_read, finding, noted, refused
from tests.unit.read.workbooks import rezipped

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def named(name: str) -> Any:
    return lambda book: setattr(book[RECORDS_SHEET], "title", name)


@pytest.mark.parametrize("name", ["Sheet1", "Records 2019 Q2", "DATA"])
def test_s1_records_under_another_name_are_found_by_their_headings_and_noted(sent: Checked, name: str) -> None:
    made = sent(named(name))

    all_read(made)
    assert name in finding(made, "sheet_renamed").saw


@pytest.mark.parametrize("name", ["records", " Records ", "RECORDS"])
def test_s1_other_capitals_or_blanks_in_the_name_are_no_other_name(sent: Checked, name: str) -> None:
    all_read(sent(named(name)))


def test_s1_sheets_in_another_order_are_read_by_name(sent: Checked) -> None:
    all_read(sent(lambda book: book.move_sheet(RECORDS_SHEET, offset=3)))


def test_s1_without_any_such_sheet_the_names_found_are_told(sent: Checked) -> None:
    def bend(book: Any) -> None:
        del book[RECORDS_SHEET]

    assert COVER_SHEET in refused(sent(bend), "no_records_sheet").saw


def test_s2_records_on_two_sheets_send_it_back_naming_both(sent: Checked) -> None:
    def bend(book: Any) -> None:
        book.copy_worksheet(book[RECORDS_SHEET]).title = "Records (2)"

    found = refused(sent(bend), "several_records_sheets")
    assert "Records, Records (2)" in found.saw


def test_s2_a_second_table_below_sends_it_back_naming_where_both_begin(sent: Checked) -> None:
    def bend(sheet: Worksheet) -> None:
        for down, row in enumerate([["Ward", "Referrals", "Seen in time"], ["North", 12, 10], ["South", 9, 9]]):
            for across, each in enumerate(row, start=2):
                sheet.cell(LAST + 3 + down, across, each)

    found = refused(sent(records(bend)), "second_table", f"Records!{LAST + 3}:{LAST + 3}")
    assert f"row {LAST + 3}" in found.saw
    assert f"row {HEADER_ROW}" in found.saw


def test_s2_a_second_table_beside_the_first_is_named_and_not_read(sent: Checked) -> None:
    def bend(sheet: Worksheet) -> None:
        start = sheet.max_column + 2
        for down, row in enumerate([["Ward", "Referrals"], ["North", 12]]):
            for across, each in enumerate(row, start=start):
                sheet.cell(HEADER_ROW + down, across, each)

    made = sent(records(bend))
    all_read(made)
    assert len([each for each in made.findings if each.rule == "column_added"]) == 2


def test_s2_a_mistyped_record_is_not_taken_for_a_second_table(sent: Checked, audit: str) -> None:
    made = sent(typed({key(audit).cell(LAST): "case 7"}))

    assert made.status is not Status.SENT_BACK
    assert made.tally.set_aside == 1


def without(*names: str) -> Any:
    def bend(book: Any) -> None:
        for name in names:
            if name in book.sheetnames:
                del book[name]

    return bend


def test_s3_without_its_hidden_sheets_it_is_read_and_that_is_noted(sent: Checked) -> None:
    found = noted(sent(without(LISTS_SHEET, MANIFEST_SHEET)), "no_manifest")

    assert "version" in found.fix


def test_s3_without_its_cover_or_volumes_it_is_read_and_queried(sent: Checked, audit: str) -> None:
    made = sent(without(COVER_SHEET, VOLUMES_SHEET))

    all_read(made)
    assert finding(made, "cover_missing").severity is Severity.QUERY
    if form(audit).volumes is not None:
        assert finding(made, "volumes_missing").severity is Severity.QUERY


def test_s4_an_old_template_that_lacks_a_question_is_sent_back_naming_both_versions(sent: Checked, audit: str) -> None:
    where = place(audit, "code")

    def bend(book: Any) -> None:
        manifest("version", "0ld1")(book)
        book[RECORDS_SHEET].delete_cols(where.column)

    found = refused(sent(bend), "template_version")
    assert "0ld1" in found.saw
    assert form(audit).version in found.expected


def test_s4_an_old_template_with_every_question_is_read_and_queried_naming_both_versions(
    sent: Checked, audit: str
) -> None:
    made = sent(manifest("version", "0ld1"))

    all_read(made)
    found = finding(made, "template_version")
    assert found.severity is Severity.QUERY
    assert "0ld1" in found.saw
    assert form(audit).version in found.expected


def test_s5_tables_cut_out_of_a_document_are_sent_back(sent: Checked) -> None:
    def bend(book: Any) -> None:
        rows = [[cell.value for cell in row[:6]] for row in book[RECORDS_SHEET].iter_rows(min_row=HEADER_ROW)]
        for name in book.sheetnames:
            if name != MANIFEST_SHEET:
                del book[name]
        for number in (1, 2, 3):
            sheet = book.create_sheet(f"Table {number}")
            for row in rows[:4]:
                sheet.append(row)

    found = refused(sent(bend), "no_records_sheet")
    assert "Table 1, Table 2, Table 3" in found.saw
    assert "original" in found.fix


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"%PDF-1.7\n1 0 obj", "return.xlsx", "This is a PDF"),  # S6
        (b"Record no.,Si\xe2n\r\nNEG-0001,Y\r\n", "return.csv", "text file (such as .csv)"),  # L1
        ("Record no.\tChild\r\n".encode("utf-16"), "return.xls", "text file"),  # L2
        (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "return.xls", "web page"),  # L2
        (OLE + "Workbook".encode("utf-16-le") + bytes(600), "return.xls", "old-format Excel file (.xls)"),  # L4
    ],
    ids=["S6 pdf", "L1 csv", "L2 tabs as xls", "L2 web page as xls", "L4 xls"],
)
def test_s6_l1_l2_l4_what_is_no_workbook_is_sent_back_saying_what_it_is(
    sent: Checked, data: bytes, name: str, words: str
) -> None:
    found = refused(sent(data, name), "unreadable")

    assert words in found.saw
    assert ".xlsx" in found.fix or "send it again" in found.fix


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_s7_a_hidden_sheet_is_noted_and_nothing_on_it_is_read_or_shown(sent: Checked, state: str) -> None:
    def bend(book: Any) -> None:
        sheet = book.create_sheet("Ours")
        sheet["A1"] = "Specimen Sampleton"
        sheet.sheet_state = state

    made = sent(bend)
    assert "Ours" in noted(made, "hidden_sheets").saw
    assert "Sampleton" not in "".join(each.sentence() for each in made.findings) + made.rows.to_csv()


def test_s8_a_workbook_that_counts_its_days_from_1904_gives_the_same_dates(sent: Checked) -> None:
    made = sent(lambda book: setattr(book, "epoch", CALENDAR_MAC_1904))

    assert made.rows.equals(sent(as_it_was).rows)


STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships":
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}  # fmt: skip


def test_s8_a_strict_workbook_is_read_like_any_other(sent: Checked, audit: str) -> None:
    def strict(_name: str, part: bytes) -> bytes:
        for ours, theirs in STRICT.items():
            part = part.replace(ours, theirs)
        return part

    made = sent(rezipped(plain(audit), strict))
    assert made.rows.equals(sent(as_it_was).rows)


def test_l3_a_sheet_that_ends_in_the_last_row_of_old_excel_may_be_cut_off(sent: Checked, audit: str) -> None:
    def bend(sheet: Worksheet) -> None:
        for cell in sheet[FIRST]:
            far = sheet.cell(65_536, cell.column)
            far.value, far.number_format = cell.value, cell.number_format
        sheet[key(audit).cell(65_536)].value = str(sheet[key(audit).cell()].value)[:-1] + "9"

    made = sent(records(bend))
    assert made.tally.kept == LAST - FIRST + 2
    found = finding(made, "may_be_cut_off", "Records!65536:65536")
    assert found.severity is Severity.ERROR
    assert "may be cut off" in found.fix


@pytest.mark.parametrize("cell", ["C1048576", "XFD1048576", "XFD9"])
def test_l5_a_stray_cell_far_away_is_named_and_nothing_crashes(sent: Checked, cell: str) -> None:
    made = sent(records(lambda sheet: setattr(sheet[cell], "value", " ")))

    if cell == "XFD9":  # in a row that is read anyway, a blank is nothing
        all_read(made)
    else:
        found = refused(made, "unreadable")
        assert cell in found.saw
        assert "perhaps only a space" in found.saw
        assert "Delete that cell" in found.fix


def test_the_template_itself_has_no_stray_cell(sent: Checked, audit: str) -> None:
    assert sent(template(audit)).tally.seen < FIRST_DATA_ROW + 10
    assert bent(audit, as_it_was)
