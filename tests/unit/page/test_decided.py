"""What meetings decided, on the page of recommendations: open, closed, just decided, or nothing at all."""

from __future__ import annotations

from pipeline.page.decided import of_meetings
from pipeline.results.followed.values import DecisionLine
from pipeline.results.model import QuarterResult
from tests.followed import decision
from tests.unit.page.reading import words
from tests.unit.results.built import HOSTILE, quarter

OPEN = decision(number=2, text="Report the courses", recommendations=())
LATE = decision(number=3, text="Send the return", overdue=True)
CLOSED = decision(
    number=1,
    text="Renew the guidance",
    closed="2019-09-02",
    closed_by="business manager",
    closed_why="It is renewed.",
)
PLAIN = decision(number=4, kind="Decision", text="The plan stands", agency_name="", due="", closes="")


def of(*lines: DecisionLine) -> QuarterResult:
    return quarter(decisions=lines)


def test_what_is_overdue_stands_first_then_what_is_open_then_the_rest() -> None:
    said = words(of_meetings(of(CLOSED, OPEN, LATE, PLAIN)))

    order = [said.index(each.text) for each in (LATE, OPEN, CLOSED, PLAIN)]
    assert order == sorted(order)
    assert "Closed on 2 September 2019 by business manager: It is renewed. (T2.2)" in said


def test_one_that_is_of_no_recommendation_is_there_without_any() -> None:
    said = words(of_meetings(of(OPEN)))
    assert said.endswith("it closes with: its next assurance return.")


def test_all_of_it_is_in_the_pages_workbook() -> None:
    (table,) = of_meetings(of(CLOSED, PLAIN)).tables
    assert [row[0] for row in table.rows] == [1, 4]
    assert table.rows[0][-2:] == ["2019-09-02", "business manager: It is renewed."]
    assert all(len(row) == len(table.columns) for row in table.rows)


def test_where_nothing_is_open_or_closed_that_is_one_sentence() -> None:
    shown = of_meetings(of())
    assert shown.plain == "Nothing that a meeting decided is open, and nothing was closed in these months."
    assert shown.tables == ()


def test_whatever_stands_in_a_text_is_text() -> None:
    assert "<script>" not in of_meetings(of(decision(text=HOSTILE, by=HOSTILE, agency_name=HOSTILE))).html
