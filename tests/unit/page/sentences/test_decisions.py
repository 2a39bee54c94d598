"""What meetings decided or asked, and what became of it: open, overdue, closed, or nothing to close."""

from __future__ import annotations

import pytest

from pipeline.page.sentences.decisions import asks_counted, decision_sentence, open_asks, with_recommendations
from tests.followed import decision

ASKED = "12 June 2019, ask to Solent NHS Trust by the chair: Report how many teams have had the course."

HIDDEN = "WNB3 at its target, by 31 December 2019. Whether it is closed is not shown in this edition."


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {},
            f"{ASKED} Open, due on 31 December 2019; it closes with: its next assurance return.",
        ),
        (
            {"overdue": True, "due": "2019-08-31", "closes": ""},
            f"{ASKED} Overdue, due on 31 August 2019.",
        ),
        (
            {"not_shown": True, "closes": "WNB3 at its target"},
            f"{ASKED} It closes with: {HIDDEN}",
        ),
        (
            {"closed": "2019-09-01", "closed_by": "its assurance return"},
            f"{ASKED} Closed on 1 September 2019 by its assurance return.",
        ),
        (
            {"closed": "2019-09-01", "closed_by": "business manager", "closed_why": "It came by post."},
            f"{ASKED} Closed on 1 September 2019 by business manager: It came by post.",
        ),
        (
            {"kind": "Action agreed", "closes": "", "due": "", "text": "Train all"},
            "12 June 2019, action agreed with Solent NHS Trust by the chair: Train all.",
        ),
        (
            {"kind": "Decision", "agency_name": "", "by": "", "due": "", "closes": "", "text": "The plan stands"},
            "12 June 2019, decision: The plan stands.",
        ),
        (
            {"text": "", "closed": "2019-09-01"},
            "12 June 2019, ask to Solent NHS Trust by the chair. Closed on 1 September 2019.",
        ),
    ],
)
def test_a_decision_says_who_asked_what_of_whom_and_what_became_of_it(changes: dict[str, str], sentence: str) -> None:
    assert decision_sentence(decision(**changes)) == sentence


def test_asks_that_are_open_are_listed_the_overdue_first_and_then_by_day() -> None:
    late, soon = decision(number=3, overdue=True), decision(number=2, due="2019-10-31")
    closed, decided = decision(number=4, closed="2019-09-01"), decision(number=5, due="", closes="")

    assert [each.number for each in open_asks([decision(), soon, closed, late, decided])] == [3, 2, 1]


def test_asks_are_counted_with_those_that_are_overdue() -> None:
    late = decision(overdue=True)
    assert asks_counted([]) == "Nothing that a meeting asked or agreed is open."
    assert asks_counted([decision()]) == "1 thing that meetings asked or agreed is open."
    assert asks_counted([late]) == "1 thing that meetings asked or agreed is open, overdue."
    assert asks_counted([decision(kind="Action agreed"), decision(), late]) == (
        "3 things that meetings asked or agreed are open, 1 of them overdue."
    )


def test_what_an_edition_hides_is_counted_neither_as_open_nor_as_overdue() -> None:
    hidden = decision(not_shown=True)
    assert asks_counted([hidden]) == (
        "Whether 1 thing that meetings asked or agreed is open is not shown in this edition."
    )
    assert asks_counted([decision(overdue=True), decision(), hidden]) == (
        "2 things that meetings asked or agreed are open, 1 of them overdue; whether 1 more is open is not shown in "
        "this edition."
    )


def test_a_decision_says_which_recommendations_it_is_about() -> None:
    assert with_recommendations(decision(recommendations=("T2.1", "T3.3"))).endswith(
        "assurance return. (T2.1 and T3.3)"
    )
    assert with_recommendations(decision(recommendations=())).endswith("assurance return.")
