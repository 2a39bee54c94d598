"""ISH, by example: what each standard counts, drawn for an auditor to check against the audit's own words."""

from __future__ import annotations

from pipeline.audits.ish import ISH
from pipeline.definition import Role
from tests.audits.context import amount, distribution
from tests.audits.worked import worked


def test_ish1_the_agreement_is_signed_and_in_date() -> None:
    """In date is one whose next review is not over on the day of the self-assessment."""
    worked(
        ISH,
        "ISH1",
        """
        isa_in_place | review_date | assessed_date | outcome
        SIGNED       | 31/03/2020  | 10/09/2019    | met
        SIGNED       | 10/09/2019  | 10/09/2019    | met
        SIGNED       | 09/09/2019  | 10/09/2019    | not met
        DRAFT        |             | 10/09/2019    | not met
        NONE         |             | 10/09/2019    | not met
        SIGNED       |             | 10/09/2019    | missing
                     | 31/03/2020  | 10/09/2019    | missing
    """,
    )


def test_ish2_staff_have_guidance() -> None:
    worked(
        ISH,
        "ISH2",
        """
        staff_guidance | outcome
        Y              | met
        N              | not met
                       | missing
    """,
    )


def test_ish3_it_was_tested_by_audit() -> None:
    worked(
        ISH,
        "ISH3",
        """
        tested_by_audit | outcome
        Y               | met
        N               | not met
                        | missing
    """,
    )


def test_ish4_somebody_is_named_who_answers_for_it() -> None:
    worked(
        ISH,
        "ISH4",
        """
        lead_named | outcome
        Y          | met
        N          | not met
                   | missing
    """,
    )


def test_ish5_decisions_not_to_share_are_recorded() -> None:
    worked(
        ISH,
        "ISH5",
        """
        declined_recorded | outcome
        Y                 | met
        N                 | not met
                          | missing
    """,
    )


def test_ish6_information_is_shared_within_one_working_day_for_a_discussion_and_five_for_a_conference() -> None:
    """From Thursday 18 July one working day is Friday the 19th, five are Thursday the 25th."""
    worked(
        ISH,
        "ISH6",
        """
        requested_for | requested_date | reply    | shared_date | outcome
        STRATEGY      | 18/07/2019     | SHARED   | 19/07/2019  | met
        STRATEGY      | 18/07/2019     | SHARED   | 22/07/2019  | not met
        CONFERENCE    | 18/07/2019     | SHARED   | 25/07/2019  | met
        CONFERENCE    | 18/07/2019     | PART     | 25/07/2019  | met
        CONFERENCE    | 18/07/2019     | SHARED   | 26/07/2019  | not met
        CONFERENCE    | 18/07/2019     | NONE     |             | not met
        CONFERENCE    | 18/07/2019     | DECLINED |             | not applicable
        CONFERENCE    | 18/07/2019     | OPEN     |             | pending
        STRATEGY      | 18/07/2019     | SHARED   |             | missing
                      | 18/07/2019     | SHARED   | 19/07/2019  | missing
        STRATEGY      |                | SHARED   | 19/07/2019  | missing
        STRATEGY      | 18/07/2019     | !        | 19/07/2019  | missing
    """,
    )


def test_ish7_where_something_is_lacking_a_day_is_set() -> None:
    worked(
        ISH,
        "ISH7",
        """
        isa_in_place | self_score | action_due | outcome
        NONE         | 0          | 30/11/2019 | met
        DRAFT        | 2          | 30/11/2019 | met
        SIGNED       | 1          | 30/11/2019 | met
        NONE         | 0          |            | not met
        SIGNED       | 2          |            | not applicable
        SIGNED       | 3          |            | not applicable
        SIGNED       |            |            | missing
        NONE         | 0          | !          | missing
    """,
    )


def test_context_counts_scores_and_routes_and_adds_up_incidents() -> None:
    arrangements = {
        "self_score": ["2", "0", None],
        "isa_in_place": ["SIGNED", "NONE", "DRAFT"],
        "routes": ["CONTACT;STRATEGY", None, "CONTACT"],
        "incidents": [3, 0, 4],
    }

    assert distribution(ISH, "ISHx2", arrangements) == {"2": 1, "0": 1}
    assert distribution(ISH, "ISHx3", arrangements) == {"CONTACT": 2, "STRATEGY": 1}
    assert amount(ISH, "ISHx4", arrangements) == (7, 3)


def test_a_self_assessment_is_of_no_child() -> None:
    assert ISH.in_role(Role.CHILD) is None
    assert ISH.in_role(Role.IMMEDIATE_ACTION) is None
