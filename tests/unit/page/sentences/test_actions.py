"""What has been done, in sentences: how many actions stand how, how late, and of when that is known."""

from __future__ import annotations

import pytest

from pipeline.page.sentences.actions import action_dates, action_from, action_stands, actions_counted
from tests.followed import action

OPEN = {"status": "under way", "open": True, "done": ""}
UNREPORTED = {"status": "", "open": True, "taken": False, "done": "", "agreed": "", "due": "", "as_of": ""}


def test_actions_are_counted_by_how_they_stand() -> None:
    assert actions_counted([]) == "No action is listed for it."
    assert actions_counted([action()]) == "1 action: 1 done; none is open."
    assert actions_counted([action(), action(**OPEN, late=1), action(**UNREPORTED)]) == (
        "3 actions: 1 done, 1 under way and 1 not reported on; 1 overdue."
    )
    assert actions_counted([action(late=2)]) == "1 action: 1 done; none is open.", (
        "what was done late is overdue no more"
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Done on 14 December 2018 (reported for 2019-20 Q2)."),
        ({"late": 1}, "Done on 14 December 2018, up to a quarter late (reported for 2019-20 Q2)."),
        ({**OPEN, "late": 1}, "Under way, overdue by up to a quarter (reported for 2019-20 Q2)."),
        ({**OPEN, "late": 2}, "Under way, overdue by more than 1 quarter (reported for 2019-20 Q2)."),
        ({**OPEN, "late": 4}, "Under way, overdue by more than 3 quarters (reported for 2019-20 Q2)."),
        (UNREPORTED, "Not reported on."),
    ],
)
def test_an_action_says_how_it_stands_how_late_it_is_and_of_when_that_is_known(
    changes: dict[str, object], sentence: str
) -> None:
    assert action_stands(action(**changes)) == sentence


def test_an_action_says_when_it_was_agreed_and_is_due_as_far_as_anybody_has_said() -> None:
    assert action_dates(action()) == "Agreed on 1 September 2018 and due on 31 December 2018."
    assert action_dates(action(agreed="")) == "Due on 31 December 2018."
    assert action_dates(action(agreed="", due="")) == ""


def test_an_action_says_who_leads_it_and_where_it_is_from() -> None:
    assert action_from(action()) == "Solent NHS Trust; training; the published report"
    assert action_from(action(kind="", agency_name="")) == "the published report"
