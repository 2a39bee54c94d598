"""The workbooks to send out, for any quarter that there is, and what they say of their last day."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from pipeline.calendar.bank_holidays import days_of
from pipeline.calendar.quarter import Quarter
from pipeline.commands.status import status
from pipeline.commands.templates import templates
from pipeline.errors import UsageError
from pipeline.intake import intake
from pipeline.partnership.here import here, used
from pipeline.partnership.model import Planned
from pipeline.store.workspace import Workspace
from pipeline.template import Filling, layout, workbook
from tests.planned import planned
from tests.unit.workspaces import COVER, NOW, form, one_audit_alone, put, record, sent

FAR, LONG_AGO = Quarter(2028, 4), Quarter(2009, 3)


def written(root: Path, quarter: str) -> list[Path]:
    options = {"audit": "WNB", "agency": "SOL", "into": None}
    assert templates(Workspace(root), quarter=quarter, **options) == 0  # type: ignore[arg-type]
    return sorted(root.rglob("*.xlsx"))


@pytest.mark.parametrize(
    ("quarter", "whose"),
    [("2028-29-Q4", "HIOWH"), ("2009-10-Q3", "SOL"), ("2000-01-Q1", "SOL"), ("2099-00-Q4", "HIOWH")],
)
def test_there_is_a_template_for_every_quarter_that_there_is(quarter: str, whose: str, tmp_path: Path) -> None:
    files = written(tmp_path, quarter)
    assert [each.stem for each in files] == [f"WNB-{whose}-{quarter}"]


def test_a_role_that_nobody_has_is_said_and_the_others_templates_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nobody = tuple(each for each in here().returners if each.role != "audit_panel")
    with used(replace(here(), returners=nobody)):
        assert templates(Workspace(tmp_path), quarter="2019-20-Q2", audit="MASH", agency=None, into=None) == 0
    assert "MASH: nobody is in the role audit_panel in 2019-20 Q2" in capsys.readouterr().err
    assert len(list(tmp_path.rglob("MASH-*.xlsx"))) > 3


def test_only_what_is_due_or_comes_all_the_time_has_a_template_and_of_the_rest_it_is_said_when(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (
        Planned(audit="NEG", cadence="SIX_MONTHLY"),
        Planned(audit="MASH", cadence="QUARTERLY"),
        Planned(audit="ESC", cadence="CONTINUOUS"),
    )
    with planned(*rows):
        assert templates(Workspace(tmp_path), quarter="2019-20-Q1", audit=None, agency="HC", into=None) == 0
    assert {each.name.split("-")[0] for each in tmp_path.rglob("*.xlsx")} == {"MASH", "ESC"}
    assert capsys.readouterr().err.splitlines()[0] == (
        "NEG is not due in 2019-20 Q1. It is next due in 2019-20 Q2, for April to September 2019."
    )


def test_where_nothing_is_due_no_template_is_written_and_it_is_said_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with planned(Planned(audit="WNB", cadence="ANNUAL")), pytest.raises(UsageError, match=r"^None of these audits is"):
        templates(Workspace(tmp_path), quarter="2019-20-Q1", audit="NEG", agency=None, into=None)
    assert capsys.readouterr().err == "NEG is not run in 2019-20 Q1. To run it, give it a row in audits.csv.\n"


def test_whoever_asks_for_the_template_of_a_body_that_ended_is_told_whose_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path, "2024-25-Q3")
    assert capsys.readouterr().err.startswith(
        "Hampshire and Isle of Wight Healthcare NHS Foundation Trust is asked in place of Solent NHS Trust\n"
    )


@pytest.mark.parametrize(
    ("quarter", "said"),
    [
        ("2028-29-Q4", "due by 30/04/2029 (by rule: its year's bank holidays are not yet published)"),
        ("2019-20-Q2", "due by 28/10/2019"),
        ("2009-10-Q3", "due by 29/01/2010"),
    ],
)
def test_the_cover_says_where_its_last_day_rests_on_bank_holidays_to_come(
    quarter: str, said: str, tmp_path: Path
) -> None:
    (path,) = written(tmp_path, quarter)
    assert openpyxl.load_workbook(path)["Cover"]["A2"].value.split(", ", 1)[1].startswith(f"{said}, for the ")


def test_status_says_where_its_last_day_rests_on_bank_holidays_to_come(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = Workspace(tmp_path)
    put(workspace, "sol/ours.xlsx", sent("SOL", "Y", quarter=FAR), FAR)
    with one_audit_alone():
        status(workspace, quarter=FAR.folder, quarters=None, chase=False, into=None, as_json=False, password_file=None)
    first = capsys.readouterr().out.splitlines()[0]
    assert first == (
        "Returns for 2028-29 Q4, due 30 April 2029 (by rule: its year's bank holidays are not yet published)"
    )


def test_a_return_of_a_far_quarter_is_read_as_one_of_today_is(tmp_path: Path) -> None:
    workspace, quarters = Workspace(tmp_path), [LONG_AGO, NOW, FAR]
    for quarter, whose in zip(quarters, ("SOL", "SOL", "HIOWH"), strict=True):
        put(workspace, f"{whose.casefold()}/ours.xlsx", sent(whose, "Y", quarter=quarter), quarter)
    with one_audit_alone():
        intakes = intake(workspace, quarters, 1)
    findings = [[each.rule for e in intakes[q].entries for each in e.validated.findings] for q in quarters]
    # The same child of the same age, many years later: that is asked about, and is no matter of the calendar.
    long_ago, now, far = ([rule for rule in rules if "age_does_not_fit_elsewhere" not in rule] for rules in findings)
    assert [e.counts for q in quarters for e in intakes[q].entries] == [True, True, True]
    assert long_ago == now == far


@pytest.mark.parametrize("quarter", [FAR, LONG_AGO])
def test_the_checks_of_a_far_quarter_s_template_allow_the_days_that_the_intake_allows(quarter: Quarter) -> None:
    first, last = (datetime(day.year, day.month, day.day) for day in days_of(quarter))
    rows = [record(1, quarter)]
    book = openpyxl.load_workbook(io.BytesIO(workbook(form(quarter), "SOL", Filling(rows, COVER))))
    column = 2 + [each.name for each in form(quarter).fields].index("appt_date")
    cell = f"{get_column_letter(column)}{layout.FIRST_DATA_ROW}"
    (rule,) = [each.formula1 for each in book["Records"].data_validations.dataValidation if cell in each.sqref]
    serials = [(day - datetime(1899, 12, 30)).days for day in (first, last)]
    assert f">={serials[0]}" in rule
    assert f"<{serials[1] + 1}" in rule


def test_what_the_body_before_returned_stands_beside_the_volumes_of_whoever_took_over(tmp_path: Path) -> None:
    workspace, before = Workspace(tmp_path), Quarter(2024, 2)
    asked = form(before)
    assert asked.volumes is not None
    count = asked.volumes.counts[0].name
    group = {"per": asked.volumes.per.codes.values()[0]} if asked.volumes.per else {}
    lines = [{"month": month, **group, count: 40 + number} for number, month in enumerate(layout.times_of(asked))]
    cover = {**COVER, "date_submitted": datetime(2024, 10, 14)}
    returned = workbook(asked, "SOL", Filling([record(1, before)], cover, lines))
    put(workspace, "sol/ours.xlsx", returned, before)
    with one_audit_alone():
        intake(workspace, [before], 1)

    written(tmp_path, "2024-25-Q3")

    (path,) = (tmp_path / "templates").rglob("*.xlsx")
    sheet = openpyxl.load_workbook(path)[layout.VOLUMES_SHEET]
    texts = [each for row in sheet.iter_rows(values_only=True) for each in row]
    assert "What stands at the right, to compare, is what Solent NHS Trust returned." in texts
    assert {"40", "41", "42"} <= set(texts)
