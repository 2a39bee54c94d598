"""HCP, by example: what each standard counts, drawn for an auditor to check against the audit's own words."""

from __future__ import annotations

from pipeline.audits.hcp import HCP
from tests.audits.context import distribution, ratio
from tests.audits.worked import worked


def test_hcp1_a_mandated_contact_is_made_in_time() -> None:
    """What is not due yet is pending, and never a failure; a family that moved away counts nowhere."""
    worked(
        HCP,
        "HCP1",
        """
        made        | outcome
        IN_TIME     | met
        LATE        | not met
        DECLINED    | not met
        NOT_SEEN    | not met
        NOT_OFFERED | not met
        NR          | not recorded
        MOVED       | not applicable
        NOT_DUE     | pending
        !           | missing
    """,
    )


def test_hcp2_the_family_is_on_the_pathway_that_fits_its_needs() -> None:
    worked(
        HCP,
        "HCP2",
        """
        pathway   | pathway_needed   | outcome
        PLUS      | PLUS             | met
        ENHANCED  | ENHANCED         | met
        UNIVERSAL | PARTNERSHIP_PLUS | not met
        PLUS      | UNIVERSAL        | not met
        PLUS      |                  | missing
                  | PLUS             | missing
    """,
    )


def test_hcp3_the_pathway_is_looked_at_again_when_something_changed() -> None:
    worked(
        HCP,
        "HCP3",
        """
        need_changed | oversight_changed | pathway_reviewed | outcome
        Y            | N                 | Y                | met
        N            | Y                 | Y                | met
        Y            | Y                 | N                | not met
        NR           | Y                 | NR               | not recorded
        N            | N                 |                  | not applicable
        NR           | NR                |                  | not applicable
        Y            | N                 |                  | missing
                     |                   | Y                | missing
    """,
    )


def test_hcp4_the_enhanced_offer_is_reviewed_with_the_family() -> None:
    worked(
        HCP,
        "HCP4",
        """
        pathway   | enhanced_review | outcome
        ENHANCED  | BETTER          | met
        ENHANCED  | SAME            | met
        ENHANCED  | NO              | not met
        ENHANCED  | NR              | not recorded
        ENHANCED  | SOON            | pending
        PLUS      |                 | not applicable
        UNIVERSAL |                 | not applicable
        ENHANCED  |                 | missing
                  | BETTER          | missing
    """,
    )


def test_hcp5_a_difference_is_made_for_the_child() -> None:
    worked(
        HCP,
        "HCP5",
        """
        difference | outcome
        YES        | met
        PARTIAL    | met
        NO         | not met
        NR         | not recorded
        !          | missing
    """,
    )


def test_hcpx1_another_agency_stepped_in_or_back() -> None:
    """Shown, and never rated."""
    worked(
        HCP,
        "HCPx1",
        """
        oversight_changed | outcome
        Y                 | met
        N                 | not met
        NR                | not recorded
                          | missing
    """,
    )


def test_hcpx2_the_enhanced_offer_has_changed_things_for_the_better() -> None:
    worked(
        HCP,
        "HCPx2",
        """
        pathway  | enhanced_review | outcome
        ENHANCED | BETTER          | met
        ENHANCED | SAME            | not met
        ENHANCED | NO              | not applicable
        ENHANCED | NR              | not applicable
        ENHANCED | SOON            | pending
        PLUS     |                 | not applicable
    """,
    )


def test_context_counts_what_became_of_contacts_and_the_share_of_all_that_were_in_time() -> None:
    months = {"contacts_due": [150, 50], "contacts_in_time": [120, 20]}

    assert distribution(HCP, "HCPx3", {"made": ["IN_TIME", "DECLINED", "IN_TIME"]}) == {"IN_TIME": 2, "DECLINED": 1}
    assert ratio(HCP, "HCPx5", months) == (140, 200, 0.7)
