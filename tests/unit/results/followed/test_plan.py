"""The plan as of a quarter: nothing listed, agreed or reported is lost, and lateness is counted in quarters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.calendar.quarter import Quarter
from pipeline.partnership.recommendations import Action, Kind
from pipeline.results.followed.plan import AGENCY, MEETING, REPORT, TAKEN, done_late, for_recommendation, overdue, plan
from pipeline.results.followed.reading import holding
from pipeline.results.followed.reported import Reported, ReportedAction, Status
from tests.unit.results.followed.told import action, evidence

NOW = Quarter(2019, 2)  # to 30 September 2019
LISTED = Action("T2.b2", "Training goes on", ("LSCB", "SOL"), Kind.TRAINING, ("T2.3",), standards=("TRN2",))


def told(*actions: ReportedAction) -> Reported:
    """What agencies reported for `NOW`."""
    return Reported(str(NOW), actions, (), tuple({each.agency for each in actions}), ())


@pytest.mark.parametrize(
    ("due", "late"),
    [
        ("", 0),
        ("2019-10-01", 0),
        ("2019-09-30", 0),
        ("2019-09-29", 1),
        ("2019-07-01", 1),
        ("2019-06-30", 1),
        ("2019-06-29", 2),
        ("2019-03-31", 2),
        ("2019-03-30", 3),
        ("2018-09-30", 4),
    ],
)
def test_an_action_is_overdue_by_the_quarters_that_have_begun_since_its_day(due: str, late: int) -> None:
    assert overdue(due, NOW) == late


@given(st.dates(date(2017, 1, 1), date(2021, 1, 1)), st.dates(date(2017, 1, 1), date(2021, 1, 1)))
def test_what_is_done_by_its_day_is_never_late_and_what_is_done_after_it_always_is(due: date, done: date) -> None:
    assert (done_late(due.isoformat(), done.isoformat()) > 0) == (done > due)


def test_each_lead_of_an_action_has_its_own_line_and_none_has_reported_yet() -> None:
    items = plan([LISTED], [], told(), NOW)

    assert [(each.line.agency, each.line.status, each.line.source) for each in items] == [
        ("SSCP", "", REPORT),  # that took over from the board on 29 September 2019
        ("SOL", "", REPORT),
    ]


def test_what_the_report_says_was_taken_is_closed_until_its_agency_says_otherwise() -> None:
    taken = replace(LISTED, taken=True, leads=("LSCB",))

    (before,) = plan([taken], [], told(), NOW)
    (after,) = plan([taken], [], told(action(status=Status.UNDER_WAY)), NOW)

    assert (before.line.status, before.line.open) == (TAKEN, False)
    assert (after.line.status, after.line.open, after.line.taken) == ("under way", True, True)


def test_a_report_takes_the_place_of_what_was_listed_and_keeps_what_it_does_not_say() -> None:
    own = action(text="", standards=(), due="", recommendations=("T1.4",))

    lscb, sol = plan([replace(LISTED, due=date(2019, 8, 1))], [], told(own), NOW)

    assert (lscb.line.text, lscb.line.standards, lscb.line.due) == ("Training goes on", ("TRN2",), "2019-08-01")
    assert (lscb.line.what_was_done, lscb.line.late, lscb.line.as_of) == ("Two of four days held", 1, "2019-20 Q2")
    assert lscb.recommendations == ("T2.3", "T1.4")
    assert (sol.line.status, sol.recommendations) == ("", ("T2.3",))


def test_an_action_of_a_meeting_and_one_that_only_an_agency_has_are_there_too() -> None:
    agreed = action(id="M2019Q2.1", agency="UHS", recommendations=("T2.1",), status=Status.NOT_STARTED)
    own = action(id="UHS-7", agency="UHS", recommendations=("T2.1",))

    items = plan([], [agreed], told(own), NOW)

    assert [(each.line.id, each.line.source) for each in items] == [("M2019Q2.1", MEETING), ("UHS-7", AGENCY)]
    assert [each.id for each in for_recommendation(items, "T2.1")] == ["M2019Q2.1", "UHS-7"]
    assert [(each.line.status, each.line.as_of) for each in items] == [("", ""), ("under way", "2019-20 Q2")]


def test_an_action_that_names_no_recommendation_is_not_lost_where_the_plan_knows_it() -> None:
    other = action(agency="HC", recommendations=())

    items = plan([LISTED], [], told(other), NOW)

    assert {each.agency for each in for_recommendation(items, "T2.3")} == {"SSCP", "SOL", "HC"}


def test_an_action_that_is_there_twice_is_as_open_as_its_least_far_row_and_nothing_it_names_is_lost() -> None:
    done = action(status=Status.DONE, done="2019-08-01", recommendations=("T1.4",), evidence=("ASR-0001",))
    under_way = action(evidence=("ASR-0002",))

    for rows in ([done, under_way], [under_way, done]):
        (item,) = plan([], [], told(*rows), NOW)

        assert (item.line.status, item.line.done) == ("under way", "")
        assert set(item.recommendations) == {"T1.4", "T2.3"}
        assert set(item.line.evidence) == {"ASR-0001", "ASR-0002"}


def test_nobody_is_told_that_an_action_has_not_begun_whose_status_could_not_be_read() -> None:
    (item,) = plan([], [], told(action(status=Status.NOT_SAID, due="2019-09-01")), NOW)

    assert (item.line.status, item.line.open, item.line.late) == ("not said", True, 1)


@pytest.mark.parametrize("status", [each for each in Status if each is not Status.DONE])
def test_a_day_that_is_given_for_what_is_not_done_makes_nothing_of_it_done(status: Status) -> None:
    (item,) = plan([], [], told(action(status=status, due="2018-01-01", done="2018-02-01")), NOW)

    assert item.line.done == ""
    assert item.line.late == (overdue("2018-01-01", NOW) if status.open else 0)


def test_a_stopped_action_is_neither_open_nor_late() -> None:
    (item,) = plan([], [], told(action(status=Status.STOPPED, due="2018-01-01")), NOW)

    assert (item.line.open, item.line.late) == (False, 0)


def test_the_newest_return_of_an_agency_is_its_whole_plan_and_that_of_a_silent_one_still_holds() -> None:
    before = NOW.previous()
    first = Reported(
        str(before),
        (action(id="A", agency="SOL"), action(id="B", agency="SOL"), action(id="C", agency="HC")),
        (evidence(agency="SOL"),),
        ("SOL", "HC"),
        ("SOL",),
    )
    second = Reported(str(NOW), (action(id="A", agency="SOL", status=Status.DONE),), (), ("SOL",), ())

    held = holding({before: first, NOW: second}, NOW)

    assert [(each.id, each.agency) for each in held.actions] == [("A", "SOL"), ("C", "HC")]
    assert [each.id for each in held.evidence] == ["ASR-0001"]
    assert holding({before: first, NOW: second}, before).actions == first.actions


def test_a_nil_return_says_that_the_plan_is_empty_and_not_that_the_old_one_holds() -> None:
    before = NOW.previous()
    by_quarter = {
        before: Reported(str(before), (action(),), (), ("LSCB",), ()),
        NOW: Reported(str(NOW), (), (), ("LSCB",), ()),
    }

    assert holding(by_quarter, NOW).actions == ()


def test_who_took_over_reports_in_place_of_the_body_before() -> None:
    before, after = Quarter(2022, 1), Quarter(2022, 2)
    by_quarter = {
        before: Reported(str(before), (action(id="A", agency="HC"),), (), ("HC",), ()),
        after: Reported(str(after), (action(id="A", agency="HIOWC", status=Status.DONE),), (), ("HIOWC",), ()),
    }
    listed = [replace(LISTED, id="A", leads=("HC",))]

    (only,) = plan(listed, [], holding(by_quarter, after), after)

    assert (only.line.agency, only.line.status) == ("HIOWC", "done")
