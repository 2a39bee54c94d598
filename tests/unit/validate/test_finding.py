"""A finding: its place as ranges and in plain words, and its five parts as an agency reads them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pipeline.definition import Severity
from pipeline.validate.finding import Finding, cell_spans, row_spans, spans, spoken_place


def test_rows_and_cells_are_said_as_ranges() -> None:
    assert row_spans([8, 6, 7, 11, 6]) == "6:8, 11:11"
    assert row_spans([1, 2, 4, 5, 7]) == "1:2, 4:5, 7:7"
    assert row_spans([]) == ""
    assert list(spans([8, 6, 7, 11, 6], 8)) == ["H6:H8", "H11"]
    assert list(spans([1], 27)) == ["AA1"]
    assert cell_spans(["C7", "A6", "A7", "C9"]) == "A6:A7, C7, C9"
    assert cell_spans(["C7", "A6", "A7", "C9"], most=2) == "A6:A7, C7"


@pytest.mark.parametrize(
    ("sheet_name", "cell", "spoken"),
    [
        ("Records", "H17", "Records!H17"),
        ("Records", "6:6", "Records, row 6"),
        ("Records", "6:7", "Records, rows 6 and 7"),
        ("Records", "6:8", "Records, rows 6 to 8"),
        ("Records", "6:6, 9:9", "Records, rows 6 and 9"),
        ("Records", "6:7, 9:9", "Records, rows 6, 7 and 9"),
        ("Records", "C:C", "Records, column C"),
        ("Records", "C:E", "Records, columns C to E"),
        ("Records", "6:6, H7", "Records!6:6, H7"),
        ("", "6:6", "row 6"),
        ("Records", "", "Records"),
        ("", "", "the file"),
    ],
)
def test_a_place_is_said_in_plain_words(sheet_name: str, cell: str, spoken: str) -> None:
    assert spoken_place(sheet_name, cell) == spoken


def finding(severity: Severity = Severity.ERROR, **changes: object) -> Finding:
    parts: Mapping[str, object] = {
        "sheet": "Records",
        "cell": "H6",
        "field": "seen",
        "label": "Date seen",
        "saw": "'soon'",
        "expected": "a date",
        "affects": ("TST1", "TST2"),
        "fix": "Enter the day.",
    }
    return Finding(severity, "rule", **{**parts, **changes})  # type: ignore[arg-type]


def test_a_finding_is_said_in_five_parts_and_what_it_affects_by_how_grave_it_is() -> None:
    begun = "Records!H6 (Date seen): we saw 'soon'. We expected a date."
    assert finding().sentence() == (
        f"{begun} Until it is mended this record is counted as missing in TST1, TST2. Enter the day."
    )
    assert finding(Severity.QUERY).sentence() == f"{begun} It is counted as it stands in TST1, TST2. Enter the day."
    assert finding(Severity.NOTE).sentence() == f"{begun} Enter the day."
    assert finding(affects=(), label="", expected="", fix="").sentence() == "Records!H6: we saw 'soon'."


@pytest.mark.parametrize(
    ("cell", "count"), [("", 1), ("H6", 1), ("H6:H8", 3), ("H6:H8, H11", 4), ("5:7", 3), ("5:5", 1), ("C:C", 1)]
)
def test_a_finding_counts_the_cells_or_rows_that_it_is_about(cell: str, count: int) -> None:
    assert finding(cell=cell).count == count
