"""Personal data, the Volumes sheet, and what else a workbook holds."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from pipeline.audits.mash import MASH
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Severity
from pipeline.read import Facts
from pipeline.template.layout import VOLUMES_HEADER_ROW, VOLUMES_SHEET, cover_row
from pipeline.validate.catalogue.cells import FORMULA_ERROR, FORMULA_WITHOUT_RESULT, NOT_A_NUMBER
from pipeline.validate.catalogue.cover import COVER_UNUSABLE
from pipeline.validate.catalogue.files import (
    COMMENTS,
    CONNECTIONS,
    EMBEDDED_OBJECTS,
    EXTERNAL_LINKS,
    HIDDEN_COLUMNS,
    HIDDEN_SHEETS,
    MACROS,
    MERGED_CELLS,
    OLD_TEMPLATE,
    PIVOT_TABLES,
)
from pipeline.validate.catalogue.people import PERSONAL_DATA
from pipeline.validate.catalogue.volumes import VOLUMES_LINE, VOLUMES_LINE_MISSING, VOLUMES_MISSING
from pipeline.validate.finding import Finding
from pipeline.validate.validated import Status
from pipeline.validate.volumes import volumes
from tests.forms import ALL
from tests.unit.validate.sent import cover_sheet, good, of_sheets, records_sheet, sheet, validated, workbook


@pytest.mark.parametrize("value", ["Ring 023 8083 3000", 9434765919.0])
def test_a_return_with_personal_data_is_sent_back_naming_the_place_and_never_the_value(value: object) -> None:
    checked = validated(good(words=value, visits=""))

    assert checked.status is Status.SENT_BACK
    [finding] = checked.findings
    assert (finding.rule, finding.place) == (PERSONAL_DATA.id, "Records!K5")
    assert str(value)[:10] not in str(dataclasses.asdict(finding))


def test_a_hidden_sheet_is_searched_too() -> None:
    names = sheet("Names", [["x", "someone@example.org"]], visible=False)
    checked = of_sheets(cover_sheet(), records_sheet([good()]), names)

    assert [(each.rule, each.place) for each in checked.findings] == [
        (PERSONAL_DATA.id, "Names!B1"),
        (HIDDEN_SHEETS.id, "the file"),
    ]


def test_what_a_workbook_holds_besides_answers_is_noted_and_not_run() -> None:
    facts = Facts(
        macros=True, external_links=2, comments=("Records!C7",), embedded_objects=1, connections=1, pivot_caches=1
    )
    records, old = records_sheet([good()], hidden_columns=("C",)), sheet("Old", [["x"]], visible=False)
    checked = of_sheets(cover_sheet(), records, old, facts=facts)

    assert checked.status is Status.ACCEPTED
    assert {each.rule for each in checked.findings} == {
        MACROS.id,
        EXTERNAL_LINKS.id,
        CONNECTIONS.id,
        EMBEDDED_OBJECTS.id,
        PIVOT_TABLES.id,
        COMMENTS.id,
        HIDDEN_SHEETS.id,
        HIDDEN_COLUMNS.id,
    }


def test_merged_cells_and_another_templates_version_are_queried() -> None:
    checked = of_sheets(cover_sheet(), records_sheet([good()], merged=("D5:D7",)), version="an older one")

    assert [(each.severity, each.rule) for each in checked.findings] == [
        (Severity.QUERY, MERGED_CELLS.id),
        (Severity.NOTE, OLD_TEMPLATE.id),
    ]


NEG_FORM = ALL["NEG"].form(ALL["NEG"].views[0], Quarter(2019, 2))


def counted(*lines: tuple[object, ...], **options: object) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    """What is made of a Volumes sheet with these lines, which begin in row 5."""
    top: list[list[object]] = [[""] for _ in range(VOLUMES_HEADER_ROW - 1)]
    rows = [*top, ["Month", *(count.label for count in NEG_FORM.volumes.counts)], *lines]
    return volumes(workbook(sheet(VOLUMES_SHEET, rows, **options)), NEG_FORM)


def test_volumes_are_read_by_month_and_heading() -> None:
    frame, findings = counted(("2019-07", 12.0), ("2019-08", "many"), ("2019-09",), ("2019-10", 3.0))

    assert frame["month"].tolist() == ["2019-07", "2019-08", "2019-09"]
    assert frame[NEG_FORM.volumes.counts[0].name].tolist() == [12, pd.NA, pd.NA]
    assert [(each.rule, each.place) for each in findings] == [
        (NOT_A_NUMBER.id, "Volumes!B6"),
        (VOLUMES_LINE.id, "Volumes!A8"),
    ]


@pytest.mark.parametrize(("heading", "findings"), [(True, 0), (False, 1)], ids=["asked later", "asked always"])
def test_a_sheet_of_an_earlier_template_is_read_without_what_was_asked_later(heading: bool, findings: int) -> None:
    form = MASH.form(MASH.mash, Quarter(2019, 2))
    asked = form.volumes
    assert asked is not None
    assert asked.per is not None
    lacking = "back_after_step_down" if heading else "contacts"
    names = [count for count in asked.counts if count.name != lacking]
    months = ("2019-07", "2019-08", "2019-09")
    lines = [[month, code, *(7.0 for _ in names)] for month in months for code in asked.per.codes.values()]
    rows = [["Month", asked.per.label, *(count.label for count in names)], *lines]
    frame, told = volumes(workbook(sheet(VOLUMES_SHEET, rows)), form)
    assert len(told) == findings
    assert frame["step_downs"].sum() == (7 * len(lines) if heading else 0)
    assert frame["back_after_step_down"].isna().all()


def test_an_error_or_a_formula_without_a_result_is_no_volume_and_is_told_of_at_its_cell() -> None:
    lines = ("2019-07", ""), ("2019-08", ""), ("2019-09", 3.0)
    frame, findings = counted(*lines, errors={"B5": "#REF!"}, formulas_without_result=("B6",))

    assert len(frame) == 3
    assert [(each.rule, each.place, each.saw) for each in findings] == [
        (FORMULA_ERROR.id, "Volumes!B5", "the error #REF!"),
        (FORMULA_WITHOUT_RESULT.id, "Volumes!B6", "a formula without a result"),
    ]


def test_a_month_deleted_from_the_volumes_is_told_of_and_one_under_another_name_only_once() -> None:
    _, deleted = counted(("2019-07", 1.0), ("2019-09", 3.0))
    _, renamed = counted(("2019-07", 1.0), ("2019-05", 2.0), ("2019-09", 3.0))

    assert [(each.rule, each.place, each.saw) for each in deleted] == [
        (VOLUMES_LINE_MISSING.id, "Volumes", "no line for 2019-08")
    ]
    assert [(each.rule, each.place) for each in renamed] == [(VOLUMES_LINE.id, "Volumes!A6")]


def test_an_error_on_the_cover_is_told_of_at_its_cell_where_no_answer_is_needed_too() -> None:
    row = cover_row("eligible_population")
    checked = validated(good(), cover=dataclasses.replace(cover_sheet(), errors={f"B{row}": "#REF!"}))

    assert [(each.rule, each.place, each.saw) for each in checked.findings] == [
        (COVER_UNUSABLE.id, f"Cover!B{row}", "the error #REF!")
    ]


def test_volumes_that_are_not_there_are_queried_and_count_nothing() -> None:
    frame, findings = volumes(workbook(), NEG_FORM)

    assert frame.empty
    assert [each.rule for each in findings] == [VOLUMES_MISSING.id]
