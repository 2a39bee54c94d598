"""HPS, by example: what each standard counts, drawn for an auditor to check against the audit's own words."""

from __future__ import annotations

import pandas as pd

from pipeline.audits.hps import HPS
from tests.audits.context import distribution, ratio
from tests.audits.worked import worked

DAY = pd.Timestamp("2019-08-12")


def test_hps1_the_home_is_assessed_before_the_family_moves_in() -> None:
    """On the day of the move is in time; a home that nobody assessed has no date."""
    worked(
        HPS,
        "HPS1",
        """
        move_in_date | assessed_date | outcome
        14/08/2019   | 12/08/2019    | met
        14/08/2019   | 14/08/2019    | met
        14/08/2019   | 15/08/2019    | not met
        14/08/2019   |               | not met
        14/08/2019   | !             | missing
                     | 12/08/2019    | missing
    """,
    )


def test_hps2_furniture_and_a_space_for_the_cot_are_checked_where_there_is_a_baby() -> None:
    worked(
        HPS,
        "HPS2",
        """
        under_one | fixtures | cot_space | outcome
        Y         | Y        | Y         | met
        Y         | Y        | N         | not met
        Y         | N        | Y         | not met
        Y         | Y        | NR        | not recorded
        Y         | NR       | Y         | not recorded
        N         | N        |           | not applicable
        Y         | Y        |           | missing
        Y         |          | Y         | missing
                  | Y        | Y         | missing
    """,
    )


def test_hps3_a_move_into_supported_housing_has_a_plan_made_before_it() -> None:
    worked(
        HPS,
        "HPS3",
        """
        placement_type | pre_placement_plan | outcome
        SUPPORTED      | Y                  | met
        SUPPORTED      | N                  | not met
        SUPPORTED      | NR                 | not recorded
        COUNCIL        |                    | not applicable
        HOTEL_BB       |                    | not applicable
        SUPPORTED      |                    | missing
                       |                    | missing
    """,
    )


def test_hps4_a_home_is_assessed_again_by_the_day_that_was_set() -> None:
    """Until that day is over it is not due; where nobody set one there is nothing to miss."""
    worked(
        HPS,
        "HPS4",
        """
        reassess_due | reassessed | as_of      | outcome
        20/09/2019   | 18/09/2019 | 10/10/2019 | met
        20/09/2019   | 20/09/2019 | 10/10/2019 | met
        20/09/2019   | 21/09/2019 | 10/10/2019 | not met
        20/09/2019   |            | 10/10/2019 | not met
        20/09/2019   |            | 20/09/2019 | pending
        20/09/2019   |            | 21/09/2019 | not met
                     |            | 10/10/2019 | not applicable
        20/09/2019   | !          | 10/10/2019 | missing
        !            |            | 10/10/2019 | missing
    """,
    )


def test_hps5_what_had_to_be_done_to_the_home_is_done_by_its_day() -> None:
    worked(
        HPS,
        "HPS5",
        """
        actions_due | actions_closed | as_of      | outcome
        06/09/2019  | 02/09/2019     | 10/10/2019 | met
        06/09/2019  | 06/09/2019     | 10/10/2019 | met
        06/09/2019  | 12/09/2019     | 10/10/2019 | not met
        06/09/2019  |                | 10/10/2019 | not met
        06/09/2019  |                | 06/09/2019 | pending
        06/09/2019  |                | 07/09/2019 | not met
                    |                | 10/10/2019 | not applicable
        06/09/2019  | !              | 10/10/2019 | missing
    """,
    )


def test_hps6_the_plan_holds_an_assessment_of_housing_where_housing_is_a_difficulty() -> None:
    worked(
        HPS,
        "HPS6",
        """
        plan | housing_matters | housing_assessed | outcome
        CP   | Y               | Y                | met
        CIN  | Y               | Y                | met
        CP   | Y               | N                | not met
        CIN  | Y               | NR               | not recorded
        CP   | N               |                  | not applicable
        NONE |                 |                  | not applicable
        NK   |                 |                  | not known
        CP   | Y               |                  | missing
        CP   |                 |                  | missing
             |                 |                  | missing
    """,
    )


def test_hps7_an_early_help_assessment_is_made_before_a_move_into_supported_housing() -> None:
    worked(
        HPS,
        "HPS7",
        """
        placement_type | early_help_assessment | outcome
        SUPPORTED      | Y                     | met
        SUPPORTED      | N                     | not met
        SUPPORTED      | NR                    | not recorded
        TEMP_ACC       |                       | not applicable
        SUPPORTED      |                       | missing
    """,
    )


def test_hps8_somebody_has_seen_since_the_move_where_the_baby_sleeps() -> None:
    worked(
        HPS,
        "HPS8",
        """
        under_one | sleep_seen | outcome
        Y         | Y          | met
        Y         | N          | not met
        Y         | NR         | not recorded
        N         |            | not applicable
        Y         |            | missing
                  |            | missing
    """,
    )


def test_hpsx1_counts_how_homes_were_found_where_one_was_assessed() -> None:
    answers = {"suitable": ["YES", "NO", "YES", None], "assessed_date": [DAY, DAY, DAY, None]}
    assert distribution(HPS, "HPSx1", answers, HPS.housing) == {"YES": 2, "NO": 1}


def test_hpsx2_counts_where_families_moved_to() -> None:
    assert distribution(HPS, "HPSx2", {"placement_type": ["SUPPORTED", "HOTEL_BB", "SUPPORTED"]}) == {
        "SUPPORTED": 2,
        "HOTEL_BB": 1,
    }


def test_hpsx3_is_the_share_of_moves_into_a_hotel() -> None:
    assert ratio(HPS, "HPSx3", {"moves": [30, 20], "moves_to_hotels": [2, 0]}, HPS.housing) == (2, 50, 0.04)
