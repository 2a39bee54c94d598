"""GPD, by example: what each standard counts, drawn for an auditor to check against the audit's own words."""

from __future__ import annotations

import pytest

from pipeline.audits.gpd import GPD
from pipeline.calendar.quarter import Quarter
from pipeline.synthetic.returns import Circumstances, returns
from tests.audits.context import distribution, ratio
from tests.audits.worked import worked, worked_within


def test_gpd1_is_seen_by_a_doctor_within_five_working_days() -> None:
    """From Monday 8 July the fifth working day is Monday the 15th."""
    worked(
        GPD,
        "GPD1",
        """
        received   | seen_by_gp | as_of      | outcome
        08/07/2019 | 08/07/2019 | 10/10/2019 | met
        08/07/2019 | 15/07/2019 | 10/10/2019 | met
        08/07/2019 | 16/07/2019 | 10/10/2019 | not met
        08/07/2019 |            | 10/10/2019 | not met
        08/07/2019 |            | 15/07/2019 | pending
        08/07/2019 |            | 16/07/2019 | not met
                   | 16/07/2019 | 10/10/2019 | missing
        08/07/2019 | !          | 10/10/2019 | missing
    """,
    )


EXAMPLES = {"GPD2": "stored", "GPD4": "hidden_online"}


@pytest.mark.parametrize("standard", EXAMPLES)
def test_gpd2_and_gpd4_are_where_they_should_be_and_hidden(standard: str) -> None:
    worked(
        GPD,
        standard,
        f"""
        {EXAMPLES[standard]} | outcome
        Y                    | met
        N                    | not met
        NR                   | not recorded
                             | missing
    """,
    )


def test_gpd3_has_done_what_the_document_asks_for() -> None:
    worked(
        GPD,
        "GPD3",
        """
        acted | outcome
        Y     | met
        N     | not met
        NR    | not recorded
        NA    | not applicable
              | missing
    """,
    )


def test_gpd5_has_the_right_code_for_a_child_on_a_plan() -> None:
    worked(
        GPD,
        "GPD5",
        """
        concern | coded | right_code | outcome
        ON_PLAN | Y     | Y          | met
        ON_PLAN | Y     | N          | not met
        ON_PLAN | N     |            | not met
        ON_PLAN | NR    |            | not recorded
        KNOWN   | Y     | Y          | not applicable
        ENDED   |       |            | not applicable
        ON_PLAN | Y     |            | missing
        ON_PLAN |       |            | missing
                | Y     | Y          | missing
    """,
    )


def test_gpd6_has_the_right_code_for_a_known_concern_without_a_plan() -> None:
    worked(
        GPD,
        "GPD6",
        """
        concern | coded | right_code | outcome
        KNOWN   | Y     | Y          | met
        KNOWN   | Y     | N          | not met
        KNOWN   | N     |            | not met
        KNOWN   | NR    |            | not recorded
        ON_PLAN | Y     | Y          | not applicable
        ENDED   |       |            | not applicable
        KNOWN   | Y     |            | missing
    """,
    )


def test_gpd7_has_ended_the_code_once_the_plan_has() -> None:
    worked(
        GPD,
        "GPD7",
        """
        concern | code_ended | outcome
        ENDED   | Y          | met
        ENDED   | N          | not met
        ENDED   | NR         | not recorded
        ON_PLAN |            | not applicable
        KNOWN   |            | not applicable
        ENDED   |            | missing
    """,
    )


def test_gpd8_needs_all_four_of_a_practice() -> None:
    """One that is lacking decides, whatever is not known of the others."""
    worked(
        GPD,
        "GPD8",
        """
        lead | protocol | list_reviewed | met_health_visitor | outcome
        Y    | Y        | Y             | Y                  | met
        Y    | Y        | N             | Y                  | not met
        N    | N        | N             | N                  | not met
        Y    | Y        | Y             | NR                 | not recorded
        N    |          | Y             | Y                  | not met
        Y    | Y        | Y             |                    | missing
    """,
    )


def test_gpd9_counts_six_week_checks_within_visits() -> None:
    """Two visits: 6 of 10 and 8 of 8 checks are 14 of 18 together."""
    worked_within(
        GPD,
        "GPD9",
        """
        checks_read | checks_with_advice | outcome
        10          | 6                  | 6 of 10
        8           | 8                  | 8 of 8
        5           | 0                  | 0 of 5
        0           | 0                  | not applicable
        10          |                    | missing
        6           | 10                 | missing
    """,
    )


def test_gpdx1_counts_each_record_that_a_code_is_on() -> None:
    answers = {
        "concern": ["ON_PLAN", "KNOWN", "ON_PLAN", "ENDED"],
        "coded": ["Y", "Y", "N", None],
        "coded_on": ["CHILD;SIBLINGS", "CHILD", None, None],
    }

    assert distribution(GPD, "GPDx1", answers, GPD.children) == {"CHILD": 2, "SIBLINGS": 1}


def test_gpdx2_counts_kinds_of_documents() -> None:
    answers = {"doc_type": ["PLAN", "MARAC", "PLAN"]}

    assert distribution(GPD, "GPDx2", answers, GPD.documents) == {"PLAN": 2, "MARAC": 1}


def test_gpdx3_is_the_share_of_practices_visited() -> None:
    assert ratio(GPD, "GPDx3", {"practices": [30], "practices_visited": [21]}) == (21, 30, 0.7)


def test_a_made_up_document_reached_the_practice_before_the_visit_and_is_of_a_practice_that_was_visited() -> None:
    (sent,) = returns(GPD, Quarter(2019, 2), 1, Circumstances())
    visited = dict(zip(sent.records.texts("practice_ref"), sent.records.times("visited"), strict=True))
    documents = next(each.records for each in sent.beside if each.form.view is GPD.documents)

    assert len(documents) > 6 * len(visited)
    for practice, received in zip(documents.texts("practice_ref"), documents.times("received"), strict=True):
        assert received < visited[practice]
