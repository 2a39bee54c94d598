"""Cells keep the places Excel gives them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import read


def test_a_cell_is_named_as_excel_names_it():
    assert [read.cell_name(17, 8), read.cell_name(1, 27), read.cell_name(1_048_576, 16_384)] == [
        "H17",
        "AA1",
        "XFD1048576",
    ]


@given(st.integers(1, 1_048_576), st.integers(1, 16_384))
def test_a_cells_name_leads_back_to_its_place(row: int, column: int):
    assert read.cell_position(read.cell_name(row, column)) == (row, column)


@pytest.mark.parametrize("name", ["", "17", "H", "H0", "h17", "H17:H18", "$H$17"])
def test_what_is_no_cells_name_is_refused(name: str):
    with pytest.raises(ValueError, match="not the name of a cell"):
        read.cell_position(name)


@pytest.mark.parametrize(("row", "column"), [(0, 1), (1, 0)])
def test_rows_and_columns_are_counted_from_one(row: int, column: int):
    with pytest.raises(ValueError, match="counted from 1"):
        read.cell_name(row, column)
