"""The cases of an audit whose workbook has a second sheet: its rows stand with the record that they belong to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.page import meeting
from pipeline.results.cases import cases
from pipeline.store.meeting_files import NO_MEETINGS
from pipeline.validate.validated import Accepted
from tests.two_sheets import CPX
from tests.unit.validate.test_orphans import asked, conference, read

CAME = "Is it involved with the family: Yes; Did it come: Yes"


@pytest.fixture(autouse=True)
def _case_by_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CPX, "list_ref", CPX.meeting_ref)


def test_the_rows_of_a_further_sheet_stand_with_their_own_case_and_no_other(tmp_path: Path) -> None:
    conferences = [conference(1, "M001"), conference(2, "M002"), conference(3, "M003")]
    sent = read(tmp_path, conferences, [asked(1, "M001"), asked(2, "M001") | {"agency": "GP"}, asked(3, "M002")])
    assert isinstance(sent, Accepted)
    result = cases(CPX, Quarter(2019, 2), [sent], NO_MEETINGS, ())

    first, second, third = (case.records[0].further for case in result.cases)
    assert [(each.title, each.rows) for each in first] == [
        ("Attendance", (("Police", CAME), ("General practice", CAME)))
    ]
    assert [each.rows for each in second] == [(("Police", CAME),)]
    assert third == ()
    page = meeting.case(result, result.cases[0])
    assert page.html.count(CAME) == 2
    assert [each.caption.partition(":")[0] for each in page.tables][1:] == ["Attendance"]


def test_of_what_should_not_be_a_case_s_page_says_whether_it_was_so_and_not_that_it_was_met(tmp_path: Path) -> None:
    sent = read(tmp_path, [conference(1, "M001")], [asked(1, "M001")])
    assert isinstance(sent, Accepted)
    result = cases(CPX, Quarter(2019, 2), [sent], NO_MEETINGS, ())
    turned = replace(result, standards=tuple(replace(each, low_is_good=True) for each in result.standards))

    told = [row[1] for row in meeting.case(result, result.cases[0]).tables[0].rows]
    again = [row[1] for row in meeting.case(turned, result.cases[0]).tables[0].rows]
    assert {"met", "not met"} & set(told)
    assert again == [{"met": "yes, and should not be", "not met": "no"}.get(str(each), each) for each in told]
