"""AQT, by example: what each standard counts, drawn for an auditor to check against the audit's own words."""

from __future__ import annotations

import pytest

from pipeline.audits.aqt import AQT
from tests.audits.context import distribution, ratio
from tests.audits.worked import worked


def test_aqt1_is_authorised_within_45_working_days_of_the_referral() -> None:
    """From Tuesday 9 April the 45th working day is Friday 14 June: Good Friday and three Mondays are none."""
    worked(
        AQT,
        "AQT1",
        """
        assess_type | began      | authorised | outcome
        SINGLE      | 09/04/2019 | 14/06/2019 | met
        SINGLE      | 09/04/2019 | 18/06/2019 | not met
        PREBIRTH    | 09/04/2019 | 09/04/2019 | met
        S47         | 09/04/2019 |            | not met
        PARENTING   | 09/04/2019 | 14/06/2019 | not applicable
        COURT       | 09/04/2019 |            | not applicable
        SINGLE      |            | 14/06/2019 | missing
        SINGLE      | 09/04/2019 | !          | missing
    """,
    )


def test_aqt2_is_good_or_better_by_the_moderator_where_there_is_one() -> None:
    worked(
        AQT,
        "AQT2",
        """
        overall_grade | moderated_grade | outcome
        1             |                 | met
        2             |                 | met
        3             |                 | not met
        2             | 3               | not met
        3             | 2               | met
        4             | 4               | not met
                      | 2               | met
                      |                 | missing
    """,
    )


def test_aqt3_has_seen_the_child_who_is_born() -> None:
    worked(
        AQT,
        "AQT3",
        """
        child_seen | outcome
        Y          | met
        N          | not met
        NR         | not recorded
        NA         | not applicable
                   | missing
    """,
    )


def test_aqt4_has_seen_alone_the_child_who_is_old_enough() -> None:
    worked(
        AQT,
        "AQT4",
        """
        child_seen | seen_alone | outcome
        Y          | Y          | met
        Y          | N          | not met
        Y          | NR         | not recorded
        Y          | NA         | not applicable
        N          |            | not applicable
        NA         |            | not applicable
        Y          |            | missing
    """,
    )


EXAMPLES = {"AQT5": "voice_grade", "AQT6": "analysis_grade"}


@pytest.mark.parametrize("standard", EXAMPLES)
def test_aqt5_and_aqt6_are_good_or_better(standard: str) -> None:
    worked(
        AQT,
        standard,
        f"""
        {EXAMPLES[standard]} | outcome
        1                    | met
        2                    | met
        3                    | not met
        4                    | not met
                             | missing
    """,
    )


def test_aqt7_has_used_the_history() -> None:
    worked(AQT, "AQT7", always_due("history"))


def test_aqt8_has_included_fathers_where_there_are_any() -> None:
    worked(AQT, "AQT8", due_unless_none("fathers"))


def test_aqt9_has_used_what_all_agencies_know() -> None:
    worked(AQT, "AQT9", always_due("agencies_told"))


def test_aqt10_has_weighed_what_was_tried_before_where_anything_was() -> None:
    worked(AQT, "AQT10", due_unless_none("tried_before"))


def test_aqt11_has_named_and_tested_seeming_cooperation_where_something_points_to_it() -> None:
    worked(AQT, "AQT11", due_unless_none("compliance"))


def test_aqt12_has_used_the_framework_for_risk_where_there_is_a_plan() -> None:
    worked(
        AQT,
        "AQT12",
        """
        plan | risk_framework | outcome
        CP   | Y              | met
        CIN  | Y              | met
        CIN  | N              | not met
        CP   | NR             | not recorded
        NONE |                | not applicable
        NK   |                | not known
        CP   |                | missing
             | Y              | missing
    """,
    )


def test_aqt13_has_assessed_the_own_needs_of_a_parent_under_18() -> None:
    worked(AQT, "AQT13", due_where("young_parent", "own_needs"))


def test_aqt14_has_had_the_service_for_adults_in_it() -> None:
    worked(AQT, "AQT14", due_where("adult_service", "adult_service_took_part"))


def test_aqt15_has_used_the_protocol_where_the_family_fits_it() -> None:
    worked(
        AQT,
        "AQT15",
        """
        adult_service | joint_protocol | outcome
        Y             | Y              | met
        Y             | N              | not met
        Y             | NR             | not recorded
        Y             | NOT_ELIGIBLE   | not applicable
        N             |                | not applicable
        Y             |                | missing
    """,
    )


def test_aqt16_has_weighed_housing() -> None:
    worked(AQT, "AQT16", always_due("housing"))


def test_aqt17_has_weighed_where_a_baby_sleeps() -> None:
    worked(AQT, "AQT17", due_where("under_one", "safe_sleep"))


def test_aqt18_shows_a_difference_for_the_child_at_least_in_part() -> None:
    worked(
        AQT,
        "AQT18",
        """
        difference | outcome
        YES        | met
        PARTIAL    | met
        NO         | not met
        NR         | not recorded
    """,
    )


def test_aqt19_the_child_s_identity_and_daily_life_are_weighed() -> None:
    worked(AQT, "AQT19", always_due("identity"))


def test_aqtx5_a_meeting_in_which_the_family_decides_is_offered() -> None:
    worked(AQT, "AQTx5", always_due("family_meeting"))


def always_due(question: str) -> str:
    """A yes/no question that every record answers, and its standard."""
    return f"""
        {question} | outcome
        Y          | met
        N          | not met
        NR         | not recorded
                   | missing
    """


def due_unless_none(question: str) -> str:
    """The same where it may be said that there is nothing to answer for."""
    return f"""
        {question} | outcome
        Y          | met
        N          | not met
        NR         | not recorded
        NA         | not applicable
                   | missing
    """


def due_where(gate: str, question: str) -> str:
    """The same where it is answered only where another question is answered with yes."""
    return f"""
        {gate} | {question} | outcome
        Y      | Y          | met
        Y      | N          | not met
        Y      | NR         | not recorded
        N      |            | not applicable
        Y      |            | missing
               | Y          | missing
    """


def test_aqtx1_and_aqtx2_count_kinds_and_what_difference_was_made() -> None:
    answers = {"assess_type": ["SINGLE", "COURT", "SINGLE"], "difference": ["YES", "PARTIAL", "NR"]}

    assert distribution(AQT, "AQTx1", answers) == {"SINGLE": 2, "COURT": 1}
    assert distribution(AQT, "AQTx2", answers) == {"YES": 1, "PARTIAL": 1, "NR": 1}


def test_aqtx3_and_aqtx4_are_of_all_assessments_and_of_parenting_assessments_asked_for() -> None:
    counts = {"begun": [350], "in_time": [280], "parenting_asked": [40], "parenting_begun": [30]}

    assert ratio(AQT, "AQTx3", counts) == (280, 350, 0.8)
    assert ratio(AQT, "AQTx4", counts) == (30, 40, 0.75)


def test_what_children_say_is_counted_apart_from_what_parents_say() -> None:
    answers = {
        "whose_view": ["CHILD", "CHILD", "PARENT", "PRACTITIONER"],
        "view_asked": ["ANSWERED", "NOT_ASKED", "ANSWERED", "NOT_REACHED"],
        "felt_listened_to": ["4", None, "2", None],
        "understood_why": ["3", None, "5", None],
        "better_now": ["5", None, None, None],
    }

    assert distribution(AQT, "AQTC1", answers, AQT.heard) == {"ANSWERED": 1, "NOT_ASKED": 1}
    assert distribution(AQT, "AQTC2", answers, AQT.heard) == {"4": 1}
    assert distribution(AQT, "AQTP2", answers, AQT.heard) == {"2": 1}
    assert distribution(AQT, "AQTW1", answers, AQT.heard) == {"NOT_REACHED": 1}
