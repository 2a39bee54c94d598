"""UBB, by example: what each standard counts, drawn for an auditor to check against the audit's own words."""

from __future__ import annotations

import pandas as pd

from pipeline.audits.ubb import UBB
from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import SUBGROUP
from pipeline.results.context import context_results
from pipeline.results.context_values import ContextResult
from pipeline.validate.validated import Accepted, Identity, Tally
from tests.audits.worked import worked


def test_ubb1_the_first_core_group_meets_within_ten_working_days() -> None:
    """From Thursday 30 May the tenth working day is Thursday 13 June."""
    worked(
        UBB,
        "UBB1",
        """
        conference_outcome | icpc_date  | core_group_date | as_of      | outcome
        PLAN               | 30/05/2019 | 13/06/2019      | 10/10/2019 | met
        PLAN               | 30/05/2019 | 14/06/2019      | 10/10/2019 | not met
        PLAN               | 30/05/2019 |                 | 10/10/2019 | not met
        PLAN               | 27/09/2019 |                 | 10/10/2019 | pending
        HELP               | 30/05/2019 |                 | 10/10/2019 | not applicable
                           |            |                 | 10/10/2019 | not applicable
                           | 30/05/2019 | 13/06/2019      | 10/10/2019 | missing
        PLAN               |            | 13/06/2019      | 10/10/2019 | missing
    """,
    )


def test_ubb2_every_later_core_group_is_held_in_time() -> None:
    worked(
        UBB,
        "UBB2",
        """
        conference_outcome | core_groups_due | core_groups_held | outcome
        PLAN               | 2               | 2                | met
        PLAN               | 1               | 1                | met
        PLAN               | 3               | 2                | not met
        PLAN               | 1               | 0                | not met
        PLAN               | 0               | 0                | not applicable
        HELP               |                 |                  | not applicable
        PLAN               |                 | 1                | missing
        PLAN               | 2               |                  | missing
    """,
    )


def test_ubb3_the_birth_plan_is_agreed_six_weeks_before_the_due_date() -> None:
    """Of a baby due on Friday 30 August the last day is Friday 19 July, 42 days before, in the thirty-fourth week."""
    worked(
        UBB,
        "UBB3",
        """
        referral_date | edd        | birth_plan_date | outcome
        09/04/2019    | 30/08/2019 | 19/07/2019      | met
        09/04/2019    | 30/08/2019 | 20/07/2019      | not met
        09/04/2019    | 30/08/2019 |                 | not met
        18/07/2019    | 30/08/2019 | 19/07/2019      | met
        19/07/2019    | 30/08/2019 | 01/08/2019      | not applicable
                      | 30/08/2019 | 19/07/2019      | missing
        09/04/2019    |            | 19/07/2019      | missing
    """,
    )


def test_ubb4_the_first_review_is_held_within_three_months_of_the_conference() -> None:
    """Three months are taken as 91 days: from Thursday 30 May until Thursday 29 August."""
    worked(
        UBB,
        "UBB4",
        """
        conference_outcome | icpc_date  | first_review_date | as_of      | outcome
        PLAN               | 30/05/2019 | 29/08/2019        | 10/10/2019 | met
        PLAN               | 30/05/2019 | 30/08/2019        | 10/10/2019 | not met
        PLAN               | 30/05/2019 |                   | 10/10/2019 | not met
        PLAN               | 30/07/2019 |                   | 10/10/2019 | pending
        HELP               | 30/05/2019 |                   | 10/10/2019 | not applicable
                           | 30/05/2019 | 29/08/2019        | 10/10/2019 | missing
    """,
    )


def test_ubbx1_the_first_review_comes_after_the_birth() -> None:
    """Shown, and never rated: the law's three months run from the conference, whenever the baby is born."""
    worked(
        UBB,
        "UBBx1",
        """
        first_review_date | review_and_birth | outcome
        27/08/2019        | SOON             | met
        27/08/2019        | LATER            | met
        27/08/2019        | BEFORE           | not met
        27/08/2019        | NO_BIRTH         | not applicable
                          |                  | not applicable
        27/08/2019        |                  | missing
    """,
    )


def test_ubbx2_is_referred_by_twenty_weeks() -> None:
    """Twenty weeks before Friday 30 August is Friday 12 April."""
    worked(
        UBB,
        "UBBx2",
        """
        referral_date | edd        | outcome
        12/04/2019    | 30/08/2019 | met
        13/04/2019    | 30/08/2019 | not met
                      | 30/08/2019 | missing
        12/04/2019    |            | missing
    """,
    )


def test_ubbx3_has_its_conference_by_thirty_weeks() -> None:
    """Ten weeks before Friday 30 August is Friday 21 June."""
    worked(
        UBB,
        "UBBx3",
        """
        icpc_date  | edd        | outcome
        21/06/2019 | 30/08/2019 | met
        24/06/2019 | 30/08/2019 | not met
                   | 30/08/2019 | not applicable
        21/06/2019 |            | missing
    """,
    )


def test_ubbx4_sets_conferences_before_the_birth_beside_referrals_of_unborn_babies() -> None:
    volumes = pd.DataFrame({"unborn_referrals": [6, 4], "prebirth_conferences": [4, 3]})

    measured = context("UBBx4", volumes=volumes)

    assert (measured.numerator, measured.denominator, measured.proportion) == (7, 10, 0.7)


def test_ubbx5_and_ubbx6_count_when_reviews_came_and_what_conferences_decided() -> None:
    day = pd.Timestamp(2019, 8, 27)
    answers: dict[str, list[object]] = {
        "icpc_date": [day, day, pd.NaT],
        "conference_outcome": ["PLAN", "HELP", None],
        "first_review_date": [day, pd.NaT, pd.NaT],
        "review_and_birth": ["BEFORE", None, None],
    }

    reviews, decided = context("UBBx5", answers), context("UBBx6", answers)

    assert {share.code: share.count for share in reviews.shares if share.count} == {"BEFORE": 1}
    assert {share.code: share.count for share in decided.shares if share.count} == {"PLAN": 1, "HELP": 1}


def context(
    measure: str, answers: dict[str, list[object]] | None = None, volumes: pd.DataFrame | None = None
) -> ContextResult:
    """A context measure of social care's return, with every question blank but those given."""
    form = UBB.form(UBB.social_care, Quarter(2019, 2))
    blank = dict.fromkeys((field.name for field in form.fields), None)
    rows = pd.DataFrame({**blank, **answers}, dtype=object) if answers else pd.DataFrame()
    returned = Accepted(
        "a.xlsx",
        "",
        Tally(),
        (),
        Identity(form, form.returners[0], ""),
        rows=rows,
        volumes=pd.DataFrame() if volumes is None else volumes,
    )
    return next(each for each in context_results(UBB, [returned], SUBGROUP) if each.id == measure)
