"""What a report shows of decisions: those on earlier reports, open, overdue or closed; actions agreed; overrides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.results.followed.closing import Seen
from pipeline.results.followed.decided import agreed_actions, decision_lines, of_this_report, overrides
from pipeline.results.followed.reported import Status
from pipeline.results.followed.values import Colour, DecisionLine, Override
from pipeline.store.decisions import DecisionKind
from tests.unit.results.followed.meetings import NEXT, READ, ask, override

LATER = NEXT.next()
CAME = Seen(returns={NEXT: frozenset({("WNB", "SOL")})})
PLAIN = ask(number=3, kind=DecisionKind.DECISION, agency="", due="", closes="")


def test_an_ask_stands_in_the_reports_after_the_one_that_the_meeting_read() -> None:
    assert decision_lines([ask()], READ, Seen()) == ()
    assert decision_lines([ask()], NEXT, Seen()) == (
        DecisionLine(
            number=1,
            kind="Ask",
            on="2019-12-05",
            quarter="2019-20 Q2",
            text="Send the return on missed appointments",
            by="chair",
            recommendations=("T2.2",),
            agency_name="Solent NHS Trust",
            due="2020-01-28",
            closes="the WNB return for a quarter after July to September 2019",
            closed="",
            closed_by="",
            overdue=False,
        ),
    )


def test_lines_are_in_the_order_of_their_numbers() -> None:
    lines = decision_lines([PLAIN, override(), ask()], NEXT, Seen())
    assert [(each.number, each.kind) for each in lines] == [(1, "Ask"), (2, "Override"), (3, "Decision")]


@pytest.mark.parametrize(
    ("due", "quarter", "overdue"),
    [("2019-12-30", NEXT, True), ("2019-12-31", NEXT, False), ("2020-01-28", LATER, True), ("", LATER, False)],
)
def test_what_is_open_is_overdue_once_its_day_has_passed_by_the_quarters_end(
    due: str, quarter: Quarter, overdue: bool
) -> None:
    (line,) = decision_lines([ask(due=due)], quarter, Seen())
    assert line.overdue is overdue


def test_where_an_edition_hides_the_figure_that_would_close_it_it_is_not_overdue_but_not_shown() -> None:
    asked, hidden = ask(due="2019-12-20", closes="standard WNB3"), frozenset({"WNB3"})
    (line,) = decision_lines([asked], NEXT, Seen(hidden={NEXT: hidden}))
    assert (line.overdue, line.closed, line.not_shown) == (False, "", True)
    (other,) = decision_lines([replace(asked, closes="standard WNB4")], NEXT, Seen(hidden={NEXT: hidden}))
    assert (other.overdue, other.not_shown) == (True, False)


def test_what_is_closed_is_not_overdue_and_says_what_closed_it_and_when() -> None:
    (line,) = decision_lines([ask(due="2019-12-20")], NEXT, CAME)
    assert (line.overdue, line.closed) == (False, "2019-12-31")
    assert line.closed_by == "the WNB return for October to December 2019"


def test_a_plain_decision_with_a_day_is_never_overdue_where_nothing_is_awaited() -> None:
    (line,) = decision_lines([ask(closes="", due="2019-12-20")], NEXT, Seen())
    assert (line.closes, line.overdue) == ("", False)


def numbers(decided: object, quarter: Quarter, seen: Seen) -> list[int]:
    assert isinstance(decided, list)
    return [each.number for each in of_this_report(decision_lines(decided, quarter, seen), quarter)]


def test_a_report_shows_what_is_open_what_closed_in_its_quarter_and_what_was_just_decided() -> None:
    decided = [ask(), override(), PLAIN]
    assert numbers(decided, NEXT, CAME) == [1, 2, 3]
    assert numbers(decided, LATER, CAME) == [], "later they are only in the trail"
    assert numbers(decided, LATER, Seen()) == [1], "what is open stays"
    assert len(decision_lines(decided, LATER, CAME)) == 3


def test_an_ask_that_words_closed_is_news_in_the_report_of_that_day_alone() -> None:
    said = ask(closed="2020-02-05", closed_by="chair", closed_why="It came by post.")
    assert numbers([said], NEXT, Seen()) == [1]
    assert numbers([said], LATER, Seen()) == [1]
    assert numbers([said], LATER.next(), Seen()) == []


def test_an_override_holds_from_the_report_that_was_read_to_its_last_for_each_recommendation() -> None:
    one = Override(Colour.AMBER, "chair", "Two clinics alone were audited", "2019-12-05", "2019-12-31")
    for quarter in (READ, NEXT):
        assert overrides([override()], quarter) == {"T2.2": one, "T4.1": one}
    assert overrides([override()], READ.previous()) == overrides([override()], LATER) == {}


def test_of_two_overrides_of_one_recommendation_the_later_decision_holds() -> None:
    second = override(number=7, recommendations=("T2.2",), colour="Green")
    held = overrides([second, override()], NEXT)
    assert {id_: each.colour for id_, each in held.items()} == {"T2.2": Colour.GREEN, "T4.1": Colour.AMBER}


def test_nothing_but_an_override_overrides() -> None:
    assert overrides([ask(colour="Green", until="2019-20 Q4")], NEXT) == {}


def test_an_action_that_a_meeting_agreed_is_in_the_plan_of_the_next_quarter() -> None:
    agreed = ask(number=4, kind=DecisionKind.ACTION, action="M2019Q2.1", closes="action M2019Q2.1", standards=("WNB3",))
    assert agreed_actions([ask(), agreed], READ) == ()
    (action,) = agreed_actions([ask(), agreed], NEXT)
    assert (action.id, action.agency, action.quarter, action.status) == (
        "M2019Q2.1",
        "SOL",
        "2019-20 Q3",
        Status.NOT_STARTED,
    )
    assert (action.agreed, action.due, action.standards) == ("2019-12-05", "2020-01-28", ("WNB3",))
