"""What meetings decided: appended, bound to each other, numbered, closed and withdrawn by entries of their own."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.calendar.quarter import Quarter
from pipeline.errors import PipelineError, UsageError
from pipeline.store.decisions import (
    Closer,
    Decision,
    DecisionKind,
    as_they_were,
    close,
    decide,
    decisions,
    digest,
    lay_out,
    read_up_to,
    withdraw,
)
from pipeline.store.workspace import Workspace

ASK = Decision(
    0, DecisionKind.ASK, "2019-20 Q2", "2019-12-05", "chair", "Send the return", agency="SOL", due="2020-01-28",
    closes="return WNB",
)  # fmt: skip
ACTION = Decision(
    0, DecisionKind.ACTION, "2019-20 Q2", "2019-12-05", "chair", "Remind clinics", ("T2.2",), ("WNB3",), "SOL"
)
PLAIN = Decision(0, DecisionKind.DECISION, "2019-20 Q1", "2019-09-05", "chair", "The year's audits stay as planned")
OVERRIDE = Decision(
    0, DecisionKind.OVERRIDE, "2019-20 Q3", "2020-03-05", "chair", "Too few cases", ("T2.2",), colour="Amber",
    until="2019-20 Q4",
)  # fmt: skip


def path(workspace: Workspace) -> Path:
    return workspace.processed / "decisions.jsonl"


def kept(workspace: Workspace, *new: Decision) -> tuple[Decision, ...]:
    return tuple(decide(workspace, each) for each in new)


def test_decisions_are_numbered_as_they_come_and_kept_as_they_were(workspace: Workspace) -> None:
    assert decisions(workspace) == ()
    numbered = kept(workspace, PLAIN, ASK)
    assert numbered == (replace(PLAIN, number=1), replace(ASK, number=2))
    assert decisions(workspace) == numbered


def test_an_action_has_an_id_of_its_meetings_report_and_closes_when_it_is_done(workspace: Workspace) -> None:
    kept(workspace, ACTION, replace(ACTION, quarter="2019-20 Q3"), ACTION)
    told = [(each.action, each.closer) for each in decisions(workspace)]
    assert told == [(own, (Closer.ACTION, own)) for own in ("M2019Q2.1", "M2019Q3.1", "M2019Q2.2")]


def test_the_id_of_an_action_that_was_withdrawn_is_not_given_again(workspace: Workspace) -> None:
    kept(workspace, ACTION)
    withdraw(workspace, 1, "chair", "2019-12-06")
    assert decide(workspace, ACTION).action == "M2019Q2.2"


def test_an_action_may_be_closed_by_something_else(workspace: Workspace) -> None:
    assert decide(workspace, replace(ACTION, closes="standard WNB3")).closer == (Closer.STANDARD, "WNB3")


@pytest.mark.parametrize(
    ("closes", "closer"),
    [
        ("return NEG 2019-20-Q3", (Closer.RETURN, "NEG 2019-20-Q3")),
        ("evidence ASR-0003", (Closer.EVIDENCE, "ASR-0003")),
        ("words", (Closer.WORDS, "")),
        ("", None),
    ],
)
def test_what_closes_a_decision_is_told_apart_from_what_it_is_about(
    closes: str, closer: tuple[Closer, str] | None
) -> None:
    assert replace(ASK, closes=closes).closer == closer


def test_closing_is_an_entry_of_its_own_with_who_when_and_why(workspace: Workspace) -> None:
    kept(workspace, ASK, PLAIN)
    before = path(workspace).read_bytes()
    closed = close(workspace, 1, "business manager", "2020-02-05", "The clinic has shut")
    assert path(workspace).read_bytes().startswith(before)
    assert (closed.closed, closed.closed_by, closed.closed_why) == (
        "2020-02-05",
        "business manager",
        "The clinic has shut",
    )
    assert decisions(workspace) == (closed, replace(PLAIN, number=2))


def test_what_is_withdrawn_is_no_longer_in_force_and_not_forgotten(workspace: Workspace) -> None:
    kept(workspace, ASK)
    before = path(workspace).read_bytes()
    assert withdraw(workspace, 1, "chair", "2019-12-06").text == ASK.text
    assert decisions(workspace) == ()
    assert path(workspace).read_bytes().startswith(before)
    last = json.loads(path(workspace).read_text(encoding="utf-8").splitlines()[-1])
    assert (last["withdrawn"], last["closed_by"], last["closed"]) == (True, "chair", "2019-12-06")
    assert decide(workspace, ASK).number == 2, "its number is not given again"


@pytest.mark.parametrize(
    ("number", "on", "message"),
    [
        (5, "2020-02-05", "There is no decision no. 5 in force. See decide --list."),
        (2, "2020-02-05", "No. 2 awaits nothing, so there is nothing to close. See decide --list."),
        (3, "2020-03-06", "An override ends after 2019-20 Q4; to end it now: --withdraw 3."),
        (
            1,
            "2019-12-04",
            "No. 1 was decided on 5 December 2019 and cannot be closed before, on 4 December 2019. Mend --on.",
        ),
        (4, "2020-02-05", "There is no decision no. 4 in force"),
    ],
)
def test_what_cannot_be_closed_is_told(workspace: Workspace, number: int, on: str, message: str) -> None:
    kept(workspace, ASK, PLAIN, OVERRIDE, ASK)
    withdraw(workspace, 4, "chair", "2019-12-06")
    with pytest.raises(UsageError) as told:
        close(workspace, number, "chair", on, "done")
    assert message in str(told.value)


def test_what_is_closed_is_not_closed_twice(workspace: Workspace) -> None:
    kept(workspace, ASK)
    close(workspace, 1, "chair", "2020-02-05", "done")
    with pytest.raises(UsageError, match=r"No\. 1 is closed already \(by chair, 5 February 2020\)"):
        close(workspace, 1, "chair", "2020-02-06", "done")


def test_what_is_withdrawn_cannot_be_withdrawn_again(workspace: Workspace) -> None:
    kept(workspace, ASK)
    withdraw(workspace, 1, "chair", "2019-12-06")
    with pytest.raises(UsageError, match=r"no decision no\. 1 in force"):
        withdraw(workspace, 1, "chair", "2019-12-06")


def test_those_of_later_reports_do_not_bear_on_a_report(workspace: Workspace) -> None:
    kept(workspace, PLAIN, ASK, OVERRIDE)
    assert [each.number for each in read_up_to(workspace, Quarter(2019, 2))] == [1, 2]


def test_an_altered_decision_is_said(workspace: Workspace) -> None:
    kept(workspace, ASK, PLAIN)
    path(workspace).write_text(path(workspace).read_text(encoding="utf-8").replace("as planned", "another"))
    with pytest.raises(PipelineError, match=r"The decisions of meetings are damaged at line 2 .*from the minutes"):
        decisions(workspace)


LAST = Quarter(2099, 4)


def test_what_was_in_force_can_be_laid_out_elsewhere(workspace: Workspace, tmp_path: Path) -> None:
    kept(workspace, PLAIN, ASK, ACTION, OVERRIDE)
    withdraw(workspace, 1, "chair", "2019-12-06")
    close(workspace, 2, "chair", "2020-02-05", "done")
    again = Workspace(tmp_path / "again")

    lay_out(again, decisions(workspace))

    assert [each.number for each in decisions(again)] == [2, 3, 4]
    assert decisions(again) == decisions(workspace)


def test_what_was_in_force_is_known_again_by_its_digest_whatever_came_after(workspace: Workspace) -> None:
    assert as_they_were(workspace, LAST, "") == ()
    kept(workspace, PLAIN, ASK)
    then = read_up_to(workspace, LAST)
    withdraw(workspace, 1, "chair", "2019-12-06")
    close(workspace, 2, "chair", "2020-02-05", "done")
    kept(workspace, ACTION)

    assert as_they_were(workspace, LAST, digest(then)) == then
    assert as_they_were(workspace, LAST, digest(read_up_to(workspace, LAST))) == read_up_to(workspace, LAST)
    assert as_they_were(workspace, LAST, "0" * 64) is None


def test_a_digest_tells_none_of_the_words(workspace: Workspace) -> None:
    kept(workspace, PLAIN)
    assert re.fullmatch("[0-9a-f]{64}", digest(decisions(workspace)))
    assert digest(()) == ""


@given(st.lists(st.sampled_from(["ask", "action", "close", "withdraw"]), max_size=8))
def test_whatever_is_done_numbers_and_ids_are_given_once(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    workspace = Workspace(tmp_path_factory.mktemp("decisions"))
    given_out = []
    for step in steps:
        there = [each for each in decisions(workspace) if not each.closed]
        if step in ("ask", "action"):
            given_out.append(decide(workspace, ASK if step == "ask" else ACTION))
        elif there:
            change = {"close": lambda one: close(workspace, one, "chair", "2020-02-05", "done"),
                      "withdraw": lambda one: withdraw(workspace, one, "chair", "2020-02-05")}[step]  # fmt: skip
            change(there[0].number)
    assert len({each.number for each in given_out}) == len(given_out)
    ids = [each.action for each in given_out if each.action]
    assert len(set(ids)) == len(ids)
