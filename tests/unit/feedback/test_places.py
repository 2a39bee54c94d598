"""The places of findings, as cells."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.definition import Severity
from pipeline.feedback.places import MOST, areas, marks, ordered
from pipeline.read import cell_name
from tests.unit.feedback.returns import BLANK, DOUBT, TIDIED


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("B3", {(3, 2)}),
        ("B3:C4", {(3, 2), (3, 3), (4, 2), (4, 3)}),
        ("B3, C5", {(3, 2), (5, 3)}),
        ("B1, B3-B4", {(1, 2), (3, 2), (4, 2)}),
        ("4:4", {(4, 1), (4, 2), (4, 3)}),
        ("C:C", {(row, 3) for row in range(1, 6)}),
        ("B9", {(9, 2)}),
        ("", set()),
        ("somewhere", set()),
        ("B3, somewhere", set()),
        ("C4:B3", set()),
        ("B0", set()),
        ("XFE1", set()),
        ("A1048577", set()),
    ],
)
def test_a_place_is_the_cells_it_names_in_a_sheet_of_five_rows_and_three_columns(text, cells):
    named = {cell for area in areas(text) for cell in area.cells(5, 3)}

    assert named == cells


@given(st.integers(1, 1_048_576), st.integers(1, 16_384))
def test_every_cell_of_a_spreadsheet_is_a_place(row, column):
    (area,) = areas(cell_name(row, column))

    assert list(area.cells(1, 1)) == [(row, column)]


def test_findings_are_put_gravest_first_then_by_row_then_by_column():
    right, below = replace(BLANK, cell="E7"), replace(BLANK, cell="A10")
    of_file = replace(BLANK, sheet="", cell="")

    assert ordered([TIDIED, below, DOUBT, right, BLANK, of_file]) == [of_file, BLANK, right, below, DOUBT, TIDIED]


def test_a_cell_with_several_findings_is_filled_for_the_gravest_and_comments_on_each():
    query = replace(BLANK, severity=Severity.QUERY)

    marked = marks(ordered([query, BLANK]), "Records", 9, 9)

    assert marked.fills == {(7, 4): Severity.ERROR}
    assert marked.comments == {(7, 4): [BLANK, query]}


def test_only_the_first_cell_of_each_block_is_commented():
    marked = marks([replace(BLANK, cell="D6:D8, F1")], "Records", 9, 9)

    assert set(marked.fills) == {(6, 4), (7, 4), (8, 4), (1, 6)}
    assert set(marked.comments) == {(6, 4), (1, 6)}


def test_findings_on_other_sheets_leave_no_mark():
    assert not marks([replace(BLANK, sheet="Cover")], "Records", 9, 9).fills


def test_a_finding_about_a_whole_column_fills_no_more_cells_than_are_sensible():
    assert len(marks([replace(BLANK, cell="D1:D1048576")], "Records", 9, 9).fills) == MOST
