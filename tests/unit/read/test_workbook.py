"""Values come typed and at their true places, and nothing is lost without a word."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.read.workbooks import bent, built, with_cells


def test_each_value_keeps_its_type(reading):
    def fill(book, sheet):
        as_date, as_time = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "hh:mm"})
        as_both = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        as_hours = book.add_format({"num_format": "[h]:mm"})
        sheet.write_string(0, 0, "0007")
        sheet.write_number(0, 1, 42)
        sheet.write_boolean(0, 2, True)
        sheet.write_datetime(0, 3, date(2019, 7, 1), as_date)
        sheet.write_datetime(0, 4, datetime(2019, 7, 1, 9, 30), as_both)
        sheet.write_datetime(0, 5, time(9, 30), as_time)
        sheet.write_number(0, 6, 27 / 24, as_hours)
        sheet.write_string(0, 7, "01/07/2019")
        sheet.write_string(0, 8, "N/A")

    (row,) = reading(built(fill)).sheet("Records").rows

    assert row == [
        "0007",
        42.0,
        True,
        date(2019, 7, 1),
        datetime(2019, 7, 1, 9, 30),
        time(9, 30),
        timedelta(hours=27),
        "01/07/2019",
        "N/A",
    ]
    assert [type(value) for value in row] == [str, float, bool, date, datetime, time, timedelta, str, str]


def test_a_workbook_that_counts_its_days_from_1904_gives_the_same_dates(reading):
    def fill(book, sheet):
        sheet.write_datetime(0, 0, date(2019, 7, 1), book.add_format({"num_format": "dd/mm/yyyy"}))

    assert reading(built(fill, date_1904=True)).sheet("Records").rows == [[date(2019, 7, 1)]]


def test_blank_rows_above_and_between_keep_the_true_row_numbers(reading):
    def fill(_book, sheet):
        sheet.write(2, 1, "B3")
        sheet.write(5, 0, "A6")

    assert reading(built(fill)).sheet("Records").rows == [
        ["", ""],
        ["", ""],
        ["", "B3"],
        ["", ""],
        ["", ""],
        ["A6", ""],
    ]


def test_rows_stored_out_of_order_come_back_in_order(reading):
    data = with_cells('<row r="2"><c r="A2"><v>2</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>')

    assert reading(data).sheet("Records").rows == [[1.0], [2.0]]


def test_places_that_are_not_written_out_follow_from_the_ones_before(reading):
    data = with_cells('<row><c t="e"><v>#N/A</v></c><c/><c><v>3</v></c></row><row><c><f>1+1</f></c></row>')

    sheet = reading(data).sheet("Records")

    assert sheet.rows[0] == ["", "", 3.0]
    assert (dict(sheet.errors), sheet.formulas_without_result) == ({"A1": "#N/A"}, ("A2",))


def test_error_cells_and_formulas_without_a_result_are_told_from_blanks(reading):
    def fill(_book, sheet):
        sheet.write_formula(0, 0, "=1/0", None, "#DIV/0!")
        sheet.write_formula(1, 0, "=NA()", None, "#N/A")
        sheet.write_formula(2, 0, "=1+1", None, 2)
        sheet.write_formula(3, 0, '=""', None, "empty")
        sheet.write_string(4, 0, "#N/A")

    data = bent(
        built(fill),
        sheet1=lambda xml: xml.replace(
            b"</row></sheetData>",
            b'</row><row r="6"><c r="A6"><f>2+2</f></c><c r="B6"><f>2+2</f><v></v></c></row></sheetData>',
        ).replace(b"<v>empty</v>", b"<v></v>"),
    )
    sheet = reading(data).sheet("Records")

    assert dict(sheet.errors) == {"A1": "#DIV/0!", "A2": "#N/A"}
    assert sheet.formulas_without_result == ("A6", "B6")
    assert sheet.formula_count == 6
    assert [row[0] for row in sheet.rows[:5]] == ["", "", 2.0, "", "#N/A"]


def test_errors_and_formulas_are_found_when_the_writer_prefixes_its_tags_and_uses_single_quotes(reading):
    def prefixed(_xml):
        return (
            b"<?xml version='1.0' encoding='UTF-8'?>"
            b"<x:worksheet xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><x:sheetData>"
            b"<x:row r='2'><x:c r='B2' t='e'><x:v>#REF!</x:v></x:c><x:c r='C2'><x:f>1+1</x:f></x:c>"
            b"<x:c r='D2'><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>"
        )

    sheet = reading(bent(built(), sheet1=prefixed)).sheet("Records")

    assert (dict(sheet.errors), sheet.formulas_without_result) == ({"B2": "#REF!"}, ("C2",))
    assert sheet.rows[1][3] == 5.0


def test_hidden_rows_columns_and_sheets_are_read_and_named(reading):
    def fill(book, sheet):
        for row in range(4):
            sheet.write_row(row, 0, ["a", "b", "c"])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(900, None, None, {"hidden": True})
        sheet.set_column("B:B", None, None, {"hidden": True})
        sheet.set_column("F:XFD", None, None, {"hidden": True})
        book.add_worksheet("Lists").hide()

    workbook = reading(built(fill))
    sheet = workbook.sheet("Records")

    assert sheet.rows[2] == ["a", "b", "c"]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ((3,), ("B",))
    assert [(sheet.name, sheet.visible) for sheet in workbook.sheets] == [("Records", True), ("Lists", False)]


def test_merges_are_named_and_their_values_kept(reading):
    def fill(_book, sheet):
        sheet.merge_range("B2:B4", "SOLENT")

    sheet = reading(built(fill)).sheet("Records")

    assert (sheet.merged, sheet.rows[1][1]) == (("B2:B4",), "SOLENT")


def test_a_filter_left_on_is_told_from_mere_filter_buttons(reading):
    def buttons(_book, sheet):
        sheet.write_column(0, 0, ["Case", 1, 2])
        sheet.autofilter("A1:A3")

    def left_on(book, sheet):
        buttons(book, sheet)
        sheet.filter_column("A", "x > 1")

    assert [reading(built(fill)).sheet("Records").filtered for fill in (buttons, left_on)] == [False, True]


def test_line_ends_escaped_in_text_are_undone_once(reading):
    data = with_cells(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>a_x000D_b</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>_x005F_x000D_</t></is></c></row>'
    )

    assert reading(data).sheet("Records").rows == [["a\rb", "_x000D_"]]


def test_a_sheets_name_is_read_as_excel_shows_it(reading):
    data = bent(built(), workbook=lambda xml: xml.replace(b'name="Records"', b'name="A &amp; B &lt;1&gt;"'))

    assert reading(data).sheets[0].name == "A & B <1>"


def test_texts_of_nothing_but_blanks_do_not_look_like_lost_cells(reading):
    def fill(_book, sheet):
        sheet.write_string(0, 0, " ")
        sheet.write_string(0, 1, "\n\n")
        sheet.write_string(0, 2, "x")

    data = bent(built(fill), strings=lambda xml: xml.replace(b' xml:space="preserve"', b""))

    assert reading(data).sheet("Records").rows[0][2] == "x"


def test_a_cell_that_is_stored_twice_is_refused(refusal):
    data = with_cells('<row r="1"><c r="A1"><v>3</v></c><c r="A1"><v>4</v></c></row>')

    assert "cell A1 of one sheet is stored twice" in refusal(data)


def test_a_chart_sheet_is_passed_over(reading):
    def fill(book, sheet):
        sheet.write(0, 0, 1)
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Records!$A$1:$A$1"})
        book.add_chartsheet("Chart").set_chart(chart)

    assert [sheet.name for sheet in reading(built(fill)).sheets] == ["Records"]


def test_no_refusal_quotes_what_is_in_a_cell(refusal):
    sentinel = "SENTINEL-4711"
    spoiled = [
        f'<row r="1"><c r="A1" t="b"><v>{sentinel}</v></c></row>',
        f'<row r="1"><c r="A1" t="zz"><v>{sentinel}</v></c></row>',
        f'<row r="1"><c r="A1"><v>1</v></c><c r="A1" t="str"><v>{sentinel}</v></c></row>',
        f'<row r="1"><c r="{sentinel}"><v>1</v></c></row>',
        f'<row r="1"><c r="A1" t="str"><v>{sentinel}</w></c></row>',
        f'<row r="1048576"><c r="XFD1048576" t="str"><v>{sentinel}</v></c><c r="A1"><v>1</v></c></row>',
    ]

    messages = [refusal(with_cells(rows)) for rows in spoiled]

    assert all(message.startswith("This workbook could not be read safely") for message in messages)
    assert sentinel not in "".join(messages)


VALUES = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.text(st.characters(min_codepoint=33, max_codepoint=0xD7FF), min_size=1, max_size=8),
    st.none(),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(VALUES, min_size=1, max_size=4), min_size=1, max_size=6))
def test_what_was_written_is_what_is_read(reading, table: list[list[object]]):
    def fill(_book, sheet):
        for row, values in enumerate(table):
            for column, value in enumerate(values):
                if isinstance(value, bool):
                    sheet.write_boolean(row, column, value)
                elif isinstance(value, float):
                    sheet.write_number(row, column, value)
                elif isinstance(value, str):
                    sheet.write_string(row, column, value)

    rows = reading(built(fill)).sheet("Records").rows

    for row, values in enumerate(table):
        for column, value in enumerate(values):
            read = rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
            assert (
                read == pytest.approx(value, rel=1e-12)
                if isinstance(value, float)
                else read == ("" if value is None else value)
            )
