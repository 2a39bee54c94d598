"""Which reports can be asked: those whose figures are as they were made. Each other one is named with the next step."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.report.query.reported import TABLE, reported
from pipeline.results.frame import COLUMNS
from pipeline.store.reports import MANIFEST, UNFINISHED
from pipeline.store.workspace import Workspace
from tests.unit.report.query.laid import laid, table

BEFORE, NOW = Quarter(2019, 1), Quarter(2019, 2)


def asked(workspace: Workspace) -> dict[str, pd.DataFrame]:
    found = reported(workspace, "board", COLUMNS)
    assert found.left_out == ()
    return {quarter: each.to_pandas() for quarter, each in found.tables.items()}


def test_the_figures_of_each_finished_report_of_the_edition_can_be_asked(workspace: Workspace) -> None:
    laid(workspace, NOW, table({"met": 3}))
    laid(workspace, BEFORE, table({"met": 1}, {"met": 2}))
    laid(workspace, NOW, table({"met": 9}), edition="subgroup")

    assert {quarter: rows["met"].tolist() for quarter, rows in asked(workspace).items()} == {
        "2019-20 Q1": [1, 2],
        "2019-20 Q2": [3],
    }


def test_it_is_known_which_of_them_nobody_signed_off(workspace: Workspace) -> None:
    laid(workspace, BEFORE, table({"met": 1}), signed="board chair")
    laid(workspace, NOW, table({"met": 3}))

    assert reported(workspace, "board", COLUMNS).drafts == ("2019-20 Q2",)


def test_a_kept_final_a_folder_of_somebody_else_s_and_an_empty_one_are_no_reports(workspace: Workspace) -> None:
    folder = laid(workspace, NOW, table({"met": 3}))
    folder.rename(folder.with_name("final-2019-12-01-board"))
    (workspace.reports / "2019-20-Q1" / "board").mkdir(parents=True)
    (workspace.reports / "old things" / "board").mkdir(parents=True)
    (workspace.reports / "old things" / "board" / TABLE).write_bytes(b"theirs")

    assert asked(workspace) == {}


def unfinished(folder: Path) -> None:
    (folder / MANIFEST).write_text(json.dumps({UNFINISHED: True, "pages": {}}), encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (unfinished, "its pages were never all made. Run the quarter again."),
        (lambda folder: (folder / MANIFEST).unlink(), f"its {MANIFEST} is missing or damaged. Restore it"),
        (lambda folder: (folder / MANIFEST).write_text("{"), f"its {MANIFEST} is missing or damaged. Restore it"),
        (lambda folder: (folder / TABLE).write_bytes(b"others"), f"its {TABLE} is not the one that was made. Restore"),
        (lambda folder: (folder / TABLE).unlink(), f"its {TABLE} is not there. Run the quarter again."),
        (lambda folder: (folder / MANIFEST).write_text('{"pages": 3}'), f"its {TABLE} is not the one that was made."),
    ],
)
def test_a_report_that_is_unfinished_or_damaged_is_left_out_by_name_and_the_others_are_asked(
    workspace: Workspace, spoil: Callable[[Path], object], why: str
) -> None:
    laid(workspace, BEFORE, table({"met": 1}))
    folder = laid(workspace, NOW, table({"met": 3}))
    spoil(folder)

    found = reported(workspace, "board", COLUMNS)

    assert list(found.tables) == ["2019-20 Q1"]
    (told,) = found.left_out
    assert told.startswith(f"{folder}: {why}")


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1" + b"\0" * 40 + b"PAR1"])
def test_what_is_no_table_at_all_is_left_out_though_its_manifest_vouches_for_it(
    workspace: Workspace, data: bytes
) -> None:
    laid(workspace, NOW, data)

    (told,) = reported(workspace, "board", COLUMNS).left_out
    assert f"its {TABLE} is damaged. " in told


def test_an_older_table_lacks_columns_and_has_others(workspace: Workspace) -> None:
    older = table({"met": 3}).drop(columns=["says"]).assign(colour="green", weight=7)
    laid(workspace, NOW, older)

    rows = asked(workspace)["2019-20 Q2"]
    assert "says" not in rows.columns
    assert rows[["met", "colour", "weight"]].to_numpy().tolist() == [[3, "green", "7"]]


def test_a_number_that_was_stored_more_narrowly_is_the_same_number(workspace: Workspace) -> None:
    laid(workspace, NOW, table({"met": 3}).astype({"met": "Int8", "rate": "Float32"}))

    assert reported(workspace, "board", COLUMNS).tables["2019-20 Q2"].schema.field("met").type == pa.int64()


def test_a_column_of_another_kind_is_named(workspace: Workspace) -> None:
    laid(workspace, NOW, table({"met": 3}).assign(met="three"))

    (told,) = reported(workspace, "board", COLUMNS).left_out
    assert "the column 'met'" in told
