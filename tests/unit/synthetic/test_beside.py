"""A further sheet of a made-up return: its rows belong to the records of the main sheet and pass their own checks."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Predicate, Severity
from pipeline.read import Readers, Workbook, received
from pipeline.synthetic import profiles
from pipeline.synthetic.beside import rows_beside
from pipeline.synthetic.draft import Draft, faulty
from pipeline.synthetic.draws import Beside
from pipeline.synthetic.faults import mistaken
from pipeline.synthetic.planted import counted
from pipeline.synthetic.profiles import profile_of
from pipeline.synthetic.returns import Circumstances, Return, returns
from pipeline.synthetic.written import filling, rows_of
from pipeline.template import workbook
from pipeline.validate import answers
from pipeline.validate.validated import Accepted, Identity
from tests.two_sheets import CPX, profile

QUARTER = Quarter(2019, 2)


@pytest.fixture(autouse=True)
def _profile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(profiles.PROFILES, "CPX", profile)


@pytest.fixture
def sent() -> Return:
    """The one return of the audit, made up."""
    (only,) = returns(CPX, QUARTER, 1, Circumstances())
    return only


@pytest.fixture
def attendance(sent: Return) -> Return:
    """Its further sheet."""
    (only,) = sent.beside
    return only


def test_each_meeting_has_a_row_for_each_agency_at_most_and_children_of_one_meeting_share_them(
    sent: Return, attendance: Return
) -> None:
    meetings = {row["meeting_ref"] for row in rows_of(sent)}
    rows = Counter((row["meeting_ref"], row["agency"]) for row in rows_of(attendance))

    assert len(meetings) < len(sent.records)
    assert {meeting for meeting, agency in rows if agency == "POL"} == meetings
    assert set(rows.values()) == {1}
    assert 0 < len([1 for _, agency in rows if agency == "SCHOOL"]) < len(meetings)


def test_its_rows_are_numbered_anew_and_pass_their_own_checks(attendance: Return) -> None:
    numbers = [row["record_ref"] for row in rows_of(attendance)]

    assert numbers == [f"CPX-{number:04d}" for number in range(1, len(numbers) + 1)]
    assert not faulty(attendance.form, attendance.records).any()


def test_an_answer_may_follow_from_what_the_main_sheet_says(sent: Return, attendance: Return) -> None:
    quorate = {row["meeting_ref"]: row["quorate"] for row in rows_of(sent)}
    rows = [row for row in rows_of(attendance) if row["involved"] == "Y"]

    assert {quorate[row["meeting_ref"]] for row in rows} == {"Y", "N"}
    assert all(row["attended"] == quorate[row["meeting_ref"]] for row in rows)


def test_a_return_without_cases_has_no_rows_on_any_sheet() -> None:
    (sent,) = returns(CPX, QUARTER, 1, Circumstances(nil=CPX.returners(CPX.chairs, QUARTER)))

    assert [len(each.records) for each in sent.sheets] == [0, 0]


def rows_of_each(sent: Return, how: Beside) -> Counter[str]:
    drawn: Draft = rows_beside(sent.records, sent.form.beside[0], how, np.random.default_rng(1))
    return Counter(drawn.texts("meeting_ref"))


def test_so_many_rows_as_the_profile_says_and_only_where_it_says(sent: Return) -> None:
    meetings = {row["meeting_ref"]: row["quorate"] for row in rows_of(sent)}
    quorate: Predicate = CPX.quorate == "Y"

    assert set(rows_of_each(sent, Beside({2: 0.5, 3: 0.5})).values()) == {2, 3}
    assert set(rows_of_each(sent, Beside({1: 1.0}, where=quorate))) == {
        meeting for meeting, answer in meetings.items() if answer == "Y"
    }


def test_mistakes_are_made_on_the_sheet_that_asks_and_the_intake_finds_each_there(sent: Return, tmp_path: Path) -> None:
    spoiled, faults = mistaken(sent, filling(sent), profile_of(CPX).mistakes, "made-up.xlsx")
    file = tmp_path / "made-up.xlsx"
    file.write_bytes(workbook(sent.form, sent.agency, spoiled, synthetic=True))
    with Readers(workers=1) as readers:
        ((_, book),) = readers.workbooks([received(file)])
    assert isinstance(book, Workbook)
    read = answers(book, Identity(sent.form, sent.agency, sent.form.version))

    assert isinstance(read, Accepted)
    assert [each.sheet for each in faults] == ["Records", "Attendance", "Attendance", "Attendance"]
    assert {(each.sheet, each.cell, each.rule) for each in faults} == {
        (each.sheet, each.cell, each.rule) for each in read.findings if each.severity is not Severity.NOTE
    }


def test_rows_on_further_sheets_are_counted_apart(sent: Return) -> None:
    filled = filling(sent)
    account = counted(sent.form, filled, [])

    assert account.records == len(filled.rows)
    assert account.beside == len(filled.beside["attendance"]) > account.records / 2
