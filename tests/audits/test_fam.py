"""FAM, by example: what each standard counts, drawn for an auditor to check against the audit's own words."""

from __future__ import annotations

from pipeline.audits.fam import FAM
from tests.audits.context import distribution, ratio
from tests.audits.worked import worked


def test_fam1_the_protocol_is_used_for_families_that_fit_it() -> None:
    worked(
        FAM,
        "FAM1",
        """
        eligible | used | outcome
        Y        | Y    | met
        Y        | N    | not met
        Y        | NR   | not recorded
        N        |      | not applicable
        Y        |      | missing
                 |      | missing
        !        | Y    | missing
    """,
    )


def test_fam2_adults_services_take_part_in_the_meeting() -> None:
    """Where no service works with the adults there is nobody who could."""
    worked(
        FAM,
        "FAM2",
        """
        joint_meeting | outcome
        Y             | met
        N             | not met
        NR            | not recorded
        NA            | not applicable
                      | missing
    """,
    )


def test_famx1_is_the_share_that_would_gain_among_families_that_do_not_fit() -> None:
    worked(
        FAM,
        "FAMx1",
        """
        eligible | would_benefit | outcome
        N        | Y             | met
        N        | N             | not met
        Y        |               | not applicable
        N        |               | missing
                 |               | missing
    """,
    )


def test_famx2_counts_each_service_that_works_with_the_adults() -> None:
    answers = {"adult_services": ["MENTAL_HEALTH;SUBSTANCE", "SUBSTANCE", "NONE"]}
    assert distribution(FAM, "FAMx2", answers) == {"MENTAL_HEALTH": 1, "SUBSTANCE": 2, "NONE": 1}


def test_famx3_is_the_share_of_families_on_a_plan_in_which_an_adult_has_needs() -> None:
    assert ratio(FAM, "FAMx3", {"families": [140, 60], "families_with_needs": [84, 36]}) == (120, 200, 0.6)
