"""V1-V29: what people type into a cell; an answer is read in the one way it can be, or is an error at that cell."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.definition import Coded, Severity
from tests.catalogue.bending import (
    FIRST,
    LAST,
    Place,
    anchor,
    answered,
    day,
    key,
    place,
    places,
    records,
    saved,
    template,
    typed,
)
from tests.catalogue.conftest import Checked
from tests.catalogue.findings import all_read, cell_error, finding, noted, value
from tests.unit.read.workbooks import rezipped

ROWS = range(FIRST, LAST + 1)


def listed(where: Place) -> tuple[str, ...]:
    assert isinstance(where.field, Coded)
    return where.field.codes.values()


# V1-V7, V28: codes


@pytest.mark.parametrize("words", ["tbc", "?", "-", "see file", "as above", '"', "ditto", "unknown to us", "*"])
def test_v1_and_v28_a_placeholder_in_a_code_is_an_error_that_lists_the_codes(
    sent: Checked, audit: str, words: str
) -> None:
    where = place(audit, "code")
    found = cell_error(sent(typed({where.cell(): words})), "unknown_code", where.cell(), where.field.name)

    assert all(code in found.expected for code in listed(where)[:5])
    assert words in found.saw


def test_v1_one_cause_in_many_cells_is_one_finding_with_its_range(sent: Checked, audit: str) -> None:
    where = place(audit, "code")
    made = sent(typed({where.cell(row): "tbc" for row in ROWS}))

    all_read(made)
    assert finding(made, "unknown_code").cell == f"{where.cell(FIRST)}:{where.cell(LAST)}"


def test_v1_a_code_that_the_list_does_hold_is_read_by_its_other_spelling(sent: Checked, audit: str) -> None:
    where = next(p for p in places(audit) if isinstance(p.field, Coded) and "NR" in p.field.codes)
    made = sent(typed({where.cell(): "n/r"}))

    assert "read as NR" in finding(made, "tidied", f"Records!{where.cell()}").saw


@pytest.mark.parametrize("words", ["N/A", "n/k", "tbc", "-", "c", "*", "<5", "about 3", "3 - 4", "£1,250", "7 days"])
def test_v2_and_v17_words_marks_and_ranges_in_a_number_are_errors(sent: Checked, audit: str, words: str) -> None:
    where = place(audit, "number")
    made = sent(typed({where.cell(): words}))

    cell_error(made, "not_a_number", where.cell(), where.field.name)


@pytest.mark.parametrize("words", ["N/A", "tbc", "not yet", "?", "ongoing"])
def test_v3_a_placeholder_in_a_date_is_an_error_that_says_to_leave_it_empty(
    sent: Checked, audit: str, words: str
) -> None:
    where = place(audit, "date")
    found = cell_error(sent(typed({where.cell(): words})), "date_unreadable", where.cell(), where.field.name)

    assert "leave the cell empty" in found.fix


def test_v4_a_misspelt_code_is_an_error_with_a_suggestion_and_never_a_guess(sent: Checked, audit: str) -> None:
    where = next(p for p in places(audit) if isinstance(p.field, Coded) and max(map(len, listed(p))) > 6)
    code = next(each for each in listed(where) if len(each) > 6)
    found = cell_error(sent(typed({where.cell(): code[:-1]})), "unknown_code", where.cell(), where.field.name)

    assert f"Did you mean {code}?" in found.fix


@pytest.mark.parametrize(
    ("before", "after"), [(" ", "  "), ("\u00a0", ""), ("", "\u200b"), ("\ufeff", "\u00a0")],
    ids=["blanks", "no-break", "no width", "both"],
)  # fmt: skip
def test_v5_blanks_seen_or_not_around_a_code_change_nothing(sent: Checked, audit: str, before: str, after: str) -> None:
    where = place(audit, "code")
    code = listed(where)[0]
    made = sent(typed({where.cell(row): f"{before}{code}{after}" for row in ROWS}))

    all_read(made)
    assert [value(made, row, where.field.name) for row in ROWS] == [code] * len(ROWS)
    assert "unknown_code" not in {each.rule for each in made.findings}


def test_v5_a_code_in_small_letters_is_read_and_noted_old_and_new(sent: Checked, audit: str) -> None:
    where = next(p for p in places(audit) if isinstance(p.field, Coded) and "Y" in p.field.codes and p.field.required)
    made = sent(typed({where.cell(): "y"}))

    assert value(made, FIRST, where.field.name) == "Y"
    assert finding(made, "tidied", f"Records!{where.cell()}").saw == "'y', read as Y"


def test_v6_a_letter_that_only_looks_latin_is_an_error_that_names_it(sent: Checked, audit: str) -> None:
    where = next(p for p in places(audit) if isinstance(p.field, Coded) and "N" in p.field.codes and p.field.required)
    found = cell_error(sent(typed({where.cell(): "\u039d"})), "unknown_code", where.cell(), where.field.name)

    assert "Letter 1 only looks like a Latin letter" in found.fix


@pytest.mark.parametrize("between", ["; ", ", ", " and ", " / ", "\n"])
def test_v7_several_choices_in_one_cell_are_an_error(sent: Checked, audit: str, between: str) -> None:
    where = place(audit, "code")
    both = between.join(listed(where)[:2])
    rule = "several_codes" if ";" in between else "unknown_code"
    cell_error(sent(typed({where.cell(): both})), rule, where.cell(), where.field.name)


# V8-V15, V20: dates


@pytest.mark.parametrize("form", ["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%d %B %Y", " %d/%m/%Y "])
def test_v8_a_date_written_as_text_is_read_day_first_and_noted(sent: Checked, audit: str, form: str) -> None:
    where, when = anchor(audit), day(audit)
    made = sent(typed({where.cell(): when.strftime(form)}))

    all_read(made)
    assert value(made, FIRST, where.field.name) == when
    assert "day first" in finding(made, "tidied", f"Records!{where.cell()}").saw


def test_v9_an_american_date_is_an_error_and_makes_its_whole_column_doubtful(sent: Checked, audit: str) -> None:
    where = place(audit, "date")
    made = sent(typed({where.cell(FIRST): "07/25/2019", where.cell(FIRST + 1): "07/08/2019"}))

    assert finding(made, "date_us_order", f"Records!{where.cell(FIRST)}").severity is Severity.ERROR
    found = finding(made, "date_us_order", f"Records!{where.cell(FIRST + 1)}")
    assert "American way round" in found.fix
    assert made.unusable.loc[made.rows["row"].isin([FIRST, FIRST + 1]), where.field.name].all()


@pytest.mark.parametrize("words", ["03/07/19", "3.7.19", "03-07-18", "3 July 19"])
def test_v10_a_year_of_two_digits_is_an_error(sent: Checked, audit: str, words: str) -> None:
    where = place(audit, "date")

    found = cell_error(sent(typed({where.cell(): words})), "date_two_digit_year", where.cell(), where.field.name)
    assert "four digits" in found.fix


def test_v10_the_wrong_century_is_an_error(sent: Checked, audit: str) -> None:
    where = place(audit, "date")

    cell_error(sent(typed({where.cell(): "01/07/0019"})), "date_out_of_range", where.cell(), where.field.name)


@pytest.mark.parametrize("number", [43649, 43649.5, 20190703])
def test_v11_a_number_where_a_date_is_asked_is_an_error(sent: Checked, audit: str, number: float) -> None:
    where = place(audit, "date")

    cell_error(sent(typed({where.cell(): number})), "date_as_number", where.cell(), where.field.name)


@pytest.mark.parametrize("words", ["31/09/2019", "30/02/2019", "00/07/2019", "31/04/2019"])
def test_v12_a_day_that_does_not_exist_is_an_error_and_does_not_roll_over(
    sent: Checked, audit: str, words: str
) -> None:
    where = place(audit, "date")

    cell_error(sent(typed({where.cell(): words})), "date_impossible", where.cell(), where.field.name)


@pytest.mark.parametrize("words", ["Q2", "July 2019", "c. 3 July 2019", "w/c 08/07/2019", "07/2019", "2019"])
def test_v13_part_of_a_date_is_an_error(sent: Checked, audit: str, words: str) -> None:
    where = place(audit, "date")

    cell_error(sent(typed({where.cell(): words})), "date_unreadable", where.cell(), where.field.name)


def test_v14_a_time_in_a_date_is_left_out_and_noted(sent: Checked, audit: str) -> None:
    where = place(audit, "date")
    answers = enumerate((row[where.field.name] for row in answered(audit).rows), start=FIRST)
    row, given = next((row, given) for row, given in answers if isinstance(given, date))
    when = datetime(given.year, given.month, given.day)
    made = sent(typed({where.cell(row): when.replace(hour=9, minute=30)}))

    all_read(made)
    assert value(made, row, where.field.name) == when
    assert "time of day" in finding(made, "tidied", f"Records!{where.cell(row)}").saw


@pytest.mark.parametrize("when", [datetime(1900, 1, 1), datetime(2204, 7, 3), datetime(1919, 7, 3)])
def test_v15_a_date_out_of_range_is_an_error_that_gives_the_range(sent: Checked, audit: str, when: datetime) -> None:
    where = place(audit, "date")
    found = cell_error(sent(typed({where.cell(): when})), "date_out_of_range", where.cell(), where.field.name)

    assert "a date from" in found.expected


@pytest.mark.parametrize("kind", ["code", "number"])
@pytest.mark.parametrize("made_of", [datetime(2019, 2, 1), time(1, 2), timedelta(days=1, hours=2)])
def test_v20_what_excel_has_turned_into_a_date_is_an_error(
    sent: Checked, audit: str, kind: str, made_of: object
) -> None:
    where = place(audit, kind)
    found = cell_error(sent(typed({where.cell(): made_of})), "became_a_date", where.cell(), where.field.name)

    assert "Format the cell as Text" in found.fix


# V16-V19: numbers


def test_v16_a_number_stored_as_text_is_read_and_noted(sent: Checked, audit: str) -> None:
    where = place(audit, "number")
    made = sent(typed({where.cell(): " 3 "}))

    assert value(made, FIRST, where.field.name) == 3
    assert finding(made, "tidied", f"Records!{where.cell()}").saw == "a number stored as text"


@pytest.mark.parametrize("number", [0.45, "45%", "0.45", 1e9, -1])
def test_v18_shares_and_numbers_out_of_range_are_errors_and_never_scaled(
    sent: Checked, audit: str, number: object
) -> None:
    where = place(audit, "number")
    made = sent(typed({where.cell(): number}))

    rule = "not_a_number" if isinstance(number, str) else "out_of_range"
    cell_error(made, rule, where.cell(), where.field.name)


@pytest.mark.parametrize("number", [9.43e9, 1, "1", 4.3e-5])
def test_v19_a_records_number_that_excel_has_changed_is_an_error_and_the_row_is_listed(
    sent: Checked, audit: str, number: object
) -> None:
    where = key(audit)
    made = sent(typed({where.cell(): number}))

    found = finding(made, "pattern", f"Records!{where.cell()}")
    assert found.severity is Severity.ERROR
    assert made.tally.set_aside == 1
    assert "Text" in found.fix or isinstance(number, str)


# V21-V25: merges, colours, comments, formulas


def test_v21_merged_cells_are_named_by_their_range_and_never_filled(sent: Checked, audit: str) -> None:
    where = place(audit, "code")
    area = f"{where.cell(FIRST)}:{where.cell(FIRST + 2)}"
    made = sent(records(lambda sheet: sheet.merge_cells(area)))

    all_read(made)
    assert finding(made, "merged_cells").cell == area
    assert [value(made, row, where.field.name) for row in (FIRST + 1, FIRST + 2)] == [None, None]


def test_v22_colour_is_no_answer(sent: Checked, audit: str) -> None:
    where = next(p for p in places(audit) if isinstance(p.field, Coded) and p.field.required)

    def bend(sheet: Worksheet) -> None:
        for row in ROWS:
            sheet[where.cell(row)].value = None
            sheet[where.cell(row)].fill = PatternFill("solid", fgColor="00FF00")

    made = sent(records(bend))
    all_read(made)
    found = finding(made, "required_missing", f"Records!{where.cell(FIRST)}:{where.cell(LAST)}")
    assert found.severity is Severity.ERROR
    assert finding(made, "coloured_cells", f"Records!{where.cell(FIRST)}:{where.cell(LAST)}").severity is Severity.NOTE


def test_v23_a_comment_is_no_answer_and_its_words_are_never_shown(sent: Checked, audit: str) -> None:
    where = next(p for p in places(audit) if isinstance(p.field, Coded) and p.field.required)

    def bend(sheet: Worksheet) -> None:
        sheet[where.cell()].value = None
        sheet[where.cell()].comment = Comment("it was refused twice", "somebody")

    made = sent(records(bend))
    finding(made, "required_missing", f"Records!{where.cell()}")
    assert "write into the cells" in finding(made, "comments").fix
    assert not [each for each in made.findings if "refused" in each.sentence() or "somebody" in each.sentence()]


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#NAME?", "#VALUE!"])
def test_v24_an_error_of_excels_is_an_error_at_its_cell(sent: Checked, audit: str, error: str) -> None:
    where = place(audit, "code")
    found = cell_error(sent(typed({where.cell(): error})), "formula_error", where.cell(), where.field.name)

    assert error in found.saw


def test_v25_a_formula_without_a_result_is_an_error_that_says_to_save_in_excel(sent: Checked, audit: str) -> None:
    where = place(audit, "code")
    made = sent(typed({where.cell(): '=IF(1=1,"Y","N")'}))

    found = cell_error(made, "formula_without_result", where.cell(), where.field.name)
    assert "save it" in found.fix


def test_v25_a_formula_with_a_result_is_read_and_noted(sent: Checked, audit: str) -> None:
    where = place(audit, "code")
    code = listed(where)[0]
    book = openpyxl.load_workbook(io.BytesIO(template(audit)))  # with the template's own formulas
    typed({where.cell(): f'=CONCATENATE("{code}","")'})(book)
    made = sent(with_results(saved(book), code))

    assert value(made, FIRST, where.field.name) == code
    noted(made, "formulas")


def with_results(data: bytes, result: str) -> bytes:
    def stored(_name: str, part: bytes) -> bytes:
        return re.sub(rb'<c ([^>]*)><f>(.*?)</f><v ?/?>(?:</v>)?</c>',
                      rb'<c \1 t="str"><f>\2</f><v>%s</v></c>' % result.encode(), part)  # fmt: skip

    return rezipped(data, stored)


# V26, V27, V29


def test_v26_a_row_shifted_by_one_column_gets_a_hint_and_its_cells_are_errors(sent: Checked) -> None:
    def bend(sheet: Worksheet) -> None:
        cells = [(cell.value, cell.number_format) for cell in sheet[FIRST]]
        for column, (each, shown) in enumerate([*cells[3:], (None, "General")], start=3):
            sheet.cell(FIRST, column).value = each
            sheet.cell(FIRST, column).number_format = shown

    made = sent(records(bend))
    found = finding(made, "row_shifted", f"Records!{FIRST}:{FIRST}")
    assert found.severity is Severity.QUERY
    assert "one column" in found.saw + found.fix
    assert made.tally.kept + made.tally.set_aside == len(ROWS)


def test_v26_ordinary_mistakes_in_one_row_get_no_such_hint(sent: Checked, audit: str) -> None:
    where, other = place(audit, "code"), place(audit, "number")
    made = sent(typed({where.cell(): "tbc", other.cell(): "several"}))

    assert "row_shifted" not in {each.rule for each in made.findings}


def test_v27_values_pasted_over_the_checks_get_what_they_deserve(sent: Checked, audit: str) -> None:
    code, number, date = place(audit, "code"), place(audit, "number"), place(audit, "date")
    made = sent(typed({code.cell(): "pasted", number.cell(): "pasted", date.cell(): "pasted"}))

    assert {each.cell for each in made.findings if each.severity is Severity.ERROR} >= {
        code.cell(), number.cell(), date.cell(),
    }  # fmt: skip


LONG = "A long account of what was seen. " * 300


@pytest.mark.parametrize("words", ["Line one\nline two", "Siân ✓ 👩‍👧 naïve", "=1+1 is not a sum", "العربية", "a" * 40])
def test_v29_long_odd_and_broken_text_is_read_and_nothing_is_cut(sent: Checked, audit: str, words: str) -> None:
    where = place(audit, "words")
    made = sent(records(lambda sheet: _text(sheet, where.cell(), words)))

    all_read(made)
    read = str(value(made, FIRST, where.field.name))
    assert read.replace(" ", "") == "".join(words.split()).replace("\u200d", "")


def _text(sheet: Worksheet, cell: str, words: str) -> None:
    sheet[cell].value = words
    sheet[cell].data_type = "s"


def test_v29_text_longer_than_the_limit_is_an_error_and_not_cut(sent: Checked, audit: str) -> None:
    where = place(audit, "words")
    found = cell_error(sent(typed({where.cell(): LONG})), "too_long", where.cell(), where.field.name)

    assert "nothing has been cut" in found.fix
    assert "long account" not in found.sentence()
