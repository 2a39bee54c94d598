"""Rows of a further sheet belong to a record of the main sheet that counts; the others are queried."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Severity
from pipeline.read import Readers, Workbook, received
from pipeline.template import Filling, workbook
from pipeline.validate import answers
from pipeline.validate.catalogue.files import SHEET_RENAMED
from pipeline.validate.catalogue.records import NO_SUCH_RECORD
from pipeline.validate.validated import Accepted, Identity, SentBack, Validated
from tests.two_sheets import CPX

FORM = CPX.form(CPX.chairs, Quarter(2019, 2))
COVER = {
    "return_type": "FULL",
    "sampling_method": "CENSUS",
    "prepared_by_role": "Lead",
    "approved_by_role": "Head",
    "date_submitted": date(2019, 10, 14),
}


def conference(number: int, meeting: str | None, day: date = date(2019, 7, 3)) -> dict[str, object]:
    return {
        "record_ref": f"CPX-{number:04d}",
        "meeting_ref": meeting,
        "child_ref": f"C{number:08d}",
        "conf_date": day,
        "quorate": "Y",
    }


def asked(number: int, meeting: str | None) -> dict[str, object]:
    answers_given = {"agency": "POL", "involved": "Y", "attended": "Y"}
    return {"record_ref": f"CPX-{number:04d}", "meeting_ref": meeting, **answers_given}


def read(
    folder: Path,
    conferences: Sequence[Mapping[str, object]],
    rows: Sequence[Mapping[str, object]],
    spoil: Callable[[Any], None] | None = None,
) -> Validated:
    """What intake makes of a return; ``spoil``: what somebody did to its workbook by hand."""
    file = folder / "return.xlsx"
    filled = Filling(conferences, COVER, beside={"attendance": rows})
    file.write_bytes(workbook(FORM, FORM.returners[0], filled))
    if spoil is not None:
        book = load_workbook(file)
        spoil(book)
        book.save(file)
    with Readers(workers=1) as readers:
        ((_, book),) = readers.workbooks([received(file)])
    assert isinstance(book, Workbook)
    return answers(book, Identity(FORM, FORM.returners[0], FORM.version))


def told(validated: Validated) -> list[tuple[str, str, str]]:
    """Each finding that is no note: its sheet, cell and rule."""
    return [(each.sheet, each.cell, each.rule) for each in validated.findings if each.severity is not Severity.NOTE]


def test_a_row_of_a_meeting_that_is_on_no_record_is_queried_and_still_counted(tmp_path: Path) -> None:
    validated = read(tmp_path, [conference(1, "M001"), conference(2, "M001")], [asked(1, "M001"), asked(2, "M002")])

    assert told(validated) == [("Attendance", "C7", NO_SUCH_RECORD.id)]
    assert isinstance(validated, Accepted)
    assert len(validated.beside[0].rows) == 2


def test_the_query_says_where_its_record_should_stand(tmp_path: Path) -> None:
    validated = read(tmp_path, [conference(1, "M001")], [asked(1, "M009")])

    (query,) = (each for each in validated.findings if each.rule == NO_SUCH_RECORD.id)
    assert query.sentence() == (
        "Attendance!C6 (Meeting reference): we saw a row that belongs to no counted record of the sheet 'Records'. "
        "We expected ‘Meeting reference’ as a record there has it. Correct it here or there, or add the record; until "
        "then the row is counted by itself."
    )


def test_a_row_of_a_record_that_is_set_aside_is_queried(tmp_path: Path) -> None:
    other_quarter = conference(2, "M002", date(2019, 1, 3))
    validated = read(tmp_path, [conference(1, "M001"), other_quarter], [asked(1, "M001"), asked(2, "M002")])

    assert ("Attendance", "C7", NO_SUCH_RECORD.id) in told(validated)


@pytest.mark.parametrize(("reference", "rule"), [(None, "required_missing"), ("first one", "pattern")])
def test_of_a_reference_that_is_missing_or_unusable_only_that_is_told(
    tmp_path: Path, reference: str | None, rule: str
) -> None:
    validated = read(tmp_path, [conference(1, "M001")], [asked(1, reference)])

    assert told(validated) == [("Attendance", "C6", rule)]


def test_a_record_without_any_row_is_no_mistake(tmp_path: Path) -> None:
    assert told(read(tmp_path, [conference(1, "M001"), conference(2, "M002")], [asked(1, "M001")])) == []


def test_a_sheet_whose_rows_have_a_date_of_their_own_stands_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    attendance = CPX.form(CPX.attendance, Quarter(2019, 2))
    assert attendance.link == (CPX.meeting_ref,)

    monkeypatch.setattr(CPX, "anchors", dict.fromkeys(CPX.views, (CPX.conf_date,)))
    assert type(attendance)(CPX, CPX.attendance, Quarter(2019, 2)).link == ()


def test_nothing_is_said_of_rows_where_the_main_sheet_is_sent_back(tmp_path: Path) -> None:
    validated = read(tmp_path, [conference(1, "M001", date(2018, 1, 3))], [asked(1, "M009")])

    assert isinstance(validated, SentBack)
    assert NO_SUCH_RECORD.id not in [rule for _, _, rule in told(validated)]


@pytest.mark.parametrize("spoilt", ["gone", "no headings", "no numbers"])
def test_a_return_is_sent_back_for_its_further_sheet_and_no_record_of_it_is_called_kept(
    tmp_path: Path, spoilt: str
) -> None:
    def spoil(book: Any) -> None:
        if spoilt == "gone":
            del book["Attendance"]
        elif spoilt == "no headings":
            book["Attendance"].delete_rows(1, 4)
        else:
            book["Attendance"]["B6"] = None

    validated = read(tmp_path, [conference(1, "M001"), conference(2, "M002")], [asked(1, "M001")], spoil)

    assert isinstance(validated, SentBack)
    assert (validated.tally.kept, validated.tally.set_aside) == (0, 2)


def test_a_sheet_whose_name_ends_in_a_blank_is_not_called_renamed(tmp_path: Path) -> None:
    def spoil(book: Any) -> None:
        book["Attendance"].title = "Attendance "

    validated = read(tmp_path, [conference(1, "M001")], [asked(1, "M001")], spoil)

    assert SHEET_RENAMED.id not in {each.rule for each in validated.findings}
