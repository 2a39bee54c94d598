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
        Y        | Y       |                  |             | ICPC        | 16/07/2019 | not met
        Y        | Y       |                  | 12/07/2019  | ICPC        | 16/07/2019 | missing
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
        decided       | conf_date  | core_group_date | as_of      | outcome
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


def test_cpc8_a_parenting_assessment_is_there_or_asked_for_where_one_is_needed() -> None:
    worked(
        CPC,
        "CPC8",
        """
        parenting_assessment | outcome
        AVAILABLE            | met
        REQUESTED            | met
        MISSING              | not met
        NR                   | not recorded
        NOT_NEEDED           | not applicable
                             | missing
    """,
    )


def test_cpc9_an_agency_that_knows_the_family_is_invited() -> None:
    worked(
        CPC,
        "CPC9",
        """
        involved | invited | outcome
        Y        | Y       | met
        Y        | N       | not met
        N        | Y       | not applicable
        N        | N       | not applicable
        Y        |         | missing
                 | Y       | missing
    """,
    )


def test_cpc10_an_agency_is_invited_five_working_days_before() -> None:
    """Five working days before Tuesday 16 July is Tuesday the 9th."""
    worked(
        CPC,
        "CPC10",
        """
        invited | invited_date | conf_date  | outcome
        Y       | 09/07/2019   | 16/07/2019 | met
        Y       | 10/07/2019   | 16/07/2019 | not met
        Y       |              | 16/07/2019 | not met
        N       |              | 16/07/2019 | not applicable
                | 09/07/2019   | 16/07/2019 | missing
        Y       | 09/07/2019   |            | missing
    """,
    )


def test_cpc11_an_agency_says_whether_a_plan_is_needed() -> None:
    worked(
        CPC,
        "CPC11",
        """
        involved | invited | view_given | outcome
        Y        | Y       | Y          | met
        Y        | Y       | N          | not met
        Y        | Y       | NR         | not recorded
        N        | Y       | Y          | not applicable
        Y        | N       |            | not applicable
        Y        | Y       |            | missing
    """,
    )


def test_cpc12_reports_are_shared_with_the_family_two_or_five_working_days_before() -> None:
    worked(
        CPC,
        "CPC12",
        """
        conf_type | report_shared_date | conf_date  | outcome
        ICPC      | 12/07/2019         | 16/07/2019 | met
        ICPC      | 15/07/2019         | 16/07/2019 | not met
        PREBIRTH  | 12/07/2019         | 16/07/2019 | met
        RCPC      | 09/07/2019         | 16/07/2019 | met
        RCPC      | 12/07/2019         | 16/07/2019 | not met
        RCPC      |                    | 16/07/2019 | not met
                  | 12/07/2019         | 16/07/2019 | missing
        ICPC      | !                  | 16/07/2019 | missing
    """,
    )


def test_cpc13_the_father_or_another_man_is_invited() -> None:
    worked(
        CPC,
        "CPC13",
        """
        man_invited | outcome
        Y           | met
        N           | not met
        NR          | not recorded
        NO_MAN      | not applicable
                    | not applicable
        !           | missing
    """,
    )


def test_cpc14_the_plan_says_what_is_to_change_who_does_what_and_by_when() -> None:
    worked(
        CPC,
        "CPC14",
        """
        decided       | plan_smart | outcome
        PLAN_START    | Y          | met
        PLAN_CONTINUE | Y          | met
        PLAN_CONTINUE | N          | not met
        PLAN_START    | NR         | not recorded
        NO_PLAN       |            | not applicable
        LEGAL         |            | not applicable
        PLAN_START    |            | missing
                      | Y          | missing
    """,
    )


def test_cpc15_the_conference_is_graded_good_or_outstanding() -> None:
    worked(
        CPC,
        "CPC15",
        """
        overall_grade | outcome
        1             | met
        2             | met
        3             | not met
        4             | not met
                      | not applicable
        !             | missing
    """,
    )


def test_cpc16_a_difference_is_made_for_the_child() -> None:
    worked(
        CPC,
        "CPC16",
        """
        difference | outcome
        YES        | met
        PARTIAL    | met
        NO         | not met
        NR         | not recorded
                   | missing
        !          | missing
    """,
    )


def test_cpcx1_a_plan_that_begins_is_a_second_or_later_one() -> None:
    """Shown, and never rated."""
    worked(
        CPC,
        "CPCx1",
        """
        decided       | prev_plan | outcome
        PLAN_START    | 1         | met
        PLAN_START    | 2PLUS     | met
        PLAN_START    | NONE      | not met
        PLAN_CONTINUE |           | not applicable
        PLAN_START    |           | missing
    """,
    )


def test_cpcx2_both_parents_are_there() -> None:
    worked(
        CPC,
        "CPCx2",
        """
        parents_attended | outcome
        BOTH             | met
        ONE              | not met
        NONE             | not met
        EXCLUDED         | not applicable
                         | missing
    """,
    )


def test_an_agency_s_row_takes_kind_and_day_from_the_conference_and_not_from_the_agency_s_own_check() -> None:
    """Two children of one conference lend as one; what the agency's own return says of the day lends nothing."""
    chair = {
        "row": [6, 7, 8],
        "meeting_ref": ["M19Q2-001", "M19Q2-001", "M19Q2-002"],
        "conf_type": ["ICPC", "ICPC", "RCPC"],
        "conf_date": pd.to_datetime(["2019-07-16", "2019-07-16", "2019-07-16"]),
    }
    attendance = {
        "row": [6, 7, 8],
        "meeting_ref": ["M19Q2-001", "M19Q2-002", "M19Q2-003"],
        "involved": ["Y", "Y", "Y"],
        "invited": ["Y", "Y", "Y"],
        "report_submitted": ["Y", "Y", "Y"],
        "report_date": pd.to_datetime(["2019-07-12", "2019-07-12", "2019-07-12"]),
    }
    member = {"row": [6], "meeting_ref": ["M19Q2-001"], "conf_date": pd.to_datetime(["2019-09-16"])}
    returned = [accepted("chair", chair), accepted("attendance", attendance), accepted("member", member)]

    counted = outcome_table(CPC, Quarter(2019, 2), returned)

    assert list(counted.loc[counted["standard"] == "CPC5", "outcome"]) == ["met", "not met", "missing"]


def test_context_counts_what_conferences_decided_and_how_many_were_of_brothers_and_sisters() -> None:
    children = {
        "decided": ["PLAN_START", "PLAN_START", "NO_PLAN", None],
        "meeting_ref": ["M19Q2-001", "M19Q2-001", "M19Q2-002", "M19Q2-003"],
    }

    assert distribution(CPC, "CPCx5", children) == {"PLAN_START": 2, "NO_PLAN": 1}
    assert repeated(CPC, "CPCx7", children) == (1, 3)


def test_context_counts_the_attendance_of_those_who_know_the_family_by_the_conference_and_by_the_agency() -> None:
    theirs = {"involved": ["Y", "Y", "N"], "invited": ["Y", "N", "Y"], "attended": ["VIRTUAL", "ABSENT", "ABSENT"]}

    assert distribution(CPC, "CPCx10", theirs, CPC.attendance) == {"VIRTUAL": 1}
    assert distribution(CPC, "CPCx11", {"attended": ["IN_PERSON", "ABSENT"]}, CPC.member) == {
        "IN_PERSON": 1,
        "ABSENT": 1,
    }


def test_context_counts_overdue_reviews_of_those_due_and_initial_conferences_of_all() -> None:
    months = {
        "children_at_initial": [30, 30],
        "children_at_review": [60, 80],
        "reviews_due": [70, 80],
        "reviews_overdue": [10, 5],
    }

    assert ratio(CPC, "CPCx8", months) == (15, 150, 0.1)
    assert ratio(CPC, "CPCx9", months) == (60, 200, 0.3)


def accepted(view: str, answers: dict[str, object]) -> Accepted:
    """A return of one of its sheets, with every question blank but those given."""
    form = CPC.form(next(each for each in CPC.views if each.code == view), Quarter(2019, 2))
    blank = {field.name: None for field in form.fields}
    rows = pd.DataFrame({**blank, **answers})
    return Accepted("a.xlsx", "", Tally(), (), Identity(form, form.returners[0], ""), rows=rows)
