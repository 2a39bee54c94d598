"""R1-R10: rows that are no records, records that are there twice, and records that are not there at all."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.definition import Severity
from pipeline.layout import COVER_SHEET, EXAMPLE_ROW, FIRST_DATA_ROW, cover_row
from pipeline.validate.validated import Status
from tests.catalogue.bending import FIRST, LAST, RECORDS, as_it_was, key, place, records, typed, values
from tests.catalogue.conftest import Checked
from tests.catalogue.findings import all_read, finding, noted, refused

BELOW = LAST + 1


def test_r1_blank_rows_in_the_middle_lose_nothing_and_rows_keep_their_excel_numbers(sent: Checked) -> None:
    made = sent(records(lambda sheet: sheet.insert_rows(FIRST + 2, 3)))

    all_read(made)
    assert made.rows["row"].tolist() == [FIRST, FIRST + 1, *range(FIRST + 5, LAST + 4)]
    assert made.tally.blank == 3


def test_r2_rows_formatted_below_are_nothing(sent: Checked) -> None:
    def bend(sheet: Worksheet) -> None:
        for row in (*range(BELOW, BELOW + 40), 1_048_576):
            sheet.cell(row, 3).number_format = "0.00"

    made = sent(records(bend))
    all_read(made)
    assert made.status is Status.ACCEPTED


def test_r2_a_stray_blank_below_is_no_record(sent: Checked) -> None:
    made = sent(typed({f"C{BELOW + 20}": "   ", f"D{BELOW + 3}": "\u00a0"}))

    all_read(made)
    assert made.status is Status.ACCEPTED


@pytest.mark.parametrize("words", ["Total", "Grand total", "TOTALS:", "Sub-total", "Count"])
def test_r3_a_row_of_totals_is_listed_and_not_counted(sent: Checked, words: str) -> None:
    made = sent(values([[words, None, RECORDS, 12, 7]]))

    all_read(made)
    found = finding(made, "totals_row", f"Records!{BELOW}:{BELOW}")
    assert "total" in found.saw
    assert "delete" in found.fix
    assert made.tally.not_data == 2  # and the worked example


def test_r4_footnotes_are_listed_and_not_counted(sent: Checked) -> None:
    made = sent(values([[], ["Note: figures are provisional."], ["* As at the end of the quarter"]]))

    all_read(made)
    assert finding(made, "words_below").cell == f"{BELOW + 1}:{BELOW + 2}"


def test_r5_a_subheading_among_the_records_is_listed_and_not_counted(sent: Checked) -> None:
    def bend(sheet: Worksheet) -> None:
        sheet.insert_rows(FIRST + 2)
        sheet.cell(FIRST + 2, 2, "North of the county")

    made = sent(records(bend))
    all_read(made)
    finding(made, "words_below", f"Records!{FIRST + 2}:{FIRST + 2}")


def test_r6_a_record_that_is_there_twice_counts_once_and_both_rows_are_named(sent: Checked, audit: str) -> None:
    def bend(sheet: Worksheet) -> None:
        for cell in sheet[FIRST]:
            copy = sheet.cell(BELOW, cell.column)
            copy.value, copy.number_format = cell.value, cell.number_format

    made = sent(records(bend))
    all_read(made)
    found = finding(made, "row_repeated", f"Records!{key(audit).cell(BELOW)}")
    assert found.severity is Severity.QUERY
    assert f"row {FIRST}" in found.saw
    assert made.tally.set_aside == 1


def test_r6_a_number_used_twice_is_queried_at_both_rows_and_both_are_kept(sent: Checked, audit: str) -> None:
    where = key(audit)
    made = sent(records(lambda sheet: setattr(sheet[where.cell(FIRST + 1)], "value", sheet[where.cell()].value)))

    all_read(made)
    found = finding(made, "key_reused", f"Records!{where.cell()}:{where.cell(FIRST + 1)}")
    assert found.severity is Severity.QUERY


def test_r7_hidden_rows_are_read_and_named(sent: Checked) -> None:
    def bend(sheet: Worksheet) -> None:
        for row in (FIRST + 1, FIRST + 2):
            sheet.row_dimensions[row].hidden = True

    found = noted(sent(records(bend)), "hidden_rows")
    assert found.cell == f"{FIRST + 1}:{FIRST + 2}"


def test_r7_a_filter_left_on_hides_nothing_from_us(sent: Checked) -> None:
    def bend(sheet: Worksheet) -> None:
        sheet.auto_filter.ref = f"A4:F{LAST}"
        sheet.auto_filter.add_filter_column(4, ["Y"])
        sheet.row_dimensions[FIRST].hidden = True

    made = sent(records(bend))
    noted(made, "filtered")
    noted(made, "hidden_rows")


def emptied(sheet: Worksheet) -> None:
    sheet.delete_rows(FIRST, RECORDS)


def test_r8_an_empty_template_is_no_nil_return(sent: Checked) -> None:
    assert "NIL" in refused(sent(records(emptied)), "no_records").fix


def test_r8_a_nil_return_is_accepted_where_its_own_cell_says_so(sent: Checked) -> None:
    def bend(book: Any) -> None:
        emptied(book["Records"])
        book[COVER_SHEET].cell(cover_row("return_type"), 2).value = "NIL"

    made = sent(bend)
    assert made.status is Status.ACCEPTED
    assert (made.nil, len(made.rows)) == (True, 0)


def test_r8_records_and_nil_contradict_each_other(sent: Checked) -> None:
    def bend(book: Any) -> None:
        book[COVER_SHEET].cell(cover_row("return_type"), 2).value = "NIL"

    refused(sent(bend), "nil_with_records")


def counts_under(sheet: Worksheet, rows: int) -> None:
    """The template's headings with how many, in place of a row for each child."""
    emptied(sheet)
    for down in range(rows):
        for column in range(3, sheet.max_column + 1):
            sheet.cell(FIRST_DATA_ROW + down, column).value = (down * 7 + column) % 23
            sheet.cell(FIRST_DATA_ROW + down, column).number_format = "0"


@pytest.mark.parametrize("rows", [1, 3])
def test_r9_counts_in_place_of_records_send_it_back(sent: Checked, rows: int) -> None:
    found = refused(sent(records(lambda sheet: counts_under(sheet, rows))), "counts_not_records")

    assert "one row" in (found.expected + found.fix).casefold()
    assert found.cell == (f"{FIRST}:{FIRST + rows - 1}")


def test_r9_so_does_a_pivot_of_categories_and_how_many(sent: Checked) -> None:
    def bend(sheet: Worksheet) -> None:
        emptied(sheet)
        for down, words in enumerate(["Under 1", "1 to 4", "5 to 9", "10 and over"]):
            sheet.cell(FIRST + down, 2, words)
            sheet.cell(FIRST + down, 3, 12 + down)
            sheet.cell(FIRST + down, 4, 3 * down)

    found = refused(sent(records(bend)), "counts_not_records")
    assert "one row" in (found.expected + found.fix).casefold()


def test_r10_the_worked_example_is_never_counted(sent: Checked) -> None:
    made = sent(as_it_was)

    noted(made, "example_row", f"Records!{EXAMPLE_ROW}:{EXAMPLE_ROW}")


def test_r10_not_even_without_its_mark(sent: Checked) -> None:
    made = sent(typed({f"A{EXAMPLE_ROW}": None}))

    noted(made, "example_row", f"Records!{EXAMPLE_ROW}:{EXAMPLE_ROW}")


def test_an_ordinary_return_is_never_taken_for_counts(sent: Checked, audit: str) -> None:
    where = place(audit, "code")
    made = sent(typed({where.cell(row): 3 for row in range(FIRST, LAST + 1)}))

    all_read(made)
