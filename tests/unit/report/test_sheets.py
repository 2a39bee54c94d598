"""The workbook of a page's tables: the same cells, marked as tables, nothing hidden given away, nothing a formula."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat import v4
from openpyxl import Workbook, load_workbook

from pipeline.disclose.facts import Band
from pipeline.page.parts import TABLES, Html, Numeric, Table, rendered
from pipeline.page.sentences import COUNTS_HIDDEN, HIDDEN
from pipeline.report.html import Page
from pipeline.report.sheets import tables_of, workbook

AROUND = Page(
    title="Neglect, 2019-20 Q2",
    quarter="2019-20 Q2",
    edition="Sub-group edition",
    marking="OFFICIAL-SENSITIVE",
    synthetic=True,
    about=("For: <them>.",),
    stamp="1 May",
)
COLUMNS = ("Agency", Numeric("Met"), "Rating")
DRAWN = Table("NEG1 by agency", COLUMNS, [["Police", 7, Html("<b>R</b>", "Red")], ["Health", None, "–"]], "A note.")


def opened(*tables: Table, around: Page = AROUND) -> Workbook:
    return load_workbook(io.BytesIO(workbook(tables, around)))


def cells(book: Workbook, name: str) -> list[list[object]]:
    """The cells of the one table on a sheet."""
    (tables,) = book[name].tables.values()
    return [[cell.value for cell in row] for row in book[name][tables.ref]]


def shown(*values: object) -> list[Table]:
    """The tables of a notebook whose cells put these out."""
    outputs = [v4.new_output("display_data", data=value._repr_mimebundle_()) for value in values]  # type: ignore[attr-defined]
    return tables_of(v4.new_notebook(cells=[v4.new_code_cell("x", outputs=[each]) for each in outputs]))


def test_a_table_is_on_a_sheet_of_its_own_with_its_title_note_and_marks() -> None:
    book = opened(*shown(DRAWN))
    sheet = book["NEG1 by agency"]

    assert book.sheetnames == ["Cover", "Contents", "Notes", "NEG1 by agency"]
    assert cells(book, "NEG1 by agency") == [
        ["Agency", "Met", "Rating"],
        ["Police", 7, "Red"],
        ["Health", "[c]", "[x]"],
    ]
    above = [sheet.cell(row, 1).value for row in range(1, 7)]
    assert above[0] == "NEG1 by agency"
    assert above[1] == "This sheet contains one table. OFFICIAL-SENSITIVE. SYNTHETIC: every figure was made up. DRAFT."
    assert above[2] == "A note."
    assert [str(each).split(":")[0] for each in above[3:5]] == ["Confidential", "Not available"]


def test_every_sheet_can_be_reached_from_the_contents_and_says_what_it_is() -> None:
    book = opened(DRAWN, DRAWN)

    assert cells(book, "Contents") == [
        ["Sheet", "Table"],
        ["NEG1 by agency", "NEG1 by agency"],
        ["Table 2", "NEG1 by agency"],
    ]
    links = [cell.hyperlink.location for cell in book["Contents"]["A"] if cell.hyperlink]
    assert links == ["'NEG1 by agency'!A1", "'Table 2'!A1"]
    assert all(book[name]["A1"].value for name in book.sheetnames)


def test_tables_are_marked_as_such_without_merged_cells_or_filters() -> None:
    for sheet in opened(DRAWN).worksheets:
        assert not sheet.merged_cells.ranges
        for table in sheet.tables.values():
            assert table.headerRowCount is None or table.headerRowCount == 1
            assert table.autoFilter is None


def test_the_cover_says_whose_eyes_it_is_for_and_how_it_stands() -> None:
    lines = [row[0] for row in opened(DRAWN)["Cover"].values]
    final = [
        row[0] for row in opened(DRAWN, around=replace(AROUND, synthetic=False, approved_by="Chair"))["Cover"].values
    ]

    assert lines[:2] == ["Neglect, 2019-20 Q2", "Sub-group edition, 2019-20 Q2"]
    assert "For: <them>." in lines
    assert "OFFICIAL-SENSITIVE. FINAL, approved by: Chair." in final


@pytest.mark.parametrize("hidden", [None, HIDDEN, COUNTS_HIDDEN])
def test_a_hidden_count_is_confidential_and_never_a_nought(hidden: object) -> None:
    book = opened(Table("T", COLUMNS, [["Police", hidden, 0]]))

    assert cells(book, "T")[1] == ["Police", "[c]", 0]


def test_a_band_in_place_of_a_hidden_count_is_written_as_it_is_on_the_page() -> None:
    book = opened(Table("T", COLUMNS, [["Police", Band(80, 100).words, 0]]))

    assert cells(book, "T")[1] == ["Police", "80% or more", 0]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=50))
def test_whatever_a_cell_or_a_caption_says_stays_text(text: str) -> None:
    book = opened(Table(text, COLUMNS, [[f"={text}", f"https://{text}", "007"]]))
    (_, row) = cells(book, book.sheetnames[3])

    assert row == [f"={text}", f"https://{text}", "007"]
    assert len(book.sheetnames[3]) <= 31


@pytest.mark.parametrize(
    ("captions", "names"),
    [
        (["NEG scorecard: " + "neglect " * 9], ["NEG scorecard"]),
        (["Which version each figure is judged by"], ["Table 1"]),
        (["Table 2", "Which version each figure is judged by"], ["Table 2", "Table 3"]),
    ],
)
def test_the_name_of_a_sheet_is_never_cut_in_its_middle(captions: list[str], names: list[str]) -> None:
    book = opened(*(Table(each, COLUMNS, [["Police", 1, 2]]) for each in captions))

    assert book.sheetnames[3:] == names
    assert [row[1] for row in cells(book, "Contents")[1:]] == captions


def test_the_same_tables_give_the_same_bytes() -> None:
    assert workbook([DRAWN], AROUND) == workbook([DRAWN], AROUND)


def test_a_table_within_a_part_of_the_page_is_found_however_deep_it_stands() -> None:
    deep = rendered("{{ part }}{{ each[0][1] }}", part=rendered("{{ t }}", t=DRAWN), each=[("x", DRAWN)])

    assert [each.caption for each in shown(deep, DRAWN, Html("<p>"))] == ["NEG1 by agency"] * 3
    assert TABLES not in Html("<p>")._repr_mimebundle_()


def test_a_table_without_rows_has_no_sheet() -> None:
    book = opened(Table("T", COLUMNS, []))

    assert book.sheetnames == ["Cover", "Contents", "Notes"]
    assert book["Contents"]["A2"].value == "This page has no tables."
