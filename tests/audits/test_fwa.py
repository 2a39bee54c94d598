"""FWA, by example: what each standard counts, drawn for an auditor to check against the audit's own words."""

from __future__ import annotations

import pandas as pd

from pipeline.audits.fwa import FWA
from tests.audits.context import distribution, ratio
from tests.audits.worked import DAY, worked


def test_fwa1_an_agreement_is_reviewed_by_its_date() -> None:
    """Until that day is over the review is not due; afterwards no date is no review."""
    worked(
        FWA,
        "FWA1",
        """
        review_due | reviewed_on | as_of      | outcome
        21/08/2019 | 20/08/2019  | 10/10/2019 | met
        21/08/2019 | 21/08/2019  | 10/10/2019 | met
        21/08/2019 | 22/08/2019  | 10/10/2019 | not met
        21/08/2019 |             | 10/10/2019 | not met
        27/09/2019 |             | 27/09/2019 | pending
        27/09/2019 |             | 28/09/2019 | not met
        21/08/2019 | !           | 10/10/2019 | missing
                   | 20/08/2019  | 10/10/2019 | missing
    """,
    )


def test_fwa2_most_or_all_goals_are_met_where_the_agreement_was_reviewed() -> None:
    worked(
        FWA,
        "FWA2",
        """
        reviewed_on | goals_met | outcome
        20/08/2019  | ALL       | met
        20/08/2019  | MOST      | met
        20/08/2019  | SOME      | not met
        20/08/2019  | NONE      | not met
        20/08/2019  | NR        | not recorded
                    |           | not applicable
        20/08/2019  |           | missing
        !           | ALL       | missing
    """,
    )


def test_fwa3_goals_are_written_down() -> None:
    worked(
        FWA,
        "FWA3",
        """
        goals | outcome
        Y     | met
        N     | not met
        NR    | not recorded
              | missing
    """,
    )


def test_fwa4_the_review_is_set_for_within_84_days_of_the_agreement() -> None:
    """From 22 May the eighty-fourth day is 14 August: days of the calendar, not working days."""
    worked(
        FWA,
        "FWA4",
        """
        agreement_date | review_due | outcome
        22/05/2019     | 14/08/2019 | met
        22/05/2019     | 10/07/2019 | met
        22/05/2019     | 15/08/2019 | not met
                       | 14/08/2019 | missing
        22/05/2019     |            | missing
    """,
    )


def test_fwax1_counts_how_many_goals_were_met() -> None:
    answers = {"reviewed_on": [pd.Timestamp(DAY)] * 3 + [None], "goals_met": ["ALL", "SOME", "SOME", None]}
    assert distribution(FWA, "FWAx1", answers) == {"ALL": 1, "SOME": 2}


def test_fwax2_is_the_share_of_families_with_an_agreement() -> None:
    assert ratio(FWA, "FWAx2", {"families": [50, 30], "families_agreed": [20, 12]}) == (32, 80, 0.4)


def test_fwax3_is_the_share_that_came_back_of_agreements_that_are_six_months_old() -> None:
    assert ratio(FWA, "FWAx3", {"agreements_before": [10, 10], "back_after_agreement": [3, 2]}) == (5, 20, 0.25)
