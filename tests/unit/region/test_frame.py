"""The figures of a region as one long table: what is printed of each area and of all, and nothing of what is hidden."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from pipeline.disclose.facts import Band, How
from pipeline.region.figures import write_figures
from pipeline.region.folder import Region
from pipeline.region.frame import ALL_AREAS, AREA, COLUMNS, frame
from pipeline.region.model import LeftOutArea, Total
from pipeline.store.reports import FIGURES
from tests.unit.region.built import COUNTED, SILENT, TOTAL, area, region, standard
from tests.unit.results.test_frame import documented

COUNTS = ["met", "not_met", "n", "rate"]


def test_each_area_and_all_of_them_have_a_row_that_says_what_is_printed() -> None:
    names = ["level", "area_name", "partnership", "says", "met", "not_met", "n"]
    table = frame(region())[names].astype(object)

    assert table.where(table.notna(), None).to_numpy().tolist() == [
        [ALL_AREAS, None, None, "figure", 30, 10, 40],
        [AREA, "Ash", "Ash Partnership", "figure", 30, 10, 40],
        [AREA, "North Vale", "North Vale Partnership", "band", None, None, None],
        [AREA, "Wold", "Wold Partnership", "nothing", None, None, None],
    ]


def test_what_an_area_hides_is_empty_and_never_nought() -> None:
    table = frame(region())
    hidden = table[table["hidden"]]

    assert len(hidden) == 2
    assert hidden[COUNTS].isna().all(axis=None)
    assert hidden[["band_low", "band_high"]].fillna(-1.0).to_numpy().tolist() == [[0.8, 1.0], [-1, -1]]


def test_a_verdict_alone_is_said_in_the_words_of_its_page() -> None:
    alone = replace(SILENT, verdict="Below target")
    (row,) = frame(region([standard(alone, low_is_good=True)])).query("level == @AREA").to_dict("records")

    assert (row["says"], row["verdict"], row["hidden"]) == ("verdict", "Over the limit", True)


def test_the_row_of_all_areas_has_the_interval_the_spread_and_how_many_verdicts_there_are() -> None:
    row = frame(region([standard(at_target=2)])).iloc[0]

    assert row[["lower", "upper", "areas", "at_target", "below", "unsaid"]].tolist() == [0.6, 0.86, 1, 2, 1, 2]
    assert row[["spread_areas", "lowest", "median", "highest"]].tolist() == [1, 0.75, 0.75, 0.75]
    assert pd.isna(row["times"])
    assert pd.isna(row["verdict"])


def test_the_row_of_all_areas_has_what_those_that_print_their_counts_come_to_where_others_do_not() -> None:
    columns = ["printed_areas", "printed_met", "printed_n"]
    some, all_do = standard(printed=Total(How.EXACT, areas=2, met=31, of=45)), standard()

    assert frame(region([some])).loc[0, columns].tolist() == [2, 31, 45]
    assert frame(region([some])).loc[1:, columns].isna().all(axis=None)
    assert frame(region([all_do]))[columns].isna().all(axis=None)


def test_why_an_area_is_not_added_and_how_it_differs_stand_in_its_row() -> None:
    apart = replace(COUNTED, apart="below", firmly=True, version=2)
    rows = frame(region([standard(apart, SILENT)])).query("level == @AREA")

    assert rows[["added", "why_not", "version", "apart", "firmly"]].astype(object).fillna("").to_numpy().tolist() == [
        [True, "", 2, "below", True],
        [False, "its counts are hidden", 1, "", ""],
    ]


@given(st.integers(0, 500), st.integers(0, 500), st.booleans())
def test_no_count_stands_in_a_row_that_is_hidden(met: int, missed: int, printed: bool) -> None:
    line = replace(COUNTED, met=met, of=met + missed) if printed else replace(SILENT, how=How.BAND, band=Band(0, 40))
    total = replace(TOTAL, met=met, of=met + missed) if printed else Total(How.NOTHING, areas=2)
    table = frame(region([standard(line, total=total, spread=None)]))

    assert table["hidden"].tolist() == [not printed] * 2
    assert table[["met", "not_met", "n"]].isna().any(axis=1).tolist() == [not printed] * 2
    if printed:
        assert (table["met"] + table["not_met"] == table["n"]).all()


def test_a_standard_that_is_not_judged_has_no_target() -> None:
    assert frame(region([standard(rated=False)]))["target"].isna().all()


def test_the_columns_are_those_documented_in_their_order_and_of_their_kind() -> None:
    table = frame(region())

    assert {name: str(kind) for name, kind in table.dtypes.items()} == {
        name: kind for name, (kind, _) in COLUMNS.items()
    }
    assert list(table.columns) == list(COLUMNS)
    assert documented("The figures of a region") == [(name, words) for name, (_, words) in COLUMNS.items()]


def test_each_file_holds_the_table_and_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    def written() -> list[bytes]:
        return [each.read_bytes() for each in write_figures(there, region())]

    there, folder = Region(tmp_path), tmp_path / "reports" / "2019-20-Q2" / "regional"
    first = written()

    assert first == written()
    assert sorted(each.name for each in folder.iterdir()) == sorted(FIGURES)
    kinds = {name: kind for name, (kind, _) in COLUMNS.items()}
    pd.testing.assert_frame_equal(pd.read_parquet(folder / "figures.parquet"), frame(region()))
    pd.testing.assert_frame_equal(pd.read_csv(folder / "figures.csv", dtype=kinds), frame(region()), check_exact=True)
    rows = list(load_workbook(folder / "figures.xlsx")["figures"].iter_rows(values_only=True))
    assert [row[list(COLUMNS).index("n")] for row in rows] == ["n", 40, 40, None, None]


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (
            {"areas": (area("ash"), area("wold", approved_by=""))},
            "DRAFT: the board’s report is not yet signed off in Wold.",
        ),
        ({"left_out": (LeftOutArea("mere", "no returns"),)}, "Not in it: mere."),
        ({}, "SYNTHETIC: every figure was made up."),
    ],
)
def test_the_cover_says_what_is_a_draft_and_who_is_not_in_it(tmp_path: Path, changes: dict, line: str) -> None:
    write_figures(Region(tmp_path), region([standard(COUNTED)], **changes))
    cover = load_workbook(tmp_path / "reports" / "2019-20-Q2" / "regional" / "figures.xlsx")["Cover"]

    assert line in [row[0].value for row in cover.iter_rows()]
