"""CPP, by example: what each standard counts, drawn for an auditor to check against the audit's own words."""

from __future__ import annotations

from datetime import date

from pipeline.audits.cpp import CPP
from pipeline.calendar.quarter import Quarter
from tests.audits.context import distribution, ratio
from tests.audits.worked import worked


def test_cpp1_the_plan_is_a_second_or_later_one() -> None:
    """Shown, and never rated; where there was no plan before, the date stays empty."""
    worked(
        CPP,
        "CPP1",
        """
        prev_plan_end | outcome
        16/05/2017    | met
                      | not met
        !             | missing
    """,
    )


def test_cpp2_the_child_is_referred_again_within_365_days() -> None:
    """From 12 June 2018 the last day is 12 June 2019; a child that could not come back here is left out."""
    worked(
        CPP,
        "CPP2",
        """
        ended_to  | ended_date | back_date  | as_of      | outcome
        CIN       | 12/06/2018 | 12/06/2019 | 10/10/2019 | met
        UNIVERSAL | 12/06/2018 | 13/06/2018 | 10/10/2019 | met
        EH        | 12/06/2018 | 13/06/2019 | 10/10/2019 | not met
        TEH       | 12/06/2018 |            | 10/10/2019 | not met
        CIN       | 12/06/2018 |            | 12/06/2019 | pending
        CIN       | 12/06/2018 |            | 13/06/2019 | not met
        LAC       | 12/06/2018 |            | 10/10/2019 | not applicable
        LEFT_AREA | 12/06/2018 |            | 10/10/2019 | not applicable
        AGED_OUT  | 12/06/2018 |            | 10/10/2019 | not applicable
                  | 12/06/2018 | 13/06/2018 | 10/10/2019 | missing
        CIN       |            | 13/06/2018 | 10/10/2019 | missing
    """,
    )


def test_cpp3_a_step_down_has_a_manager_s_reason_and_a_lead_professional() -> None:
    worked(
        CPP,
        "CPP3",
        """
        destination | manager_rationale | lead_professional | outcome
        CIN         | Y                 | Y                 | met
        UNIVERSAL   | Y                 | Y                 | met
        TEH         | Y                 | N                 | not met
        EH          | N                 | Y                 | not met
        CIN         | NR                | Y                 | not recorded
        CIN         | Y                 | NR                | not recorded
        LAC         |                   |                   | not applicable
                    |                   |                   | not applicable
        CIN         | Y                 |                   | missing
    """,
    )


def test_cpp4_core_groups_are_counted_within_the_records() -> None:
    """A record is met where each was in time; the figure itself adds core groups up, and not records."""
    worked(
        CPP,
        "CPP4",
        """
        core_groups_due | core_groups_held | outcome
        4               | 4                | met
        4               | 3                | not met
        1               | 0                | not met
        0               | 0                | not applicable
        4               |                  | missing
                        | 3                | missing
    """,
    )


def test_cpp5_the_plan_had_lasted_two_years_or_longer() -> None:
    """Of what should be rare: from 12 June 2016 two years, 730 days, are over on 12 June 2018."""
    worked(
        CPP,
        "CPP5",
        """
        began_date | ended_date | outcome
        12/06/2016 | 12/06/2018 | met
        13/06/2016 | 12/06/2018 | not met
        07/03/2017 | 12/06/2018 | not met
                   | 12/06/2018 | missing
        07/03/2017 |            | missing
    """,
    )


def test_cpp6_the_plan_says_what_is_to_be_better_for_the_child() -> None:
    worked(
        CPP,
        "CPP6",
        """
        plan_outcome_focused | outcome
        1                    | met
        2                    | met
        3                    | not met
        4                    | not met
                             | not applicable
        !                    | missing
    """,
    )


def test_cpp7_visits_are_counted_within_the_records() -> None:
    worked(
        CPP,
        "CPP7",
        """
        visits_due | visits_held | outcome
        6          | 6           | met
        6          | 5           | not met
        0          | 0           | not applicable
        6          |             | missing
                   | 6           | missing
    """,
    )


def test_cpp8_the_child_is_seen_alone_at_the_last_visit() -> None:
    worked(
        CPP,
        "CPP8",
        """
        seen_alone | outcome
        Y          | met
        N          | not met
        NR         | not recorded
        TOO_YOUNG  | not applicable
        !          | missing
    """,
    )


def test_cpp9_drift_is_challenged() -> None:
    worked(
        CPP,
        "CPP9",
        """
        drift | drift_challenged | outcome
        Y     | Y                | met
        Y     | N                | not met
        Y     | NR               | not recorded
        N     |                  | not applicable
        Y     |                  | missing
              | Y                | missing
    """,
    )


def test_cpp10_the_home_is_assessed_as_a_whole_where_housing_plays_a_part() -> None:
    worked(
        CPP,
        "CPP10",
        """
        housing_assessment | outcome
        Y                  | met
        N                  | not met
        NR                 | not recorded
        NO_FACTOR          | not applicable
        !                  | missing
    """,
    )


def test_cpp11_a_difference_is_made_for_the_child() -> None:
    worked(
        CPP,
        "CPP11",
        """
        difference | outcome
        YES        | met
        PARTIAL    | met
        NO         | not met
        NR         | not recorded
        !          | missing
    """,
    )


def test_cppx1_the_child_is_referred_again_within_182_days() -> None:
    """From 12 June 2018 the last day is 11 December 2018."""
    worked(
        CPP,
        "CPPx1",
        """
        ended_to | ended_date | back_date  | as_of      | outcome
        CIN      | 12/06/2018 | 11/12/2018 | 10/10/2019 | met
        CIN      | 12/06/2018 | 12/12/2018 | 10/10/2019 | not met
        CIN      | 12/06/2018 |            | 10/10/2019 | not met
        CIN      | 12/06/2018 |            | 11/12/2018 | pending
        LAC      | 12/06/2018 |            | 10/10/2019 | not applicable
        CIN      |            | 11/12/2018 | 10/10/2019 | missing
    """,
    )


def test_cppx2_the_plan_drifted() -> None:
    worked(
        CPP,
        "CPPx2",
        """
        drift | outcome
        Y     | met
        N     | not met
        !     | missing
    """,
    )


def test_cppx8_the_category_has_changed_since_the_plan_began() -> None:
    worked(
        CPP,
        "CPPx8",
        """
        category_initial | category_latest | outcome
        EMO              | NEG             | met
        NEG              | NEG             | not met
                         | NEG             | missing
        NEG              |                 | missing
    """,
    )


def test_cppx9_a_meeting_in_which_the_family_decides_is_offered() -> None:
    worked(
        CPP,
        "CPPx9",
        """
        family_meeting | outcome
        Y              | met
        N              | not met
        NR             | not recorded
                       | missing
    """,
    )


def test_cppx10_the_plan_before_had_ended_less_than_two_years_earlier() -> None:
    """From 20 November 2016 to 20 November 2018 are two years, 730 days."""
    worked(
        CPP,
        "CPPx10",
        """
        prev_plan_end | plan_start | outcome
        21/11/2016    | 20/11/2018 | met
        20/11/2016    | 20/11/2018 | not met
                      | 20/11/2018 | not applicable
        16/05/2017    |            | missing
    """,
    )


def test_plans_that_ended_are_those_of_the_half_year_one_year_before() -> None:
    ended = CPP.form(CPP.ended, Quarter(2019, 2))

    assert (ended.period.start, ended.period.end) == (date(2018, 4, 1), date(2018, 9, 30))


def test_the_numbers_of_all_plans_are_shares_of_those_that_began_are_open_or_ended() -> None:
    numbers = {
        "plans_begun": [160],
        "second_plans": [32],
        "second_within_two_years": [16],
        "plans_open": [300],
        "open_18_months": [15],
        "plans_ended": [150],
        "ended_two_years": [6],
        "stepped_down": [120],
    }

    assert ratio(CPP, "CPPx3", numbers) == (32, 160, 0.2)
    assert ratio(CPP, "CPPx4", numbers) == (16, 160, 0.1)
    assert ratio(CPP, "CPPx5", numbers) == (15, 300, 0.05)
    assert ratio(CPP, "CPPx6", numbers) == (6, 150, 0.04)
    assert ratio(CPP, "CPPx7", numbers) == (120, 150, 0.8)


def test_context_counts_where_children_went_and_what_difference_was_made() -> None:
    assert distribution(CPP, "CPPx11", {"ended_to": ["CIN", "CIN", "LAC"]}, CPP.ended) == {"CIN": 2, "LAC": 1}
    assert distribution(CPP, "CPPx13", {"difference": ["YES", "NO", None]}) == {"YES": 1, "NO": 1}
