"""CPC, by example: what each standard counts, drawn for an auditor to check against the audit's own words."""

from __future__ import annotations

import pandas as pd

from pipeline.audits.cpc import CPC
from pipeline.calendar.quarter import Quarter
from pipeline.measure.table import outcome_table
from pipeline.validate.validated import Accepted, Identity, Tally
from tests.audits.context import distribution, ratio, repeated
from tests.audits.worked import worked


def test_cpc1_the_initial_conference_is_held_within_15_working_days() -> None:
    """From Thursday 27 June the fifteenth working day is Thursday 18 July."""
    worked(
        CPC,
        "CPC1",
        """
        conf_type   | s47_start  | conf_date  | outcome
        ICPC        | 27/06/2019 | 18/07/2019 | met
        ICPC        | 27/06/2019 | 19/07/2019 | not met
        ICPC        |            | 18/07/2019 | missing
        RCPC        |            | 18/07/2019 | not applicable
        PREBIRTH    |            | 18/07/2019 | not applicable
        TRANSFER_IN |            | 18/07/2019 | not applicable
                    | 27/06/2019 | 18/07/2019 | missing
    """,
    )


def test_cpc2_a_first_review_has_91_days_and_a_later_one_182() -> None:
    """91 days after 16 April is 16 July; 182 days after 15 January is 16 July too."""
    worked(
        CPC,
        "CPC2",
        """
        conf_type | review | prev_conf_date | conf_date  | outcome
        RCPC      | FIRST  | 16/04/2019     | 16/07/2019 | met
        RCPC      | FIRST  | 15/04/2019     | 16/07/2019 | not met
        RCPC      | LATER  | 15/01/2019     | 16/07/2019 | met
        RCPC      | LATER  | 14/01/2019     | 16/07/2019 | not met
        RCPC      | FIRST  |                | 16/07/2019 | missing
        RCPC      |        | 16/04/2019     | 16/07/2019 | missing
        ICPC      |        |                | 16/07/2019 | not applicable
    """,
    )


def test_cpc3_the_conference_is_quorate() -> None:
    worked(
        CPC,
        "CPC3",
        """
        quorate | outcome
        Y       | met
        N       | not met
        NR      | not recorded
                | missing
        !       | missing
    """,
    )


def test_cpc4_counts_the_attendance_of_agencies_that_were_involved_and_invited_alone() -> None:
    """Of an agency that was not asked, or does not know the family, nobody can say that it should have come."""
    worked(
        CPC,
        "CPC4",
        """
        involved | invited | attended            | outcome
        Y        | Y       | IN_PERSON           | met
        Y        | Y       | VIRTUAL             | met
        Y        | Y       | APOLOGY_WITH_REPORT | not met
        Y        | Y       | APOLOGY_NO_REPORT   | not met
        Y        | Y       | ABSENT              | not met
        Y        | N       | ABSENT              | not applicable
        N        | Y       | ABSENT              | not applicable
        N        | N       | IN_PERSON           | not applicable
        Y        | Y       |                     | missing
                 | Y       | IN_PERSON           | missing
    """,
    )


def test_cpc5_a_report_is_there_two_working_days_before_an_initial_conference_and_five_before_a_review() -> None:
    """Of a conference on Tuesday 16 July two working days before is Friday the 12th, five before Tuesday the 9th."""
    worked(
        CPC,
        "CPC5",
        """
        involved | invited | report_submitted | report_date | conf_type   | conf_date  | outcome
        Y        | Y       | Y                | 12/07/2019  | ICPC        | 16/07/2019 | met
        Y        | Y       | Y                | 15/07/2019  | ICPC        | 16/07/2019 | not met
        Y        | Y       | Y                | 12/07/2019  | TRANSFER_IN | 16/07/2019 | met
        Y        | Y       | Y                | 09/07/2019  | RCPC        | 16/07/2019 | met
        Y        | Y       | Y                | 10/07/2019  | RCPC        | 16/07/2019 | not met
        Y        | Y       | Y                |             | RCPC        | 16/07/2019 | not met
        Y        | Y       | N                |             | ICPC        | 16/07/2019 | not met
        N        | Y       | Y                | 09/07/2019  | RCPC        | 16/07/2019 | not applicable
        Y        | N       | N                |             | RCPC        | 16/07/2019 | not applicable
        Y        | Y       |                  |             | ICPC        | 16/07/2019 | missing
        Y        | Y       | Y                | 09/07/2019  |             |            | missing
    """,
    )


def test_cpc6_the_view_of_a_child_of_four_or_more_is_before_the_conference() -> None:
    worked(
        CPC,
        "CPC6",
        """
        child_participation | outcome
        PN1                 | met
        PN2                 | met
        PN3                 | met
        PN4                 | met
        PN5                 | met
        PN6                 | met
        PN7                 | not met
        PN0                 | not applicable
                            | missing
    """,
    )


def test_cpc7_the_first_core_group_is_held_within_ten_working_days() -> None:
    """From Tuesday 16 July the tenth working day is Tuesday the 30th."""
    worked(
        CPC,
        "CPC7",
        """
        outcome       | conf_date  | core_group_date | as_of      | outcome
        PLAN_START    | 16/07/2019 | 30/07/2019      | 10/10/2019 | met
        PLAN_START    | 16/07/2019 | 31/07/2019      | 10/10/2019 | not met
        PLAN_START    | 16/07/2019 |                 | 30/07/2019 | pending
        PLAN_START    | 16/07/2019 |                 | 31/07/2019 | not met
        PLAN_CONTINUE | 16/07/2019 |                 | 10/10/2019 | not applicable
        NO_PLAN       | 16/07/2019 |                 | 10/10/2019 | not applicable
                      | 16/07/2019 | 30/07/2019      | 10/10/2019 | missing
        PLAN_START    |            | 30/07/2019      | 10/10/2019 | missing
    """,
    )
