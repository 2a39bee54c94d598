"""H1-H12: what happens to the headings."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.layout import FIRST_DATA_ROW, HEADER_ROW
from pipeline.validate.validated import Validated
from tests.catalogue.bending import FIRST, LAST, Place, as_it_was, place, records
from tests.catalogue.conftest import Checked
from tests.catalogue.findings import all_read, finding, noted, refused, value


def heading(where: Place, change: Callable[[str], str]) -> object:
    def bend(sheet: Worksheet) -> None:
        sheet[where.heading].value = change(sheet[where.heading].value)

    return records(bend)


def same_answers(made: Validated, straight: Validated) -> None:
    """Nothing that was read differs from the template's own reading but the number of the row."""
    left, right = (each.rows.drop(columns="row") for each in (made, straight))
    assert left.equals(right)


@pytest.fixture
def straight(sent: Checked) -> Validated:
    """The return before anybody bent it."""
    return sent(as_it_was)


def test_h1_a_reworded_heading_sends_it_back_naming_the_nearest_and_its_cell(sent: Checked, audit: str) -> None:
    where = place(audit, "code")
    found = refused(sent(heading(where, lambda old: f"{old.rstrip('* ?')} or so")), "header_missing")

    assert found.place == f"Records!{HEADER_ROW}:{HEADER_ROW}"
    assert where.field.label in found.saw
    assert f"in {where.heading}?" in found.fix


@pytest.mark.parametrize(
    "change",
    [str.upper, "  {}  ".format, lambda old: old.replace(" ", "\n"), lambda old: old.replace(" ", "  ")],
    ids=["capitals", "outer blanks", "line break", "double blanks"],
)  # fmt: skip
def test_h2_case_blanks_and_line_breaks_in_a_heading_are_tidied(
    sent: Checked, audit: str, straight: Validated, change: Callable[[str], str]
) -> None:
    where = place(audit, "code")
    made = sent(heading(where, change))

    same_answers(made, straight)
    if change("a b") != "  a b  ":  # outer blanks nobody can see are nothing to speak of
        assert where.field.label in noted(made, "header_tidied", f"Records!{where.heading}").fix


@pytest.mark.parametrize("mark", ["\u00a0", "\u202f"])
def test_h3_a_blank_that_does_not_break_is_named_as_an_invisible_character(
    sent: Checked, audit: str, straight: Validated, mark: str
) -> None:
    where = place(audit, "code")
    made = sent(heading(where, lambda old: old.replace(" ", mark, 1)))

    same_answers(made, straight)
    assert "invisible character" in noted(made, "header_tidied", f"Records!{where.heading}").saw


@pytest.mark.parametrize("mark", ["\u200b", "\ufeff", "\u00ad"])
def test_h3_so_is_one_without_width(sent: Checked, audit: str, straight: Validated, mark: str) -> None:
    where = place(audit, "code")
    made = sent(heading(where, lambda old: old[:3] + mark + old[3:]))

    same_answers(made, straight)
    assert "invisible character" in noted(made, "header_tidied", f"Records!{where.heading}").saw


def test_h4_curly_quotes_and_dashes_in_a_heading_are_tidied(sent: Checked, straight: Validated) -> None:
    def bend(sheet: Worksheet) -> None:
        for cell in sheet[HEADER_ROW]:
            cell.value = cell.value and cell.value.replace("'", "’").replace("-", "–")

    same_answers(sent(records(bend)), straight)


def test_h5_a_heading_there_twice_sends_it_back_naming_both_cells(sent: Checked, audit: str) -> None:
    code = place(audit, "code")
    other = Place(code.field, code.column + 1)
    found = refused(sent(heading(other, lambda _: code.field.label)), "header_repeated")

    assert code.heading in found.saw
    assert other.heading in found.saw


@pytest.mark.parametrize("value_", [None, "   "])
def test_h6_a_blank_heading_sends_it_back(sent: Checked, audit: str, value_: str | None) -> None:
    where = place(audit, "code")

    assert where.field.label in refused(sent(heading(where, lambda _: value_)), "header_missing").saw


def test_h6_so_do_merged_headings(sent: Checked, audit: str) -> None:
    where = place(audit, "code")
    left = where.cell(HEADER_ROW)
    right = Place(where.field, where.column + 1).heading
    refused(sent(records(lambda sheet: sheet.merge_cells(f"{left}:{right}"))), "header_missing")


def test_h6_a_row_of_groups_above_the_one_full_row_is_only_noted(sent: Checked, straight: Validated) -> None:
    def bend(sheet: Worksheet) -> None:
        sheet.insert_rows(HEADER_ROW)
        for column, words in ((2, "About the child"), (6, "About the case"), (10, "About the plan")):
            sheet.cell(HEADER_ROW, column, words)

    made = sent(records(bend))
    same_answers(made, straight)
    noted(made, "header_moved", f"Records!A{HEADER_ROW + 1}")


def test_h7_columns_in_another_order_are_read(sent: Checked, straight: Validated) -> None:
    def bend(sheet: Worksheet) -> None:
        below = sheet.iter_rows(min_row=HEADER_ROW, max_row=LAST)
        rows = [[(cell.value, cell.number_format) for cell in row] for row in below]
        for down, row in enumerate(rows, start=HEADER_ROW):
            for across, (each, shown) in enumerate(reversed(row[1:]), start=2):
                sheet.cell(down, across).value = each
                sheet.cell(down, across).number_format = shown

    same_answers(sent(records(bend)), straight)


def test_h8_a_column_added_at_the_end_is_named_and_not_read(sent: Checked, straight: Validated) -> None:
    def bend(sheet: Worksheet) -> None:
        sheet.cell(HEADER_ROW, sheet.max_column + 1, "Our own remarks")
        sheet.cell(FIRST, sheet.max_column, "seen again in May")

    made = sent(records(bend))
    same_answers(made, straight)
    assert "not in the template" in noted(made, "column_added").saw


@pytest.mark.parametrize("words", ["Our own remarks", None])
def test_h8_so_is_one_in_the_middle_and_no_answer_moves(sent: Checked, straight: Validated, words: str | None) -> None:
    def bend(sheet: Worksheet) -> None:
        sheet.insert_cols(4)
        sheet.cell(HEADER_ROW, 4, words)
        sheet.cell(FIRST, 4, "seen again in May")

    made = sent(records(bend))
    same_answers(made, straight)
    assert noted(made, "column_added").cell == f"D{HEADER_ROW}"


def test_h8_cells_moved_under_another_heading_are_errors_at_their_cells(sent: Checked) -> None:
    def bend(sheet: Worksheet) -> None:
        for row in range(FIRST, LAST + 1):
            cells = [cell.value for cell in sheet[row]]
            for column, each in enumerate(cells[2:-1], start=4):
                sheet.cell(row, column).value = each
            sheet.cell(row, 3).value = None

    made = sent(records(bend))
    errors = [each for each in made.findings if each.severity.value == "error"]
    assert errors
    assert made.tally.seen == made.tally.kept + made.tally.set_aside + made.tally.blank + made.tally.not_data


def test_h9_a_column_that_was_deleted_sends_it_back_naming_it(sent: Checked, audit: str) -> None:
    where = place(audit, "code")
    found = refused(sent(records(lambda sheet: sheet.delete_cols(where.column))), "header_missing")

    assert where.field.label in found.saw
    assert where.heading in found.fix


def test_h10_headings_one_column_over_are_errors_and_never_a_shifted_reading(sent: Checked) -> None:
    def bend(sheet: Worksheet) -> None:
        headings = [cell.value for cell in sheet[HEADER_ROW]]
        for column, words in enumerate([None, *headings[1:]], start=2):
            sheet.cell(HEADER_ROW, column).value = words

    made = sent(records(bend))
    assert made.tally.kept == 0
    assert {each.rule for each in made.findings} & {"pattern", "key_missing"}


def test_h10_without_its_heading_row_it_is_sent_back(sent: Checked) -> None:
    refused(sent(records(lambda sheet: sheet.delete_rows(HEADER_ROW))), "no_header")


def test_h11_titles_above_the_headings_are_passed_over(sent: Checked, straight: Validated) -> None:
    def bend(sheet: Worksheet) -> None:
        sheet.insert_rows(1, 2)
        sheet["A1"], sheet["A2"] = "Quarterly audit", "Prepared for the board"

    made = sent(records(bend))
    same_answers(made, straight)
    assert "row 6" in noted(made, "header_moved", "Records!A6").saw
    assert made.rows["row"].tolist() == list(range(FIRST_DATA_ROW + 2, LAST + 3))


def test_h12_the_headings_come_again_among_the_records_are_listed_and_not_counted(
    sent: Checked, straight: Validated
) -> None:
    def bend(sheet: Worksheet) -> None:
        sheet.insert_rows(FIRST + 2)
        for cell in sheet[HEADER_ROW]:
            sheet.cell(FIRST + 2, cell.column, cell.value)

    made = sent(records(bend))
    same_answers(made, straight)
    noted(made, "header_repeated_in_rows", f"Records!{FIRST + 2}:{FIRST + 2}")
    assert value(made, LAST + 1, made.identity.form.audit.key.name)  # type: ignore[union-attr]
    all_read(made)
    finding(made, "header_repeated_in_rows")
