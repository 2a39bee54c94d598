"""The files of figures: numbers as numbers, hidden ones empty, and the same bytes from the same results."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from pipeline.report.figures import SHEET, write_figures
from pipeline.report.manifest import Printed, Report
from pipeline.results import frame
from pipeline.results.frame import COLUMNS, YEAR
from pipeline.store.reports import FIGURES
from pipeline.store.workspace import Workspace
from tests.unit.results.built import SMALL, audit, quarter, result, withheld


@pytest.fixture
def report(tmp_path: Path) -> Report:
    standard = result(SMALL)
    *others, last = standard.agencies
    hidden = replace(standard, agencies=(*map(withheld, others), last))
    whole = quarter(audit([hidden]), edition="board", edition_title="Board edition")
    return Report(Workspace(tmp_path), whole, "0" * 64, (), Printed("1 November 2019"))


def test_each_file_holds_the_frame_and_carries_the_day_of_the_report(report: Report) -> None:
    stamps = write_figures(report)

    assert stamps == dict.fromkeys(FIGURES, "1 November 2019")
    table = frame(report.result)
    pd.testing.assert_frame_equal(pd.read_parquet(report.folder / "figures.parquet"), table)
    kinds = {name: kind for name, (kind, _) in COLUMNS.items()}
    pd.testing.assert_frame_equal(pd.read_csv(report.folder / "figures.csv", dtype=kinds), table, check_exact=True)


def test_excel_knows_the_csv_for_utf_8(report: Report) -> None:
    write_figures(report)

    assert (report.folder / "figures.csv").read_bytes().startswith(b"\xef\xbb\xbfquarter,")


def test_the_workbook_has_numbers_a_filter_and_a_heading_that_stays(report: Report) -> None:
    write_figures(report)
    book = load_workbook(io.BytesIO((report.folder / "figures.xlsx").read_bytes()))
    sheet = book[SHEET]
    rows = [dict(zip(COLUMNS, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=2)]

    assert book.sheetnames == ["Cover", SHEET, "Columns"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == (
        "A2",
        f"A1:{sheet.cell(sheet.max_row, len(COLUMNS)).coordinate}",
    )
    assert [(row["agency"], row["met"], row["n"], row["hidden"]) for row in rows if row["level"] != YEAR] == [
        (None, 45, 94, False),
        ("CCG", None, None, True),
        ("SOL", None, None, True),
        ("UHS", 30, 50, False),
    ]


def test_the_cover_says_what_the_figures_are_and_for_whom(report: Report) -> None:
    write_figures(report)
    cover = load_workbook(report.folder / "figures.xlsx")["Cover"]
    lines = [row[0].value for row in cover.iter_rows()]

    assert lines[1:4] == ["Board edition, 2019-20 Q2", "OFFICIAL-SENSITIVE", "SYNTHETIC: every figure was made up."]
    assert "DRAFT: not yet signed off." in lines


def test_the_same_results_give_the_same_bytes(report: Report) -> None:
    def written() -> list[bytes]:
        write_figures(report)
        return [(report.folder / name).read_bytes() for name in FIGURES]

    assert written() == written()
