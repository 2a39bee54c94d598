"""The programme's page: what state each audit is in, what the clock changes, and whose returns are named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Cadence
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP
from pipeline.page import programme
from pipeline.partnership.model import Planned
from pipeline.results.model import QuarterResult
from pipeline.results.programme import with_programme
from pipeline.results.programme_values import ProgrammeLine, ProgrammeQuarter, Reaudit, State
from pipeline.results.return_values import ReturnsIn
from tests.planned import planned
from tests.unit.results.built import NOW, audit, quarter

BEFORE = NOW.previous()
ALL_IN = ReturnsIn("NEG", 4, 4, 0, 0)
LACKING = ReturnsIn("NEG", 4, 3, 0, 0, awaited=("SOL",))


def of_year(edition: str = SUBGROUP.name, /, *came: ReturnsIn, **row: object) -> QuarterResult:
    """A quarter's results with a year in which NEG alone runs; ``came``: its returns then and the quarter before."""
    here = dict(zip((NOW, BEFORE), ([each] for each in came), strict=False))
    with planned(Planned(audit="NEG", **row)):  # type: ignore[arg-type]
        return with_programme(replace(quarter(audit(code="NEG")), edition=edition), here)


def states(result: QuarterResult, closed: str) -> list[str]:
    return [cell.plain for cell in programme.grid(result, closed).rows[0][1:5]]  # type: ignore[attr-defined]


def test_a_quarter_is_complete_pending_overdue_or_planned_by_its_returns_and_its_last_day() -> None:
    result = of_year(SUBGROUP.name, LACKING, ALL_IN)
    late = ["Complete, 4 of 4 in", "Overdue, 3 of 4 in"]
    assert states(result, NOW.folder)[:2] == late
    assert states(result, BEFORE.folder)[:2] == [late[0], "Pending, 3 of 4 in"]
    assert [each.partition(",")[0] for each in states(result, NOW.folder)[2:]] == ["Planned", "Planned"]


def test_what_is_not_due_is_never_overdue() -> None:
    result = of_year(SUBGROUP.name, ALL_IN, cadence="SIX_MONTHLY")
    assert states(result, NOW.folder)[0] == "Not due"
    assert states(result, NOW.folder)[2] == "Not due"
    yearly = of_year(SUBGROUP.name, ReturnsIn("NEG", 0, 0, 0, 0, beside=2), cadence="ANNUAL")
    assert states(yearly, NOW.folder)[1] == "Not due, 2 returns came"


def test_what_is_sent_all_the_time_says_how_much_came() -> None:
    result = of_year(SUBGROUP.name, ReturnsIn("NEG", 0, 0, 0, 0, beside=1), cadence="CONTINUOUS")
    assert states(result, NOW.folder)[1] == "All the time, 1 return came"


def test_a_quarter_of_which_nothing_lies_here_is_not_said_to_be_overdue() -> None:
    assert states(of_year(SUBGROUP.name, ALL_IN), NOW.folder)[0] == "Not here"


@pytest.mark.parametrize(("edition", "named"), [(SUBGROUP, True), (BOARD, False), (PUBLIC, False)])
def test_whose_return_is_awaited_is_named_to_named_readers_alone(edition: object, named: bool) -> None:
    result = of_year(edition.name, LACKING)  # type: ignore[attr-defined]
    shown = programme.awaited(result, NOW.folder)
    assert ("Solent NHS Trust" in shown.plain) is named
    assert ("SOL" in str(result.programme)) is False
    if not named:
        assert shown.plain == "This edition does not say whose returns are not in."


def test_when_it_is_held_again_and_why_stands_in_a_column_of_its_own_where_it_is_planned() -> None:
    row = {"cadence": "ONE_OFF", "due": NOW, "reaudit": Quarter(2020, 2), "reaudit_why": "The form is new."}
    again = programme.grid(of_year(SUBGROUP.name, ALL_IN, **row), NOW.folder)
    assert again.columns[-1] == "To be held again"
    assert again.rows[0][-1] == "2020-21 Q2: The form is new."
    assert "To be held again" not in programme.grid(of_year(SUBGROUP.name, ALL_IN), NOW.folder).columns


def test_what_has_come_true_stands_beside_what_is_planned() -> None:
    called_for = (
        Reaudit("2019-20 Q3", "NEG2 below target two quarters running"),
        Reaudit("2020-21 Q1", "T2.a1 is done"),
        Reaudit("2020-21 Q1", "NEG4 is below target"),
    )
    then = "Re-audit: Oct to Dec 2019, since NEG2 below target two quarters running; "
    then += "Apr to Jun 2020, since T2.a1 is done and NEG4 is below target."
    result = of_year(SUBGROUP.name, ALL_IN)
    line = replace(result.programme[0], called_for=called_for)
    assert programme.grid(replace(result, programme=(line,)), NOW.folder).rows[0][-1] == then
    both = replace(line, reaudit="2020-21 Q2", reaudit_why="The form is new")
    shown = programme.grid(replace(result, programme=(both,)), NOW.folder)
    assert shown.rows[0][-1] == f"2020-21 Q2: The form is new. {then}"


def test_the_page_says_how_the_audits_stand_and_which_are_overdue() -> None:
    shown = programme.summary(of_year(SUBGROUP.name, LACKING, ALL_IN), NOW.folder)
    assert shown.plain.splitlines() == [
        "1 audit in the financial year 2019-20; in July to September 2019: 1 overdue.",
        "Returns are overdue for “Neglect referrals”.",
    ]


def test_a_year_without_an_audit_says_so() -> None:
    with planned():
        result = with_programme(quarter(), {NOW: []})
    assert programme.summary(result, NOW.folder).plain == "No audit is planned for 2019-20."
    assert programme.grid(result, NOW.folder).rows == []


@pytest.mark.parametrize(
    ("day", "closed"),
    [(date(2019, 7, 26), "none"), (date(2019, 7, 27), "2019-20-Q1"), (date(2019, 10, 28), "2019-20-Q1"),
     (date(2019, 10, 29), "2019-20-Q2"), (date(2026, 11, 26), "2019-20-Q4")],
)  # fmt: skip
def test_of_the_clock_the_page_is_told_the_newest_quarter_that_is_closed(day: date, closed: str) -> None:
    assert programme.closed_by(NOW, day) == closed


@given(
    st.sampled_from(Cadence),
    st.builds(Quarter, st.just(2019), st.integers(1, 4)),
    st.integers(0, 4),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_of_any_audit_and_quarter_pending_or_overdue_means_due_and_something_lacking(
    cadence: Cadence, each: Quarter, came: int, closed: bool, ahead: bool, here: bool
) -> None:
    due = cadence.due(each, {NOW})
    one = ProgrammeQuarter(str(each), True, due, here, 4 if due else 0, came if due else 0, 0, (), "28 October 2019")
    state = one.state(closed=closed, ahead=ahead, all_the_time=cadence is Cadence.CONTINUOUS)
    if state in (State.PENDING, State.OVERDUE):
        assert due
        assert one.came < one.asked
    assert (state in (State.NOT_DUE, State.ALL_THE_TIME)) is not due


def test_a_line_of_an_audit_without_a_page_leads_nowhere() -> None:
    result = of_year(SUBGROUP.name, ALL_IN)
    line: ProgrammeLine = replace(result.programme[0], shown=False)
    assert "<a " not in str(programme.grid(replace(result, programme=(line,)), NOW.folder).rows[0][0])
    assert 'href="neg.html"' in str(programme.grid(result, NOW.folder).rows[0][0])


def test_the_owner_of_most_audits_is_named_once_and_another_at_its_audit() -> None:
    (line,) = of_year().programme
    owners = ("business manager", "business manager", "business manager", "health lead", "")
    shown = programme.grid(replace(of_year(), programme=tuple(replace(line, owner=each) for each in owners)))
    rows = [row[0].plain for row in shown.rows]  # type: ignore[attr-defined]
    assert shown.note.endswith("Owner where a row names no other: business manager.")
    assert not any("business manager" in each for each in rows)
    assert "health lead" in rows[3]
    assert "no owner" in rows[4]


def test_a_single_audit_names_its_owner_itself() -> None:
    alone = of_year(SUBGROUP.name, ALL_IN)
    shown = programme.grid(replace(alone, programme=(replace(alone.programme[0], owner="business manager"),)))
    assert "business manager" in shown.rows[0][0].plain  # type: ignore[attr-defined]
    assert "Owner" not in shown.note
