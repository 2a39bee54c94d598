"""`query`: figures asked in SQL, on the screen or into a file; what is wrong is one line, and nothing is changed."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from pipeline.__main__ import main
from pipeline.audits import checked
from pipeline.calendar.quarter import Quarter
from pipeline.commands import query as command
from pipeline.partnership.here import here
from pipeline.region.figures import write_figures
from pipeline.region.folder import Region
from pipeline.region.run import RegionRequest, region_run
from pipeline.report.query.questions import MOST_BELOW, OF_A_REGION, OF_REPORTS, SILENT_AREAS, Question
from pipeline.report.query.reported import TABLE
from pipeline.store.sealed import sealed
from pipeline.store.workspace import Workspace, digest_of, write_atomically
from tests.source import ROOT
from tests.unit.region.built import BETWEEN, COUNTED, SILENT, region, standard
from tests.unit.region.lain import done_here, two_areas
from tests.unit.report.query.laid import laid, table

BEFORE, NOW = Quarter(2019, 1), Quarter(2019, 2)
ALL = "SELECT reported, quarter, met FROM figures ORDER BY quarter"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Two reports of the edition that the partnership mostly reads; of one quarter both tell."""
    own = Workspace(tmp_path / "own")
    usual = here().default_edition
    laid(own, BEFORE, table({"quarter": str(BEFORE), "met": 1, "marking": "OFFICIAL-SENSITIVE"}), usual, "chair")
    laid(own, NOW, table({"quarter": str(NOW), "met": 3}, {"quarter": str(BEFORE), "met": 2}), usual)
    return own


def asked(workspace: Workspace, *words: object) -> int:
    return main(["query", *map(str, words), "--root", str(workspace.root)])


def lying(root: Path) -> dict[Path, bytes]:
    return {each: each.read_bytes() for each in root.rglob("*") if each.is_file()}


def test_the_rows_stand_beneath_their_headings_and_all_else_is_said_beside(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    before = lying(workspace.root)
    assert asked(workspace, ALL) == 0

    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "reported    quarter     met",
        "2019-20 Q2  2019-20 Q1    2",
        "2019-20 Q2  2019-20 Q2    3",
    ]
    assert printed.err.splitlines() == [
        f"Figures of the {here().default_edition} edition: 2 reports, 2019-20 Q1 to 2019-20 Q2",
        "OFFICIAL-SENSITIVE",
        "DRAFT, not yet signed off: 2019-20 Q2.",
        "2 rows.",
        "Next: to take that away, the same with --into result.xlsx (or .csv, .parquet).",
    ]
    assert lying(workspace.root) == before


def test_how_a_figure_was_counted_in_its_time_can_be_asked_too(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    asked(workspace, "SELECT reported, met FROM every_report WHERE quarter = '2019-20 Q1' ORDER BY reported")

    assert capsys.readouterr().out.split() == ["reported", "met", "2019-20", "Q1", "1", "2019-20", "Q2", "2"]


def test_what_is_hidden_is_empty_long_texts_are_cut_and_nothing_steers_the_screen(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    asked(workspace, "SELECT NULL::INT AS n, 1/3 AS share, true AS yes, repeat('x', 99) AS long, chr(27) AS steering")

    _, row = capsys.readouterr().out.splitlines()
    assert row.split() == ["0.3333", "True", "x" * 59 + "…", "[U+001B]"]


def test_on_the_screen_no_more_rows_stand_than_can_be_read(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    asked(workspace, "SELECT range FROM range(1000)")

    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 1 + 200
    assert "the first 200 rows; all of them: --into FILE." in printed.err.splitlines()


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".xlsx"])
def test_what_comes_of_it_is_written_with_its_kinds(
    workspace: Workspace, tmp_path: Path, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    into = tmp_path / f"result{ending}"
    assert asked(workspace, ALL, "--into", into) == 0

    read = {".csv": pd.read_csv, ".parquet": pd.read_parquet}.get(ending)
    rows = read(into) if read else pd.read_excel(into, sheet_name="result", engine="calamine")
    assert rows.to_numpy().tolist() == [["2019-20 Q2", "2019-20 Q1", 2], ["2019-20 Q2", "2019-20 Q2", 3]]
    assert capsys.readouterr().out == f"2 rows in {into}\n"


def test_the_workbook_says_of_which_edition_it_is_and_what_was_asked(workspace: Workspace, tmp_path: Path) -> None:
    asked(workspace, "SELECT 1.5 AS mean,\n  true AS yes", "--into", tmp_path / "result.xlsx")

    book = load_workbook(tmp_path / "result.xlsx")
    lines = [row[0].value for row in book["Cover"].iter_rows()]
    assert lines[1:] == [
        f"Figures of the {here().default_edition} edition: 2 reports, 2019-20 Q1 to 2019-20 Q2",
        "OFFICIAL-SENSITIVE",
        "DRAFT, not yet signed off: 2019-20 Q2.",
        "What was asked:",
        "SELECT 1.5 AS mean,",
        "  true AS yes",
    ]
    assert [[cell.value for cell in row] for row in book["result"].iter_rows()] == [["mean", "yes"], [1.5, True]]
    assert book["result"]["A2"].number_format == "General"


def test_without_sql_it_lists_the_columns_and_what_is_often_asked(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(workspace) == 0

    told = capsys.readouterr().out
    assert re.search(r"^  reported +The quarter of the report that the row is from\.$", told, re.MULTILINE)
    assert re.search(r"^  not_recorded +How many of those not met were not recorded\.$", told, re.MULTILINE)
    assert all(each.words in told for each in OF_REPORTS)
    assert told.count(f'python -m pipeline query --root {workspace.root} "') == len(OF_REPORTS)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["SELECT nope FROM figures"], 'DuckDB cannot answer that: Binder Error: Referenced column "nope" not found'),
        (["COPY figures TO 'x.csv'"], "A query is one statement that reads; nothing can be changed."),
        (["SELECT 1", "--into", "x.txt"], "x.txt is to end in .csv, .xlsx or .parquet,"),
        (["--into", "x.csv"], "--into takes what comes of a query."),
        (["SELECT 1", "--edition", "public"], "No report of the public edition in "),
        (["SELECT 1", "--region", "nowhere"], "There is no folder nowhere. A region is a folder of workspaces"),
        (["SELECT 1", "--region", ".", "--edition", "board"], "A region has one edition. Leave --edition away,"),
    ],
)
def test_a_slip_is_told_in_one_line_with_where_to_look(
    workspace: Workspace,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    words: list[str],
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)

    status = asked(workspace, *words)

    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith(told)
    assert (status, second.split(" ")[0]) in [(2, "Try:"), (1, "See")]
    assert [each.name for each in tmp_path.iterdir()] == ["own"]


@pytest.mark.parametrize("place", ["reports/2019-20-Q2/board/figures.csv", "data/raw/x.csv", "area/reports/x.xlsx"])
def test_nothing_is_written_among_the_files_of_a_workspace(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    assert asked(workspace, ALL, "--into", workspace.root / place) == 2

    assert "would lie among the files of the workspace." in capsys.readouterr().err
    assert not (workspace.root / place).exists()


def test_what_is_more_than_a_workbook_holds_is_not_written(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(command, "_WRITTEN", 10)

    assert asked(workspace, "SELECT range FROM range(11)", "--into", tmp_path / "x.csv") == 2
    assert capsys.readouterr().err.startswith("More than 10 rows would come of it, and nothing was written.")
    assert not (tmp_path / "x.csv").exists()


def test_where_duckdb_is_not_installed_one_line_says_so(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)

    assert asked(workspace, ALL) == 2
    assert capsys.readouterr().err.startswith("query needs DuckDB, which is not installed here. ")


def test_a_damaged_report_is_named_and_the_others_are_asked(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = workspace.reports / NOW.folder / here().default_edition
    (damaged / TABLE).write_bytes(b"others")

    assert asked(workspace, ALL) == 3
    printed = capsys.readouterr()
    assert printed.out.splitlines()[1:] == ["2019-20 Q1  2019-20 Q1    1"]
    assert printed.err.splitlines()[0].startswith(f"left out: {damaged}: its {TABLE} is not the one that was made.")


def edition_of(root: Path) -> Region:
    """A region with a quarter in which one area of three falls short on one standard, and two on another."""
    short = replace(COUNTED, key="wold", area="Wold")
    result = region(
        [
            standard(),
            standard(COUNTED, replace(BETWEEN, verdict="At target"), short, id="NEG4", below=2, at_target=1, unsaid=0),
            standard(SILENT, id="NEG5", below=0, unsaid=1),
        ]
    )
    there = Region(root)
    files = {each.relative_to(root).as_posix(): digest_of(each.read_bytes()) for each in write_figures(there, result)}
    write_atomically(there.made_from(NOW), sealed({"made_of": "", "results": {}, "files": files}))
    return there


def answered(there: Region, question: Question, into: Path) -> list[list[object]]:
    assert main(["query", question.sql, "--region", str(there.root), "--into", str(into)]) == 0
    return pd.read_parquet(into).to_numpy().tolist()


def test_in_a_region_the_standards_on_which_most_areas_fall_short_are_found(tmp_path: Path) -> None:
    there = edition_of(tmp_path / "vales")
    rows = pd.read_parquet(there.reports(NOW) / TABLE).query("level == 'area'")
    recounted = rows[rows["verdict"] == "Below target"].groupby("standard").size().sort_values(ascending=False)

    found = answered(there, MOST_BELOW, tmp_path / "found.parquet")

    assert [(row[1], row[3]) for row in found] == list(recounted.items()) == [("NEG4", 2), ("NEG3", 1)]


def test_in_a_region_the_areas_that_print_nothing_are_found_in_the_order_of_their_names(tmp_path: Path) -> None:
    there = edition_of(tmp_path / "vales")
    rows = pd.read_parquet(there.reports(NOW) / TABLE).query("level == 'area'")
    recounted = [
        [name, len(theirs), int((theirs["says"] == "nothing").sum())] for name, theirs in rows.groupby("area_name")
    ]

    found = answered(there, SILENT_AREAS, tmp_path / "found.parquet")

    assert found == [each for each in recounted if each[2]] == [["Wold", 3, 2]]


def test_a_region_s_figures_that_were_never_made_to_their_end_are_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = edition_of(tmp_path / "vales")
    there.made_from(NOW).unlink()

    assert main(["query", "FROM figures", "--region", str(there.root)]) == 1
    first, second, _ = capsys.readouterr().err.splitlines()
    assert first.startswith(f"left out: {there.reports(NOW)}: it was never made to its end, ")
    assert second.endswith(f"python -m pipeline run <quarter> --region {there.root}")


def test_the_page_on_queries_has_every_question_and_no_other_sql() -> None:
    page = (ROOT / "docs" / "query.md").read_text(encoding="utf-8")

    assert re.findall(r"^```sql\n(.+?)\n```$", page, re.MULTILINE | re.DOTALL) == [
        each.sql for each in (*OF_REPORTS, *OF_A_REGION)
    ]
    assert all(f"**{each.words}**" in page for each in (*OF_REPORTS, *OF_A_REGION))


@pytest.mark.parametrize("question", [*OF_REPORTS, *OF_A_REGION], ids=lambda each: each.words)
def test_a_shell_takes_every_question_between_double_quotes(question: Question) -> None:
    assert not set('"$`!\\') & set(question.sql)


@pytest.mark.usefixtures("jobs", "one_audit")
def test_a_region_that_was_run_can_be_asked_area_by_area_and_all_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checked, "problems", lambda _: ())
    done_here(monkeypatch)
    region_run(two_areas(tmp_path), RegionRequest(NOW))

    asked_for = "SELECT level, area_name, met, n FROM figures WHERE standard = 'WNB12' ORDER BY met DESC"
    assert main(["query", asked_for, "--region", str(tmp_path), "--into", str(tmp_path / "found.parquet")]) == 0
    found = pd.read_parquet(tmp_path / "found.parquet").astype(object)
    assert found.where(found.notna(), None).to_numpy().tolist() == [
        ["all areas", None, 26, 40],
        ["area", "Birchway", 14, 20],
        ["area", "Ashmere", 12, 20],
    ]
