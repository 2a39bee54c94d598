"""ACT, by example: what each standard counts, and what a return of the action plan is told of a row that is amiss."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.audits.act import ACT
from pipeline.calendar.quarter import Quarter
from pipeline.definition.tracked import Tracked
from pipeline.partnership.here import here
from tests.audits.context import distribution
from tests.audits.followed import findings, kept
from tests.audits.worked import worked


def action(**answers: Any) -> dict[str, Any]:
    """An action that is done, in order; with these answers in place of its own."""
    return {
        "record_ref": "ACT-0001",
        "action": "T1.b2",
        "recommendations": "T1.1;T1.5",
        "text": "Plans that have run for nine months are looked at.",
        "lead_role": "Head of service",
        "agreed": date(2019, 7, 10),
        "due": date(2019, 9, 20),
        "status": "DONE",
        "done": date(2019, 9, 16),
        "evidence": "ASR-0001;ASR-0004",
        "what_was_done": "All such plans were looked at.",
        "standards": "CPP9",
        "difference": "PARTIAL",
        "impact": "Fewer plans run on without a decision.",
        **answers,
    }


OPEN = {"status": "UNDER_WAY", "done": None, "evidence": None, "difference": None, "impact": None}
ERROR, QUERY = "error", "query"


# Standards


def test_act1_done_by_the_day_it_was_due() -> None:
    """Not due before the quarter ends is pending; late, or overdue on its last day, is not met."""
    worked(
        ACT,
        "ACT1",
        """
        status      | due        | done       | outcome
        DONE        | 20/09/2019 | 16/09/2019 | met
        DONE        | 20/09/2019 | 20/09/2019 | met
        DONE        | 20/09/2019 | 21/09/2019 | not met
        DONE        | 20/12/2019 | 16/09/2019 | met
        UNDER_WAY   | 01/10/2019 |            | pending
        NOT_STARTED | 20/12/2019 |            | pending
        UNDER_WAY   | 30/09/2019 |            | not met
        NOT_STARTED | 01/07/2019 |            | not met
        STOPPED     | 20/09/2019 |            | not applicable
        DONE        | !          | 16/09/2019 | missing
        DONE        | 20/09/2019 | !          | missing
                    | 20/09/2019 | 16/09/2019 | missing
    """,
    )


def test_act2_what_is_done_names_its_evidence() -> None:
    worked(
        ACT,
        "ACT2",
        """
        status    | evidence          | outcome
        DONE      | ASR-0001          | met
        DONE      | ASR-0001;ASR-0004 | met
        DONE      |                   | not met
        DONE      | !                 | missing
        UNDER_WAY |                   | not applicable
        UNDER_WAY | ASR-0001          | not applicable
                  | ASR-0001          | missing
    """,
    )


def test_act3_names_a_standard_that_would_show_it() -> None:
    worked(
        ACT,
        "ACT3",
        """
        standards | outcome
        CPP9      | met
                  | not met
        !         | missing
    """,
    )


def test_act4_made_a_difference_and_neither_in_part_nor_unlooked_at_is_one() -> None:
    """Shown, and never rated: leads judge their own work."""
    worked(
        ACT,
        "ACT4",
        """
        status    | difference | outcome
        DONE      | YES        | met
        DONE      | PARTIAL    | not met
        DONE      | NO         | not met
        DONE      | NR         | not recorded
        DONE      |            | missing
        UNDER_WAY |            | not applicable
    """,
    )
    assert not next(each for each in ACT.standards if each.id == "ACT4").rated


def test_actx1_and_actx2_count_how_actions_stand_and_what_they_changed() -> None:
    answers = {"status": ["DONE", "DONE", "UNDER_WAY", None], "difference": ["YES", "NR", None, None]}

    assert distribution(ACT, "ACTx1", answers) == {"DONE": 2, "UNDER_WAY": 1}
    assert distribution(ACT, "ACTx2", answers) == {"YES": 1, "NR": 1}


# What the engines ask the definition


def test_its_rows_are_actions_of_nobody_and_come_back_filled() -> None:
    assert (ACT.tracks, ACT.carried) == (Tracked.ACTIONS, True)
    assert not ACT.about()
    assert not any(ACT.of_people(each) for each in (*ACT.standards, *ACT.context))


def test_it_offers_the_partnerships_recommendations_and_the_standards_that_decide_how_they_stand() -> None:
    codes = {each.name: each.codes for each in ACT.fields if each.name in ("recommendations", "standards")}  # type: ignore[attr-defined]
    deciding = {name for each in here().recommendations for name in each.key_standards}
    moved = {name for each in here().actions for name in each.standards}

    assert codes["recommendations"].values() == tuple(each.id for each in here().recommendations)
    assert {*codes["standards"].values()} == deciding | moved
    assert ACT.runs(Quarter(2019, 2))
    assert not ACT.runs(Quarter(2019, 1)), "it runs from the quarter after the report"


# What intake finds


def test_a_plan_in_order_raises_nothing(tmp_path: Path) -> None:
    rows = [
        action(),
        action(record_ref="ACT-0002", action="T3.b2", due=date(2020, 3, 31), **OPEN),
        action(
            record_ref="ACT-0003",
            action="SCC-CF-1",
            due=date(2020, 3, 31),
            **{**OPEN, "status": "NOT_STARTED", "what_was_done": None},
        ),
        action(record_ref="ACT-0004", action="T6.b1", **{**OPEN, "status": "STOPPED", "what_was_done": "Merged."}),
    ]

    assert findings(ACT, rows, tmp_path) == []
    assert len(kept(ACT, rows, tmp_path).rows) == 4


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({"recommendations": None}, [("required_missing", ERROR, "recommendations")]),
        ({"recommendations": "T9.9"}, [("unknown_code", ERROR, "recommendations")]),
        ({"standards": "CPP99"}, [("unknown_code", ERROR, "standards")]),
        ({"action": None}, [("required_missing", ERROR, "action")]),
        ({"agreed": None}, [("required_missing", ERROR, "agreed")]),
        (
            {"agreed": date(2018, 7, 10), "due": date(2018, 9, 20)},
            [("rule:due_after_the_report", ERROR, "due")],
        ),
        (
            {"agreed": date(2018, 7, 10), "done": date(2018, 9, 16)},
            [("rule:done_after_the_report", ERROR, "done")],
        ),
        ({"due": date(2019, 7, 9)}, [("rule:agreed_before_due", ERROR, "due")]),
        ({"agreed": date(2019, 10, 15), "due": date(2019, 12, 1)}, [
            ("rule:agreed_by_now", ERROR, "agreed"),
            ("rule:done_after_agreed", QUERY, "done"),
        ]),
        ({"done": date(2019, 10, 15)}, [("rule:done_by_now", ERROR, "done")]),
        ({"done": date(2019, 10, 1)}, [("rule:done_in_time_for_this_return", ERROR, "done")]),
        ({"done": date(2019, 7, 9)}, [("rule:done_after_agreed", QUERY, "done")]),
        ({"done": None}, [("required_missing", ERROR, "done")]),
        ({"evidence": None}, [("expected_missing", QUERY, "evidence")]),
        ({"evidence": "see the folder"}, [("pattern", ERROR, "evidence")]),
        ({"difference": None, "impact": None}, [("required_missing", ERROR, "difference")]),
        ({"impact": None}, [("expected_missing", QUERY, "impact")]),
        ({**OPEN, "what_was_done": None}, [("required_missing", ERROR, "what_was_done")]),
        ({**OPEN, "done": date(2019, 9, 16)}, [("not_expected_answer", QUERY, "done")]),
        ({"lead_role": "Jane Smith"}, [("looks_like_a_name", QUERY, "lead_role")]),
        ({"text": "Agreed with Mr John Smith."}, [("personal_data", ERROR, "")]),
    ],
)  # fmt: skip
def test_a_row_that_is_amiss_is_told_where_and_what(
    answers: dict[str, Any], found: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    assert findings(ACT, [action(**answers)], tmp_path) == found


def test_what_the_report_says_was_taken_may_have_been_done_before_it(tmp_path: Path) -> None:
    """And no other action: the number is what tells them apart."""
    before = {"agreed": date(2018, 1, 8), "due": date(2018, 9, 20), "done": date(2018, 9, 16)}

    assert findings(ACT, [action(action="T2.a1", **before)], tmp_path) == []
    assert len(findings(ACT, [action(**before)], tmp_path)) == 2


@pytest.mark.parametrize("number", ["T1.b2", "t1.B2", "T1.b2 "])
def test_one_action_on_two_rows_is_asked_about(number: str, tmp_path: Path) -> None:
    twice = [action(), action(record_ref="ACT-0002", action=number, text="The same in other words.")]

    assert ("there_twice", QUERY, "action") in findings(ACT, twice, tmp_path)


def test_a_name_in_place_of_an_actions_number_is_asked_about(tmp_path: Path) -> None:
    assert findings(ACT, [action(action="Jane Bloggs")], tmp_path) == [("looks_like_a_name", QUERY, "action")]


def test_a_number_of_somebody_in_free_words_sends_the_return_back_and_is_told_nowhere(tmp_path: Path) -> None:
    rule, severity, _ = findings(ACT, [action(impact="See 943 476 5919.")], tmp_path)[0]

    assert (rule, severity) == ("personal_data", ERROR)
