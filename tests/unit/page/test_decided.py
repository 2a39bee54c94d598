"""What meetings decided, on the page of recommendations: open, closed, just decided, or nothing at all."""

from __future__ import annotations

from pipeline.page.recommendations import overview
from pipeline.results.followed.values import DecisionLine
from pipeline.results.model import QuarterResult
from tests.followed import decision, recommendation
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
    return quarter(decisions=lines, recommendations=(recommendation(),))


def test_what_is_overdue_stands_before_what_is_open_and_the_rest_beside_them() -> None:
    said = words(overview(of(CLOSED, OPEN, LATE, PLAIN)))

    assert said.index(LATE.text) < said.index(OPEN.text)
    assert said.index(CLOSED.text) < said.index(PLAIN.text)
    assert "Closed on 2 September 2019 by business manager: It is renewed. (T2.2)" in said


def test_one_that_is_of_no_recommendation_is_there_without_any() -> None:
    said = words(overview(of(OPEN)))
    assert "it closes with: its next assurance return." in said
    assert "assurance return. (" not in said


def test_all_of_it_is_in_the_pages_workbook() -> None:
    (table,) = overview(of(CLOSED, PLAIN)).tables
    assert [row[0] for row in table.rows] == [1, 4]
    assert table.rows[0][-2:] == ["2019-09-02", "business manager: It is renewed."]
    assert all(len(row) == len(table.columns) for row in table.rows)


def test_where_an_edition_hides_what_would_close_it_page_and_workbook_say_so() -> None:
    page = overview(of(decision(text="", not_shown=True, closes="WNB3 at its target")))
    (table,) = page.tables
    assert table.rows[0][-2] == "not shown in this edition"
    assert "by 31 December 2019. Whether it is closed is not shown in this edition." in words(page)
    assert "Overdue" not in words(page)


def test_where_nothing_is_open_that_is_one_sentence() -> None:
    assert "Nothing that a meeting asked or agreed is open." in words(overview(of()))


def test_whatever_stands_in_a_text_is_text() -> None:
    assert "<script>" not in overview(of(decision(text=HOSTILE, by=HOSTILE, agency_name=HOSTILE))).html
