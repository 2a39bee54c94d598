"""HRS, by example: what each standard counts, drawn for an auditor to check against the audit's own words."""

from __future__ import annotations

from pipeline.audits.hrs import HRS, REQUIREMENTS
from pipeline.calendar.quarter import Quarter
from pipeline.synthetic.returns import Circumstances, returns
from tests.audits.context import distribution
from tests.audits.worked import worked, worked_within


def test_hrs1_is_met_where_the_commissioner_has_looked_and_found_it_so() -> None:
    worked(
        HRS,
        "HRS1",
        """
        in_contract | looked_on  | finding | outcome
        Y           | 16/01/2019 | MET     | met
        Y           | 16/01/2019 | PARTLY  | not met
        Y           | 16/01/2019 | NOT     | not met
        Y           |            |         | not met
        N           |            |         | not applicable
        Y           | 16/01/2019 |         | missing
        Y           | !          | MET     | missing
                    | 16/01/2019 | MET     | missing
    """,
    )


def test_hrs2_stands_in_the_contract() -> None:
    worked(
        HRS,
        "HRS2",
        """
        in_contract | outcome
        Y           | met
        N           | not met
                    | missing
    """,
    )


def test_hrs3_the_commissioner_has_looked_within_a_year() -> None:
    """From 15 April 2018 to 15 April 2019 are 365 days."""
    worked(
        HRS,
        "HRS3",
        """
        in_contract | looked_on  | as_of      | outcome
        Y           | 15/04/2019 | 15/04/2019 | met
        Y           | 15/04/2018 | 15/04/2019 | met
        Y           | 14/04/2018 | 15/04/2019 | not met
        Y           |            | 15/04/2019 | not met
        N           |            | 15/04/2019 | not applicable
                    | 15/04/2019 | 15/04/2019 | missing
        Y           | !          | 15/04/2019 | missing
    """,
    )


def test_hrs4_the_provider_has_evidence_of_the_last_year() -> None:
    worked(
        HRS,
        "HRS4",
        """
        evidence_date | as_of      | outcome
        15/04/2018    | 15/04/2019 | met
        14/04/2018    | 15/04/2019 | not met
                      | 15/04/2019 | not met
        !             | 15/04/2019 | missing
    """,
    )


def test_hrs5_counts_the_staff_who_are_trained() -> None:
    """Two providers: 11 of 14 and 6 of 6 are 17 of 20 together."""
    worked_within(
        HRS,
        "HRS5",
        """
        requirement    | staff | trained | outcome
        STAFF_TRAINING | 14    | 11      | 11 of 14
        STAFF_TRAINING | 6     | 6       | 6 of 6
        STAFF_TRAINING | 0     | 0       | not applicable
        PANEL          |       |         | not applicable
        STAFF_TRAINING | 14    |         | missing
        STAFF_TRAINING | 6     | 14      | missing
    """,
    )


def test_hrsx1_and_hrsx2_count_what_either_side_says() -> None:
    looked = {"looked_on": ["2019-01-16", "2019-01-16"], "finding": ["MET", "PARTLY"]}

    assert distribution(HRS, "HRSx1", looked, HRS.commissioner) == {"MET": 1, "PARTLY": 1}
    assert distribution(HRS, "HRSx2", {"own_view": ["MET", "MET", "NOT"]}, HRS.provider) == {"MET": 2, "NOT": 1}


def test_both_made_up_sides_speak_of_every_provider_and_requirement_once() -> None:
    for each in returns(HRS, Quarter(2018, 4), 1, Circumstances()):
        pairs = list(zip(each.records.texts("provider_ref"), each.records.texts("requirement"), strict=True))

        assert pairs == [(provider, code) for provider in ("H01", "H02", "H03") for code in REQUIREMENTS.values()]
