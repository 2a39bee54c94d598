"""The tracker's files: every recommendation with its actions, texts that nothing runs, the same bytes each time."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.disclose.editions import SUBGROUP
from pipeline.partnership.here import here
from pipeline.report.manifest import Printed, Report
from pipeline.report.tracker import workbook, write_tracker
from pipeline.results.followed.case_review_tracker import case_review_tracker
from pipeline.results.followed.tracker import one_table, sheets
from pipeline.results.followed.values import Colour, RecommendationResult
from pipeline.results.model import QuarterResult
from pipeline.store.reports import TRACKER, pages_of
from pipeline.store.workspace import Workspace
from tests.followed import action, decision, effect, evidence, finding, recommendation
from tests.unit.results.built import quarter

ACTION, EFFECT, EVIDENCE = action(open=True), effect(), evidence()
RECOMMENDATION = recommendation(actions=(ACTION,), decisions=(decision(),), findings=(finding(),))
FORMULAS = ("=1+1", "+44 7", "-2", "@SUM(A1)", "\t=1+1", " =1+1")


def report(folder: Path, *recommendations: RecommendationResult) -> Report:
    whole = quarter(recommendations=recommendations, edition_title="Sub-group edition", report_title="Safe sleep")
    return Report(Workspace(folder), whole, "0" * 64, (), Printed("1 November 2019"))


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def told(folder: Path, *recommendations: RecommendationResult) -> dict[str, bytes]:
    made = report(folder, *recommendations)
    write_tracker(made)
    return {name: (made.folder / name).read_bytes() for name in TRACKER}


def test_there_is_a_row_for_each_recommendation_and_action_and_one_for_a_recommendation_without(tmp_path: Path) -> None:
    two = replace(RECOMMENDATION, actions=(ACTION, replace(ACTION, id="T2.b3")))
    none = replace(RECOMMENDATION, id="T3.3", actions=())
    lines = rows(told(tmp_path, two, none)["tracker.csv"])
    assert [(each["recommendation"], each["action"]) for each in lines] == [
        ("T2.2", "T2.a1"),
        ("T2.2", "T2.b3"),
        ("T3.3", ""),
    ]


def test_each_file_carries_the_day_of_the_report_and_is_one_of_its_files(tmp_path: Path) -> None:
    made = report(tmp_path, RECOMMENDATION)
    assert write_tracker(made) == dict.fromkeys(TRACKER, "1 November 2019")
    assert {each.name for each in pages_of(made.folder)} == set(TRACKER)


def test_where_no_recommendation_is_followed_no_file_is_made(tmp_path: Path) -> None:
    made = report(tmp_path)
    assert write_tracker(made) == {}
    assert pages_of(made.folder) == []


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_would_be_run_as_a_formula_is_a_text(tmp_path: Path, text: str) -> None:
    followed = replace(RECOMMENDATION, text=text, actions=(replace(ACTION, text=text),), latest=text)
    files = told(tmp_path, followed)
    (line,) = rows(files["tracker.csv"])
    (national,) = rows(files["tracker-scrt.csv"])
    assert line["text"] == line["action_text"] == national["Comments"] == f"'{text}"
    book = load_workbook(io.BytesIO(files["tracker.xlsx"]))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b", "inlineStr"}
    assert text in {cell.value for cell in cells}


def test_a_number_below_nought_stays_a_number(tmp_path: Path) -> None:
    files = told(tmp_path, replace(RECOMMENDATION, effects=(replace(EFFECT, difference=-0.25),)))
    sheet = load_workbook(io.BytesIO(files["tracker.xlsx"]))["Effects"]
    heading, line = sheet.iter_rows(values_only=True)
    assert dict(zip(heading, line, strict=True))["difference"] == -0.25


def test_the_workbook_has_a_sheet_of_each_thing_and_says_what_every_column_is(tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(told(tmp_path, RECOMMENDATION)["tracker.xlsx"]))
    kinds = ["Recommendations", "Actions", "Evidence", "Effects", "Decisions", "Findings"]
    assert book.sheetnames == ["Cover", *kinds, "Columns"]
    explained = [tuple(row) for row in book["Columns"].iter_rows(min_row=2, values_only=True)]
    columns = [(name, cell.value) for name in kinds for cell in book[name][1]]
    assert [(sheet, column) for sheet, column, _ in explained] == columns
    assert all(words and words.endswith(".") for *_, words in explained)


def test_the_cover_says_whose_it_is_and_whether_it_is_signed() -> None:
    def cover(approved_by: str) -> list[str]:
        whole = quarter(recommendations=(RECOMMENDATION,), report_title="Safe sleep")
        sheet = load_workbook(io.BytesIO(workbook(whole, approved_by)))["Cover"]
        return [row[0].value for row in sheet.iter_rows()]

    assert cover("")[:2] == ["Recommendations and actions, 2019-20 Q2", "Safe sleep"]
    assert "DRAFT: not yet signed off." in cover("")
    assert "FINAL, approved by: Chair." in cover("Chair")
    assert f"For: {SUBGROUP.readers}." in cover("")


def test_what_an_edition_hides_is_an_empty_cell_and_never_nought() -> None:
    assert EFFECT.before is not None
    hidden = replace(EFFECT, before=replace(EFFECT.before, met=None, applicable=None), difference=None)
    (effects,) = [
        each for each in sheets(followed(replace(RECOMMENDATION, effects=(hidden,)))) if each.name == "Effects"
    ]
    line = dict(zip((column.name for column in effects.columns), effects.rows[0], strict=True))
    assert (line["before_met"], line["before_n"], line["difference"]) == (None, None, None)


def test_every_decision_of_the_report_is_there_also_one_that_is_about_no_recommendation() -> None:
    of_two = decision(number=1, recommendations=("T2.2", "T3.3"))
    of_none = decision(number=2, recommendations=())
    told_ = [replace(RECOMMENDATION, id=id_, decisions=(of_two,)) for id_ in of_two.recommendations]
    whole = quarter(recommendations=tuple(told_), decisions=(of_two, of_none))
    (decided,) = [each for each in sheets(whole) if each.name == "Decisions"]
    assert [row[:2] for row in decided.rows] == [["T2.2", 1], ["T3.3", 1], [None, 2]]


def followed(*recommendations: RecommendationResult) -> QuarterResult:
    return quarter(recommendations=recommendations)


def test_every_row_has_a_cell_for_each_column_and_no_two_columns_have_one_name() -> None:
    whole = followed(RECOMMENDATION)
    for sheet in (one_table(whole), *sheets(whole), case_review_tracker(whole)):
        names = [column.name for column in sheet.columns]
        assert len(set(names)) == len(names)
        assert sheet.rows
        assert all(len(row) == len(names) for row in sheet.rows), sheet.name


def test_the_same_results_give_the_same_bytes(tmp_path: Path) -> None:
    assert told(tmp_path / "a", RECOMMENDATION) == told(tmp_path / "b", RECOMMENDATION)


# The national shape


def national(**changes: object) -> dict[str, object]:
    sheet = case_review_tracker(followed(replace(RECOMMENDATION, **changes)))  # type: ignore[arg-type]
    return dict(zip((column.name for column in sheet.columns), sheet.rows[0], strict=True))


def test_what_this_software_cannot_know_is_an_empty_column_of_the_national_shape() -> None:
    line = national()
    assert {name for name, cell in line.items() if cell is None} == {
        "StEIS number",
        "Date added",
        "Designated professional",
        "Identifier type",
        "Case information",  # the partnership of these tests names no report
        "Abuse or vulnerability theme 1",
        "Abuse or vulnerability theme 2",
        "Abuse or vulnerability theme 3",
        "Type of review",
        "Date signed off",
        "Link to the final report",
    }
    published = here().report_published
    assert published is not None
    assert line["Date published"] == published.isoformat()


def test_it_is_closed_where_it_is_blue_and_no_action_is_open() -> None:
    done = replace(ACTION, open=False)
    assert national(colour=Colour.BLUE, actions=(done,))["Open or closed"] == "Closed"
    assert national(colour=Colour.BLUE, actions=(ACTION,))["Open or closed"] == "Open"
    assert national(colour=Colour.GREEN, actions=(done,))["Open or closed"] == "Open"


def test_learning_was_disseminated_where_a_return_says_how_many_it_reached() -> None:
    unread = replace(EVIDENCE, title="Nobody counted", reach=None)
    line = national(evidence=(EVIDENCE, unread, replace(EVIDENCE, eligible=None)))
    assert line["How learning was disseminated"] == (
        "Training: Was Not Brought: a course of an hour (190 of 200); "
        "Training: Was Not Brought: a course of an hour (190)"
    )


def test_an_action_that_nobody_reported_on_says_so() -> None:
    line = national(actions=(replace(ACTION, status=""),))
    assert line["Actions"] == f"{ACTION.id} {ACTION.text} (Solent NHS Trust, not reported on)"
