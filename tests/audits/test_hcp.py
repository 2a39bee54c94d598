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
    """A family that moved away, a child who was not born alive and a contact to come have no pathway to judge."""
    worked(
        HCP,
        "HCP2",
        """
        made    | pathway   | pathway_needed   | outcome
        IN_TIME | PLUS      | PLUS             | met
        LATE    | ENHANCED  | ENHANCED         | met
        NR      | UNIVERSAL | PARTNERSHIP_PLUS | not met
        IN_TIME | PLUS      | UNIVERSAL        | not met
        MOVED   |           |                  | not applicable
        NOT_DUE |           |                  | not applicable
        IN_TIME | PLUS      |                  | missing
        IN_TIME |           | PLUS             | missing
                | PLUS      | PLUS             | missing
    """,
    )


def test_hcp3_the_pathway_is_looked_at_again_when_something_changed() -> None:
    worked(
        HCP,
        "HCP3",
        """
        made    | need_changed | oversight_changed | pathway_reviewed | outcome
        IN_TIME | Y            | N                 | Y                | met
        LATE    | N            | Y                 | Y                | met
        IN_TIME | Y            | Y                 | N                | not met
        IN_TIME | NR           | Y                 | NR               | not recorded
        IN_TIME | N            | N                 |                  | not applicable
        IN_TIME | NR           | NR                |                  | not applicable
        MOVED   |              |                   |                  | not applicable
        IN_TIME | Y            | N                 |                  | missing
        IN_TIME |              |                   | Y                | missing
    """,
    )


def test_hcp4_the_enhanced_offer_is_reviewed_with_the_family() -> None:
    worked(
        HCP,
        "HCP4",
        """
        made    | pathway   | enhanced_review | outcome
        IN_TIME | ENHANCED  | BETTER          | met
        LATE    | ENHANCED  | SAME            | met
        IN_TIME | ENHANCED  | NO              | not met
        IN_TIME | ENHANCED  | NR              | not recorded
        IN_TIME | ENHANCED  | SOON            | pending
        IN_TIME | PLUS      |                 | not applicable
        IN_TIME | UNIVERSAL |                 | not applicable
        MOVED   |           |                 | not applicable
        IN_TIME | ENHANCED  |                 | missing
        IN_TIME |           | BETTER          | missing
    """,
    )


def test_hcp5_a_difference_is_made_for_the_child() -> None:
    worked(
        HCP,
        "HCP5",
        """
        made    | difference | outcome
        IN_TIME | YES        | met
        LATE    | PARTIAL    | met
        IN_TIME | NO         | not met
        IN_TIME | NR         | not recorded
        NOT_DUE |            | not applicable
        MOVED   |            | not applicable
        IN_TIME | !          | missing
    """,
    )


def test_hcpx1_another_agency_stepped_in_or_back() -> None:
    """Shown, and never rated."""
    worked(
        HCP,
        "HCPx1",
        """
        made    | oversight_changed | outcome
        IN_TIME | Y                 | met
        IN_TIME | N                 | not met
        IN_TIME | NR                | not recorded
        MOVED   |                   | not applicable
        IN_TIME |                   | missing
    """,
    )


def test_hcpx2_the_enhanced_offer_has_changed_things_for_the_better() -> None:
    worked(
        HCP,
        "HCPx2",
        """
        made    | pathway  | enhanced_review | outcome
        IN_TIME | ENHANCED | BETTER          | met
        IN_TIME | ENHANCED | SAME            | not met
        IN_TIME | ENHANCED | NO              | not applicable
        IN_TIME | ENHANCED | NR              | not applicable
        IN_TIME | ENHANCED | SOON            | pending
        IN_TIME | PLUS     |                 | not applicable
        MOVED   |          |                 | not applicable
    """,
    )


def test_context_counts_what_became_of_contacts_and_the_share_of_all_that_were_in_time() -> None:
    months = {"contacts_due": [150, 50], "contacts_in_time": [120, 20]}

    assert distribution(HCP, "HCPx3", {"made": ["IN_TIME", "DECLINED", "IN_TIME"]}) == {"IN_TIME": 2, "DECLINED": 1}
    assert ratio(HCP, "HCPx5", months) == (140, 200, 0.7)
