"""Personal data, the Volumes sheet, and what else a workbook holds."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from pipeline.audits import ALL
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Severity
from pipeline.personal import kinds
from pipeline.read import Facts
from pipeline.template.layout import VOLUMES_HEADER_ROW, VOLUMES_SHEET, cover_row
from pipeline.validate import answers
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
from pipeline.validate.validated import Identity, Status
from pipeline.validate.volumes import volumes
from tests.unit.validate.sent import FORM, cover_sheet, good, records_sheet, sheet, validated, workbook


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("943 476 5919", "an NHS number"),
        ("9434765919", "an NHS number"),
        ("Lives at SO14 7DU now", "a postcode"),
        ("so call 023 8083 3000", "a telephone number"),
        ("+44 7700 900123", "a telephone number"),
        ("someone@example.org", "an e-mail address"),
        ("DOB: 03/04/2017", "a date of birth"),
        ("born on 3/4/17", "a date of birth"),
        ("Seen by Dr Example", "a person's name"),
        ("with Mrs. Example present", "a person's name"),
        ("PC 1234 attended", "an officer's number"),
        ("see 44190123456", "a police occurrence number"),
        ("AB 12 34 56 C", "a national insurance number"),
    ],
)
def test_personal_data_is_known_by_its_form(text: str, what: str) -> None:
    assert what in set(kinds(text))


@pytest.mark.parametrize(
    "text",
    [
        "9434765910",
        "AUD19Q2-014",
        "C3F90A21B",
        "F0B17",
        "NEG-0007",
        "2019-20 Q2",
        "CRUELTY_NEGLECT",
        "03/07/2019 14:05",
        "Strategy held 03/07/2019",
        "Child seen; plan agreed",
        "DS_DI",
        "1234567890",
        "Drafted again",
        "MS Excel file",
    ],
)
def test_ordinary_answers_are_not_taken_for_personal_data(text: str) -> None:
    assert list(kinds(text)) == []


@pytest.mark.parametrize("value", ["Ring 023 8083 3000", 9434765919.0])
def test_a_return_with_personal_data_is_sent_back_naming_the_place_and_never_the_value(value: object) -> None:
    checked = validated(good(words=value, visits=""))

    assert checked.status is Status.SENT_BACK
    [finding] = checked.findings
    assert (finding.rule, finding.place) == (PERSONAL_DATA.id, "Records!K5")
    assert str(value)[:10] not in str(dataclasses.asdict(finding))


def test_a_hidden_sheet_is_searched_too() -> None:
    book = workbook(
        cover_sheet(), records_sheet([good()]), sheet("Names", [["x", "someone@example.org"]], visible=False)
    )

    checked = answers(book, Identity(FORM, "HC", FORM.version, ""))

    assert [(each.rule, each.place) for each in checked.findings] == [
        (PERSONAL_DATA.id, "Names!B1"),
        (HIDDEN_SHEETS.id, "the file"),
    ]


def test_what_a_workbook_holds_besides_answers_is_noted_and_not_run() -> None:
    facts = Facts(
        macros=True, external_links=2, comments=("Records!C7",), embedded_objects=1, connections=1, pivot_caches=1
    )
    book = workbook(
        cover_sheet(), records_sheet([good()], hidden_columns=("C",)), sheet("Old", [["x"]], visible=False), facts=facts
    )
    checked = answers(book, Identity(FORM, "HC", FORM.version, ""))

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
    book = workbook(cover_sheet(), records_sheet([good()], merged=("D5:D7",)))

    checked = answers(book, Identity(FORM, "HC", "an older one", ""))

    assert [(each.severity, each.rule) for each in checked.findings] == [
        (Severity.QUERY, MERGED_CELLS.id),
        (Severity.NOTE, OLD_TEMPLATE.id),
    ]


NEG_FORM = ALL["NEG"].form(ALL["NEG"].views[0], Quarter(2019, 2))


def volumes_sheet(*lines: tuple[object, ...]) -> list[list[object]]:
    asked = NEG_FORM.volumes
    assert asked is not None
    top: list[list[object]] = [[""] for _ in range(VOLUMES_HEADER_ROW - 1)]
    return [*top, ["Month", *(count.label for count in asked.counts)], *(list(line) for line in lines)]


def test_volumes_are_read_by_month_and_heading() -> None:
    count = NEG_FORM.volumes.counts[0].name if NEG_FORM.volumes else ""
    frame, findings = volumes(
        workbook(
            sheet(VOLUMES_SHEET, volumes_sheet(("2019-07", 12.0), ("2019-08", "many"), ("2019-09",), ("2019-10", 3.0)))
        ),
        NEG_FORM,
    )

    assert frame["month"].tolist() == ["2019-07", "2019-08", "2019-09"]
    assert frame[count].tolist() == [12, pd.NA, pd.NA]
    assert [(each.rule, each.place) for each in findings] == [
        (NOT_A_NUMBER.id, "Volumes!B6"),
        (VOLUMES_LINE.id, "Volumes!A8"),
    ]


def test_an_error_or_a_formula_without_a_result_is_no_volume_and_is_told_of_at_its_cell() -> None:
    lines = volumes_sheet(("2019-07", ""), ("2019-08", ""), ("2019-09", 3.0))
    sent = sheet(VOLUMES_SHEET, lines, errors={"B5": "#REF!"}, formulas_without_result=("B6",))
    frame, findings = volumes(workbook(sent), NEG_FORM)

    assert len(frame) == 3
    assert [(each.rule, each.place, each.saw) for each in findings] == [
        (FORMULA_ERROR.id, "Volumes!B5", "the error #REF!"),
        (FORMULA_WITHOUT_RESULT.id, "Volumes!B6", "a formula without a result"),
    ]


def test_a_month_deleted_from_the_volumes_is_told_of_and_one_under_another_name_only_once() -> None:
    deleted = volumes(workbook(sheet(VOLUMES_SHEET, volumes_sheet(("2019-07", 1.0), ("2019-09", 3.0)))), NEG_FORM)[1]
    renamed = volumes(
        workbook(sheet(VOLUMES_SHEET, volumes_sheet(("2019-07", 1.0), ("2019-05", 2.0), ("2019-09", 3.0)))), NEG_FORM
    )[1]

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
