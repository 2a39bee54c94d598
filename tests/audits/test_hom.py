"""HOM, by example: what each standard counts, drawn for an auditor to check against the audit's own words."""

from __future__ import annotations

import pytest

from pipeline.audits.hom import HOM
from pipeline.definition import Polarity
from tests.audits.context import amount, distribution, ratio
from tests.audits.worked import worked


def test_hom1_nobody_is_placed_in_bed_and_breakfast() -> None:
    """Lower is better: the share that was placed there, even for a night, should be none."""
    worked(
        HOM,
        "HOM1",
        """
        bb_used | outcome
        Y       | met
        N       | not met
                | missing
        !       | missing
    """,
    )


@pytest.mark.parametrize("standard", ["HOM1", "HOM4"])
def test_what_should_never_happen_has_a_target_of_none(standard: str) -> None:
    (never,) = (each for each in HOM.standards if each.id == standard)
    assert (never.polarity, never.target, never.amber) == (Polarity.LOW_GOOD, 0.0, 0.05)


def test_hom2_bed_and_breakfast_is_an_emergency_without_any_alternative() -> None:
    worked(
        HOM,
        "HOM2",
        """
        bb_used | bb_reason      | outcome
        Y       | NO_ALTERNATIVE | met
        Y       | OTHER          | not met
        Y       | NR             | not recorded
        N       |                | not applicable
        Y       |                | missing
                |                | missing
    """,
    )


def test_hom3_social_care_and_housing_assess_together_within_ten_working_days() -> None:
    """From 14 August 2019 the tenth working day is the 29th: Monday the 26th was a bank holiday."""
    worked(
        HOM,
        "HOM3",
        """
        joint | presented  | joint_date | as_of      | outcome
        Y     | 14/08/2019 | 14/08/2019 | 10/10/2019 | met
        Y     | 14/08/2019 | 29/08/2019 | 10/10/2019 | met
        Y     | 14/08/2019 | 30/08/2019 | 10/10/2019 | not met
        N     | 14/08/2019 |            | 10/10/2019 | not met
        NR    | 14/08/2019 |            | 10/10/2019 | not recorded
        N     | 26/09/2019 |            | 10/10/2019 | pending
        N     | 25/09/2019 |            | 10/10/2019 | not met
        Y     | 14/08/2019 |            | 10/10/2019 | missing
              | 14/08/2019 |            | 10/10/2019 | missing
    """,
    )


def test_hom4_nobody_is_refused_by_a_general_rule() -> None:
    """Lower is better. A refusal for want of a place, or by choice, is no general rule."""
    worked(
        HOM,
        "HOM4",
        """
        decision    | refusal_reason     | outcome
        REFUSED     | CRITERIA           | met
        REFUSED     | PREVIOUS_BEHAVIOUR | met
        REFUSED     | NO_VACANCY         | not met
        REFUSED     | CHOICE             | not met
        REFUSED     | NR                 | not recorded
        S20         |                    | not met
        HOUSING_ACT |                    | not met
        PENDING     |                    | pending
        REFUSED     |                    | missing
                    |                    | missing
    """,
    )


def test_hom5_advocacy_is_offered() -> None:
    worked(
        HOM,
        "HOM5",
        """
        advocacy | outcome
        Y        | met
        N        | not met
        NR       | not recorded
                 | missing
    """,
    )


def test_hom6_a_young_parent_has_support_of_their_own() -> None:
    worked(
        HOM,
        "HOM6",
        """
        young_parent | specific_support | outcome
        Y            | Y                | met
        Y            | N                | not met
        Y            | NR               | not recorded
        N            |                  | not applicable
        Y            |                  | missing
                     |                  | missing
    """,
    )


def test_homx1_adds_up_the_nights_in_bed_and_breakfast() -> None:
    """Twelve nights of three young people; nobody else was placed there."""
    answers = {"bb_used": ["Y", "Y", "N", "Y"], "bb_nights": [1, 6, None, 5]}
    assert amount(HOM, "HOMx1", answers, HOM.housing) == (12, 3)


def test_homx2_counts_what_came_of_it() -> None:
    answers = {"decision": ["S20", "S17", "S20", "PENDING"]}
    assert distribution(HOM, "HOMx2", answers) == {"S20": 2, "S17": 1, "PENDING": 1}


def test_homx3_counts_why_accommodation_was_refused() -> None:
    answers = {"decision": ["REFUSED", "REFUSED", "S20"], "refusal_reason": ["CHOICE", "NR", None]}
    assert distribution(HOM, "HOMx3", answers) == {"CHOICE": 1, "NR": 1}


def test_homx4_is_the_share_accommodated_under_section_20() -> None:
    assert ratio(HOM, "HOMx4", {"presentations": [8, 12], "accommodated": [2, 3]}) == (5, 20, 0.25)
