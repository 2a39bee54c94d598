"""NPG, by example: what each standard counts, drawn for an auditor to check against the audit's own words."""

from __future__ import annotations

from pipeline.audits.npg import NPG
from pipeline.calendar.quarter import Quarter
from pipeline.synthetic.returns import Circumstances, returns
from pipeline.synthetic.written import filling
from tests.audits.context import distribution, ratio
from tests.audits.worked import worked


def test_npg1_has_heard_of_the_guide() -> None:
    worked(
        NPG,
        "NPG1",
        """
        heard_of | outcome
        Y        | met
        N        | not met
                 | missing
        !        | missing
    """,
    )


def test_npg2_has_used_it_in_six_months_where_it_is_known() -> None:
    worked(
        NPG,
        "NPG2",
        """
        heard_of | used_6m    | outcome
        Y        | ONCE_TWICE | met
        Y        | OFTEN      | met
        Y        | NEVER      | not met
        N        |            | not applicable
        Y        |            | missing
                 | OFTEN      | missing
    """,
    )


def test_npg3_is_confident_from_4_on() -> None:
    worked(
        NPG,
        "NPG3",
        """
        confidence_now | outcome
        5              | met
        4              | met
        3              | not met
        1              | not met
                       | missing
    """,
    )


def test_npg4_has_had_training() -> None:
    worked(
        NPG,
        "NPG4",
        """
        trained | outcome
        Y       | met
        N       | not met
                | missing
    """,
    )


def test_npg5_was_helped_by_it_where_it_was_used() -> None:
    worked(
        NPG,
        "NPG5",
        """
        heard_of | used_6m    | tool_helped | outcome
        Y        | OFTEN      | 5           | met
        Y        | ONCE_TWICE | 4           | met
        Y        | ONCE_TWICE | 3           | not met
        Y        | NEVER      |             | not applicable
        N        |            |             | not applicable
        Y        | OFTEN      |             | missing
        Y        |            |             | missing
    """,
    )


def test_npgx2_is_confident_now_and_was_not_before() -> None:
    """Shown, and never rated: who was confident already cannot have become so."""
    worked(
        NPG,
        "NPGx2",
        """
        used_6m    | confidence_before | confidence_now | outcome
        OFTEN      | 2                 | 4              | met
        ONCE_TWICE | 3                 | 3              | not met
        OFTEN      | 4                 | 5              | not applicable
        NEVER      |                   | 5              | not applicable
        OFTEN      |                   | 5              | missing
        OFTEN      | 1                 |                | missing
    """,
    )


def test_npgx1_and_npgx9_are_of_the_headcount_of_all_groups_together() -> None:
    """Two groups: 30 and 12 answers of 200 and 150 staff, of whom 180 and 60 were asked."""
    counts = {"headcount": [200, 150], "asked": [180, 60], "answers": [30, 12]}

    assert ratio(NPG, "NPGx1", counts) == (42, 350, 0.12)
    assert ratio(NPG, "NPGx9", counts) == (240, 350, 240 / 350)


def test_answers_on_a_scale_are_counted_one_by_one_where_they_were_due() -> None:
    answers = {
        "heard_of": ["Y", "Y", "N", "Y"],
        "read": ["ALL", "PARTLY", None, "NO"],
        "used_6m": ["OFTEN", "ONCE_TWICE", None, "NEVER"],
        "tool_helped": ["5", "3", None, None],
        "barrier": ["TIME", "NONE", None, "TIME"],
        "confidence_before": ["2", "3", None, None],
        "confidence_now": ["4", "4", "1", "2"],
    }

    assert distribution(NPG, "NPGx3", answers) == {"OFTEN": 1, "ONCE_TWICE": 1, "NEVER": 1}
    assert distribution(NPG, "NPGx4", answers) == {"3": 1, "5": 1}
    assert distribution(NPG, "NPGx5", answers) == {"TIME": 2, "NONE": 1}
    assert distribution(NPG, "NPGx6", answers) == {"1": 1, "2": 1, "4": 2}
    assert distribution(NPG, "NPGx7", answers) == {"2": 1, "3": 1}
    assert distribution(NPG, "NPGx8", answers) == {"ALL": 1, "PARTLY": 1, "NO": 1}


def test_a_made_up_survey_has_as_many_answers_on_its_volumes_sheet_as_records() -> None:
    (sent,) = returns(NPG, Quarter(2018, 4), 1, Circumstances())
    lines = filling(sent).volumes

    assert sum(int(str(line["answers"])) for line in lines) == len(sent.records) >= 100
    assert all(int(str(line["answers"])) <= int(str(line["asked"])) <= int(str(line["headcount"])) for line in lines)
